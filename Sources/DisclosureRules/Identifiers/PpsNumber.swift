// pps-number: the number of a person in Ireland's public services.

/// The Personal Public Service number: seven digits, a check letter, and since 2013 one more letter.
///
/// Source: Department of Social Protection, "Personal Public Service (PPS) Number".
public enum PPSNumber {
  /// The name of the rule.
  public static let name: RuleName = "pps-number"

  /// Check letters by remainder.
  private static let letters = Array("WABCDEFGHIJKLMNOPQRSTUV".utf8)
  private static let weights = [8, 7, 6, 5, 4, 3, 2]
  /// Second letters that count in the check, as their place in the alphabet, and older ones that don't.
  private static let counted = UKPostcode.Letters("ABH")
  private static let uncounted = UKPostcode.Letters("WTX")

  /// Judges seven digits and one or two letters.
  public static func value(of text: IdentifierText) -> IdentifierValue? {
    guard (8...9).contains(text.count), !text.hasLowerCase else { return nil }
    var sum = CheckDigits.sum(text, weights: weights)
    if text.count == 9 {
      guard counted[text[8]] || uncounted[text[8]] else { return nil }
      if counted[text[8]] { sum += 9 * (text.letter(8) + 1) }
    }
    let passes = letters[sum % 23] == text[7] && text.number(0..<7) > 0
    return IdentifierValue(strength: passes ? .issued : .form, key: text.key, isInRange: true)
  }

  /// Documentation, odds and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "A Personal Public Service number of Ireland.",
      rationale: """
        It names one person. One random code in 23 passes its check letter, so that a few in a column are \
        certain and a single one is for a person to judge.
        """,
      remedy: "Remove the column or the cell.",
      sources: ["Department of Social Protection (Ireland), Personal Public Service Number"],
      examples: [
        RuleExample(.fail, "a header says so", "pps_number,area\n6433435F,A\n"),
        RuleExample(.review, "one that stands out", "item,n\n6433435F,12\n"),
        RuleExample(.pass, "a check letter that does not hold", "item,n\n6433435E,12\n"),
      ]
    ),
    pack: .ireland, tier: .direct, title: "a PPS number", check: "pass the check letter",
    forms: [IdentifierForm("9999999A"), IdentifierForm("9999999AA")],
    chance: .init(valid: 1.0 / 23, issued: 1.0 / 23), contextWords: ["pps", "ppsn"],
    matches: AtLeastOne(
      .init("6433435F", .issued), .init("6433435OA", .issued), .init("6433435FW", .issued),
      .init("PPSN: 6433435F", .spelled)),
    nonMatches: AtLeastOne("6433435E", "6433435VH", "6433435f", "64334351F"),
    validate: { text, _ in value(of: text) })
}
