// unsupported-type: text that the checker reads but does not understand.

/// Finds files in which no table was recognised.
public struct UnsupportedType: FileRule {
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "unsupported-type",
      family: .intake,
      statbarn: nil,
      summary: "Text in which no table was recognised.",
      rationale: """
        A log, a note or a page of prose is scanned for identifiers like every other file, but the numbers in \
        it are not judged: the checker does not know which of them are counts of people. A person must read it.
        """,
      remedy: "Send the results as delimited tables, or have a person read the text.",
      sources: ["SATRE 2.0, 3.3.07: a policy for outputs that can't be checked by the usual means"],
      examples: [
        RuleExample(.pass, "a table", "region,patients\nNorth,120\nSouth,45\n"),
        RuleExample(
          .review, "a note", fileName: "notes.txt",
          """
          We fitted the model again after the meeting, with and without the smallest practices.
          There were no surprises, and the estimates moved by less than one standard error.
          The table that goes with this note is in the same folder as last time, under results.

          """),
      ]
    )
  }

  public func judge(_ file: FileSubject, under ruleset: Ruleset) -> RuleOutcome {
    guard file.isProse else { return RuleOutcome() }
    return RuleOutcome(findings: [
      finding(
        .review, at: Location(part: "file"),
        "The text was scanned for identifiers; no table was recognised in it and its numbers were not judged."
      )
    ])
  }
}
