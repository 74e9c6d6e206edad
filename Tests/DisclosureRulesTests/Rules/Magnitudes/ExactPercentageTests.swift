// Percentages compared without rounding.

import Testing

@testable import DisclosureRules

@Suite struct ExactPercentageTests {
  @Test func decimalsAreExact() throws {
    let k = try #require(ExactPercentage(90.9))
    #expect(k.mantissa == 909)
    #expect(k.unit == 10)
    #expect(k.text == "90.9")
    #expect(ExactPercentage(85)?.text == "85")
  }

  @Test func tiesAreTies() throws {
    let k = try #require(ExactPercentage(90.9))
    #expect(k.compare(909, of: 1000) == 0)
    #expect(k.compare(908, of: 1000) < 0)
    #expect(k.compare(910, of: 1000) > 0)
    // 0.1 + 0.2 is not 0.3 in binary: 30% of 10^36.
    let third = try #require(ExactPercentage(30))
    let large: UInt128 = 1_000_000_000_000_000_000 * 1_000_000_000_000_000_000
    #expect(third.compare(large / 10 * 3, of: large) == 0)
    #expect(third.compare(large / 10 * 3 + 1, of: large) > 0)
  }

  @Test(arguments: [-0.1, 100.1, .nan, .infinity]) func othersAreRefused(value: Double) {
    #expect(ExactPercentage(value) == nil)
  }
}
