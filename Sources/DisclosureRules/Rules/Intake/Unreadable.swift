// unreadable: files that could not be checked, or not to their end.

/// Finds files of which not every byte could be checked.
public struct Unreadable: FileRule {
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "unreadable",
      family: .intake,
      statbarn: nil,
      summary: "A file that could not be opened, read to its end or decoded.",
      rationale: """
        Nothing that was not read counts as checked. A file that can't be opened, is empty, holds bytes that \
        are no text, is a damaged archive, changes while it is read or is larger than the limits of the \
        ruleset is an error and never passes, whatever its first part looks like. The other files of the \
        request are still checked.
        """,
      remedy: "Export the file again as a complete text table and check that it opens.",
      sources: [
        "RFC 1952, GZIP file format specification", "RFC 3629, UTF-8, a transformation format of ISO 10646",
      ],
      examples: [
        RuleExample(.pass, "a complete text table", "region,patients\nNorth,120\nSouth,45\n"),
        RuleExample(.error, "an empty file", fileName: "empty.csv", ""),
      ]
    )
  }

  public func judge(_ file: FileSubject, under ruleset: Ruleset) -> RuleOutcome {
    // An archive that is not safe to unpack is the business of a rule of its own.
    guard let problem = file.problem, problem.kind != .unsafeArchive else { return RuleOutcome() }
    var finding = finding(
      .error, at: Location(byteOffset: problem.byteOffset, part: "file"), "\(problem.message)",
      evidence: .parts([.init("kind", .words(problem.kind.rawValue))]))
    finding.remedy = remedy(for: problem.kind)
    return RuleOutcome(findings: [finding])
  }

  private func remedy(for kind: ReadProblem.Kind) -> String {
    switch kind {
    case .unreadable: "Make it a regular file that the checker's user may read."
    case .empty: "Leave the file out of the request, or export it again."
    case .damagedArchive: "Compress the file again, and test the result before sending it."
    case .limit: "Split the file or send less of it, or have the limit raised in the ruleset."
    case .changed: "Check again when nothing writes to the file any more."
    case .internal: "Report this as a fault of the checker; until it is mended a person must check the file."
    case .binary, .undecodable, .malformed, .unsafeArchive: description.remedy
    }
  }
}
