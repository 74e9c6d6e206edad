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

/// Finds the columns of a table whose products are numbers of people.
struct DerivedProductSearch {
  /// Columns of either kind that are combined.
  static let columnLimit = 24
  /// Rates are given per one of these.
  static let multipliers: [Int64] = [1, 100, 1000, 10_000, 100_000, 1_000_000]
  /// Less likely than this, over all combinations, is no chance. Source: the rules' definition of percentages'
  /// own digits.
  static let chance = 1e-4

  let table: TableSubject
  let kept: KeptTable

  func products() -> [DerivedProduct] {
    let bases = columns([.count, .total, .atRisk, .personTime, .measurement, .unknown])
    let shares = columns([.percentage, .proportion, .rate, .mean, .ratio])
    let counts = columns([.count, .events, .unknown])
    var found: [DerivedProduct] = []
    for share in shares {
      var best: DerivedProduct?
      for base in bases where base != share {
        for per in multipliers(for: share) {
          guard let product = product(base: base, share: share, per: per, counts: counts) else { continue }
          let isBetter = best.map {
            (product.count == nil ? 1 : 0, product.chance) < ($0.count == nil ? 1 : 0, $0.chance)
          }
          if isBetter ?? true { best = product }
        }
      }
      if var best {
        // Each combination that was tried is one more chance.
        best.chance *= Double(max(1, bases.count * shares.count * multipliers(for: share).count))
        found.append(best)
      }
    }
    return found
  }

  private func columns(_ roles: Set<ColumnRole>) -> [Int] {
    Array(
      table.columns.indices.filter {
        roles.contains(table.role($0).role) && table.columns[$0].numeric > 0
      }.prefix(Self.columnLimit))
  }

  private func multipliers(for share: Int) -> [Int64] {
    switch table.role(share).role {
    case .percentage: [100]
    case .proportion, .mean, .ratio:
      // Of zeros and ones only.
      table.columns[share].maximum.map { $0 <= ExactNumber(mantissa: 1) } ?? false ? [1] : []
    default: Self.stated(in: table.columns[share].name).map { [$0] } ?? Self.multipliers
    }
  }

  /// The number after `per` in a header: 1,000 in `rate per 1,000`.
  static func stated(in header: String?) -> Int64? {
    let digits = (header ?? "").lowercased().split(separator: "per", omittingEmptySubsequences: false)
      .dropFirst()
      .last.map { $0.filter { $0.isASCII && $0.isNumber } }
    guard let digits, let value = Int64(digits), multipliers.contains(value) else { return nil }
    return value
  }

  /// The product of two columns if it is a whole number of people in every row.
  private func product(base: Int, share: Int, per: Int64, counts: [Int]) -> DerivedProduct? {
    let grid = table.columns[base].rounding.provenBase
    var intervals: [(row: Int, interval: DerivedProduct.Interval)] = []
    var chance = 1.0
    for row in 0..<kept.rows {
      guard
        let interval = DerivedProduct.interval(
          kept.cell(row: row, column: base), kept.cell(row: row, column: share), per: per, grid: grid)
      else { continue }
      if !interval.holdsWhole { return nil }
      chance *= min(1, interval.width)
      intervals.append((row, interval))
    }
    if intervals.isEmpty { return nil }
    var product = DerivedProduct(base: base, share: share, per: per, count: nil, chance: chance)
    product.count = counts.first { count in
      count != base && isCount(count, in: intervals)
    }
    return product
  }

  /// Whether a column's published numbers are the products.
  private func isCount(_ column: Int, in intervals: [(row: Int, interval: DerivedProduct.Interval)]) -> Bool {
    var matches = 0
    for (row, interval) in intervals {
      guard let value = kept.cell(row: row, column: column).whole else { continue }
      if !interval.contains(Int128(value)) { return false }
      matches += 1
    }
    return matches > 0
  }
}
