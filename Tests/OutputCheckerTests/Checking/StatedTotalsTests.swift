// Totals that stand in no cell: those that a title or a header says.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct StatedTotalsTests {
  private func found(_ text: String) throws -> [Finding] {
    try TestChecker.sdap().check(bytes: Array(text.utf8), fileName: "t.csv").findings.map(\.finding)
      .filter { $0.rule == "recoverable-suppression" }
  }

  static let sayings = [
    ("Table 2: patients by ward (N = 412)\nward,patients\n", "a title or a note states the total"),
    ("ward,Patients (N = 412)\n", "\"Patients (N = 412)\" states the total"),
  ]

  @Test(arguments: sayings)
  func whatIsLeftOverIsForAPerson(header: String, reason: String) throws {
    let findings = try found(header + "A,200\nB,205\nC,*\n")
    #expect(findings.map(\.verdict) == [.review])
    let words = findings.flatMap(\.message.parts).map { part in
      switch part {
      case .words(let words), .name(let words), .value(let words): words
      }
    }
    #expect(words.joined().contains(reason), "\(words)")
  }

  /// Nothing says that the rows are all there are where more is left over than a mask hides, or where there are only
  /// two of them.
  @Test(arguments: sayings)
  func aTotalOfOtherRowsGivesNothingAway(header: String, _: String) throws {
    #expect(try found(header + "A,200\nB,105\nC,*\n").isEmpty)
    #expect(try found(header + "A,405\nB,*\n").isEmpty)
  }
}
