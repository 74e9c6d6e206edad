// Protection levels by hand, from the formulas of the handbook.

import Testing

@testable import DisclosureRules

@Suite struct ProtectionLevelsTests {
  private func interval(
    total: String, _ largest: String, _ second: String, _ settings: [RuleName: [String: ParameterValue]]
  ) -> [Double]? {
    let table = TableBuilder.table([
      BuiltColumn("region", .dimension, ["North"]), BuiltColumn("total", .sum, [total]),
      BuiltColumn("largest", .largest, [largest]), BuiltColumn("second_largest", .secondLargest, [second]),
    ])
    var ruleset = Ruleset.setting("dominance", settings["dominance"] ?? ["rules": .records([])])
    for (rule, values) in settings where rule != "dominance" {
      ruleset.rules[rule] = RuleSettings(settings: values.mapValues { Setting(value: $0) })
    }
    if settings["p-percent"] == nil { ruleset.rules["p-percent"] = RuleSettings(isEnabled: false) }
    let found = ProtectionLevels.intervals(of: table, under: ruleset)
    return found[CellPosition(row: 0, column: 1)].map { [$0.least.double, $0.most.double] }
  }

  @Test func handbookExampleTwoUnderPPercent() {
    // 5,200 − (106,000 − 52,000 − 50,000) = 1,200; with 110,000 the remainder of 8,000 is enough.
    let p: [RuleName: [String: ParameterValue]] = ["p-percent": ["p": .number(10)]]
    #expect(interval(total: "106000", "52000", "50000", p) == [104_800, 107_200])
    #expect(interval(total: "110000", "52000", "50000", p) == nil)
    // Two contributors: what one knows of the other is exact, and must be off by a tenth of 60.
    #expect(interval(total: "100", "60", "40", p) == [94, 106])
  }

  @Test func dominanceOfOneAndOfTwo() {
    func dominance(_ n: Double, _ k: Double, _ word: String = "above") -> [RuleName: [String: ParameterValue]]
    {
      ["dominance": ["rules": .records([["n": n, "k": k]]), "comparison": .word(word)]]
    }
    // 100/50·600 − 1,000 = 200.
    #expect(interval(total: "1000", "600", "100", dominance(1, 50)) == [800, 1200])
    #expect(interval(total: "1000", "500", "100", dominance(1, 50)) == nil)
    // 100/80·(600 + 300) − 1,000 = 125.
    #expect(interval(total: "1000", "600", "300", dominance(2, 80)) == [875, 1125])
    // Exactly 80% is unsafe where the comparison says so: one unit more than nothing.
    #expect(interval(total: "1000", "500", "300", dominance(2, 80)) == nil)
    #expect(interval(total: "1000", "500", "300", dominance(2, 80, "at-least")) == [999, 1001])
  }

  @Test func theLargerLevelCountsAndDecimalsAreKept() {
    // Dominance 100/50·6.5 − 8 = 5 beats 0.65 − (8 − 6.5 − 1) = 0.15; the lower side ends at 0 at the least.
    let both: [RuleName: [String: ParameterValue]] = [
      "dominance": ["rules": .records([["n": 1, "k": 50]])], "p-percent": ["p": .number(10)],
    ]
    #expect(interval(total: "8.0", "6.5", "1.0", both) == [3, 13])
    // 100/40·7.5 − 8 = 10.75, rounded up to the digits that are known.
    #expect(
      interval(total: "8.0", "7.5", "0.1", ["dominance": ["rules": .records([["n": 1, "k": 40]])]])
        == [0, 18.8])
  }
}
