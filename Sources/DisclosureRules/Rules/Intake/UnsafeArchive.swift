// unsafe-archive: archives that programs could read in different ways, or not at all.

/// Finds archives of which nobody can say what they hold.
public struct UnsafeArchive: FileRule {
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "unsafe-archive",
      family: .intake,
      statbarn: nil,
      summary: "An archive that is encrypted, damaged, ambiguous, or whose members lead out of it.",
      rationale: """
        An archive is judged by its members, so all programs must agree on what these are. Encrypted members \
        can't be read. Members that overlap, that have one name, or whose two headers differ are one thing to \
        the checker and another to the program that unpacks them. Absolute names, `..` and links write \
        outside of the folder into which the archive is unpacked. Nothing in such an archive counts as checked.
        """,
      remedy: "Pack the files again with an ordinary program, without a password, links or double names.",
      sources: [
        "PKWARE, APPNOTE 6.3.10", "POSIX.1-2017, pax", "Fifield, A better zip bomb (USENIX WOOT 2019)",
      ],
      examples: [
        RuleExample(.pass, "a plain table", "region,patients\nNorth,120\nSouth,45\n"),
        RuleExample(
          .error, "an archive that is cut off", fileName: "tables.zip", "PK\u{3}\u{4}\u{14}\u{0}\u{0}\u{0}"),
      ]
    )
  }

  public func judge(_ file: FileSubject, under ruleset: Ruleset) -> RuleOutcome {
    guard let problem = file.problem, problem.kind == .unsafeArchive else { return RuleOutcome() }
    return RuleOutcome(findings: [
      finding(
        .error, at: Location(byteOffset: problem.byteOffset, part: "file"), "\(problem.message).",
        evidence: .parts([.init("kind", .words(problem.kind.rawValue))]))
    ])
  }
}
