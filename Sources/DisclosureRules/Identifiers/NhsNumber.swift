// nhs-number: the ten-digit number of a person in the National Health Service.

/// The NHS number of England, Wales and the Isle of Man: form, check digit and ranges.
///
/// Source: NHS Data Model and Dictionary, "NHS Number"; NHS England, "NHS number ranges".
public enum NHSNumber {
  /// The name of the rule.
  public static let name: RuleName = "nhs-number"

  /// Whether ten digits pass the check: weights 10 to 2, modulus 11.
  @inlinable
  public static func checkDigitHolds(_ number: UInt64) -> Bool {
    var rest = number / 10
    var sum: UInt64 = 0
    var weight: UInt64 = 2
    while weight <= 10 {
      sum += rest % 10 * weight
      rest /= 10
      weight += 1
    }
    // 11 stands for 0; 10 never equals a digit, so it is refused by the comparison.
    let check = (11 - sum % 11) % 11
    return check == number % 10
  }

  /// Ranges by the first three digits.
  @inlinable
  static func range(of number: UInt64) -> Range {
    switch number / 10_000_000 {
    case 400...499, 600...799: .issued
    case 900...999: .test
    // Northern Ireland's, which have a rule of their own, and numbers that nobody has.
    case 320...399, 500...599, 860...899: .elsewhere
    default: .other
    }
  }

  @usableFromInline
  enum Range { case issued, test, elsewhere, other }

  /// Judges a number of ten digits, which may start with zeros.
  ///
  /// - Parameters:
  ///   - number: below 10¹⁰.
  ///   - isSpelled: it was written in groups of 3, 3 and 4 digits.
  @inlinable
  public static func value(of number: UInt64, isSpelled: Bool) -> IdentifierValue {
    // Ten equal digits always pass the check and always stand for "missing".
    let isPlaceholder = number % 1_111_111_111 == 0
    let range = range(of: number)
    var strength = IdentifierStrength.form
    if !isPlaceholder && checkDigitHolds(number) {
      switch range {
      case .issued: strength = isSpelled ? .spelled : .issued
      case .test: strength = .test
      // Hardly anything but an NHS number is written in such groups: ranges are not known for ever.
      case .other: strength = isSpelled ? .issued : .valid
      case .elsewhere: strength = .valid
      }
    }
    return IdentifierValue(
      strength: strength, key: number, isAmbiguous: !isSpelled && SnomedShape.matches(number, digits: 10),
      isInRange: range == .issued || isSpelled && range == .other,
      isSpelledForm: isSpelled && strength != .test,
      isPlaceholder: isPlaceholder)
  }

  /// Documentation, odds and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name,
      family: .identifiers,
      statbarn: nil,
      summary: "An NHS number: ten digits that name one person.",
      rationale: """
        An NHS number leads to one person's whole record. Ten digits alone prove little: one random number in \
        eleven passes the check digit, and code lists are full of ten-digit numbers. So a column is judged by \
        its distinct values together: 10,000 to 1 against chance is a finding. A header, words in the field \
        or 3-3-4 spelling make a single number certain; a single number that stands out in its column is for \
        a person to judge. Numbers in the ranges for tests and examples (those that start with 9) are for a \
        person too, as are numbers in 3-3-4 spelling of ranges that are not known to be in use. Ids of SNOMED CT, ten equal digits and digits after a decimal point are left aside.
        """,
      remedy:
        "Remove the column or the cell; if rows must stay linkable inside the environment, keep the link there.",
      sources: [
        "NHS Data Model and Dictionary, NHS Number",
        "NHS England, Guidance for the synthetic and test ranges of NHS numbers",
      ],
      examples: [
        RuleExample(.fail, "a column of NHS numbers", "nhs_number,ward\n4010232137,A\n4505577104,B\n"),
        RuleExample(.fail, "one number, spelled as people write it", "note\nseen twice\ncall 401 023 2137\n"),
        RuleExample(.review, "one number that stands out", "region,patients\nNorth,120\nSouth,4010232137\n"),
        RuleExample(.review, "a test number", "region,code\nNorth,9434765919\nSouth,x\n"),
        RuleExample(
          .review, "counts beside each other, one row of which passes by chance",
          "row\n401 423 2131\n512 395 1837\n433 290 1221\n"),
        RuleExample(
          .fail, "the same spelling where all but one pass", "row\n401 423 2131\n512 395 1837\n433 290 1223\n"
        ),
        RuleExample(
          .pass, "ids of SNOMED CT", "code,rate\n22298006,1.5\n39113611000001102,2.5\n1010730002,0.5\n"),
        RuleExample(.pass, "ten digits after the decimal point", "region,mean\nNorth,0.4010232137\n"),
        RuleExample(.pass, "a check digit that does not hold", "region,value\nNorth,4010232138\n"),
      ]
    ),
    pack: .uk, tier: .direct, title: "an NHS number", check: "pass the check digit",
    forms: TenDigits.forms(spelled: "999_999_9999", validate),
    // One remainder of eleven fits each check digit; three tenths of all numbers are in an issued range.
    chance: .init(valid: 1.0 / 11, issued: 0.3 / 11), vocabulary: SnomedShape.vocabulary,
    yieldsTo: [CHINumber.name, HSCNumber.name], contextWords: ["nhs"],
    matches: AtLeastOne(
      .init("4010232137", .issued), .init("4505577104", .issued), .init("401 023 2137", .spelled),
      .init("401-023-2137", .spelled), .init("221 395 1837", .issued), .init("363 888 4872", .valid),
      .init("401.023.2137", .spelled), .init("401/023/2137", .spelled), .init("No.401.023.2137.", .spelled),
      .init("\"4010232137\"", .issued),
      .init("4010232137.0", .issued),
      .init("\"4,010,232,137\"", .issued), .init("4.010232137E9", .issued), .init("NHS 4010232137", .spelled),
      .init("9434765919", .test), .init("9990000018", .test), .init("943 476 5919", .test),
      .init("3638884872", .valid)),
    nonMatches: AtLeastOne(
      "4010232138", "1234567890", "4857773456", "5555555555", "0.4010232137", "14010232137", "4010232137.5",
      "x4010232137", "4010232137E", "401 023 21371", "9.43E+09", "1.401.023.2137", "401.023.2137.5",
      "0401/023/2137"),
    validate: validate)

  private static let validate: IdentifierDefinition.Validator = { text, _ in
    value(of: text.number, isSpelled: text.isSpelled)
  }
}
