// The rules on statistics at their boundaries: n − 1, n, n + 1 people.

import DisclosureRules
import Testing

@Suite struct StatisticRuleTests {
  private func judge(_ rule: some TableRule, _ columns: [BuiltColumn], rows: [ColumnRole] = []) -> [Verdict] {
    var table = TableBuilder.table(columns)
    table.structure.rowRoles = rows.map { RoleAssignment(role: $0, confidence: 1, reasons: []) }
    return rule.judge(table, under: Ruleset(name: "test")).findings.map(\.verdict)
  }

  private func judge(_ rule: some RequestRule, _ columns: [BuiltColumn]) -> [Verdict] {
    let request = RequestSubject(tables: [TableBuilder.table(columns)])
    return rule.judge(request, under: Ruleset(name: "test")).findings.map(\.verdict)
  }

  @Test(arguments: [
    ("0", []), ("1", [Verdict.fail]), ("9", [.fail]), ("10", []), ("11", []), ("<8", [.fail]),
  ])
  func meanOfFew(n: String, expected: [Verdict]) {
    #expect(
      judge(LowCountStatistic(), [BuiltColumn("n", .count, [n]), BuiltColumn("mean", .mean, ["5.2"])])
        == expected)
  }

  @Test(arguments: [("9", [Verdict.fail]), ("10", []), ("11", [])])
  func listingsHaveTheirCountAbove(n: String, expected: [Verdict]) {
    let columns = [BuiltColumn("", .dimension, ["count", "mean"]), BuiltColumn("age", .age, [n, "64.0"])]
    #expect(judge(LowCountStatistic(), columns, rows: [.count, .mean]) == expected)
  }

  @Test(arguments: [("9", [Verdict.fail]), ("10", []), ("1,009", [])])
  func countInTheHeader(n: String, expected: [Verdict]) {
    #expect(judge(LowCountStatistic(), [BuiltColumn("Drug A, N = \(n)", .mean, ["5.2"])]) == expected)
  }

  @Test func weakEvidenceIsForReview() {
    #expect(
      judge(
        LowCountStatistic(),
        [BuiltColumn("n", .count, confidence: 0.6, ["9"]), BuiltColumn("mean", .mean, ["5.2"])]) == [.review])
  }

  @Test func aCountOfMissingValuesIsNoN() {
    #expect(
      judge(
        LowCountStatistic(),
        [
          BuiltColumn("n", .count, ["80"]), BuiltColumn("n_missing", .count, ["3"]),
          BuiltColumn("mean", .mean, ["5.2"]),
        ]) == [])
  }

  @Test func tablesTooLargeAreIncomplete() {
    let table = TableBuilder.table([BuiltColumn("mean", .mean, ["5.2"])], keep: false)
    let ruleset = Ruleset(name: "test")
    #expect(LowCountStatistic().judge(table, under: ruleset).status.name == "incomplete")
    #expect(MissingCount().judge(RequestSubject(tables: [table]), under: ruleset).status.name == "incomplete")
  }

  @Test(arguments: [("9", Verdict.fail), ("10", .review), ("11", .review)])
  func extremes(n: String, expected: Verdict) {
    #expect(
      judge(ExtremeValue(), [BuiltColumn("n", .count, [n]), BuiltColumn("max", .maximum, ["97"])]) == [
        expected
      ])
  }

  @Test func policyOnExtremes() {
    let table = TableBuilder.table([BuiltColumn("n", .count, ["50"]), BuiltColumn("max", .maximum, ["97"])])
    for (word, expected) in [("allow", []), ("review", [Verdict.review]), ("forbid", [.fail])] {
      let outcome = ExtremeValue().judge(table, under: .setting("extreme-value", ["extremes": .word(word)]))
      #expect(outcome.findings.map(\.verdict) == expected, "\(word)")
    }
  }

  @Test func yearsAndBandsAreNoExtremes() {
    #expect(judge(ExtremeValue(), [BuiltColumn("min_year", .minimum, ["2019", "2021"])]) == [])
    #expect(
      judge(
        ExtremeValue(),
        [BuiltColumn("from", .minimum, ["0", "5", "10"]), BuiltColumn("to", .maximum, ["4", "9", "14"])])
        == [])
  }

  /// N · min(q, 1 − q) against ten people: 0.5 · 20, 0.25 · 40, 0.05 · 200.
  @Test(arguments: [
    ("median", "9", [Verdict.fail]), ("median", "19", [.review]), ("median", "20", []),
    ("p25", "39", [.review]),
    ("p25", "40", []), ("Q3", "39", [.review]), ("Q3", "40", []), ("95%", "199", [.review]),
    ("95%", "200", []),
    ("90th percentile", "99", [.review]), ("90th percentile", "100", []), ("upper quartile", "40", []),
  ])
  func quantileTails(header: String, n: String, expected: [Verdict]) {
    let columns = [BuiltColumn("n", .count, [n]), BuiltColumn(header, .quantile, ["4"])]
    #expect(judge(Quantile(), columns) == expected, "\(header) of \(n)")
  }

  @Test(arguments: [("0.0", [Verdict.fail]), ("0.1", [])])
  func constantGroups(sd: String, expected: [Verdict]) {
    let columns = [
      BuiltColumn("n", .count, ["34", "28"]), BuiltColumn("mean", .mean, ["51.2", "40.0"]),
      BuiltColumn("sd", .standardDeviation, ["6.0", sd]),
    ]
    #expect(judge(ConstantGroup(), columns) == expected)
  }

  @Test func constantGroupsThatSayLess() {
    func spread(n: [String], mean: [String], sd: [String]) -> [Verdict] {
      judge(
        ConstantGroup(),
        [
          BuiltColumn("n", .count, n), BuiltColumn("mean", .mean, mean),
          BuiltColumn("sd", .standardDeviation, sd),
        ])
    }
    // One person never varies; everyone has none; no other group varies; the size is hidden.
    #expect(spread(n: ["34", "1"], mean: ["5.1", "4.0"], sd: ["1.0", "0.0"]) == [])
    #expect(spread(n: ["34", "28"], mean: ["5.1", "0.0"], sd: ["1.0", "0.0"]) == [.review])
    #expect(spread(n: ["28"], mean: ["40.0"], sd: ["0.0"]) == [.review])
    #expect(spread(n: ["34", "*"], mean: ["5.1", "4.0"], sd: ["1.0", "0.0"]) == [.review])
  }

  @Test func missingCounts() {
    let mean = BuiltColumn("mean", .mean, ["5.2"])
    #expect(judge(MissingCount(), [mean]) == [.review])
    #expect(judge(MissingCount(), [mean, BuiltColumn("n", .count, ["41"])]) == [])
    #expect(judge(MissingCount(), [mean, BuiltColumn("weighted n", .count, ["41000"])]) == [.review])
    #expect(judge(MissingCount(), [BuiltColumn("note", .text, ["All patients (n=98)"]), mean]) == [])
    #expect(judge(MissingCount(), [mean, BuiltColumn("nunique", .count, ["41"])]) == [.review])
    #expect(judge(MissingCount(), [BuiltColumn("rate", .rate, ["5.25"])]) == [.info])
    #expect(judge(MissingCount(), [BuiltColumn("rate", .rate, ["5.255"])]) == [.review])
    #expect(
      judge(MissingCount(), [BuiltColumn("cost", .sum, ["5200"]), BuiltColumn("n", .count, ["4"])]) == [
        .review
      ])
  }

  @Test(arguments: [("9", [Verdict.fail]), ("10", []), ("11", [])])
  func giniOfFew(n: String, expected: [Verdict]) {
    let columns = [BuiltColumn("firms", .count, [n]), BuiltColumn("gini", .coefficient, ["0.31"])]
    #expect(judge(Concentration(), columns) == expected)
  }

  @Test(arguments: [("0.50", []), ("0.51", [Verdict.fail])])
  func hhiThatShowsADominantUnit(hhi: String, expected: [Verdict]) {
    let columns = [BuiltColumn("firms", .count, ["44"]), BuiltColumn("hhi", .coefficient, [hhi])]
    #expect(judge(Concentration(), columns) == expected)
  }
}
