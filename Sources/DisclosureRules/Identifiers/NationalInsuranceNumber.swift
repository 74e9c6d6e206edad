// national-insurance-number: two letters, six digits and a letter that name a person to the tax office.

/// The National Insurance number.
///
/// Source: HMRC, National Insurance Manual, NIM39110: "Format of NINO"; the dummy number QQ123456A is HMRC's.
public enum NationalInsuranceNumber {
  /// The name of the rule.
  public static let name: RuleName = "national-insurance-number"

  /// Pairs of letters that are not used.
  private static let unused: Set<String> = ["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"]
  /// Pairs for administration: no person of their own, yet a reference to one.
  private static let administrative: Set<String> = ["OO", "CR", "FY", "MW", "NC", "PP", "PZ"]
  private static let notInPrefix = UKPostcode.Letters("DFIQUV")
  private static let suffixes = UKPostcode.Letters("ABCD")

  /// Judges two letters, six digits and a letter.
  public static func value(of text: IdentifierText) -> IdentifierValue? {
    guard text.count == 9 else { return nil }
    let prefix = text.text(0..<2)
    let isDummy = prefix == "QQ" && suffixes[text[8]]
    let passes =
      suffixes[text[8]] && !notInPrefix[text[0]] && !notInPrefix[text[1]] && !unused.contains(prefix)
      && (text[1] != UInt8(ascii: "O") || administrative.contains(prefix))
    // In small letters throughout it may be a code of a program.
    let isPlain = text.hasLowerCase && !text.isSpelled
    let strength: IdentifierStrength =
      isDummy ? .test : passes ? (isPlain || administrative.contains(prefix) ? .issued : .spelled) : .form
    return IdentifierValue(
      strength: strength, key: text.key, isInRange: true, isSpelledForm: !isPlain && !isDummy)
  }

  /// Documentation, odds and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "A National Insurance number.",
      rationale: """
        It names one person for life. Two letters, six digits and one of four letters are like hardly \
        anything else, so that a single one is certain; a column of codes that mostly break its rules is not. \
        The official dummy number is for a person to judge.
        """,
      remedy: "Remove the column or the cell.",
      sources: ["HMRC, National Insurance Manual, NIM39110"],
      examples: [
        RuleExample(.fail, "one number", "note,n\nAB123456C,12\n"),
        RuleExample(.fail, "in pairs", "note,n\nseen as AA 12 34 56 B,12\n"),
        RuleExample(.review, "the dummy number", "note,n\nQQ123456A,12\n"),
        RuleExample(.pass, "letters that are not used", "code,n\nAO123456C,12\nBG123612A,33\n"),
      ]
    ),
    pack: .uk, tier: .direct, title: "a National Insurance number", check: "keep the rules for its letters",
    forms: IdentifierForm.withGaps("AA~99~99~99~A"),
    // Twenty first letters, nineteen second and four last of 26 each.
    chance: .init(valid: 0.086, issued: 0.086), contextWords: ["national insurance", "nino", "ni no"],
    matches: AtLeastOne(
      .init("AB123456C", .spelled), .init("CS100700A", .spelled), .init("AA 12 34 56 B", .spelled),
      .init("ab123456c", .issued), .init("AB-12-34-56-C", .spelled), .init("AB 123456 C", .spelled),
      .init("CR123456A", .issued), .init("QQ123456A", .test), .init("NI number: ab123456c", .issued)),
    nonMatches: AtLeastOne("AO123456C", "BG123612A", "FQ000000C", "AB123456E", "XAB123456C", "AB1234567C"),
    validate: { text, _ in value(of: text) })
}
