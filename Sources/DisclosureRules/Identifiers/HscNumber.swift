// hsc-number: the patient number of Northern Ireland.

/// The Health and Care number: an NHS number in the range of Northern Ireland.
///
/// Source: Business Services Organisation, "Health and Care Number"; NHS Data Model and Dictionary, "NHS Number".
public enum HSCNumber {
  /// The name of the rule.
  public static let name: RuleName = "hsc-number"

  /// The range, by the nine digits before the check digit.
  private static let issued: ClosedRange<UInt64> = 320_000_001...399_999_999

  /// Judges ten digits: an NHS number between 320 000 001 and 399 999 999.
  public static func value(of number: UInt64, isSpelled: Bool) -> IdentifierValue {
    let isIssued = issued.contains(number / 10)
    let isPlaceholder = number % 1_111_111_111 == 0
    let passes = isIssued && !isPlaceholder && NHSNumber.checkDigitHolds(number)
    return IdentifierValue(
      strength: passes ? (isSpelled ? .spelled : .issued) : .form, key: number,
      isAmbiguous: !isSpelled && SnomedShape.matches(number, digits: 10), isInRange: isIssued,
      isSpelledForm: isSpelled && isIssued, isPlaceholder: isPlaceholder)
  }

  /// Documentation, odds and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "A Health and Care number: the ten digits that name a patient in Northern Ireland.",
      rationale: """
        It names one person, as an NHS number does, and has the same check digit in a range of its own. A \
        column is judged by its distinct values together, a single number by how it stands out.
        """,
      remedy:
        "Remove the column or the cell; if rows must stay linkable inside the environment, keep the link there.",
      sources: ["Business Services Organisation (HSC), Health and Care Number"],
      examples: [
        RuleExample(.fail, "a column of them", "hcn,ward\n3638884872,A\n3200000147,B\n"),
        RuleExample(.review, "one that stands out", "region,patients\nNorth,120\nSouth,3638884872\n"),
        RuleExample(.pass, "a check digit that does not hold", "region,value\nNorth,3638884873\n"),
      ]
    ),
    pack: .uk, tier: .direct, title: "a Health and Care number", check: "pass the check digit in the range",
    forms: TenDigits.forms(spelled: "999_999_9999", validate),
    chance: .init(valid: 1.0 / 11, issued: 0.08 / 11), vocabulary: SnomedShape.vocabulary,
    yieldsTo: [CHINumber.name], contextWords: ["hsc", "hcn", "health and care"],
    matches: AtLeastOne(
      .init("3638884872", .issued), .init("363 888 4872", .spelled), .init("HCN: 3638884872", .spelled)),
    nonMatches: AtLeastOne("3638884873", "4010232137", "0.3638884872"),
    validate: validate)

  private static let validate: IdentifierDefinition.Validator = { text, _ in
    value(of: text.number, isSpelled: text.isSpelled)
  }
}
