// Random small tables with totals and masks, and the plain enumeration of what their masks may hide.

@testable import DisclosureRules

/// A xorshift generator: the same tables on every machine.
struct TableLottery {
  private var state: UInt64

  init(seed: Int) { state = UInt64(seed &+ 1) &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func below(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(limit))
  }

  /// The unknowns of a table of two or three dimensions with all its totals, and what they truly are.
  mutating func maskedTable() -> (LinearSystem, [Int64]) {
    let inner = [2 + below(2), 2 + below(2), 1 + below(2)]
    let sizes = inner.map { $0 > 1 ? $0 + 1 : 1 }
    func place(_ index: [Int]) -> Int { (index[0] * sizes[1] + index[1]) * sizes[2] + index[2] }
    let all = (0..<sizes[0] * sizes[1] * sizes[2]).map { number in
      [number / sizes[2] / sizes[1], number / sizes[2] % sizes[1], number % sizes[2]]
    }
    func isTotal(_ index: [Int], _ axis: Int) -> Bool { inner[axis] > 1 && index[axis] == inner[axis] }
    var values = Array(repeating: Int64(0), count: all.count)
    for index in all where !(0..<3).contains(where: { isTotal(index, $0) }) {
      values[place(index)] = Int64(below(6))
    }
    func parts(_ index: [Int], _ axis: Int) -> [Int] {
      (0..<inner[axis]).map {
        var part = index
        part[axis] = $0
        return place(part)
      }
    }
    // Totals of one dimension after the other, so that each is the sum of finished numbers.
    for axis in 0..<3 {
      for index in all where isTotal(index, axis) && !(axis + 1..<3).contains(where: { isTotal(index, $0) }) {
        values[place(index)] = parts(index, axis).reduce(0) { $0 + values[$1] }
      }
    }
    var masked: Set<Int> = []
    let wanted = 4 + below(6)
    while masked.count < min(wanted, all.count / 2) { masked.insert(below(all.count)) }
    let order = masked.sorted()
    var system = LinearSystem()
    for place in order {
      let isBounded = values[place] < 8 && below(3) == 0
      _ = system.addVariable(lower: 0, upper: isBounded ? 7 : LinearSystem.infinity, unit: 1)
    }
    for index in all {
      for axis in 0..<3 where isTotal(index, axis) {
        var row = LinearSystem.Row(terms: [], constant: 0)
        for (place, sign) in parts(index, axis).map({ ($0, Int64(1)) }) + [(place(index), Int64(-1))] {
          if let variable = order.firstIndex(of: place) {
            row.terms.append(.init(variable: variable, coefficient: sign))
          } else {
            row.constant -= sign * values[place]
          }
        }
        if !row.terms.isEmpty { system.rows.append(row) }
      }
    }
    return (system, order.map { values[$0] })
  }
}

/// Tries all values one by one.
enum Enumeration {
  /// Unknowns without a bound are tried up to this; sums of the tables stay below.
  private static let limit: Int64 = 60
  private static let steps = 200_000

  /// The least and greatest value of each unknown; nil when there are too many tables to try, or an unknown
  /// has no limit.
  static func extremes(of system: LinearSystem) -> [(low: Int64, high: Int64)]? {
    var current = Array(repeating: Int64(0), count: system.count)
    var found = Array(repeating: (low: Int64.max, high: Int64.min), count: system.count)
    var steps = 0
    func agrees(_ decided: Int) -> Bool {
      system.rows.allSatisfy { row in
        guard row.terms.allSatisfy({ $0.variable < decided }) else { return true }
        return row.terms.reduce(0) { $0 + $1.coefficient * current[$1.variable] } == row.constant
      }
    }
    func descend(_ position: Int) {
      steps += 1
      guard steps < Self.steps else { return }
      guard position < system.count else {
        for index in current.indices {
          found[index].low = min(found[index].low, current[index])
          found[index].high = max(found[index].high, current[index])
        }
        return
      }
      let upper = min(system.upper[position], limit)
      for value in system.lower[position]...upper {
        current[position] = value
        if agrees(position + 1) { descend(position + 1) }
      }
    }
    descend(0)
    let isOpen = found.indices.contains { found[$0].high >= limit - 1 }
    return steps < Self.steps && !isOpen && found.allSatisfy { $0.low <= $0.high } ? found : nil
  }
}
