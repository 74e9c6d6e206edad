// iban: the number of a bank account.

/// The International Bank Account Number.
///
/// Source: ISO 13616-1; SWIFT, IBAN Registry (lengths).
public enum IBAN {
  /// The name of the rule.
  public static let name: RuleName = "iban"

  /// Letters and digits by country.
  private static let lengths: [String: Int] = [
    "AD": 24, "AE": 23, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18,
    "EE": 20,
    "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IL": 23,
    "IS": 26,
    "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28,
    "PT": 25,
    "RO": 24, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TR": 26, "UA": 29,
  ]

  /// Judges all letters and digits of a number.
  public static func value(of text: IdentifierText) -> IdentifierValue? {
    guard lengths[text.text(0..<2)] == text.count, !text.hasLowerCase else { return nil }
    let passes = CheckDigits.modulo97(text, moved: 4) == 1
    return IdentifierValue(
      strength: passes ? .spelled : .form, key: text.key, isInRange: true, isSpelledForm: true)
  }

  /// Documentation, odds and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "The international number of a bank account.",
      rationale: """
        It names one account. Country, length and check digits fit hardly one random code in a thousand, so \
        that a single one is certain.
        """,
      remedy: "Remove the column or the cell.",
      sources: ["ISO 13616-1", "SWIFT, IBAN Registry"],
      examples: [
        RuleExample(.fail, "one number", "note,n\nGB29NWBK60161331926819,12\n"),
        RuleExample(.pass, "check digits that do not hold", "note,n\nGB28NWBK60161331926819,12\n"),
      ]
    ),
    pack: .generic, tier: .direct, title: "the number of a bank account", check: "pass the check digits",
    forms: [IdentifierForm(endingIn: "AA99XXXXXXXXXXX", edge: .start, finder: findPlain)]
      + [IdentifierForm(endingIn: "AA99 XXXX XXXX XX", edge: .start, finder: findGrouped)],
    chance: .init(valid: 0.0103, issued: 0.0103), contextWords: ["iban", "account"],
    matches: AtLeastOne(
      .init("GB29NWBK60161331926819", .spelled), .init("GB29 NWBK 6016 1331 9268 19", .spelled),
      .init("IE29AIBK93115212345678", .spelled), .init("IBAN DE89 3704 0044 0532 0130 00.", .spelled),
      .init("FR14 2004 1010 0505 0001 3M02 606", .spelled), .init("ES91 2100 0418 4502 0005 1332", .spelled)),
    nonMatches: AtLeastOne("GB28NWBK60161331926819", "GB29NWBK6016133192681", "XGB29NWBK60161331926819"))

  /// The shape is that of the shortest number: the others go on behind it.
  private static let findPlain: IdentifierForm.Finder = { bytes, end, _ in
    let start = end - 15
    var last = end
    while last < bytes.count, last - start <= IdentifierText.capacity, ByteKind.isWord(bytes[last]) {
      last += 1
    }
    return value(of: IdentifierText(bytes.extracting(start..<last), isSpelled: true))
      .map { .init(start..<last, $0) }
  }

  /// The shape is where the shortest number has its last group: the others go on behind it.
  private static let findGrouped: IdentifierForm.Finder = { bytes, end, _ in
    let start = end - 17
    var last = end - 2
    var longest: IdentifierForm.Found?
    // Groups of four, the last one shorter or not; what fits the country's length counts.
    while last < bytes.count, last - start <= 44 {
      var length = 0
      while last < bytes.count, length < 5, ByteKind.isWord(bytes[last]) {
        length += 1
        last += 1
      }
      guard (1...4).contains(length) else { break }
      if let value = value(of: IdentifierText(bytes.extracting(start..<last), isSpelled: true)) {
        longest = .init(start..<last, value)
      }
      guard length == 4, last < bytes.count, bytes[last] == UInt8(ascii: " ") else { break }
      last += 1
    }
    return longest
  }
}
