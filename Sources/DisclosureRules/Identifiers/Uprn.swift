// uprn: the number of an address.

/// The Unique Property Reference Number, of up to twelve digits and without a check digit.
///
/// Source: GeoPlace, "Unique Property Reference Numbers".
public enum UPRN {
  /// The name of the rule.
  public static let name: RuleName = "uprn"

  /// Documentation and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "A Unique Property Reference Number: the number of one address.",
      rationale: """
        It stands for one home. It has no check digit, so that only a header or words in the field make a \
        number one.
        """,
      remedy: "Replace it by a larger area such as an MSOA or a region.",
      sources: ["GeoPlace, Unique Property Reference Numbers (UPRNs)"],
      examples: [
        RuleExample(.fail, "a header says so", "uprn,area\n100023336956,A\n"),
        RuleExample(.pass, "twelve digits", "region,value\nNorth,100023336956\n"),
      ]
    ),
    pack: .uk, tier: .indirect, title: "the number of an address", check: "have its form",
    forms: ["999999999", "9999999999", "99999999999", "999999999999"].map {
      IdentifierForm($0, edge: .number)
    },
    alone: .ignored, contextWords: ["uprn"],
    matches: AtLeastOne(.init("UPRN 100023336956", .spelled), .init("uprn: 10023456789", .spelled)),
    nonMatches: AtLeastOne("UPRN 1000233", "0.100023336956", "uprn"),
    validate: { text, _ in
      text.isRepetition ? nil : IdentifierValue(strength: .issued, key: text.number, isInRange: true)
    })
}
