// Counts that follow from two published numbers: a base times a share, person-time times a rate.

/// Two columns whose product, row by row, is a number of people.
struct DerivedProduct {
  /// N or person-time.
  var base: Int
  /// The percentage, proportion, mean of zeros and ones, or rate.
  var share: Int
  /// What the share is per: 100, 1, 1,000.
  var per: Int64
  /// The column of the counts themselves, where some are published.
  var count: Int?
  /// How likely chance makes a whole number of every row, over all combinations tried.
  var chance: Double

  /// What is multiplied in one row, as published.
  struct Factors: Hashable {
    var whole: ExactNumber
    var part: ExactNumber
  }

  /// Whole numbers that lie between two limits: all the products that rounding leaves open.
  struct Interval {
    /// Both limits as numerators over ``denominator``.
    var low: Int128
    var high: Int128
    var denominator: Int128

    var least: Int128 { low <= 0 ? 0 : (low + denominator - 1) / denominator }
    var greatest: Int128 { high < 0 ? -1 : high / denominator }
    var holdsWhole: Bool { least <= greatest }
    /// The one whole number, if there is only one.
    var only: Int128? { least == greatest ? least : nil }
    var width: Double { Double(high - low) / Double(denominator) }
    func contains(_ value: Int128) -> Bool { least <= value && value <= greatest }
  }

  /// Digits after the point that are taken as published; more are the noise of binary numbers.
  static let digits: UInt8 = 9
  /// Numbers larger than this are no counts, and their products would not fit.
  static let largest: Int64 = 1_000_000_000_000
  /// Rates larger than this aren't rates; with it the product fits an `Int128`.
  static let largestShare: Int64 = 1_000_000

  /// The product of two cells with all that rounding leaves open, or nil when one isn't published.
  ///
  /// - Parameter grid: the base to which the first is known to be rounded.
  static func interval(_ base: Cell, _ share: Cell, per: Int64, grid: Int?) -> Interval? {
    guard base.kind == .number || base.kind == .composite, share.kind == .number,
      base.number.mantissa > 0, share.number.mantissa >= 0,
      share.number < ExactNumber(mantissa: largestShare)
    else { return nil }
    guard let (whole, wholeUnit) = shortened(base.number), let (part, partUnit) = shortened(share.number)
    else {
      return nil
    }
    // In halves of the last digit; a whole number of people is exact unless it is on a grid.
    let isExact = base.number.whole != nil
    let slack = grid.map { Int128(min(Int64($0), largest)) * wholeUnit } ?? (isExact ? 0 : 1)
    let low = max(0, 2 * whole - slack) * max(0, 2 * part - 1)
    let high = (2 * whole + slack) * (2 * part + 1)
    return Interval(low: low, high: high, denominator: 4 * wholeUnit * partUnit * Int128(per))
  }

  /// Mantissa and unit at no more than ``digits`` digits after the point.
  private static func shortened(_ number: ExactNumber) -> (Int128, Int128)? {
    var mantissa = Int128(number.mantissa)
    var scale = number.scale
    while scale > digits {
      mantissa = (mantissa + 5) / 10
      scale -= 1
    }
    let unit = Int128(ExactNumber.powersOfTen[Int(scale)])
    return mantissa / unit > Int128(largest) ? nil : (mantissa, unit)
  }
}
