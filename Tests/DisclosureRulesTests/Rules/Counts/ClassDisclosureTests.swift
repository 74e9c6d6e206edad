// class-disclosure at its boundaries.

import DisclosureRules
import Testing

@Suite struct ClassDisclosureTests {
  private func judge(_ columns: [BuiltColumn], values: [String: ParameterValue] = [:]) -> RuleOutcome {
    ClassDisclosure().judge(TableBuilder.table(columns), under: .setting("class-disclosure", values))
  }

  private func wide(
    _ first: [String], _ second: [String], names: [String] = ["Vaccinated", "Unvaccinated"],
    confidence: Double = 1, total: Bool = true
  ) -> [BuiltColumn] {
    let sums = zip(first, second).map { String((Int($0) ?? 0) + (Int($1) ?? 0)) }
    return [
      BuiltColumn("home", .dimension, first.indices.map { "home \($0)" }),
      BuiltColumn(names[0], .count, confidence: confidence, first),
      BuiltColumn(names[1], .count, confidence: confidence, second),
    ] + (total ? [BuiltColumn("Total", .total, sums)] : [])
  }

  @Test func everyoneInOneCategoryFailsWhereOthersVary() {
    let outcome = judge(wide(["60", "47", "39"], ["18", "23", "0"]))
    #expect(outcome.verdicts == [.fail])
    #expect(outcome.rows == [3])
    #expect(outcome.findings[0].location.columnName == "Vaccinated")
    #expect(judge(wide(["60", "47"], ["0", "0"])).findings == [])
  }

  @Test func orderOfRowsAndColumnsIsNoMatter() {
    let outcome = judge(wide(["0", "60", "47"], ["39", "18", "23"], names: ["Pear", "Apple"]))
    #expect(outcome.verdicts == [.fail])
    #expect(outcome.rows == [1])
    #expect(outcome.findings[0].location.columnName == "Apple")
    #expect(judge(Array(wide(["60", "47", "39"], ["18", "23", "0"]).reversed())).verdicts == [.fail])
  }

  /// Three homes with the counts of many categories; everyone in the last home is in one of them.
  private static func manyCategories(_ count: Int) -> [BuiltColumn] {
    let columns = (0..<count).map { category in
      [category * 7 % 50 + 10, category * 11 % 40 + 12, category == 7 ? 40 : 0]
    }
    let totals = (0..<3).map { row in String(columns.reduce(0) { $0 + $1[row] }) }
    return [BuiltColumn("home", .dimension, ["home 0", "home 1", "home 2"])]
      + columns.enumerated().map { BuiltColumn("kind \($0.offset)", .count, $0.element.map(String.init)) }
      + [BuiltColumn("Total", .total, totals)]
  }

  @Test(arguments: [8, 65, 1_000]) func manyColumnsAreCategoriesToo(count: Int) {
    let columns = Self.manyCategories(count)
    for order in [columns, columns.reversed()] {
      let outcome = judge(order)
      #expect(outcome.verdicts == [.fail])
      #expect(outcome.rows == [3])
      #expect(outcome.findings.first?.location.columnName == "kind 7")
    }
    // A column before them that the total doesn't hold.
    let other = BuiltColumn("visits", .count, ["900", "800", "700"])
    #expect(judge([columns[0], other] + columns.dropFirst()).rows == [3])
  }

  @Test func aCountBelowTheThresholdIsNotRepeated() {
    #expect(judge(wide(["60", "47", "9"], ["18", "23", "0"])).findings == [])
    #expect(judge(wide(["60", "47", "10"], ["18", "23", "0"])).verdicts == [.fail])
  }

  @Test func sayingNothingIsReview() {
    #expect(judge(wide(["60", "39"], ["18", "0"], names: ["Alive", "Dead"])).verdicts == [.review])
    #expect(judge(wide(["60", "39"], ["18", "0"], names: ["No asthma", "Asthma"])).verdicts == [.review])
  }

  @Test(
    arguments: [
      (["89", "40"], ["11", "41"], []), (["90", "400"], ["10", "410"], [Verdict.info]),
      (["89", "40"], ["9", "41"], [.review]), (["990", "40"], ["9", "41"], [.review]),
      (["990", "40"], ["10", "41"], [.info]),
    ] as [([String], [String], [Verdict])])
  func shares(first: [String], second: [String], verdicts: [Verdict]) {
    #expect(judge(wide(first, second)).verdicts == verdicts)
  }

  @Test func shareIsTheRulesets() {
    let table = wide(["80", "40"], ["20", "41"])
    #expect(judge(table).findings == [])
    #expect(judge(table, values: ["share": .number(0.8)]).verdicts == [.info])
  }

  @Test func weakRolesLowerItAStep() {
    #expect(judge(wide(["60", "39"], ["18", "0"], confidence: 0.5)).verdicts == [.review])
  }

  @Test func roundedZerosMayBePeople() {
    let first = (1...20).map { String($0 * 100) }
    let second = (1...20).map { $0 == 20 ? "0" : String($0 * 55) }
    #expect(judge(wide(first, second)).verdicts == [.review])
  }

