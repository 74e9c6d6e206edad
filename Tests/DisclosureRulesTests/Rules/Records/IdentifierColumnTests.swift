import DisclosureRules
import Testing

@Suite struct IdentifierColumnTests {
  private func verdict(_ csv: String, _ settings: [String: Setting] = [:]) -> Verdict {
    var ruleset = Ruleset(name: "test")
    ruleset.rules["identifier-column"] = RuleSettings(settings: settings)
    return IdentifierColumn().judge(understood(csv), under: ruleset).findings.map(\.verdict).max() ?? .pass
  }

  @Test func examplesGetTheirVerdicts() {
    for example in IdentifierColumn().description.examples {
      #expect(verdict(example.text) == example.verdict, "\(example.title)")
    }
  }

  @Test func theRulesetDecidesHowHard() {
    let csv = "patient_id,sex\n2,F\n5,M\n"
    #expect(verdict(csv) == .fail)
    #expect(verdict(csv, ["verdict": Setting(value: .word("review"))]) == .review)
  }

  @Test func aHeaderWithoutRowsIsNotedOnly() {
    let outcome = IdentifierColumn().judge(understood("person_id,note\n"), under: Ruleset(name: "test"))
    #expect(outcome.findings.map(\.verdict) == [.info])
  }

  @Test func statisticsAboutIdentifiersPass() {
    #expect(verdict("dataset,patient_id\na,0.98\nb,0.75\nc,0.91\n") == .pass)
    #expect(verdict("dataset,patient_id\na,98%\nb,75%\nc,91%\n") == .pass)
  }

  @Test func codesOfVocabulariesAreNoKeys() {
    let csv = "id,term\n22298006,a\n73211009,b\n195967001,c\n39113611000001102,d\n44054006,e\n38341003,f\n"
    #expect(verdict(csv) == .pass)
  }

  @Test func repeatedPerhapsWordsAreNoKeys() {
    #expect(verdict("id,sex\nA,F\nA,M\nB,F\nB,M\nA,F\nB,M\n") == .pass)
  }

  @Test func everyFilledCellIsCounted() {
    let outcome = IdentifierColumn().judge(
      understood("mrn,sex\nA1,F\n,M\nA3,F\n"), under: Ruleset(name: "test"))
    #expect(outcome.findings.map(\.occurrences) == [2])
    #expect(outcome.findings.map(\.location.column) == [1])
  }
}
