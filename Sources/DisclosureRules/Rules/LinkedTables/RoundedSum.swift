// What a rounded total says of its rounded parts.

/// How the numbers of a group were rounded.
struct RoundingGrid: Equatable {
  var base: Int64
  var isMidpoint: Bool

  /// So many numbers on one grid are no accident: 3 in a million for a grid of 5.
  static let provingValues = 8
  /// Source: the rules' definition of the grid of "midpoint 6".
  private static let midpointBase: Int64 = 6

  /// The grid of some counts; nil when nothing shows one.
  ///
  /// - Parameter known: the base to which the ruleset rounds; then fewer numbers will do.
  static func find(in values: [Int64], known: Int64) -> RoundingGrid? {
    let counts = values.filter { $0 != 0 }
    if known >= 2, !counts.isEmpty, counts.allSatisfy({ $0 % known == 0 }) {
      return RoundingGrid(base: known, isMidpoint: false)
    }
    guard counts.count >= provingValues else { return nil }
    let divisor = counts.reduce(0) { (sum: Int64, next) in
      var (left, right) = (sum, next)
      while right != 0 { (left, right) = (right, left % right) }
      return left
    }
    if divisor >= Int64(RoundingEvidence.smallestBase) {
      return RoundingGrid(base: divisor, isMidpoint: false)
    }
    let isMidpoint = counts.allSatisfy { $0 % midpointBase == midpointBase / 2 }
    return isMidpoint ? RoundingGrid(base: midpointBase, isMidpoint: true) : nil
  }

  /// The counts that a published value may stand for. Of an even base both halves may go either way.
  func interval(of value: Int64) -> ClosedRange<Int128> {
    let value = Int128(value)
    let half = Int128(base / 2)
    if isMidpoint { return value == 0 ? 0...0 : (value - half + 1)...(value + half) }
    let isOnGrid = value % Int128(base) == 0
    return isOnGrid ? max(0, value - half)...(value + half) : value...value
  }
}

/// A total and its parts, each with the counts that it may stand for.
struct RoundedSum {
  var total: ClosedRange<Int128>
  var parts: [ClosedRange<Int128>]

  /// Each part and then the total, narrowed by the others; nil when no counts fit.
  ///
  /// Bounds of a sum are exact for whole numbers: every value between them is taken by some choice of the others.
  func narrowed() -> (parts: [ClosedRange<Int128>], total: ClosedRange<Int128>)? {
    let least = parts.reduce(0) { $0 + $1.lowerBound }
    let greatest = parts.reduce(0) { $0 + $1.upperBound }
    guard least <= total.upperBound, greatest >= total.lowerBound else { return nil }
    let narrow = parts.map { part in
      let low = max(part.lowerBound, total.lowerBound - (greatest - part.upperBound))
      let high = min(part.upperBound, total.upperBound - (least - part.lowerBound))
      return low...max(low, high)
    }
    return (narrow, max(total.lowerBound, least)...min(total.upperBound, greatest))
  }
}
