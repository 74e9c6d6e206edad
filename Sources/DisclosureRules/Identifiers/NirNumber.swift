// nir-number: the number of a person in France.

/// The numéro de sécurité sociale: sex, year, month, place, order and a key of two digits.
///
/// Source: INSEE, "Numéro de sécurité sociale (NIR)": key 97 − (number mod 97).
public enum NIRNumber {
  /// The name of the rule.
  public static let name: RuleName = "nir-number"

  /// Judges fifteen digits.
  public static func value(of text: IdentifierText) -> IdentifierValue? {
    guard text.count == 15 else { return nil }
    let isPerson = [1, 2, 3, 4, 7, 8].contains(text.digit(0))
    let month = text.number(3..<5)
    // Months from 20 on stand for an unknown one.
    let hasMonth = (1...12).contains(month) || (20...42).contains(month) || month >= 50
    let passes = isPerson && hasMonth && 97 - text.number(0..<13) % 97 == text.number(13..<15)
    return IdentifierValue(
      strength: !passes ? .form : text.isSpelled ? .spelled : .issued, key: text.number,
      isAmbiguous: !text.isSpelled && SnomedShape.matches(text.number, digits: 15), isInRange: true,
      isSpelledForm: text.isSpelled)
  }

  /// Documentation, odds and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "A numéro de sécurité sociale of France.",
      rationale: """
        It names one person and holds sex, month and place of birth. Its key fits one random number in 97; a \
        column is judged by its distinct values together.
        """,
      remedy: "Remove the column or the cell.",
      sources: ["INSEE, Numéro d'inscription au répertoire (NIR)"],
      examples: [
        RuleExample(.fail, "one number in groups", "note,n\n2 95 10 99 126 111 93,12\n"),
        RuleExample(.review, "one that stands out", "item,n\n295109912611193,12\n"),
        RuleExample(.pass, "a key that does not hold", "item,n\n295109912611194,12\n"),
      ]
    ),
    pack: .international, tier: .direct, title: "a French social security number", check: "pass the key",
    forms: [
      IdentifierForm("999999999999999", edge: .number),
      IdentifierForm("9 99 99 99 999 999 99", edge: .number, isSpelled: true),
    ],
    chance: .init(valid: 0.005, issued: 0.005), vocabulary: SnomedShape.vocabulary,
    contextWords: ["nir", "insee"],
    matches: AtLeastOne(.init("295109912611193", .issued), .init("2 95 10 99 126 111 93", .spelled)),
    nonMatches: AtLeastOne("295109912611199", "995109912611193", "0.295109912611193"),
    validate: { text, _ in value(of: text) })
}
