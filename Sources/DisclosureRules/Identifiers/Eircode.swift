// eircode: the code of a single address in Ireland.

/// The Eircode: a routing key and four characters that stand for one address.
///
/// Source: Eircode, "Product Guide": routing keys, and letters in use.
public enum Eircode {
  /// The name of the rule.
  public static let name: RuleName = "eircode"

  private static let letters = UKPostcode.Letters("ACDEFHKNPRTVWXY")

  /// Judges seven letters and digits.
  public static func value(of text: IdentifierText, routingKeys: Set<String>) -> IdentifierValue? {
    guard text.count == 7 else { return nil }
    let unique = (3..<7).allSatisfy { ByteKind.isDigit(text[$0]) || letters[text[$0]] }
    let isMixed = (3..<7).contains { ByteKind.isLetter(text[$0]) }
    let exists = routingKeys.isEmpty || routingKeys.contains(text.text(0..<3))
    let passes = unique && isMixed && exists && !(text.hasLowerCase && text.gaps == 0)
    return IdentifierValue(
      strength: !passes ? .form : text.gaps > 0 ? .spelled : .issued, key: text.key, isInRange: true,
      isSpelledForm: text.gaps > 0)
  }

  /// Documentation, odds and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "An Eircode, which stands for one address in Ireland.",
      rationale: """
        Unlike a postcode it stands for a single home. Written with its space and with a routing key that \
        exists it is certain. The routing key alone, which many thousands share, is no finding.
        """,
      remedy: "Keep the routing key alone, or replace the code by a county.",
      sources: ["Eircode, Product Guide"],
      examples: [
        RuleExample(.fail, "one code", "site,patients\nD02 X285,120\nother,45\n"),
        RuleExample(.review, "one without its space", "site,patients\nD02X285,120\nother,45\n"),
        RuleExample(.pass, "routing keys", "site,patients\nD02,120\nT12,45\n"),
      ]
    ),
    pack: .ireland, tier: .indirect, title: "an Eircode", check: "have a routing key that exists",
    forms: ["A99XXXX", "A99 XXXX", "A9AXXXX", "A9A XXXX"].map { IdentifierForm($0) },
    // 139 of 2,600 keys, and four characters of 25 of 36 each.
    chance: .init(valid: 0.013, issued: 0.013), contextWords: ["eircode"],
    matches: AtLeastOne(
      .init("D02 X285", .spelled), .init("T12 F4E2", .spelled), .init("D6W XY00", .spelled),
      .init("D02X285", .issued)),
    nonMatches: AtLeastOne("D02 1234", "B02 X285", "D02 X28", "D02", "d02x285", "D02 B285"),
    validate: { text, lists in value(of: text, routingKeys: lists.routingKeys) })
}
