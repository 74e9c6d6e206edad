// zero-cell under its three policies.

import DisclosureRules
import Testing

@Suite struct ZeroCellTests {
  private func judge(_ columns: [BuiltColumn], _ policy: ZeroPolicy? = nil) -> RuleOutcome {
    let values: [String: ParameterValue] = policy.map { ["zeros": .word($0.rawValue)] } ?? [:]
    return ZeroCell().judge(TableBuilder.table(columns), under: .setting("zero-cell", values))
  }

  @Test func reviewIsTheDefaultAndOnceATable() {
    let outcome = judge([
      BuiltColumn("region", .dimension, ["N", "S", "E"]),
      BuiltColumn("patients", .count, ["12", "0", "0.0"]),
      BuiltColumn("deaths", .events, ["1", "0", "4"]), BuiltColumn("staff", .total, ["1", "2", "4"]),
    ])
    #expect(outcome.verdicts == [.review])
    let finding = outcome.findings[0]
    #expect(finding.location == Location(table: "table.csv", column: 2, columnName: "patients"))
    #expect(finding.occurrences == 3)
    #expect(finding.cells.map(\.row) == [2, 3])
    #expect(finding.related.map(\.column) == [3])
    #expect(finding.related.map(\.row) == [2])
    #expect(finding.message.plain == #"Counts of zero: 3, in "patients", "deaths"."#)
  }

  @Test func onlyZeroCounts() {
    #expect(judge([BuiltColumn("n", .count, ["1", "10", "*", "", "<8"])]).findings == [])
    #expect(judge([BuiltColumn("n", .count, ["0.5"])]).findings == [])
  }

  @Test func forbiddenZerosFailOneByOne() {
    let outcome = judge([BuiltColumn("n", .count, ["0", "12", "0"])], .forbid)
    #expect(outcome.verdicts == [.fail, .fail])
    #expect(outcome.rows == [1, 3])
  }

  @Test func manyForbiddenZerosAreOneFinding() {
    let outcome = judge([BuiltColumn("n", .count, Array(repeating: "0", count: 21))], .forbid)
    #expect(outcome.verdicts == [.fail])
    #expect(outcome.findings[0].occurrences == 21)
  }

  @Test func allowedZerosAreNothing() {
    let outcome = judge([BuiltColumn("n", .count, ["0"])], .allow)
    #expect(outcome == .notApplicable("the ruleset allows zeros"))
  }

  @Test func unknownColumnsMatterOnlyWhereZerosAreForbidden() {
    let unknown = BuiltColumn("zq", .unknown, confidence: 0, ["0", "14", "0"])
    #expect(judge([unknown]).findings == [])
    let outcome = judge([unknown], .forbid)
    #expect(outcome.verdicts == [.review])
    #expect(outcome.findings[0].occurrences == 2)
    #expect(outcome.rows == [1, 3])
  }

  @Test func weakCountsAreReviewedUnderBothPolicies() {
    let weak = BuiltColumn("cases?", .count, confidence: 0.5, ["0", "14"])
    #expect(judge([weak]).verdicts == [.review])
    #expect(judge([weak], .forbid).verdicts == [.review])
  }

  @Test(arguments: [ColumnRole.percentage, .rate, .proportion, .mean, .age]) func othersAreNoCounts(
    role: ColumnRole
  ) {
    #expect(judge([BuiltColumn("x", role, ["0"])], .forbid) == .notApplicable("no column holds counts"))
  }
}
