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

extension DerivedProduct {
  /// Whether the shares of rows below each other that give the same number of people add up to all of them, all over
  /// the table: `died`, `0.7`, `420` above `alive`, `99.3`, `420`.
  static func sharesOut(_ base: Int, by share: Int, per: Int64, in kept: KeptTable) -> Bool {
    var groups = 0
    var row = 0
    while row < kept.rows {
      let whole = kept.cell(row: row, column: base)
      var sum = 0.0
      var slack = 0.0
      var rows = 0
      while row < kept.rows, kept.cell(row: row, column: base).whole == whole.whole {
        let part = kept.cell(row: row, column: share)
        guard part.kind == .number, part.number.mantissa >= 0 else { return false }
        sum += part.number.double
        slack += part.number.scale.asTolerance
        rows += 1
        row += 1
      }
      guard rows > 1, whole.whole != nil, abs(sum - Double(per)) <= slack else { return false }
      groups += 1
    }
    return groups > 0
  }

  /// How far a share may lie from that of numbers that were rounded before they were divided, relative to it.
  private static let mostRounding = 0.02

  /// Whether some column is the whole of which a number is the share in every row: then the share is not one of the number.
  static func isPart(_ count: Int, by share: Int, per: Int64, of table: TableSubject, in kept: KeptTable)
    -> Bool
  {
    table.columns.indices.contains { whole in
      guard whole != count, whole != share, table.columns[whole].numeric > 0 else { return false }
      var rows = 0
      for row in 0..<kept.rows {
        let (all, some) = (kept.cell(row: row, column: whole), kept.cell(row: row, column: count))
        let part = kept.cell(row: row, column: share)
        guard all.kind == .number, some.kind == .number, part.kind == .number, all.number.mantissa > 0 else {
          continue
        }
        let expected = some.number.double / all.number.double * Double(per)
        let slack = 2 * part.number.scale.asTolerance + mostRounding * expected
        guard abs(expected - part.number.double) <= slack else { return false }
        rows += 1
      }
      return rows > 0
    }
  }

  /// A share that a number makes up of one whole grows with it; between two rows it may differ by so much where the
  /// whole is about the same.
  private static let mostDrift = 1.5

  /// Whether a share is nearly the same multiple of a number in every row: then the number is what it is the share
  /// of something else, or there is too little to tell.
  static func grows(_ share: Int, with base: Int, in kept: KeptTable) -> Bool {
    var least = Double.infinity
    var most = 0.0
    for row in 0..<kept.rows {
      let (whole, part) = (kept.cell(row: row, column: base), kept.cell(row: row, column: share))
      guard whole.kind == .number, part.kind == .number, whole.number.mantissa > 0, part.number.mantissa > 0
      else {
        continue
      }
      let ratio = part.number.double / whole.number.double
      least = min(least, ratio)
      most = max(most, ratio)
    }
    return most <= least * mostDrift
  }
}
