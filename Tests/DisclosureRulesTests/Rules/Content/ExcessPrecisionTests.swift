import Testing

@testable import DisclosureRules

@Suite struct ExcessPrecisionTests {
  private func digits(_ mantissa: Int64, _ scale: UInt8) -> Int {
    ExcessPrecision.significantDigits(of: ExactNumber(mantissa: mantissa, scale: scale))
  }

  @Test func significantDigits() {
    #expect(digits(125, 1) == 3)
    #expect(digits(1250, 2) == 3)
    #expect(digits(-125, 3) == 3)
    #expect(digits(22, 17) == 2)
    #expect(digits(1200, 0) == 0)
    #expect(digits(12000, 1) == 0)
    #expect(digits(333_333_333_333_333_3, 16) == 16)
  }

  @Test func whatACalculationLeavesBehindIsNone() {
    #expect(digits(30_000_000_000_000_004, 17) == 1)
    #expect(digits(29_999_999_999_999_998, 17) == 1)
    #expect(digits(12_340_000_000_000_002, 14) == 4)
    // Too few zeros to be an accident of calculation.
    #expect(digits(12_345_678_901_230_012, 16) == 17)
  }

  @Test func aNumberStandsOutAmongRoundedOnes() {
    let usual = [3, 3, 3, 2, 3]
    let decimals = [1, 1, 1, 1, 1]
    #expect(ExcessPrecision.standingOut(usual + [7], decimals: decimals + [6]) == [])
    #expect(ExcessPrecision.standingOut(usual + [8], decimals: decimals + [6]) == [5])
    #expect(ExcessPrecision.standingOut(usual + [13], decimals: decimals + [11]) == [5])
    // As many digits as a program writes by itself.
    #expect(ExcessPrecision.standingOut(usual + [14], decimals: decimals + [12]) == [])
    #expect(ExcessPrecision.standingOut([3, 3, 3, 12], decimals: [1, 1, 1, 10]) == [])
    // A large number with as many decimals as the others.
    #expect(ExcessPrecision.standingOut(usual + [10], decimals: decimals + [1]) == [])
  }

  @Test func aRulesetMayAllowFewer() {
    var ruleset = Ruleset(name: "test")
    ruleset.rules["excess-precision"] = RuleSettings(settings: ["digits": Setting(value: .integer(4))])
    let table = TableBuilder.table([
      BuiltColumn("group", .dimension, ["A", "B", "C"]),
      BuiltColumn("patients", .count, ["120450", "145", "131"]),
      BuiltColumn("mean", .mean, ["27.12", "31.5", "30.123"]),
    ])
    let found = ExcessPrecision().judge(table, under: ruleset).findings
    #expect(found.map(\.location.row) == [3])
    #expect(found.map(\.location.column) == [3])
    #expect(found.map(\.verdict) == [.review])
    #expect(ExcessPrecision().judge(table, under: Ruleset(name: "test")).findings == [])
  }
}
