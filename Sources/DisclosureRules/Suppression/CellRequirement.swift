// How much of a masked cell has to stay open for it to count as hidden.

/// What an attack must not achieve on one cell; all values in the units of the system.
struct CellRequirement: Sendable, Equatable {
  /// How a cell is judged.
  enum Kind: Sendable, Equatable {
    /// A number of people: so many whole values must remain, unless one is at or above the threshold. One
    /// person is `unit`.
    case count(minimumValues: Int64, threshold: Int64, unit: Int64)
    /// A magnitude: its interval must be at least so many thousandths of its midpoint wide.
    case magnitude(thousandths: Int64)
  }

  /// Values around a known number that an intruder must not be able to rule out: its protection levels.
  struct Interval: Sendable, Equatable {
    /// Some possible value is no greater than this,
    var least: Int64
    /// and some possible value is no less than this.
    var most: Int64
  }

  var kind: Kind
  /// What must stay possible besides; nil where the number is not known or needs no more.
  var interval: Interval?

  /// Whether two possible values show that the cell is hidden.
  func isMet(low: Int64, high: Int64) -> Bool {
    guard high > low else { return false }
    if let interval, low > interval.least || high < interval.most { return false }
    switch kind {
    case .count(let minimumValues, let threshold, let unit):
      if high >= threshold { return true }
      return Int128(high) - Int128(low) >= Int128(minimumValues - 1) * Int128(unit)
    case .magnitude(let thousandths):
      let width = Int128(high) - Int128(low)
      let sum = (Int128(high) + Int128(low)).magnitude
      // Width against the midpoint, which is half the sum.
      return width * 2000 >= Int128(thousandths) * Int128(sum)
    }
  }

  /// The least value that shows the cell to be hidden beside a value that is possible.
  func target(above low: Int64) -> Int64 { max(ownTarget(above: low), interval?.most ?? .min) }

  private func ownTarget(above low: Int64) -> Int64 {
    switch kind {
    case .count(let minimumValues, let threshold, let unit):
      let wide = low &+ (minimumValues - 1) &* unit
      return max(low &+ unit, min(wide, threshold))
    case .magnitude(let thousandths):
      guard thousandths < 2000, low >= 0 else { return LinearSystem.largest }
      let needed = Int128(low) * Int128(2000 + thousandths)
      return Int64(BoundPropagation.ceiling(needed, Int128(2000 - thousandths))) &+ 1
    }
  }

  /// The greatest value that shows the cell to be hidden beside a value that is possible.
  func target(below high: Int64) -> Int64 { min(ownTarget(below: high), interval?.least ?? .max) }

  private func ownTarget(below high: Int64) -> Int64 {
    switch kind {
    case .count(let minimumValues, let threshold, let unit):
      return high >= threshold ? high &- unit : high &- (minimumValues - 1) &* unit
    case .magnitude(let thousandths):
      guard high >= 0 else { return -LinearSystem.largest }
      let needed = Int128(high) * Int128(2000 - min(thousandths, 2000))
      return Int64(BoundPropagation.floor(needed, Int128(2000 + thousandths))) &- 1
    }
  }

  /// Whether limits that are proved leave too little; `nil` is no limit.
  func isBroken(low: Int64?, high: Int64?) -> Bool {
    if let interval, low.map({ $0 > interval.least }) ?? false || high.map({ $0 < interval.most }) ?? false {
      return true
    }
    guard let low, let high else { return false }
    return !isMet(low: low, high: high)
  }

  /// Whole values from `low` to `high`, for counts.
  func values(low: Int64, high: Int64) -> Int64? {
    guard case .count(_, _, let unit) = kind, high >= low, unit > 0 else { return nil }
    return (high - low) / unit + 1
  }
}
