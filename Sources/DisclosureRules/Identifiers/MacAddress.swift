// mac-address: the number of a network card.

/// The hardware address of a device on a network.
///
/// Source: IEEE Std 802, EUI-48.
public enum MACAddress {
  /// The name of the rule.
  public static let name: RuleName = "mac-address"

  /// Documentation and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "The hardware address of a device.",
      rationale: """
        It names one device, and most devices have one user. Six pairs of hexadecimal digits between colons \
        or hyphens are like nothing else.
        """,
      remedy: "Remove the column or the cell.",
      sources: ["IEEE Std 802, 48-bit extended unique identifier"],
      examples: [
        RuleExample(.review, "one address", "note,n\n3c:22:fb:9a:11:0e,12\n"),
        RuleExample(.pass, "times and zeros", "note,n\n10:30:00,12\n00:00:00:00:00:00,33\n"),
      ]
    ),
    pack: .generic, tier: .contextual, title: "the address of a device", check: "have the form of an address",
    forms: ["HH:HH:HH:HH:HH:HH", "HH-HH-HH-HH-HH-HH"].map {
      IdentifierForm($0, isSpelled: true)
    },
    contextWords: ["mac"],
    matches: AtLeastOne(
      .init("3c:22:fb:9a:11:0e", .spelled), .init("3C-22-FB-9A-11-0E", .spelled)),
    nonMatches: AtLeastOne(
      "10:30:00", "00:00:00:00:00:00", "3c:22:fb:9a:11", "01-02-03-04-05-06"),
    validate: { text, _ in
      // Digits alone may be times, days or years.
      guard text.count == 12, !text.isRepetition, (0..<12).contains(where: { ByteKind.isLetter(text[$0]) })
      else {
        return nil
      }
      return IdentifierValue(strength: .spelled, key: text.key, isInRange: true, isSpelledForm: true)
    })
}
