// bsn-number: the number of a person in the Netherlands.

/// The Burgerservicenummer: nine digits with the eleven-test.
///
/// Source: Wet algemene bepalingen burgerservicenummer; weights 9 to 2 and −1, modulus 11.
public enum BSNNumber {
  /// The name of the rule.
  public static let name: RuleName = "bsn-number"

  private static let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1]

  /// Judges nine digits.
  public static func value(of text: IdentifierText) -> IdentifierValue? {
    guard text.count == 9 else { return nil }
    let passes = !text.isRepetition && CheckDigits.sum(text, weights: weights) % 11 == 0
    return IdentifierValue(
      strength: passes ? .issued : .form, key: text.number,
      isAmbiguous: SnomedShape.matches(text.number, digits: 9), isInRange: true,
      isPlaceholder: text.isRepetition)
  }

  /// Documentation, odds and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "A Burgerservicenummer, the number of a person in the Netherlands.",
      rationale: """
        It names one person. One random number in eleven passes its test, so that only a header, words in \
        the field or a column of them are a finding.
        """,
      remedy: "Remove the column or the cell.",
      sources: ["Rijksdienst voor Identiteitsgegevens, Logisch ontwerp BSN"],
      examples: [
        RuleExample(.fail, "a header says so", "bsn,area\n111222333,A\n"),
        RuleExample(.pass, "a number alone proves nothing", "region,value\nNorth,111222333\n"),
      ]
    ),
    pack: .international, tier: .direct, title: "a Burgerservicenummer", check: "pass the eleven-test",
    forms: [IdentifierForm("999999999", edge: .number)], chance: .init(valid: 1.0 / 11, issued: 1.0 / 11),
    alone: .ignored, vocabulary: SnomedShape.vocabulary, yieldsTo: [CHINumber.name],
    contextWords: ["bsn", "burgerservice"],
    matches: AtLeastOne(.init("111222333", .issued), .init("BSN 111222333", .spelled)),
    nonMatches: AtLeastOne("111222334", "0.111222333", "000000000"),
    validate: { text, _ in value(of: text) })
}
