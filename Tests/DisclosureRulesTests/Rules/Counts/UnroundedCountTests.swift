// unrounded-count on and off its grids.

import DisclosureRules
import Testing

@Suite struct UnroundedCountTests {
  private func judge(_ columns: [BuiltColumn], _ values: [String: ParameterValue] = ["base": .integer(5)])
    -> RuleOutcome
  {
    UnroundedCount().judge(TableBuilder.table(columns), under: .setting("unrounded-count", values))
  }

  private func counts(_ cells: [String], _ role: ColumnRole = .count, confidence: Double = 1) -> [BuiltColumn]
  {
    [BuiltColumn("n", role, confidence: confidence, cells)]
  }

  @Test func withoutABaseThereIsNothingToJudge() {
    #expect(judge(counts(["121"]), [:]) == .notApplicable("the ruleset does not round counts"))
  }

  @Test func countsOffTheGridFail() {
    #expect(judge(counts(["0", "119", "120", "121", "500"])).rows == [2, 4])
    #expect(judge(counts(["0", "119", "120", "121", "500"])).verdicts == [.fail, .fail])
    #expect(judge(counts(["500", "121", "120", "119", "0"])).rows == [2, 4])
  }

  @Test func unknownMeaningIsOneQuestion() {
    #expect(judge(counts(["121", "123"], .unknown, confidence: 0)).verdicts == [.review])
    #expect(judge(counts(["121", "123"], .count, confidence: 0.5)).verdicts == [.review])
    #expect(judge(counts(["121"], .date)).status == .notApplicable("no column holds counts"))
  }

  @Test func midpointsAreTheMiddlesOfSteps() {
    let values: [String: ParameterValue] = ["base": .integer(6), "method": .word("midpoint")]
    #expect(judge(counts(["0", "2", "3", "4", "9", "15", "16"]), values).rows == [2, 4, 7])
  }

  @Test func largerCountsMayHaveACoarserBase() {
    // Bands of the US Census Bureau: below 100 to 10, from 100 to 50, from 1,000 to 100.
    let values: [String: ParameterValue] = [
      "base": .integer(10),
      "bands": .records([["from": 1_000, "base": 100], ["from": 100, "base": 50]]),
    ]
    // 100 and 1,000 are on the grids of both bands that they border on.
    #expect(
      judge(counts(["20", "90", "100", "150", "950", "1000", "1100", "12300"]), values).findings.isEmpty)
    #expect(judge(counts(["25", "110", "160", "1050", "12350"]), values).rows == [1, 2, 3, 4, 5])
    // A base of 0 says nothing.
    let none: [String: ParameterValue] = ["base": .integer(10), "bands": .records([["from": 0, "base": 0]])]
    #expect(judge(counts(["20", "110", "115"]), none).rows == [3])
  }

  @Test func aColumnIsOnOneGridOrTheOther() {
    let values: [String: ParameterValue] = ["base": .integer(5), "also_midpoint": .integer(6)]
    #expect(judge(counts(["3", "9", "15", "21"]), values).findings == [])
    #expect(judge(counts(["5", "10", "20", "21"]), values).rows == [4])
  }

  private let sums = [
    BuiltColumn("men", .count, ["3", "9", "12"]), BuiltColumn("women", .count, ["9", "15", "24"]),
    BuiltColumn("total", .total, ["12", "24", "36"]),
  ]

  @Test func sumsOfPublishedPartsSatisfyIt() {
    let values: [String: ParameterValue] = ["base": .integer(6), "method": .word("midpoint")]
    #expect(judge(sums, values).findings == [])
    #expect(judge(sums, values.merging(["totals": .word("grid")]) { $1 }).findings.isEmpty == false)
    var broken = sums
    broken[2].cells[0] = "13"
    #expect(judge(broken, values).verdicts == [.review])
  }

  @Test func aTableTooLargeToKeepIsNotPassed() {
    let table = TableBuilder.table(counts(["121"]), keep: false)
    let outcome = UnroundedCount().judge(table, under: .setting("unrounded-count", ["base": .integer(5)]))
    if case .incomplete = outcome.status {} else { Issue.record("\(outcome.status)") }
  }
}
