// chi-number: the Scottish patient number, which starts with the date of birth.

/// The Community Health Index number: form, date and check digit.
///
/// Source: NHS Data Dictionary Scotland (NHS NSS), "CHI Number".
public enum CHINumber {
  /// The name of the rule.
  public static let name: RuleName = "chi-number"

  /// Judges the ten digits DDMMYY, two serial digits, one that is odd for men, and the check digit, which is
  /// that of NHS numbers. What starts with no day of the calendar is only a candidate, and nine digits, of which
  /// a zero in front was lost, count in a column of numbers and not alone.
  public static func value(of number: UInt64, digits: Int = 10, isSpelled: Bool) -> IdentifierValue {
    let day = Int(number / 100_000_000)
    let isDate = CalendarDay.exists(day: day, month: Int(number / 1_000_000 % 100))
    let isPlaceholder = number % 1_111_111_111 == 0
    let passes = isDate && !isPlaceholder && NHSNumber.checkDigitHolds(number)
    return IdentifierValue(
      strength: !passes ? .form : digits < 10 ? .valid : isSpelled ? .spelled : .issued, key: number,
      isAmbiguous: !isSpelled && SnomedShape.matches(number, digits: digits), isInRange: isDate,
      isSpelledForm: isSpelled, isPlaceholder: isPlaceholder)
  }

  /// Documentation, odds and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "A CHI number: the ten digits that name a patient in Scotland.",
      rationale: """
        A CHI number names one person and starts with the date of birth. The date and the check digit \
        together fit one random number in three hundred, so that a few distinct values of a column are \
        certain. A leading zero is often lost: nine digits are read with it. Ids of SNOMED CT can look like \
        CHI numbers and are left aside.
        """,
      remedy: "Remove the column or the cell; an age band says all that a table needs of a date of birth.",
      sources: ["NHS National Services Scotland, Data Dictionary, CHI Number"],
      examples: [
        RuleExample(.fail, "a column of CHI numbers", "chi,ward\n0101011237,A\n0607230002,B\n"),
        RuleExample(.review, "one number that stands out", "region,patients\nNorth,120\nSouth,0101011237\n"),
        RuleExample(.pass, "an id of SNOMED CT", "code,rate\n1010730002,0.5\n22298006,1.5\n138875005,2\n"),
        RuleExample(.pass, "no date", "region,value\nNorth,3201201234\n"),
      ]
    ),
    pack: .uk, tier: .direct, title: "a CHI number", check: "start with a date and pass the check digit",
    forms: TenDigits.forms(spelled: "999999_9999", validate) + [
      IdentifierForm("999_999_9999", edge: .number), IdentifierForm("999999999", edge: .number),
    ],
    // 366 of 10,000 numbers of four digits are days; one remainder of eleven fits each check digit.
    chance: .init(valid: 1.0 / 11, issued: 0.0366 / 11), vocabulary: SnomedShape.vocabulary,
    contextWords: ["chi", "community health index"],
    matches: AtLeastOne(
      .init("0101011237", .issued), .init("0607230002", .issued), .init("101011237", .valid),
      .init("CHI 0101011237", .spelled), .init("010101 1237", .spelled), .init("101011237.0", .valid)),
    nonMatches: AtLeastOne("0101201234", "3201201234", "0.0101011237", "101201234"),
    validate: validate)

  private static let validate: IdentifierDefinition.Validator = { text, _ in
    value(of: text.number, digits: text.count, isSpelled: text.isSpelled)
  }
}
