// ihi-number: the patient number of Ireland.

/// The Individual Health Identifier: eighteen digits, a number of the GS1 system.
///
/// Source: HIQA, "Individual Health Identifier" (GS1 service relation number 5393014 + 10 digits + check digit).
public enum IHINumber {
  /// The name of the rule.
  public static let name: RuleName = "ihi-number"

  /// The company's prefix in the GS1 system.
  private static let prefix: UInt64 = 5_393_014
  /// The first three digits of the core.
  private static let cores: ClosedRange<UInt64> = 812...859

  /// Judges eighteen digits: prefix, core, and the check digit of GS1 (weights 3 and 1 from the right).
  public static func value(of text: IdentifierText) -> IdentifierValue? {
    guard text.count == 18, text.number(0..<7) == prefix else { return nil }
    var sum = 0
    for position in 0..<17 { sum += text.digit(position) * (position % 2 == 0 ? 3 : 1) }
    let isIssued = cores.contains(text.number(7..<10))
    let passes = (10 - sum % 10) % 10 == text.digit(17)
    return IdentifierValue(
      strength: passes && isIssued ? .spelled : .form, key: text.number, isInRange: isIssued,
      isSpelledForm: true)
  }

  /// Documentation, odds and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "An Individual Health Identifier: the number of a patient in Ireland.",
      rationale: """
        It names one person. Its prefix of seven digits, its range and its check digit are like nothing else, \
        so that a single one is certain.
        """,
      remedy: "Remove the column or the cell.",
      sources: ["HIQA, Individual Health Identifier", "GS1 General Specifications, check digit"],
      examples: [
        RuleExample(.fail, "one number", "note,n\n539301481200000013,12\n"),
        RuleExample(.pass, "a check digit that does not hold", "note,n\n539301481200000011,12\n"),
      ]
    ),
    pack: .ireland, tier: .direct, title: "an Individual Health Identifier", check: "pass the check digit",
    forms: [IdentifierForm("999999999999999999", edge: .number)],
    chance: .init(valid: 0.1, issued: 0.1), contextWords: ["ihi"],
    matches: AtLeastOne(.init("539301481200000013", .spelled)),
    nonMatches: AtLeastOne("539301481200000011", "539301486000000013", "900000000000207008"),
    validate: { text, _ in value(of: text) })
}
