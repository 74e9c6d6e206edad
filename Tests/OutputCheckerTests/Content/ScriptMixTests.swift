import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct ScriptMixTests {
  private func isMixed(_ text: String) throws -> Bool {
    try ScriptMix(WordLists.vocabulary().scripts).isMixed(text)
  }

  @Test(arguments: [
    "p\u{430}tient", "HbА1с", "nhs_n\u{43E}", "\u{391}ge", "p\u{3B1}tient", "\u{3B1}ge", "interferon\u{3B3}",
    "Pat\u{456}ents and more",
    "the s\u{435}x", "о\u{3BF}", "\u{13A0}B", "n\u{3BF}", "p\u{200B}\u{430}y",
  ]) func mixed(_ text: String) throws { #expect(try isMixed(text), "\(text)") }

  @Test(arguments: [
    "patient", "Москва", "Αθήνα", "β-blocker", "α1", "TNFα", "IL1β", "NFκB", "γGT", "μmol", "µg", "kΩ",
    "\u{2126}", "\u{212B}",
    "Ångström", "χ²", "ΔHbA1c", "Δt", "ρs", "τb", "ηp²", "sinθ", "λmax", "CRP値", "東京タワーTokyo", "Москва-Paris",
    "мʼята", "１２３",
    "IgG-антитела", "α-синуклеин", "HbA1c", "naïve", "5µm",
  ]) func plain(_ text: String) throws { #expect(try !isMixed(text), "\(text)") }

  @Test func aBadLineIsAnError() {
    for bad in [
      "0041\t005A", "005A\t0041\tLatin", "x\t1\tLatin", "0041\t110000\tLatin",
      "0041\t005A\tLatin\n0050\t0060\tGreek",
    ] {
      #expect(throws: PolicyError.self) { try WordLists.scripts(Array(bad.utf8)) }
    }
  }
}
