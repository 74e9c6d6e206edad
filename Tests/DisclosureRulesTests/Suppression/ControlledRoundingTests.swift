// Controlled rounding against plain enumeration.

import Testing

@testable import DisclosureRules

@Suite struct ControlledRoundingTests {
  private static let base = 5

  private static func ruleset(_ settings: [String: ParameterValue] = [:]) -> Ruleset {
    var ruleset = Ruleset.setting("unrounded-count", ["base": .integer(base)].merging(settings) { $1 })
    // Nothing is too small to be shown.
    ruleset.rules["minimum-threshold"] = RuleSettings(settings: ["threshold": Setting(value: .integer(1))])
    return ruleset
  }

  /// A table of sites with a row and a column of totals; the last row and column of `inner` are not totals.
  private func table(_ inner: [[Int]]) -> TableSubject {
    let width = inner[0].count
    var columns = [
      BuiltColumn("site", .dimension, (0..<inner.count).map { "S\($0)" } + ["Total"])
    ]
    for column in 0..<width {
      let values = inner.map { $0[column] }
      columns.append(BuiltColumn("g\(column)", .count, (values + [values.reduce(0, +)]).map(String.init)))
    }
    let sums = inner.map { $0.reduce(0, +) }
    columns.append(BuiltColumn("Total", .total, (sums + [sums.reduce(0, +)]).map(String.init)))
    return TableBuilder.table(columns)
  }

  /// The least sum of changes over all ways to round a table up or down so that it adds up; nil when none does.
  private func leastChange(_ inner: [[Int]]) -> Int? {
    let cells = inner.joined().enumerated().filter { $0.element % Self.base != 0 }.map(\.offset)
    let width = inner[0].count
    var best: Int?
    for choice in 0..<(1 << cells.count) {
      var values = Array(inner.joined()).map { $0 - $0 % Self.base }
      for (bit, cell) in cells.enumerated() where choice >> bit & 1 == 1 { values[cell] += Self.base }
      let raw = Array(inner.joined())
      var change = zip(values, raw).reduce(0) { $0 + abs($1.0 - $1.1) }
      var isNear = true
      func total(_ places: [Int]) {
        let (new, old) = (places.reduce(0) { $0 + values[$1] }, places.reduce(0) { $0 + raw[$1] })
        if old % Self.base == 0 ? new != old : abs(new - old) >= Self.base { isNear = false }
        change += abs(new - old)
      }
      for row in inner.indices { total((0..<width).map { row * width + $0 }) }
      for column in 0..<width { total(inner.indices.map { $0 * width + column }) }
      total(Array(raw.indices))
      if isNear { best = min(best ?? change, change) }
    }
    return best
  }

  @Test(arguments: 0..<20) func noOtherRoundingChangesLess(seed: Int) throws {
    var random = TableLottery(seed: seed)
    let inner = (0..<3).map { _ in (0..<3).map { _ in random.below(60) } }
    let table = table(inner)
    let plan = try #require(ControlledRounding.plan(for: table, hidden: [], under: Self.ruleset()))
    let least = try #require(leastChange(inner), "a table of two dimensions can always be rounded")
    #expect(plan.method == .controlled(isOptimal: true) && plan.distant == 0)
    let kept = try #require(table.kept)
    var change = 0
    for (cell, value) in plan.values {
      let raw = try #require(kept.cell(row: cell.row, column: cell.column).whole)
      #expect(value % Int64(Self.base) == 0 && (value - raw).magnitude < UInt64(Self.base))
      change += Int((value - raw).magnitude)
    }
    #expect(plan.values.count == 16 && change == least)
    func value(_ row: Int, _ column: Int) -> Int64 {
      plan.values[CellPosition(row: row, column: column)] ?? -1
    }
    for line in 0..<4 {
      #expect(value(line, 1) + value(line, 2) + value(line, 3) == value(line, 4))
      #expect(value(0, line + 1) + value(1, line + 1) + value(2, line + 1) == value(3, line + 1))
    }
  }

  @Test func midpointsAddUpToTotals() throws {
    let plan = try #require(
      ControlledRounding.plan(
        for: table([[3, 12, 40], [0, 7, 25]]), hidden: [],
        under: Self.ruleset(["base": .integer(6), "method": .word("midpoint")])))
    #expect(plan.method == .summed)
    // ceil(x/6)·6 − 3: 3, 9, 39 and 0, 9, 27.
    let expected: [[Int64]] = [[3, 9, 39, 51], [0, 9, 27, 36], [3, 18, 66, 87]]
    for (row, values) in expected.enumerated() {
      for (column, value) in values.enumerated() {
        #expect(plan.values[CellPosition(row: row, column: column + 1)] == value)
      }
    }
  }

  @Test func aCountThatMayBeShownIsNotMadeSmall() throws {
    var ruleset = Self.ruleset()
    ruleset.rules["minimum-threshold"] = RuleSettings(settings: ["threshold": Setting(value: .integer(8))])
    let hidden = CellPosition(row: 1, column: 1)
    let plan = try #require(
      ControlledRounding.plan(for: table([[8, 41, 33], [6, 22, 52]]), hidden: [hidden], under: ruleset))
    #expect(plan.values[CellPosition(row: 0, column: 1)] == 10)
    #expect(plan.values[hidden] == nil)
  }

  @Test func withoutABaseNothingIsRounded() {
    #expect(
      ControlledRounding.plan(
        for: table([[8, 41], [6, 22]]), hidden: [], under: Self.ruleset(["base": .integer(0)])) == nil)
  }
}
