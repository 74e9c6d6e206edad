// driving-licence: the driver number of Great Britain, which holds name and date of birth.

/// The driver number on a licence of Great Britain.
///
/// Source: DVLA, "Driver number" (INF 1D): surname, decade, month (plus 50 for women), day, year, initials.
public enum DrivingLicence {
  /// The name of the rule.
  public static let name: RuleName = "driving-licence"

  /// Judges five letters or nines, six digits, two initials, and three more letters or digits.
  public static func value(of text: IdentifierText) -> IdentifierValue? {
    guard text.count == 16 else { return nil }
    // A short surname is filled up with nines; nothing but nines stand behind one.
    var filled = false
    for position in 0..<5 {
      let isNine = text[position] == UInt8(ascii: "9")
      guard isNine || (!filled && ByteKind.isLetter(text[position])) else { return nil }
      filled = isNine
    }
    for position in 11...12 {
      guard text[position] == UInt8(ascii: "9") || ByteKind.isLetter(text[position]) else { return nil }
    }
    let isDate =
      text[0] != UInt8(ascii: "9") && [0, 1, 5, 6].contains(text.digit(6))
      && CalendarDay.exists(
        day: text.digit(8) * 10 + text.digit(9), month: text.digit(6) % 5 * 10 + text.digit(7))
    return IdentifierValue(
      strength: isDate ? .spelled : .form, key: text.key, isInRange: true, isSpelledForm: true)
  }

  /// Documentation, odds and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "The number of a driving licence of Great Britain.",
      rationale: """
        It holds the surname, the date of birth, the sex and the initials of one person. Its sixteen \
        characters with a date inside are like nothing else, so that a single one is certain.
        """,
      remedy: "Remove the column or the cell.",
      sources: ["DVLA, INF1D, the driver number"],
      examples: [
        RuleExample(.fail, "one number", "note,n\nMORGA657054SM9IJ,12\n"),
        RuleExample(.pass, "a month that does not exist", "note,n\nMORGA613054SM9IJ,12\n"),
      ]
    ),
    pack: .uk, tier: .direct, title: "the number of a driving licence", check: "hold a date",
    forms: ["XXXXX999999XX9AA", "XXXXX 999999 XX9AA"].map { IdentifierForm($0, isSpelled: true) },
    chance: .init(valid: 0.015, issued: 0.015), contextWords: ["licence", "license", "driver"],
    matches: AtLeastOne(.init("MORGA657054SM9IJ", .spelled), .init("MORGA 657054 SM9IJ", .spelled)),
    nonMatches: AtLeastOne("MORGA613054SM9IJ", "MORGA657004SM9IJ", "12345657054SM9IJ", "MORGA657054SM9IJX"),
    validate: { text, _ in value(of: text) })
}
