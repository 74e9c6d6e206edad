// payment-card: the number of a credit or debit card.

/// The number of a payment card.
///
/// Source: ISO/IEC 7812-1; the issuers' published ranges and test numbers.
public enum PaymentCard {
  /// The name of the rule.
  public static let name: RuleName = "payment-card"

  /// Numbers that the issuers publish for tests.
  private static let tests: Set<UInt64> = [
    4_111_111_111_111_111, 4_242_424_242_424_242, 4_012_888_888_881_881, 5_555_555_555_554_444,
    5_105_105_105_105_100, 378_282_246_310_005, 371_449_635_398_431, 6_011_111_111_111_117,
    6_011_000_990_139_424, 4_000_056_655_665_556, 5_200_828_282_828_210, 2_223_003_122_003_222,
  ]

  /// Ranges by their first six digits, each with the lengths of its numbers.
  private static let ranges: [(first: ClosedRange<UInt64>, lengths: [Int])] = [
    (400_000...499_999, [13, 16, 19]), (510_000...559_999, [16]), (222_100...272_099, [16]),
    (340_000...349_999, [15]), (370_000...379_999, [15]), (601_100...601_199, [16]),
    (644_000...659_999, [16]), (352_800...358_999, [16]), (300_000...305_999, [14, 16]),
    (360_000...369_999, [14]), (380_000...399_999, [14, 16]), (500_000...509_999, [16]),
    (560_000...589_999, [16]),
    (620_000...629_999, [16]), (670_000...679_999, [16]),
  ]

  /// Judges 13 to 19 digits.
  public static func value(of text: IdentifierText) -> IdentifierValue? {
    guard (13...18).contains(text.count) else { return nil }
    let prefix = text.number(0..<6)
    let isIssued = ranges.contains { $0.first.contains(prefix) && $0.lengths.contains(text.count) }
    let passes = !text.isRepetition && CheckDigits.luhn(text)
    let strength: IdentifierStrength =
      !passes || !isIssued ? .form : tests.contains(text.number) ? .test : text.isSpelled ? .spelled : .issued
    return IdentifierValue(
      strength: strength, key: text.number,
      isAmbiguous: !text.isSpelled && SnomedShape.matches(text.number, digits: text.count),
      isInRange: isIssued,
      isSpelledForm: text.isSpelled && isIssued && strength != .test, isPlaceholder: text.isRepetition)
  }

  /// Documentation, odds and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "The number of a payment card.",
      rationale: """
        It names one account. One random number in ten passes the check digit, and code lists are full of \
        long numbers: ids of SNOMED CT and dm+d are left aside, a column is judged by its distinct values \
        together, and only the spelling in groups makes a single number certain.
        """,
      remedy: "Remove the column or the cell.",
      sources: ["ISO/IEC 7812-1, Identification of issuers"],
      examples: [
        RuleExample(.fail, "one number in groups", "note,n\n4929 1234 5678 9015,12\n"),
        RuleExample(.review, "a test number", "note,n\n4111 1111 1111 1111,12\n"),
        RuleExample(.pass, "a check digit that does not hold", "note,n\n4929 1234 5678 9018,12\n"),
        RuleExample(.pass, "ids of dm+d", "code,n\n39113611000001102,12\n"),
      ]
    ),
    pack: .generic, tier: .direct, title: "the number of a payment card", check: "pass the check digit",
    forms: ["9999999999999", "99999999999999", "999999999999999", "9999999999999999"].map {
      IdentifierForm($0, edge: .number)
    }
      + ["9999_9999_9999_9999", "9999_999999_99999"].map {
        IdentifierForm($0, edge: .number, isSpelled: true)
      },
    chance: .init(valid: 0.1, issued: 0.025), vocabulary: SnomedShape.vocabulary,
    contextWords: ["card", "visa", "mastercard", "amex"],
    matches: AtLeastOne(
      .init("4929123456789015", .issued), .init("4929 1234 5678 9015", .spelled),
      .init("4111111111111111", .test),
      .init("card 4929123456789015", .spelled), .init("3782 822463 10005", .test)),
    nonMatches: AtLeastOne(
      "4929123456789018", "39113611000001102", "1234567812345670", "0.4929123456789015", "0000000000000000"),
    validate: { text, _ in value(of: text) })
}
