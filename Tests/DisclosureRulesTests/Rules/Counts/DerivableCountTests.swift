// derivable-count: products of published numbers.

import DisclosureRules
import Testing

@Suite struct DerivableCountTests {
  private func judge(_ columns: [BuiltColumn]) -> RuleOutcome {
    DerivableCount().judge(TableBuilder.table(columns), under: .defaults)
  }

  /// A hidden count in the first row, counts that agree in the others.
  private func hidden(_ total: String, _ percent: String, _ count: String = "*") -> [BuiltColumn] {
    [
      BuiltColumn("Total", .total, [total, "840", "311"]), BuiltColumn("Yes", .count, [count, "122", "40"]),
      BuiltColumn("Yes %", .percentage, [percent, "14.5", "12.9"]),
    ]
  }

  // 9 of 100 and 10 of 100; the threshold is 10.
  @Test(
    arguments: [("9.0", [Verdict.fail]), ("10.0", []), ("1.0", [.fail]), ("0.0", [])] as [(String, [Verdict])]
  )
  func thresholdDecides(percent: String, verdicts: [Verdict]) {
    #expect(judge(hidden("100", percent)).verdicts == verdicts)
  }

  @Test func orderOfRowsAndColumnsIsNoMatter() {
    #expect(judge(hidden("162", "3.1").reversed()).verdicts == [.fail])
    let backwards = hidden("162", "3.1").map {
      BuiltColumn($0.name, $0.role, confidence: $0.confidence, $0.cells.reversed())
    }
    #expect(judge(backwards).rows == [3])
  }

  @Test func roundingThatLeavesTwoNumbersFixesNone() {
    // 0.3% of 1,620 is 4.05 to 5.67: 5 alone; of 3,000 it is 7.5 to 10.5.
    #expect(judge(hidden("1620", "0.3")).verdicts == [.fail])
    #expect(judge(hidden("3000", "0.3")).verdicts == [])
  }

  @Test func aPublishedCountIsNotRepeated() {
    #expect(judge(hidden("162", "3.1", "5")).findings == [])
  }

  @Test func columnsThatDoNotBelongTogetherAreLeftAlone() {
    #expect(judge(hidden("162", "4.5")).findings == [])
  }

  // 41.1% of 112 are 46, 47.8% of 134 are 64; 98.0% of 98 are 96, and 2 are left.
  @Test func whoIsLeftOverIsForPeople() {
    func shares(_ third: String) -> RuleOutcome {
      judge([
        BuiltColumn("n", .count, ["112", "134", "98"]),
        BuiltColumn("%", .percentage, ["41.1", "47.8", third]),
      ])
    }
    #expect(shares("98.0").verdicts == [.review])
    #expect(shares("98.0").rows == [3])
    // 85.7% are 84, and 14 are left.
    #expect(shares("85.7").findings == [])
  }

  /// Of 240 people 236 leave four over, whatever the row is about but for what says that something is known of them.
  @Test(arguments: [
    ("White", "236", [Verdict.review]), ("Alive", "236", [.review]), ("White", "230", []),
    ("White", "240", []),
    ("Measured", "236", []), ("Total", "236", []), ("White", "236.5", []),
  ]) func allButAFewOfTheHeadersPeople(label: String, count: String, verdicts: [Verdict]) {
    func people(_ others: [String]) -> RuleOutcome {
      judge([
        BuiltColumn("who", .dimension, [label, "Female", "Smoker"]),
        BuiltColumn("Overall (N = 240)", .count, [count] + others),
      ])
    }
    #expect(people(["130", "61"]).verdicts == verdicts)
    // Who is left is masked, or published.
    #expect(people(["130", "*"]).verdicts == [])
    #expect(people(["130", "4"]).verdicts == [])
  }

  /// 98.3% of 60 are 59, and one is left; 45.0% of 120 and 33.3% of 33 are whole as well.
  @Test func manyNumbersThatAgreeMakeUpForAWeakHeader() {
    func shares(_ second: String) -> [Verdict] {
      judge([
        BuiltColumn("consultants", .count, confidence: 0.77, ["60", "120", "33"]),
        BuiltColumn("% female", .percentage, ["98.3", second, "33.3"]),
      ]).verdicts
    }
    #expect(shares("45.0") == [.review])
    #expect(shares("45.2") == [])
  }

  @Test func headersThatNamePeopleAndTheirShareNeedLessEvidence() {
    func shares(confidence: Double) -> [Verdict] {
      judge([
        BuiltColumn("n", .count, confidence: confidence, ["150", "150", "150"]),
        BuiltColumn("%", .percentage, ["24.0", "18.7", "2.0"]),
      ]).verdicts
    }
    #expect(shares(confidence: 0.95) == [.fail])
    #expect(shares(confidence: 0.5) == [])
  }

  @Test func ratesTimesPersonTime() {
    let table = [
      BuiltColumn("_Y", .measurement, ["412.6", "388.0", "450.3"]),
      BuiltColumn("_Rate", .rate, ["53.32", "12.89", "42.19"]),
    ]
    #expect(judge(table).verdicts == [.fail])
    #expect(judge(table).rows == [2])
  }

  @Test func shareWithItsBase() {
    let table = [
      BuiltColumn("n", .count, ["897", "807"]),
      BuiltColumn("share", .proportion, ["0.0033444816", "0.0111524163"]),
    ]
    #expect(judge(table).rows == [1, 2])
    #expect(judge(table).verdicts == [.fail, .fail])
  }

  @Test func percentagesOfTheColumnAreNoSharesOfTheRow() {
    let table = [
      BuiltColumn("n", .count, ["403", "266", "40"]), BuiltColumn("%", .percentage, ["56.8", "37.5", "5.6"]),
    ]
    #expect(judge(table).findings == [])
  }

  @Test func weakRolesAreReviewed() {
    var table = hidden("162", "3.1")
    table[2].confidence = 0.5
    #expect(judge(table).verdicts == [.review])
  }

  @Test func aTableTooLargeToKeepIsNotPassed() {
    let table = TableBuilder.table(hidden("162", "3.1"), keep: false)
    let outcome = DerivableCount().judge(table, under: .defaults)
    if case .incomplete = outcome.status {} else { Issue.record("\(outcome.status)") }
  }
}
