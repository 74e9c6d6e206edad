// minimum-threshold at its boundaries.

import DisclosureRules
import Testing

@Suite struct MinimumThresholdTests {
  private func judge(
    _ cells: [String], _ role: ColumnRole = .count, confidence: Double = 1,
    values: [String: ParameterValue] = [:]
  ) -> RuleOutcome {
    MinimumThreshold().judge(
      TableBuilder.table([BuiltColumn("n", role, confidence: confidence, cells)]),
      under: .setting("minimum-threshold", values))
  }

  @Test func countsFromOneUpToTheThresholdFail() {
    let outcome = judge(["0", "1", "9", "10", "11", "120"])
    #expect(outcome.verdicts == [.fail, .fail])
    #expect(outcome.rows == [2, 3])
    #expect(outcome.findings[0].location.columnName == "n")
  }

  @Test(arguments: [(4, []), (5, [1]), (6, [1, 2])]) func thresholdIsTheRulesets(threshold: Int, rows: [Int])
  {
    #expect(judge(["4", "5"], values: ["threshold": .integer(threshold)]).rows == rows)
  }

  @Test func atMostIncludesTheThreshold() {
    let values: [String: ParameterValue] = ["threshold": .integer(7), "comparison": .word("at-most")]
    #expect(judge(["6", "7", "8"], values: values).rows == [1, 2])
  }

  @Test func decimalsEqualToAWholeAreCounts() {
    #expect(judge(["5.0", "10.0", "4.5"]).rows == [1])
  }

  @Test func weakColumnsAreOneQuestion() {
    let outcome = judge(["3", "4", "500"], .unknown, confidence: 0)
    #expect(outcome.verdicts == [.review])
    #expect(outcome.findings[0].occurrences == 2)
    #expect(outcome.rows == [1, 2])
    #expect(judge(["3"], .count, confidence: 0.79).verdicts == [.review])
    #expect(judge(["3"], .count, confidence: 0.8).verdicts == [.fail])
  }

  @Test(arguments: [ColumnRole.percentage, .age, .rank, .code, .pValue, .date]) func othersAreNoCounts(
    role: ColumnRole
  ) {
    #expect(judge(["3"], role).status == .notApplicable("no column holds counts"))
  }

  @Test func moreThanTwentyCellsAreOneFinding() {
    #expect(judge(Array(repeating: "3", count: 20)).findings.count == 20)
    let many = judge(Array(repeating: "3", count: 21))
    #expect(many.findings.count == 1)
    #expect(many.findings[0].occurrences == 21)
    #expect(many.rows == Array(1...21))
  }

  @Test func provedRoundingIsAtMostReview() {
    let rounded = (1...20).map { String($0 * 5) }
    #expect(judge(rounded).verdicts == [.review])
    #expect(judge(Array(rounded.dropLast())).verdicts == [.fail])
    #expect(judge(rounded, values: ["rounded": .word("fail")]).verdicts == [.fail])
    #expect(judge(rounded, values: ["rounded": .word("allow")]).verdicts == [])
  }
}