  @Test func headersThatCompleteEachOtherNeedNoTotal() {
    #expect(
      judge(wide(["60", "0"], ["18", "39"], names: ["False", "True"], total: false)).verdicts == [.fail])
    #expect(
      judge(wide(["60", "0"], ["18", "39"], names: ["asthma", "diabetes"], total: false)).findings == [])
    #expect(judge(wide(["60", "0"], ["18", "39"], names: ["2020", "2021"])).findings == [])
  }

  @Test func columnsThatDoNotAddUpAreNoCategories() {
    var table = wide(["60", "47", "39"], ["18", "23", "0"])
    table[3].cells = ["100", "90", "80"]
    #expect(judge(table).findings == [])
  }

  @Test func totalsAreNoGroups() {
    var table = wide(["60", "47", "39", "146"], ["18", "23", "0", "41"])
    table[0].cells[3] = "Total"
    #expect(judge(table).rows == [3])
  }

  @Test func percentagesThatMakeAHundred() {
    let table = [
      BuiltColumn("home", .dimension, ["a", "b"]),
      BuiltColumn("mild", .percentage, ["33.3", "100.0"]),
      BuiltColumn("severe", .percentage, ["66.7", "0.0"]),
    ]
    #expect(judge(table).verdicts == [.fail])
    #expect(judge(table).rows == [2])
  }

  private func tidy(_ labels: [String], _ counts: [String], _ homes: [String]) -> [BuiltColumn] {
    [
      BuiltColumn("home", .dimension, homes), BuiltColumn("status", .dimension, labels),
      BuiltColumn("n", .count, counts),
    ]
  }

  @Test func rowsThatDifferInOneLabel() {
    let homes = ["a", "a", "b", "b"]
    let outcome = judge(tidy(["yes", "no", "no", "yes"], ["60", "18", "0", "39"], homes))
    #expect(outcome.verdicts == [.fail])
    #expect(outcome.rows == [4])
  }

  @Test func aTotalInTheGroupProvesThePartition() {
    let homes = ["a", "a", "a", "b", "b", "b"]
    let labels = ["red", "blue", "Total", "red", "blue", "Total"]
    #expect(judge(tidy(labels, ["60", "18", "78", "0", "39", "39"], homes)).verdicts == [.fail])
    #expect(judge(tidy(labels, ["60", "18", "90", "0", "39", "60"], homes)).verdicts == [.review])
  }

  @Test func timeIsNoVariable() {
    let table = [
      BuiltColumn("year", .date, ["2020", "2021", "2020", "2021"]),
      BuiltColumn("home", .dimension, ["a", "a", "b", "b"]),
      BuiltColumn("n", .count, ["60", "18", "0", "39"]),
    ]
    // Homes are compared within a year: everyone of 2021 in home a or b varies.
    #expect(judge(table).rows == [1])
    #expect(judge(table).verdicts == [.review])
  }

  private func besideTotal(_ part: [String], _ all: [String], _ more: [BuiltColumn] = []) -> RuleOutcome {
    judge(
      [
        BuiltColumn("home", .dimension, part.indices.map { "home \($0)" }),
        BuiltColumn("Total", .total, all), BuiltColumn("Stroke", .count, part),
      ] + more)
  }

  @Test func aCountBesideItsTotalLeavesTheRest() {
    #expect(besideTotal(["46", "98", "64"], ["112", "98", "134"]).verdicts == [.fail])
    #expect(besideTotal(["46", "98", "64"], ["112", "98", "134"]).rows == [2])
    // 96 of 98; 88 of 98 are 89.8%.
    #expect(besideTotal(["46", "96", "64"], ["112", "98", "134"]).verdicts == [.review])
    #expect(besideTotal(["46", "88", "64"], ["112", "98", "134"]).findings == [])
    // Everyone everywhere tells nobody apart, and nobody has a rare condition is no news.
    #expect(besideTotal(["112", "98", "134"], ["112", "98", "134"]).findings == [])
    #expect(besideTotal(["10", "10", "0"], ["112", "110", "134"]).findings == [])
  }

  @Test func categoriesWithoutNamesAreCategories() {
    #expect(judge(wide(["60", "47", "39"], ["18", "23", "0"], names: ["", ""])).verdicts == [.review])
  }

  @Test func whatIsLargerOnceIsNoPart() {
    #expect(besideTotal(["46", "98", "135"], ["112", "98", "134"]).findings == [])
  }

  @Test func theNumberOfValuesBehindAMeanIsNoCategory() {
    let means = [BuiltColumn("Mean", .mean, ["60.1", "61.2", "59.8"])]
    #expect(besideTotal(["46", "98", "64"], ["112", "98", "134"], means).findings == [])
  }

  @Test func aTableTooLargeToKeepIsNotPassed() {
    let table = TableBuilder.table(wide(["60", "39"], ["18", "0"]), keep: false)
    let outcome = ClassDisclosure().judge(table, under: .defaults)
    if case .incomplete = outcome.status {} else { Issue.record("\(outcome.status)") }
  }
}
