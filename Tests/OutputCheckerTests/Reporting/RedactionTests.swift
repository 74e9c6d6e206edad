// What of a file may be seen in a report.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct RedactionTests {
  @Test func wordsNamesAndValues() {
    let message: Message = "\"\(name: "patients")\" holds \(value: "Jane") below \(10)"
    #expect(Redaction().text(message) == "\"patients\" holds ••• below 10")
    #expect(Redaction(showsValues: true).text(message) == "\"patients\" holds Jane below 10")
  }

  @Test func valuesStayMaskedWhenTheyLookLikeIdentifiers() {
    let message: Message = "found \(value: "9990000018")"
    #expect(Redaction(showsValues: true).text(message) == "found 999•••••••")
    #expect(Redaction().text(message) == "found •••")
  }

  @Test(arguments: [
    ("999 000 0018", "999•••••••••"),
    ("id_999-000-0018_x", "id_999•••••••••_x"),
    ("AB123456C", "AB1••••••"),
    ("AB 12 34 56 C", "AB 12 ••••• C"),
    ("born 1990-01-02", "born 199•••••••"),
    ("９９９０００００１８", "９９９•••••••"),
    ("999\u{200B}0000018", "999\u{200B}•••••••"),
    ("write to jane.doe@nhs.net, please", "write to jan•••••••••••••, please"),
    ("jane＠nhs.net", "jan•••••••••"),
    ("SW1A 1AA", "SW1•••••"),
    ("m1 1aa", "m1 •••"),
    ("at EC1A1BB.", "at EC1••••."),
    ("W1A  0AX", "W1A•••••"),
  ])
  func masked(text: String, masked: String) {
    #expect(Redaction.masked(text) == masked)
  }

  @Test(arguments: [
    "patients", "2019-2020", "2019/20", "n = 12,345", "SW1A", "week 52 of 2020", "95% CI", "@",
    "SARS-CoV-2", "rate per 10000",
  ])
  func leftAlone(text: String) {
    #expect(Redaction.masked(text) == text)
  }

  /// Years that are no span are treated like any other eight digits.
  @Test func notASpanOfYears() {
    #expect(Redaction.masked("2019-1990") == "201••••••")
    #expect(Redaction.masked("2019-21") == "201••••")
  }

  @Test func longNamesAreCut() {
    let name = String(repeating: "a", count: 201)
    #expect(Redaction().name(name) == String(repeating: "a", count: 200) + "…")
    #expect(Redaction().name(String(name.dropLast())) == String(repeating: "a", count: 200))
  }

  @Test func namesAreEscaped() {
    let redaction = Redaction(escape: { Escaping.terminal($0) })
    #expect(redaction.text("\(name: "a\u{1B}[1m")") == #"a\u{1B}[1m"#)
  }

  @Test func amountsAreNoIdentifiers() {
    let shown = Redaction(showsValues: true)
    #expect(
      shown.figure("2438453.7427 − 839133.4806 = 1599320.2621") == "2438453.7427 − 839133.4806 = 1599320.2621"
    )
    #expect(shown.figure("310000 = 300000 + ?") == "310000 = 300000 + ?")
    // A whole number as long as a person's is masked even then.
    #expect(shown.figure("9434765919") == "943•••••••")
    #expect(Redaction().figure("12") == Redaction.hidden)
  }
}
