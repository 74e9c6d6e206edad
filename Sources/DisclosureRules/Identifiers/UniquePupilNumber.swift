// unique-pupil-number: the number of a pupil in England.

/// The Unique Pupil Number: a check letter and twelve digits, or eleven and a letter for a temporary one.
///
/// Source: Department for Education, "Unique pupil numbers (UPNs): guide for schools and local authorities".
public enum UniquePupilNumber {
  /// The name of the rule.
  public static let name: RuleName = "unique-pupil-number"

  private static let letters = Array("ABCDEFGHJKLMNPQRTUVWXYZ".utf8)
  private static let weights = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

  /// Judges a letter and twelve letters and digits: weights 2 to 13 over the digits, modulus 23; the letter of
  /// a temporary number counts by its place.
  public static func value(of text: IdentifierText) -> IdentifierValue? {
    guard text.count == 13 else { return nil }
    let last = text.digit(12) < 10 ? text.digit(12) : letters.firstIndex(of: text[12])
    guard let last else { return nil }
    let sum = CheckDigits.sum(text, from: 1, weights: weights) + 13 * last
    let passes = letters[sum % 23] == text[0] && !text.hasLowerCase
    return IdentifierValue(strength: passes ? .issued : .form, key: text.key, isInRange: true)
  }

  /// Documentation, odds and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "A Unique Pupil Number.",
      rationale: """
        It names one child through all schools. One random code in 23 passes its check letter, so that a \
        few in a column are certain and a single one is for a person to judge.
        """,
      remedy: "Remove the column or the cell.",
      sources: ["Department for Education, Unique pupil numbers (UPNs), guide"],
      examples: [
        RuleExample(.fail, "a header says so", "upn,school\nB801200005001,A\n"),
        RuleExample(.review, "one that stands out", "item,n\nB801200005001,12\n"),
        RuleExample(.pass, "a check letter that does not hold", "item,n\nC801200005001,12\n"),
      ]
    ),
    pack: .uk, tier: .direct, title: "a Unique Pupil Number", check: "pass the check letter",
    forms: [IdentifierForm("A999999999999"), IdentifierForm("A99999999999A")],
    chance: .init(valid: 1.0 / 23, issued: 1.0 / 23), contextWords: ["upn", "pupil"],
    matches: AtLeastOne(.init("B801200005001", .issued), .init("UPN B801200005001", .spelled)),
    nonMatches: AtLeastOne("C801200005001", "b801200005001", "B80120000500", "B8012000050011"),
    validate: { text, _ in value(of: text) })
}
