// size-limit: files that are larger than the ruleset lets leave.

/// Finds files with more bytes or rows than the ruleset allows in an output.
public struct SizeLimit: FileRule {
  public static let maximumBytes = Parameter<Int>.integer(
    "max_bytes", default: 0, in: 0...1 << 40,
    "The most bytes that a file may have as it would leave; 0: as many as the checker reads.")
  public static let maximumRows = Parameter<Int>.integer(
    "max_rows", default: 0, in: 0...1 << 40,
    "The most data rows that a table may have; 0: as many as the checker reads.")

  /// Made of one row: descriptions are asked for at every start.
  private static let longTable = "practice_group,rate\n" + String(repeating: "large,12.5\n", count: 5_001)

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "size-limit",
      family: .intake,
      statbarn: nil,
      summary: "A file or a table larger than the ruleset lets leave.",
      rationale: """
        An output is a summary: people must be able to read it before it leaves. Some services therefore say \
        how many bytes a file and how many rows a table may have. A larger file is judged by all other rules \
        as well; this one says that its size alone keeps it back.
        """,
      remedy: "Aggregate further, release the part that is needed, or ask the service for an exception.",
      parameters: [Self.maximumBytes.description, Self.maximumRows.description],
      sources: ["OpenSAFELY documentation, Requesting file release: at most 5,000 rows and 16 MB"],
      examples: [
        RuleExample(.pass, "a small table", "region,patients\nNorth,120\nSouth,45\n"),
        RuleExample(.fail, "more than 5,000 rows", Self.longTable),
      ],
      shownUnder: "opensafely"
    )
  }

  public func judge(_ file: FileSubject, under ruleset: Ruleset) -> RuleOutcome {
    let bytes = ruleset.value(Self.maximumBytes, of: name)
    let rows = ruleset.value(Self.maximumRows, of: name)
    if bytes == 0 && rows == 0 { return .notApplicable("the ruleset sets no size") }
    var findings: [Finding] = []
    if bytes > 0, let size = file.bytes, size > bytes {
      findings.append(
        finding(
          .fail, at: Location(part: "file"),
          "The file has \(size) bytes, and the ruleset lets at most \(bytes) leave.",
          evidence: .parts([.init("bytes", .count(size)), .init("maximum", .count(bytes))])))
    }
    if rows > 0, let longest = file.rows.max(), longest > rows {
      findings.append(
        finding(
          .fail, at: Location(part: "file"),
          "A table of the file has \(longest) rows, and the ruleset lets at most \(rows) leave.",
          evidence: .parts([.init("rows", .count(longest)), .init("maximum", .count(rows))])))
    }
    return RuleOutcome(findings: findings)
  }
}
