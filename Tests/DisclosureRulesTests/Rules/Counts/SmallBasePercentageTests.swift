// small-base-percentage: bases in headers and in digits.

import DisclosureRules
import Testing

@Suite struct SmallBasePercentageTests {
  private func judge(_ columns: [BuiltColumn]) -> RuleOutcome {
    SmallBasePercentage().judge(TableBuilder.table(columns), under: .defaults)
  }

  @Test(
    arguments: [
      ("n = 9", [Verdict.fail]), ("n=10", []), ("N = 11", []), ("Drug A (N=1,009)", []),
      ("mean = 7", []), ("n = 0", []),
    ] as [(String, [Verdict])])
  func basesInHeaders(header: String, verdicts: [Verdict]) {
    #expect(judge([BuiltColumn(header, .percentage, ["33.3", "66.7"])]).verdicts == verdicts)
  }

  private let sevenths = ["14.286", "28.571", "42.857", "71.429"]

  @Test func fractionsOfOneSmallNumberAreReviewed() {
    #expect(judge([BuiltColumn("x", .percentage, sevenths)]).verdicts == [.review])
    #expect(judge([BuiltColumn("x", .percentage, sevenths.reversed())]).verdicts == [.review])
    #expect(judge([BuiltColumn("x", .percentage, sevenths)]).findings[0].occurrences == 4)
  }

  // Ninths, tenths and elevenths.
  @Test(
    arguments: [
      (["0.11111", "0.22222", "0.77778"], 1), (["0.10000", "0.30000", "0.70000"], 0),
      (["0.09091", "0.27273", "0.63636"], 0),
    ] as [([String], Int)])
  func thresholdDecides(cells: [String], findings: Int) {
    #expect(judge([BuiltColumn("x", .proportion, cells)]).findings.count == findings)
  }

  @Test func groupsAreRowsAsWell() {
    let rows = sevenths.enumerated().map { BuiltColumn("grade \($0)", .percentage, [$1, "12.345"]) }
    #expect(judge(rows).verdicts == [.review])
    #expect(judge(rows).findings[0].occurrences == 4)
  }

  @Test func fewValuesOrDigitsProveNothing() {
    #expect(judge([BuiltColumn("x", .percentage, Array(sevenths.prefix(2)))]).findings == [])
    #expect(judge([BuiltColumn("x", .percentage, ["14.3", "28.6", "42.9", "71.4"])]).findings == [])
    #expect(judge([BuiltColumn("x", .percentage, ["14.286", "14.286", "14.286"])]).findings == [])
    #expect(judge([BuiltColumn("x", .percentage, sevenths + ["12.345"])]).findings == [])
  }

  @Test func aBaseBesideThemIsJudgedByItself() {
    let table = [
      BuiltColumn("n", .count, ["700", "700", "700", "700"]), BuiltColumn("x", .percentage, sevenths),
    ]
    #expect(judge(table).findings == [])
  }

  @Test func aTableTooLargeToKeepIsNotPassed() {
    let table = TableBuilder.table([BuiltColumn("x", .percentage, sevenths)], keep: false)
    let outcome = SmallBasePercentage().judge(table, under: .defaults)
    if case .incomplete = outcome.status {} else { Issue.record("\(outcome.status)") }
  }
}
