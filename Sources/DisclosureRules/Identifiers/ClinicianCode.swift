// clinician-code: the code of a doctor.

/// The national codes of consultants and general practitioners.
///
/// Source: NHS Data Model and Dictionary, "Consultant Code" and "General Medical Practitioner PPD Code".
public enum ClinicianCode {
  /// The name of the rule.
  public static let name: RuleName = "clinician-code"

  /// Codes that stand for nobody.
  private static let nobody: Set<String> = ["C9999998", "D9999998", "H9999998", "G9999998", "G9999981"]

  /// Judges a letter and seven digits.
  public static func value(of text: IdentifierText) -> IdentifierValue? {
    guard text.count == 8, !text.hasLowerCase, !nobody.contains(text.text(0..<8)) else { return nil }
    switch text[0] {
    case UInt8(ascii: "G") where [0, 1, 2, 3, 4, 5, 8, 9].contains(text.digit(1)):
      return IdentifierValue(strength: .issued, key: text.key, isInRange: true)
    case UInt8(ascii: "C"), UInt8(ascii: "D"):
      // Concepts of the UMLS have the same form: a header or a word must say that these are people.
      return IdentifierValue(strength: .valid, key: text.key)
    default: return nil
    }
  }

  /// Documentation, odds and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "The code of a consultant or a general practitioner.",
      rationale: """
        It names one doctor, and with a small unit a patient's circle too. Codes of general practitioners \
        (G and seven digits) are for a person to judge; codes of consultants (C and seven digits) look like \
        concepts of medical vocabularies and count under a header or beside words that say so. Codes of \
        practices, trusts and other organisations name nobody.
        """,
      remedy: "Remove the code, or give the organisation in place of the person.",
      sources: ["NHS Data Model and Dictionary, Consultant Code; General Medical Practitioner PPD Code"],
      examples: [
        RuleExample(.review, "a general practitioner", "prescriber,items\nG3472185,120\n"),
        RuleExample(.fail, "a header says so", "consultant_code,cases\nC3456789,120\nC4567891,45\n"),
        RuleExample(
          .pass, "codes of organisations", "practice,patients\nA12345,120\nK81003001,45\nFVR79,33\n"),
        RuleExample(.pass, "concepts", "cui,n\nC0011849,120\nC0020538,45\n"),
      ]
    ),
    pack: .uk, tier: .indirect, title: "the code of a clinician", check: "have its form",
    forms: [IdentifierForm("A9999999")],
    contextWords: ["consultant", "gmc", "clinician", "doctor", "prescriber", "gp code"],
    matches: AtLeastOne(
      .init("G3472185", .issued), .init("C3456789", .valid), .init("consultant C3456789", .spelled)),
    nonMatches: AtLeastOne("C9999998", "G6472185", "A12345", "K81003001", "FVR79", "RXA", "g3472185"),
    validate: { text, _ in value(of: text) })
}
