// Equations with whole-number coefficients over unknowns with bounds: what an intruder knows of a table.

/// Sums of unknowns that are known, and how small and large each unknown can be.
///
/// All numbers are whole: values of a table are scaled by a common factor, so nothing here is ever rounded.
struct LinearSystem: Sendable {
  /// An unknown and how often it is counted.
  struct Term: Sendable, Equatable {
    var variable: Int
    var coefficient: Int64
  }

  /// `Σ coefficient · x = constant`.
  struct Row: Sendable, Equatable {
    var terms: [Term]
    var constant: Int64
  }

  /// Stands for no bound.
  static let infinity = Int64.max
  /// Values beyond this are refused by whoever builds a system: sums of many must fit, and so must their
  /// binary approximations (2^53).
  static let largest: Int64 = 1 << 49

  /// The equations.
  var rows: [Row] = []
  /// Least value of each unknown; `-infinity` for none.
  var lower: [Int64] = []
  /// Greatest value of each unknown; ``infinity`` for none.
  var upper: [Int64] = []
  /// Unknowns that are multiples of this, 0 for those that may be anything.
  var unit: [Int64] = []

  /// Unknowns.
  var count: Int { lower.count }

  /// Adds an unknown and gives its number.
  mutating func addVariable(lower low: Int64, upper high: Int64, unit step: Int64) -> Int {
    lower.append(low)
    upper.append(high)
    unit.append(step)
    return lower.count - 1
  }

  /// Whether these values satisfy every equation, every bound and every unit: with nothing but addition.
  func isSatisfied(by values: [Int64]) -> Bool {
    guard values.count == count else { return false }
    for variable in values.indices {
      let value = values[variable]
      if lower[variable] != -Self.infinity, value < lower[variable] { return false }
      if upper[variable] != Self.infinity, value > upper[variable] { return false }
      if unit[variable] > 1, value % unit[variable] != 0 { return false }
    }
    for row in rows {
      var sum: Int128 = 0
      for term in row.terms { sum += Int128(term.coefficient) * Int128(values[term.variable]) }
      if sum != Int128(row.constant) { return false }
    }
    return true
  }
}
