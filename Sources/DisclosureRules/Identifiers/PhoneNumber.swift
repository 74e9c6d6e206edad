// phone-number: a telephone number.

/// Telephone numbers of the United Kingdom, and those of other countries that are written with `+`.
///
/// Source: Ofcom, "The National Telephone Numbering Plan" and "Telephone numbers for use in TV and radio drama
/// programmes"; ITU-T E.164.
public enum PhoneNumber {
  /// The name of the rule.
  public static let name: RuleName = "phone-number"

  /// How a number may look, beside its digits.
  struct Spelling {
    var hasPlus = false
    var gaps = 0
    var hasBracket = false
  }

  /// Digits of a number with its country code. Source: E.164.
  private static let international = 8...15

  /// Judges the digits of a number as they are written.
  static func value(of digits: IdentifierText, _ spelling: Spelling) -> IdentifierValue? {
    guard !digits.isRepetition else { return nil }
    var national = 0
    if spelling.hasPlus || digits.hasPrefix("00") {
      let start = spelling.hasPlus ? 0 : 2
      guard international.contains(digits.count - start), digits.digit(start) != 0 else { return nil }
      guard digits.number(start..<start + 2) == 44 else {
        guard spelling.hasPlus else { return nil }
        return IdentifierValue(strength: .spelled, key: digits.key, isInRange: true, isSpelledForm: true)
      }
      national = start + 2
      // The zero in +44 (0)20 is not dialled.
      if national < digits.count && digits.digit(national) == 0 { national += 1 }
    } else {
      guard digits.digit(0) == 0 else { return nil }
      national = 1
    }
    let count = digits.count - national
    guard count == 10 || count == 9, isAllocated(digits, from: national, count: count) else { return nil }
    let isCertain = spelling.hasPlus || spelling.hasBracket || spelling.gaps > 0
    let isDrama = isForDrama(digits, from: national, count: count)
    return IdentifierValue(
      // Ten digits that start with a zero are as often another number.
      strength: isDrama ? .test : isCertain ? .spelled : count == 9 ? .valid : .issued,
      key: digits.number(national..<digits.count),
      isInRange: true, isSpelledForm: isCertain && !isDrama)
  }

  /// Geographic numbers, mobiles and personal numbers: what leads to somebody. Numbers with nine digits after
  /// the zero are geographic; those of services (08, 09) and of companies (03) are nobody's.
  private static func isAllocated(_ digits: IdentifierText, from start: Int, count: Int) -> Bool {
    switch digits.digit(start) {
    case 1: digits.digit(start + 1) != 0
    case 2: count == 10 && [0, 3, 4, 8, 9].contains(digits.digit(start + 1))
    case 7: count == 10
    default: false
    }
  }

  /// Ranges kept for drama, by what follows the zero, each with the number of digits that vary.
  private static let drama: [StaticString] = [
    "7700900", "1134960", "1144960", "1154960", "1164960", "1174960", "1184960", "1214960", "1314960",
    "1414960", "1514960", "1614960", "2079460", "1914980", "2896496", "2920180", "1632960",
  ]

  private static func isForDrama(_ digits: IdentifierText, from start: Int, count: Int) -> Bool {
    drama.contains { prefix in
      prefix.description.utf8.enumerated().allSatisfy { digits[start + $0.offset] == $0.element }
    }
  }

  /// Documentation, odds and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "A telephone number.",
      rationale: """
        It reaches a person. With spaces, brackets or a country code a number of the United Kingdom is \
        certain; eleven digits that start with a zero in an allocated range are for a person to judge, \
        unless a header or a word says what they are. The ranges that are kept for drama are reported lower.
        """,
      remedy: "Remove the column or the cell; in a contact line name the team in place of the person.",
      sources: [
        "Ofcom, The National Telephone Numbering Plan",
        "Ofcom, Telephone numbers for use in TV and radio drama programmes", "ITU-T E.164",
      ],
      examples: [
        RuleExample(.fail, "a number as people write it", "note,n\ncall 020 7123 4567,12\n"),
        RuleExample(.fail, "a header says so", "mobile,n\n07712345678,A\n"),
        RuleExample(.review, "digits that stand out", "note,n\n07712345678,12\n"),
        RuleExample(.review, "a number for drama", "note,n\n+44 20 7946 0123,12\n"),
        RuleExample(.pass, "other numbers", "note,n\n0.07712345678,12\n2021-10-2022,33\n1 234 567,44\n"),
      ]
    ),
    pack: .generic, tier: .direct, title: "a telephone number", check: "lie in an allocated range",
    forms: ["z99", "+9"].map { IdentifierForm(endingIn: $0, edge: .start, finder: find) },
    // Of eleven digits one in ten starts with a zero, and a quarter of those with 01, 02 or 07.
    chance: .init(valid: 0.03, issued: 0.03), contextWords: ["tel", "phone", "mobile", "call", "contact"],
    matches: AtLeastOne(
      .init("020 7123 4567", .spelled), .init("(0161) 234 5678", .spelled), .init("+447712345678", .spelled),
      .init("+44 (0)20 7123 4567", .spelled), .init("07712 345678", .spelled), .init("07712345678", .issued),
      .init("0044 7712 345678", .spelled), .init("+353 1 234 5678", .spelled),
      .init("tel 07712345678", .spelled),
      .init("07700 900123", .test), .init("01632 960001", .test), .init("+44 20 7946 0123", .test),
      .init("01234-567-890", .spelled)),
    nonMatches: AtLeastOne(
      "0.07712345678", "10-10-2021", "401 023 2137", "0800 123 4567", "1 234 567", "00000000000",
      "2021-01 2022", "x07712345678", "077123456789", "9999 9999 9999", "0 1234"))

  /// Bytes of a number with its spelling, at most.
  private static let longest = 24

  /// Looks on over digits, gaps and brackets for where the number ends. The shape is its first three bytes or two.
  private static let find: IdentifierForm.Finder = { bytes, end, _ in
    var start = end - (bytes[end - 2] == UInt8(ascii: "+") ? 2 : 3)
    guard start >= 0, ByteKind.startsNumber(start, in: bytes) else { return nil }
    var spelling = Spelling()
    spelling.hasPlus = bytes[start] == UInt8(ascii: "+")
    // A number that another one stands before is a part of it.
    if start >= 2, ByteKind.isGap(bytes[start - 1]), ByteKind.isDigit(bytes[start - 2]) { return nil }
    if start > 0 && bytes[start - 1] == UInt8(ascii: "(") {
      start -= 1
      spelling.hasBracket = true
    }
    var last = start
    var index = start
    var gaps = 0
    while index < bytes.count && index - start < longest {
      switch bytes[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        last = index + 1
        gaps = 0
      case UInt8(ascii: "+") where index == start: break
      case UInt8(ascii: "("): spelling.hasBracket = true
      case UInt8(ascii: ")"): break
      case UInt8(ascii: " "), UInt8(ascii: "-"): gaps += 1
      default: index = bytes.count
      }
      if gaps > 1 { break }
      index += 1
    }
    guard last > end - 1, ByteKind.endsNumber(last, in: bytes) else { return nil }
    let text = IdentifierText(bytes.extracting(start..<last), isSpelled: false)
    spelling.gaps = text.gaps
    return value(of: text, spelling).map { .init(start..<last, $0) }
  }
}
