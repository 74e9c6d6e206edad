// Rounding intervals against every combination of raw counts.

import Testing

@testable import DisclosureRules

@Suite struct RoundedSumTests {
  @Test func intervalsHoldEveryCountThatRoundsToTheValue() {
    let five = RoundingGrid(base: 5, isMidpoint: false)
    let six = RoundingGrid(base: 6, isMidpoint: true)
    for raw in 0..<200 as Range<Int128> {
      let nearest = (raw * 2 + 5) / 10 * 5
      #expect(five.interval(of: Int64(nearest)).contains(raw))
      // ceil(x / 6) · 6 − 3, and 0 for 0. Source: the definition of "midpoint 6".
      let midpoint = raw == 0 ? 0 : (raw + 5) / 6 * 6 - 3
      #expect(six.interval(of: Int64(midpoint)).contains(raw))
    }
    #expect(five.interval(of: 10) == 8...12)
    #expect(six.interval(of: 9) == 7...12)
    #expect(five.interval(of: 13) == 13...13)
  }

  /// Tries all raw counts.
  private func bySearch(
    _ parts: [ClosedRange<Int128>], _ total: ClosedRange<Int128>
  ) -> [ClosedRange<Int128>]? {
    var found: [[Int128]] = []
    func extend(_ taken: [Int128]) {
      if taken.count == parts.count {
        if total.contains(taken.reduce(0, +)) { found.append(taken) }
        return
      }
      for value in parts[taken.count] { extend(taken + [value]) }
    }
    extend([])
    guard !found.isEmpty else { return nil }
    return parts.indices.map { index in
      let values = found.map { $0[index] }
      return (values.min() ?? 0)...(values.max() ?? 0)
    }
  }

  @Test(arguments: [
    [10, 15, 30], [10, 15, 25], [10, 15, 20], [5, 5, 15], [10, 15, 40], [5, 10, 20, 50], [0, 5, 10],
  ])
  func narrowingIsWhatASearchFinds(values: [Int64]) {
    let grid = RoundingGrid(base: 5, isMidpoint: false)
    let intervals = values.map(grid.interval)
    let parts = Array(intervals.dropLast())
    let total = intervals[intervals.count - 1]
    #expect(RoundedSum(total: total, parts: parts).narrowed()?.parts == bySearch(parts, total))
  }

  @Test func theExampleOfThePageIsNarrowedToTwoValues() {
    // 10 and 15 with a total of 30: at least 28 = 11 + 17 = 12 + 16, at most 29 = 12 + 17.
    let grid = RoundingGrid(base: 5, isMidpoint: false)
    let sum = RoundedSum(total: grid.interval(of: 30), parts: [grid.interval(of: 10), grid.interval(of: 15)])
    #expect(sum.narrowed()?.parts == [11...12, 16...17])
    #expect(sum.narrowed()?.total == 28...29)
  }

  @Test func gridsAreFoundFromEightNumbers() {
    let fives: [Int64] = [5, 10, 35, 40, 55, 60, 85, 90]
    #expect(RoundingGrid.find(in: fives, known: 0) == RoundingGrid(base: 5, isMidpoint: false))
    #expect(RoundingGrid.find(in: Array(fives.dropLast()), known: 0) == nil)
    #expect(
      RoundingGrid.find(in: Array(fives.prefix(2)), known: 5) == RoundingGrid(base: 5, isMidpoint: false))
    #expect(RoundingGrid.find(in: fives.dropLast() + [91], known: 5) == nil)
    let sixes: [Int64] = [3, 9, 15, 21, 27, 33, 63, 93]
    #expect(RoundingGrid.find(in: sixes, known: 0) == RoundingGrid(base: 6, isMidpoint: true))
  }
}
