// Cells recomputed from record-level files: known answers, and a plain slow twin.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct MicrodataTests {
  /// What the records say of out/t.csv, under dominance rules of (n, k).
  private static func report(
    _ table: String, records: String, _ microdata: String, _ rest: String = "",
    dominance: [[String: Double]] = [["n": 1, "k": 50]]
  ) throws -> CheckReport {
    let folder = try ScratchFolder()
    try folder.makeFolder("out")
    try folder.write("out/t.csv", table)
    try folder.write("m.csv", records)
    try folder.write(
      "c.yaml", "tables:\n  - file: t.csv\n    microdata: {file: m.csv, \(microdata)}\n\(rest)")
    let report = try TestChecker.sdap {
      $0.context = try ContextFile.load(folder.path + "/c.yaml")
      $0.ruleset.ruleset.rules["dominance"]?.settings["rules"] = Setting(value: .records(dominance))
    }.check(paths: [folder.path + "/out"])
    #expect(report.context?.errors == [], "\(report.context?.errors ?? [])")
    return report
  }

  private static func findings(_ rule: RuleName, _ report: CheckReport) -> [Finding] {
    report.files.flatMap(\.findings).map(\.finding).filter { $0.rule == rule }
  }

  private static func records(_ values: [Int], _ columns: (Int) -> String = { _ in "North" }) -> String {
    "region,turnover\n" + values.enumerated().map { "\(columns($0.offset)),\($0.element)\n" }.joined()
  }

  /// Handbook, example 2: X = 110,000, x1 = 52,000, x2 = 50,000. Safe under p% with p = 10, because 8,000 is
  /// not less than 5,200; unsafe under (2,90.9), because 102,000 is 92.7% of X, and safe under (2,93).
  @Test func handbookExampleTwo() throws {
    let rest = Array(repeating: 500, count: 16)
    func judged(_ k: Double) throws -> CheckReport {
      try Self.report(
        "region,n,turnover\nNorth,18,110000\n", records: Self.records([52_000, 50_000] + rest),
        "by: [region], value: turnover", "    columns: {n: count, turnover: sum}\n",
        dominance: [["n": 2, "k": k]])
    }
    let report = try judged(90.9)
    #expect(Self.findings("dominance", try judged(93)).isEmpty)
    #expect(Self.findings("p-percent", report).isEmpty)
    #expect(Self.findings("dominance", report).map(\.verdict) == [.fail])
    #expect(Self.findings("context-mismatch", report).isEmpty)
    // 4,000 less: what remains is 4,000, less than 5,200.
    let closer = try Self.report(
      "region,n,turnover\nNorth,18,106000\n",
      records: Self.records([52_000, 50_000] + Array(repeating: 250, count: 16)),
      "by: [region], value: turnover", "    columns: {n: count, turnover: sum}\n")
    #expect(Self.findings("p-percent", closer).map(\.verdict) == [.fail])
  }

  /// X̂ − w2·x2 − w1·x1 < p/100·x1: with x = 100, 90 and ten of 1 and weights of 1 the remainder 10 is not
  /// less than 10; with ten of 0.9 it is 9. Weights of 3 for the ten make it 27.
  @Test func weightedPPercent() throws {
    func judged(_ small: String, _ weight: Int) throws -> Int {
      let lines = ["100,1", "90,1"] + Array(repeating: "\(small),\(weight)", count: 10)
      let records = "region,x,w\n" + lines.map { "North,\($0)\n" }.joined()
      let report = try Self.report(
        "region,x\nNorth,1\n", records: records, "by: [region], value: x, weight: w",
        "    columns: {x: sum}\n")
      return Self.findings("p-percent", report).count
    }
    #expect(try judged("1", 1) == 0)
    #expect(try judged("0.9", 1) == 1)
    #expect(try judged("0.9", 3) == 0)
  }

  /// Two firms of 30 in one holding are one contributor of 60, more than half of 100.
  @Test func holdingsAreAddedBeforeRanking() throws {
    let records =
      "region,x,group\n"
      + (["30,a", "30,a"] + (0..<10).map { "4,f\($0)" }).map { "North,\($0)\n" }.joined()
    let table = "region,x\nNorth,100\n"
    let with = try Self.report(
      table, records: records, "by: [region], value: x, holding: group", "    columns: {x: sum}\n")
    #expect(Self.findings("dominance", with).count == 1)
    let without = try Self.report(
      table, records: records, "by: [region], value: x", "    columns: {x: sum}\n")
    #expect(Self.findings("dominance", without).isEmpty)
  }

  @Test func fewRecordsBehindACountFail() throws {
    // The count was made larger than it is: 12 are published, 3 are there.
    let records =
      "sex\n" + Array(repeating: "F\n", count: 3).joined() + Array(repeating: "M\n", count: 12).joined()
    let report = try Self.report(
      "sex,patients\nF,12\nM,12\n", records: records, "by: [sex]", "    exact: true\n")
    #expect(Self.findings("minimum-threshold", report).map(\.location.row) == [1])
    #expect(Self.findings("context-mismatch", report).map(\.verdict) == [.fail])
    #expect(Self.findings("context-mismatch", report).map(\.location.row) == [1])
  }

  /// A wide table, its totals, and numbers that are right to their last digit.
  @Test func wideTablesAndTotals() throws {
    var records = "region,sex,cost\n"
    // North: F 10 of 2, M 12 of 3; South: F 11 of 5, M 13 of 7, with some variety.
    for (region, sex, count, cost) in [
      ("North", "F", 10, 20), ("North", "M", 12, 30), ("South", "F", 11, 50),
      ("South", "M", 13, 70),
    ] {
      for index in 0..<count { records += "\(region),\(sex),\(cost + index % 2)\n" }
    }
    let counts = "region,F,M,Total\nNorth,10,12,22\nSouth,11,13,24\nAll,21,25,46\n"
    let report = try Self.report(
      counts, records: records, "by: [region, sex]", "    exact: true\n    statistic: count\n")
    #expect(report.verdict == .pass, "\(report.files[0].findings.map(\.finding.rule))")
    let wrong = counts.replacing("21,25,46", with: "21,26,47")
    let differs = try Self.report(
      wrong, records: records, "by: [region, sex]", "    exact: true\n    statistic: count\n")
    #expect(Self.findings("context-mismatch", differs).map(\.location.column) == [3, 4])
    // Means: North F (10·20 + 5)/10 = 20.5; M 30.5; South F (550 + 5)/11 = 50.4545…; M (910 + 6)/13 = 70.4615….
    let means = "region,F,M\nNorth,20.5,30.5\nSouth,50.45,70.46\n"
    let rounded = try Self.report(
      means, records: records, "by: {region: region, sex: headers}, value: cost",
      "    exact: true\n    columns: {F: mean, M: mean}\n")
    #expect(Self.findings("context-mismatch", rounded).isEmpty)
    let off = try Self.report(
      means.replacing("70.46", with: "70.47"), records: records,
      "by: {region: region, sex: headers}, value: cost", "    exact: true\n    columns: {F: mean, M: mean}\n")
    #expect(Self.findings("context-mismatch", off).map(\.location.row) == [2])
  }

  @Test func hierarchiesAndFilters() throws {
    var records = "ward,year,x\n"
    for (ward, count) in [("Elm", 11), ("Fir", 12), ("Oak", 13)] {
      for index in 0..<count { records += "\(ward),2020,\(index)\n\(ward),2021,\(index)\n" }
    }
    let report = try Self.report(
      "ward,patients\nElm,11\nFir,12\nTrees,23\nOak,13\nAll,36\n", records: records,
      "by: [ward], filter: {year: 2020}",
      "    exact: true\n    hierarchies:\n      - {column: ward, children: {Trees: [Elm, Fir]}}\n")
    #expect(Self.findings("context-mismatch", report).isEmpty)
    #expect(report.verdict == .pass, "\(report.files[0].findings.map(\.finding.rule))")
  }

  @Test func constantGroupIsExact() throws {
    var records = "arm,dose\n"
    for index in 0..<20 { records += "A,40\nB,\(30 + index)\n" }
    let report = try Self.report(
      "arm,n,mean_dose\nA,20,40\nB,20,39.5\n", records: records, "by: [arm], value: dose")
    #expect(Self.findings("constant-group", report).map(\.location.row) == [1])
    #expect(Self.findings("constant-group", report).map(\.verdict) == [.fail])
  }

  @Test func tooManyHoldingsAreNoPass() {
    var accumulator = MicrodataAccumulator(groups: 1, hasValue: true, holdingLimit: 3)
    func add(_ holding: UInt64) {
      accumulator.add(MicrodataRecord(value: ExactNumber(mantissa: 1), holding: holding), to: 0)
    }
    for holding in [1, 2, 3, 2, 1] as [UInt64] { add(holding) }
    #expect(accumulator.gap == nil)
    add(4)
    #expect(accumulator.gap != nil)
  }

  /// The accumulator against sorting everything, in random groups, weights, holdings and orders.
  @Test func agreesWithAPlainTwin() throws {
    var random = SeededGenerator(seed: 20_260_101)
    for _ in 0..<50 {
      let groups = Int.random(in: 1...4, using: &random)
      let hasHoldings = Bool.random(using: &random)
      var records: [(group: Int, record: MicrodataRecord)] = []
      for _ in 0..<Int.random(in: 0...60, using: &random) {
        let scale = UInt8.random(in: 0...3, using: &random)
        var record = MicrodataRecord(
          value: Int.random(in: 0...9, using: &random) == 0
            ? nil : ExactNumber(mantissa: Int64.random(in: -50...500, using: &random), scale: scale))
        record.weight = WideDecimal(ExactNumber(mantissa: Int64.random(in: 0...30, using: &random), scale: 1))
        if hasHoldings { record.holding = UInt64.random(in: 0...8, using: &random) }
        records.append((Int.random(in: 0..<groups, using: &random), record))
      }
      var one = MicrodataAccumulator(groups: groups, hasValue: true)
      for (group, record) in records { one.add(record, to: group) }
      let found = one.finish()
      var other = MicrodataAccumulator(groups: groups, hasValue: true)
      for (group, record) in records.shuffled(using: &random) { other.add(record, to: group) }
      let again = other.finish()
      for group in 0..<groups {
        let own = records.filter { $0.group == group }.map(\.record)
        try Self.compare(found[group], own)
        try Self.compare(again[group], own)
      }
    }
  }

  private static func compare(_ group: SourceGroup, _ records: [MicrodataRecord]) throws {
    let valued = records.filter { $0.value != nil }
    #expect(group.records == Int64(records.count))
    #expect(group.valued == Int64(valued.count))
    // Thousandths of values times tenths of weights: everything is a whole number of 1/10,000.
    func units(_ number: WideDecimal) -> Int { Int((number.double * 10_000).rounded()) }
    func units(_ record: MicrodataRecord) -> (value: Int, weighted: Int) {
      let value = Int(((record.value?.double ?? 0) * 1_000).rounded())
      let weight = Int((record.weight.double * 10).rounded())
      return (value * 10, value * weight)
    }
    #expect(units(try #require(group.sum)) == valued.reduce(0) { $0 + units($1).weighted })
    var contributors: [String: (value: Int, weighted: Int)] = [:]
    for (index, record) in valued.enumerated() {
      let key = record.holding.map { "h\($0)" } ?? "r\(index)"
      let (value, weighted) = units(record)
      let known = contributors[key] ?? (0, 0)
      contributors[key] = (known.value + value, known.weighted + weighted)
    }
    let ranked = contributors.values.map { (value: abs($0.value), weighted: abs($0.weighted)) }
      .sorted { ($0.value, $0.weighted) > ($1.value, $1.weighted) }
    #expect(units(try #require(group.magnitude)) == ranked.reduce(0) { $0 + $1.weighted })
    let top = ranked.filter { $0.value > 0 }
    #expect(group.contributors == Int64(top.count))
    #expect(group.largest.map { units($0.value) } == top.prefix(3).map(\.value))
    #expect(group.largest.map { units($0.weighted) } == top.prefix(3).map(\.weighted))
  }
}
