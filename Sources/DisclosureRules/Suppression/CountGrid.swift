// The values that counts may have under a ruleset that rounds.

/// How a ruleset rounds counts.
struct CountGrid {
  let base: Int64
  let method: UnroundedCount.Method
  let totals: UnroundedCount.Totals
  private let bands: [(from: Int64, base: Int64)]
  /// Counts from 1 up to, not including, the upper bound must not be shown.
  private let unsafe: Range<Int>

  /// Nil when the ruleset does not round.
  init?(under ruleset: Ruleset) {
    let rule: RuleName = "unrounded-count"
    let base = ruleset.value(UnroundedCount.base, of: rule)
    guard ruleset.settings(of: rule).isEnabled, base >= 2 else { return nil }
    self.base = Int64(base)
    method = ruleset.value(UnroundedCount.method, of: rule)
    totals = ruleset.value(UnroundedCount.totals, of: rule)
    bands = UnroundedCount.bands(under: ruleset)
    unsafe = MinimumThreshold.unsafeRange(under: ruleset)
  }

  /// Every value lies on multiples of one base, to which it may be rounded up or down.
  var isRegular: Bool { method == .nearest && bands.isEmpty }

  /// The multiples on either side of a count; equal when it is one. A count that may be shown is not brought
  /// down to one that may not.
  func neighbours(of value: Int64) -> (low: Int64, high: Int64) {
    let low = value - value % base
    if low == value { return (value, value) }
    let high = low &+ base
    return isSafe(value) && !isSafe(low) ? (high, high) : (low, high)
  }

  private func isSafe(_ value: Int64) -> Bool { !unsafe.contains(Int(value)) }

  /// A count rounded by itself, as the ruleset says.
  func rounded(_ value: Int64) -> Int64 {
    guard value > 0 else { return 0 }
    let base = bands.first { value >= $0.from }?.base ?? base
    let rest = value % base
    switch method {
    case .midpoint: return (rest == 0 ? value : value - rest &+ base) - base / 2
    case .up: return rest == 0 ? value : value - rest &+ base
    case .nearest:
      let nearest = rest * 2 < base ? value - rest : value - rest &+ base
      return isSafe(value) && !isSafe(nearest) ? nearest &+ base : nearest
    }
  }
}
