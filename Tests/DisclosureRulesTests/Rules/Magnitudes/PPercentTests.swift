// p-percent at its boundaries, and the handbook's answer.

import DisclosureRules
import Testing

@Suite struct PPercentTests {
  private func judge(
    _ total: String, _ largest: String, _ second: String?, n: String? = nil, p: Double? = nil
  ) -> RuleOutcome {
    var columns = [
      BuiltColumn("total", .sum, [total, "1000000"]), BuiltColumn("largest", .largest, [largest, "10"]),
    ]
    if let second { columns.append(BuiltColumn("second_largest", .secondLargest, [second, "9"])) }
    if let n { columns.append(BuiltColumn("n", .count, [n, "200000"])) }
    return PPercent().judge(
      TableBuilder.table(columns), under: .setting("p-percent", p.map { ["p": .number($0)] } ?? [:]))
  }

  /// Handbook chapter 4, example 2: 8,000 remain, and 10% of 52,000 is 5,200.
  @Test func handbookExample2() {
    #expect(judge("110000", "52000", "50000").findings == [])
  }

  @Test(arguments: [("107199", [1]), ("107200", []), ("107201", [])])
  func theTieIsSafe(total: String, rows: [Int]) {
    let outcome = judge(total, "52000", "50000")
    #expect(outcome.rows == rows)
    #expect(outcome.verdicts == rows.map { _ in .fail })
  }

  @Test func pIsTheRulesets() {
    // 8,000 is 15.38…% of 52,000.
    #expect(judge("110000", "52000", "50000", p: 15.3).findings == [])
    #expect(judge("110000", "52000", "50000", p: 15.4).verdicts == [.fail])
    #expect(judge("102000", "52000", "50000", p: 0).findings == [])
  }

  @Test func decimalsAreExact() {
    // 0.1 remains, a tenth of 1.0: a tie.
    #expect(judge("1.8", "1.0", "0.7").findings == [])
    #expect(judge("1.79", "1.0", "0.7").verdicts == [.fail])
  }

  @Test func oneOrTwoContributorsLeaveNothing() {
    #expect(judge("1000", "600", nil, n: "2").verdicts == [.fail])
    #expect(judge("1000", "1000", nil, n: "1").verdicts == [.fail])
    #expect(judge("1000", "", "", n: "1").verdicts == [.fail])
    #expect(judge("1000", "600", "400", n: "2").verdicts == [.fail])
  }

  @Test func withoutASecondOne() {
    // 1000 − 920 < 92 whatever the second is; 1000 − 2 × 480 < 48 if it is as large; 1000 − 2 × 470 ≥ 47.
    #expect(judge("1000", "920", nil).verdicts == [.fail])
    #expect(judge("1000", "480", nil).verdicts == [.info])
    #expect(judge("1000", "470", nil).findings == [])
    // 210 − 2 × 100 is a tenth of 100 exactly.
    #expect(judge("210", "100", nil).findings == [])
    #expect(judge("209", "100", nil).verdicts == [.info])
  }

  @Test func contradictionsAndNegatives() {
    #expect(judge("900", "600", "400").verdicts == [.fail])
    let negative = judge("-1000", "-950", "-20")
    #expect(negative.verdicts == [.fail])
    #expect(negative.findings[0].message.plain.contains("absolute values"))
    #expect(judge("0", "0", "0").findings == [])
  }
}
