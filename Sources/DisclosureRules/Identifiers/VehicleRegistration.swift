// vehicle-registration: the number plate of a vehicle, which leads to its keeper.

/// The current registration mark of Great Britain: two letters, an age identifier, three letters.
///
/// Source: DVLA, INF104, "Vehicle registration numbers and number plates".
public enum VehicleRegistration {
  /// The name of the rule.
  public static let name: RuleName = "vehicle-registration"

  /// Age identifiers: 02 to 29 from March, 51 to 79 from September.
  private static func isAge(_ age: Int) -> Bool { (2...29).contains(age) || (51...79).contains(age) }
  private static let unused = UKPostcode.Letters("IQZ")

  /// Judges two letters, two digits, three letters.
  public static func value(of text: IdentifierText) -> IdentifierValue? {
    guard text.count == 7 else { return nil }
    let passes =
      isAge(text.digit(2) * 10 + text.digit(3)) && !text.hasLowerCase
      && ![0, 1, 4, 5, 6].contains { unused[text[$0]] && !($0 >= 4 && text[$0] == UInt8(ascii: "Z")) }
    return IdentifierValue(strength: passes ? .issued : .form, key: text.key, isInRange: true)
  }

  /// Documentation and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "The registration mark of a vehicle.",
      rationale: """
        It leads to the keeper of the vehicle. It counts as the whole of a field, or beside words that say \
        so; a header makes it certain.
        """,
      remedy: "Remove the column or the cell.",
      sources: ["DVLA, INF104"],
      examples: [
        RuleExample(.fail, "a header says so", "vehicle_registration,n\nAB51 ABC,12\n"),
        RuleExample(.review, "one that stands out", "item,n\nAB51 ABC,12\n"),
        RuleExample(.pass, "an age that does not exist", "item,n\nAB35 ABC,12\nM3 Pen,30\ngum 5g,33\n"),
      ]
    ),
    pack: .uk, tier: .indirect, title: "the registration mark of a vehicle", check: "have an age that exists",
    forms: ["AA99AAA", "AA99 AAA"].map { IdentifierForm($0, isWholeField: true) },
    // 57 of 100 ages, three letters of 26 left out in five places.
    chance: .init(valid: 0.4, issued: 0.4), contextWords: ["registration", "vehicle", "car", "number plate"],
    matches: AtLeastOne(
      .init("AB51 ABC", .issued), .init("AB51ABC", .issued), .init("vehicle AB51 ABC", .spelled)),
    nonMatches: AtLeastOne("AB35 ABC", "ab51abc", "QB51 ABC", "see AB51 ABC", "M3 Pen", "gum 5g"),
    validate: { text, _ in value(of: text) })
}
