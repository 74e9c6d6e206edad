// unsupported-type: files whose data no program can judge.

/// Finds files that have to be judged by a person: pictures, models, binary data, text that is no table.
public struct UnsupportedType: FileRule {
  public static let verdict = Parameter<IdentifierVerdict>.choice(
    "verdict", default: .review, "What a file that no program can judge gets: `review` or `fail`.")

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "unsupported-type",
      family: .intake,
      statbarn: nil,
      summary: "Pictures, models and data in formats that no program can judge; numbers outside of tables.",
      rationale: """
        The points of a plot may be people, a fitted model can hold the records it was fitted on, and the \
        formats of statistics packages hold whatever was in memory. The checker scans the words in such files \
        for identifiers and says what they are; whether they may leave is for a person who sees the table behind \
        them. In a log, a note or a page the tables are judged and all text is scanned; rows of numbers that \
        could not be read as a table, and sizes of small groups in the text, are for a person. Other numbers \
        in running text are noted only.
        """,
      remedy: "Send the underlying table as delimited text, and the file only if it can't be left out.",
      parameters: [Self.verdict.description],
      sources: [
        "SATRE 2.0, 3.3.07: a policy for outputs that can't be checked by the usual means",
        "OpenSAFELY, output checking: figures are released with their underlying data",
      ],
      examples: [
        RuleExample(.pass, "a table", "region,patients\nNorth,120\nSouth,45\n"),
        RuleExample(
          .info, "a note", fileName: "notes.txt",
          """
          We fitted the model again after the meeting, with and without the smallest practices.
          There were no surprises, and the estimates moved by less than one standard error.
          The table that goes with this note is in the same folder as last time, under results.

          """),
        RuleExample(
          .review, "a note that gives the size of a small group", fileName: "notes.txt",
          """
          We fitted the model again after the meeting, with and without the smallest practices.
          The sensitivity analysis leaves out the patients who moved away (n = 4), as agreed before.
          The table that goes with this note is in the same folder as last time, under results.

          """),
        RuleExample(
          .review, "a picture", fileName: "plot.gif", "GIF89a\u{1}\u{0}\u{1}\u{0}\u{0}\u{0}\u{0};"),
      ]
    )
  }

  public func judge(_ file: FileSubject, under ruleset: Ruleset) -> RuleOutcome {
    var findings: [Finding] = []
    if let content = file.content, let unjudged = content.unjudged {
      findings.append(
        finding(
          ruleset.value(Self.verdict, of: name).verdict, at: Location(part: "file"),
          "The file is \(content.words), which no program can judge; its words were scanned. Ask for \(unjudged.ask)."
        ))
    }
    findings += self.findings(on: file, .review) { kind in
      switch kind {
      case .unreadNumbers: "rows of numbers that could not be read as a table"
      case .groupSize: "the size of a small group in its text"
      case .unreadPart: "a part that was not read"
      case .pointCloud: "a drawing of many points, which may be people: ask for the table behind it"
      case .drawnBars: "a drawing of many bars, whose lengths are numbers: ask for the table behind it"
      default: nil
      }
    }
    if file.isProse && findings.isEmpty {
      findings.append(
        finding(
          .info, at: Location(part: "file"),
          "The text was scanned for identifiers; no table was recognised in it and its numbers were not judged."
        ))
    }
    return RuleOutcome(findings: findings)
  }
}
