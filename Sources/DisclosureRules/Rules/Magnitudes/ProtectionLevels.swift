// How far from its number an intruder's knowledge of a hidden magnitude must stay.

/// Between which values a hidden number must not be told apart, in the table's own units.
public struct ProtectionInterval: Sendable, Equatable {
  /// The number less its lower level, and with its upper level; both rounded away from it.
  public var least: ExactNumber
  public var most: ExactNumber

  public init(least: ExactNumber, most: ExactNumber) {
    self.least = least
    self.most = most
  }
}

/// Protection levels of unsafe magnitude cells under `dominance` and `p-percent`.
///
/// Upper level of a total X with contributions x1 ≥ x2 ≥ …: (n,k): 100/k·(x1 + … + xn) − X; p%: p/100·x1 −
/// (X − x1 − x2). The largest of those of the rules that are enabled counts, and the lower level is as large.
/// Source: SDC Handbook, chapter 4.4, and the manual of τ-ARGUS, which takes the same level for both sides.
public enum ProtectionLevels {
  private static let dominance: RuleName = "dominance"
  private static let percent: RuleName = "p-percent"
  /// Digits after the point beyond those of the number itself.
  private static let moreDigits: UInt8 = 2

  /// The intervals of the published cells that break a rule, as far as the contributions to them are known.
  public static func intervals(of table: TableSubject, under ruleset: Ruleset)
    -> [CellPosition: ProtectionInterval]
  {
    var intervals: [CellPosition: ProtectionInterval] = [:]
    for cell in MagnitudeCell.all(in: table) {
      guard let kept = table.kept, let level = level(of: cell.contributions, under: ruleset) else { continue }
      let number = kept.cell(row: cell.position.row, column: cell.position.column).number
      intervals[cell.position] = interval(around: number, level)
    }
    return intervals
  }

  /// The upper level as a share of X, rounded up; nil for a safe cell.
  ///
  /// - Returns: numerator and denominator.
  static func level(of cell: Contributions, under ruleset: Ruleset) -> (UInt128, UInt128)? {
    var needed: UInt128 = 0
    if ruleset.settings(of: dominance).isEnabled {
      let isInclusive = ruleset.value(Dominance.comparison, of: dominance) == .atLeast
      for pair in ruleset.value(Dominance.rules, of: dominance) {
        guard let n = pair["n"].flatMap({ Int(exactly: $0) }), n >= 1,
          let k = pair["k"].flatMap(ExactPercentage.init), k.mantissa > 0
        else { continue }
        let sum = cell.sumOfLargest(n)
        // What isn't known of the largest is taken for as large as it may be.
        let largest = min(sum.greatest ?? cell.total, max(cell.total, sum.least))
        guard let least = quotient(largest, 100 * k.unit, k.mantissa, isStrict: isInclusive) else { continue }
        needed = max(needed, least)
      }
    }
    if ruleset.settings(of: percent).isEnabled,
      let p = ExactPercentage(ruleset.value(PPercent.p, of: percent)),
      let margin = quotient(cell.largest, p.mantissa, 100 * p.unit)
    {
      let rest = cell.total > cell.largest ? cell.total - cell.largest : 0
      let pair = cell.second == nil ? cell.largest + min(cell.largest, rest) : cell.pair
      needed = max(needed, pair + margin)
    }
    return needed > cell.total && cell.total > 0 ? (needed - cell.total, cell.total) : nil
  }

  /// The least whole number that is not below, or when `isStrict` that is above, `value · factor / divisor`; nil
  /// when it does not fit.
  private static func quotient(
    _ value: UInt128, _ factor: UInt128, _ divisor: UInt128, isStrict: Bool = false
  ) -> UInt128? {
    let product = value.multipliedFullWidth(by: factor)
    guard divisor > product.high else { return nil }
    let (result, rest) = divisor.dividingFullWidth(product)
    let (up, overflow) = result.addingReportingOverflow(rest > 0 || isStrict ? 1 : 0)
    return overflow || up > UInt128(Int128.max) / 4 ? nil : up
  }

  private static func interval(around number: ExactNumber, _ level: (UInt128, UInt128)) -> ProtectionInterval?
  {
    let digits = min(number.scale + moreDigits, 18)
    let value = number.scaled(to: digits)
    guard let width = quotient(value.magnitude, level.0, level.1),
      let least = Int64(exactly: value - Int128(width)), let most = Int64(exactly: value + Int128(width))
    else { return nil }
    // What is published without a sign has no number below 0 behind it.
    return ProtectionInterval(
      least: ExactNumber(mantissa: number.mantissa >= 0 ? max(0, least) : least, scale: digits),
      most: ExactNumber(mantissa: most, scale: digits))
  }
}
