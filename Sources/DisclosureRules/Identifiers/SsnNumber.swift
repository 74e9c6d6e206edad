// ssn-number: the number of a person in the United States.

/// The Social Security number, written 3-2-4.
///
/// Source: Social Security Administration, "Social Security Number Randomization": what is never issued, and
/// numbers that were made public.
public enum SSNNumber {
  /// The name of the rule.
  public static let name: RuleName = "ssn-number"

  /// Numbers that stood in advertisements.
  private static let published: Set<UInt64> = [78_051_120, 219_099_999, 123_456_789]

  /// Judges nine digits.
  public static func value(of text: IdentifierText) -> IdentifierValue? {
    guard text.count == 9 else { return nil }
    let area = text.number(0..<3)
    let passes =
      area != 0 && area != 666 && area < 900 && text.number(3..<5) != 0 && text.number(5..<9) != 0
      && !text.isRepetition
    let isPublished = published.contains(text.number)
    return IdentifierValue(
      strength: !passes ? .form : isPublished ? .test : .issued, key: text.number, isInRange: true)
  }

  /// Documentation and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "A Social Security number of the United States.",
      rationale: """
        It names one person. It has no check digit: in its spelling 3-2-4 a single one is for a person to \
        judge, and a header or words in the field make it certain.
        """,
      remedy: "Remove the column or the cell.",
      sources: ["Social Security Administration, Social Security Number Randomization"],
      examples: [
        RuleExample(.fail, "a header says so", "ssn,area\n536-22-8726,A\n"),
        RuleExample(.review, "one that stands out", "item,n\n536-22-8726,12\n"),
        RuleExample(.pass, "never issued", "item,n\n000-22-8726,12\n666-22-8726,33\n"),
      ]
    ),
    pack: .international, tier: .direct, title: "a Social Security number", check: "may be issued",
    forms: [IdentifierForm("999-99-9999", edge: .number), IdentifierForm("999 99 9999", edge: .number)],
    contextWords: ["ssn", "social security"],
    matches: AtLeastOne(
      .init("536-22-8726", .issued), .init("SSN 536 22 8726", .spelled), .init("078-05-1120", .test)),
    nonMatches: AtLeastOne(
      "000-22-8726", "666-22-8726", "912-22-8726", "536-00-8726", "536-22-0000", "536228726"),
    validate: { text, _ in value(of: text) })
}
