// passport-number: the number of a passport, where something says that it is one.

/// The number of a passport: nine digits, or two letters and seven digits.
///
/// Source: HM Passport Office; International Civil Aviation Organization, Doc 9303, part 3.
public enum PassportNumber {
  /// The name of the rule.
  public static let name: RuleName = "passport-number"

  /// Documentation and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "The number of a passport.",
      rationale: """
        It names one person's document. Nine digits alone prove nothing: only a header or words in the \
        field make them a finding.
        """,
      remedy: "Remove the column or the cell.",
      sources: ["ICAO Doc 9303, part 3", "HM Passport Office, guidance on passport numbers"],
      examples: [
        RuleExample(.fail, "a header says so", "passport_number,area\n502135326,A\n"),
        RuleExample(.fail, "words say so", "note,n\npassport AB1234567 seen,12\n"),
        RuleExample(.pass, "nine digits", "region,value\nNorth,502135326\n"),
      ]
    ),
    pack: .uk, tier: .direct, title: "the number of a passport", check: "have its form",
    forms: [IdentifierForm("999999999", edge: .number), IdentifierForm("AA9999999")], alone: .ignored,
    contextWords: ["passport"],
    matches: AtLeastOne(.init("passport AB1234567", .spelled), .init("Passport no 502135326", .spelled)),
    nonMatches: AtLeastOne("A12345678", "50213532", "passport", "passport 000000000"),
    validate: { text, _ in
      text.isRepetition ? nil : IdentifierValue(strength: .issued, key: text.key, isInRange: true)
    })
}
