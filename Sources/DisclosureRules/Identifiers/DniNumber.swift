// dni-number: the number of a person in Spain.

/// The Documento Nacional de Identidad and the number of foreign residents (NIE), each with a check letter.
///
/// Source: Ministerio del Interior, "Cálculo del dígito de control del NIF/NIE": the number modulo 23.
public enum DNINumber {
  /// The name of the rule.
  public static let name: RuleName = "dni-number"

  private static let letters = Array("TRWAGMYFPDXBNJZSQVHLCKE".utf8)
  private static let foreign = Array("XYZ".utf8)

  /// Judges eight digits and a letter, or X, Y or Z, seven digits and a letter.
  public static func value(of text: IdentifierText) -> IdentifierValue? {
    guard text.count == 9, !text.hasLowerCase else { return nil }
    var number = text.number(1..<8)
    if ByteKind.isDigit(text[0]) {
      number += UInt64(text.digit(0)) * 10_000_000
    } else {
      guard let leading = foreign.firstIndex(of: text[0]) else { return nil }
      number += UInt64(leading) * 10_000_000
    }
    let passes = number > 0 && letters[Int(number % 23)] == text[8]
    return IdentifierValue(strength: passes ? .issued : .form, key: text.key, isInRange: true)
  }

  /// Documentation, odds and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "A DNI or NIE of Spain.",
      rationale: """
        It names one person. One random code in 23 passes its check letter, so that a few in a column are \
        certain and a single one is for a person to judge.
        """,
      remedy: "Remove the column or the cell.",
      sources: ["Ministerio del Interior (Spain), dígito de control del NIF/NIE"],
      examples: [
        RuleExample(.fail, "words say so", "note,n\nDNI 54362315K,12\n"),
        RuleExample(.review, "one that stands out", "item,n\n54362315K,12\n"),
        RuleExample(.pass, "a check letter that does not hold", "item,n\n54362315Z,12\n"),
      ]
    ),
    pack: .international, tier: .direct, title: "a DNI", check: "pass the check letter",
    forms: ["99999999A", "99999999-A", "A9999999A"].map { IdentifierForm($0) },
    chance: .init(valid: 1.0 / 23, issued: 1.0 / 23), contextWords: ["dni", "nie", "nif"],
    matches: AtLeastOne(
      .init("54362315K", .issued), .init("54362315-K", .issued), .init("X2482300W", .issued),
      .init("DNI 54362315K", .spelled)),
    nonMatches: AtLeastOne("54362315Z", "X2482300A", "W2482300W", "543623151K"),
    validate: { text, _ in value(of: text) })
}
