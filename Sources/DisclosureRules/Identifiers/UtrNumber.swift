// utr-number: the reference of a taxpayer.

/// The Unique Taxpayer Reference: ten digits, of which the first is the check digit.
///
/// Source: HMRC, "Validation of Unique Taxpayer References" (weights 6 7 8 9 10 5 4 3 2, modulus 11).
public enum UTRNumber {
  /// The name of the rule.
  public static let name: RuleName = "utr-number"

  private static let weights = [6, 7, 8, 9, 10, 5, 4, 3, 2]
  /// The check digit of each remainder.
  private static let checks = [2, 1, 9, 8, 7, 6, 5, 4, 3, 2, 1]

  /// Judges ten digits.
  public static func value(of text: IdentifierText) -> IdentifierValue? {
    guard text.count == 10 else { return nil }
    let passes =
      !text.isRepetition && checks[CheckDigits.sum(text, from: 1, weights: weights) % 11] == text.digit(0)
    return IdentifierValue(
      strength: passes ? .issued : .form, key: text.number,
      isAmbiguous: SnomedShape.matches(text.number, digits: 10), isInRange: true,
      isPlaceholder: text.isRepetition)
  }

  /// Documentation, odds and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "A Unique Taxpayer Reference: ten digits that name a taxpayer.",
      rationale: """
        It names one person or partnership. One random number in eleven passes its check digit, or two, so that only a \
        header, words in the field or a column of them are a finding.
        """,
      remedy: "Remove the column or the cell.",
      sources: ["HMRC, Unique Taxpayer Reference; check digit as published for software developers"],
      examples: [
        RuleExample(.fail, "a header says so", "utr,area\n1955839661,A\n"),
        RuleExample(.fail, "words say so", "note,n\nUTR 1955839661 seen,12\n"),
        RuleExample(.pass, "a number alone proves nothing", "region,value\nNorth,1955839661\n"),
      ]
    ),
    pack: .uk, tier: .direct, title: "a Unique Taxpayer Reference", check: "pass the check digit",
    forms: [
      IdentifierForm("9999999999", edge: .number), IdentifierForm("99999_99999", edge: .number),
    ],
    // Two remainders of eleven give the digits 1 and 2, so numbers that all start so pass twice as often.
    chance: .init(valid: 2.0 / 11, issued: 2.0 / 11), alone: .ignored, vocabulary: SnomedShape.vocabulary,
    yieldsTo: [NHSNumber.name, CHINumber.name], contextWords: ["utr", "taxpayer"],
    matches: AtLeastOne(
      .init("1955839661", .issued), .init("19558 39661", .issued), .init("UTR: 1955839661", .spelled)),
    nonMatches: AtLeastOne("2955839661", "1955839662", "0.1955839661"),
    validate: { text, _ in value(of: text) })
}
