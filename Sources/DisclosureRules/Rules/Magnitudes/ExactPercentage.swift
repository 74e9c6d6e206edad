// A percentage of the ruleset, compared without rounding error.

/// A percentage as an exact decimal: the k of a dominance rule, the p of p%.
///
/// A tie at k is safe under one policy and unsafe under another, so a share is never computed: both sides of
/// the comparison are multiplied out.
struct ExactPercentage: Equatable {
  /// The percentage is `mantissa / unit`.
  let mantissa: UInt128
  let unit: UInt128
  /// The percentage in words, without the sign: `50`, `90.9`.
  let text: String

  /// Digits after the decimal point that are looked for; a percentage with more is rounded to so many.
  static let digits = 9
  /// No rule means more than this.
  static let maximum = 100.0

  /// Nil unless 0 ≤ percentage ≤ 100.
  init?(_ percentage: Double) {
    guard percentage >= 0, percentage <= Self.maximum else { return nil }
    var power = 1.0
    for _ in 0..<Self.digits where (percentage * power).rounded() / power != percentage { power *= 10 }
    mantissa = UInt128((percentage * power).rounded())
    unit = UInt128(power)
    text = percentage == percentage.rounded() ? String(Int(percentage)) : String(percentage)
  }

  /// `part` against this percentage of `whole`: negative when it is less, 0 on a tie, positive when it is more.
  func compare(_ part: UInt128, of whole: UInt128) -> Int {
    // part · 100 · unit against mantissa · whole, in 256 bits.
    let left = part.multipliedFullWidth(by: 100 * unit)
    let right = whole.multipliedFullWidth(by: mantissa)
    if (left.high, left.low) == (right.high, right.low) { return 0 }
    return (left.high, left.low) < (right.high, right.low) ? -1 : 1
  }
}
