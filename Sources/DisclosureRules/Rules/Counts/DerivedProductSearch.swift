// The columns of a table whose products, row by row, are numbers of people.

/// Finds the columns of a table whose products are numbers of people.
struct DerivedProductSearch {
  /// Products that are estimated, and those worked out exactly, before the search is given up.
  static let estimateLimit = 60_000_000
  static let workLimit = 6_000_000
  /// Rates are given per one of these.
  static let multipliers: [Int64] = [1, 100, 1000, 10_000, 100_000, 1_000_000]
  /// Less likely than this, over all combinations, is no chance. Source: the rules' definition of percentages'
  /// own digits.
  static let chance = 1e-4
  /// The same where the headers name a number of people and a share: then two columns belong together unless the
  /// numbers speak against it. Below the first it is sure, below the second likely.
  static let namedChance = 0.01
  static let namedLikelihood = 0.1

  private let table: TableSubject
  private let kept: KeptTable
  private let bases: [Int]
  private let shares: [Int]
  private let counts: [Int]
  /// The numbers of bases and shares, as nearly as binary numbers show them; NaN where there is none.
  private var numbers: [Int: [Double]] = [:]
  private var estimates = 0
  private var work = 0
  /// The search ended before it was through.
  private(set) var isIncomplete = false

  init(table: TableSubject, kept: KeptTable) {
    self.table = table
    self.kept = kept
    func columns(_ roles: Set<ColumnRole>) -> [Int] {
      table.columns.indices.filter { roles.contains(table.role($0).role) && table.columns[$0].numeric > 0 }
    }
    let bases = columns([.count, .total, .atRisk, .personTime, .measurement, .unknown])
    let shares = columns([.percentage, .proportion, .rate, .mean, .ratio])
    self.bases = shares.isEmpty ? [] : bases
    self.shares = bases.isEmpty ? [] : shares
    counts = columns([.count, .events, .unknown])
    for column in Set(self.bases + self.shares) {
      numbers[column] = (0..<kept.rows).map { row in
        let cell = kept.cell(row: row, column: column)
        return cell.kind == .number || cell.kind == .composite ? cell.number.double : .nan
      }
    }
  }

  /// The products of which some row may be a count from 1 up to, not including, `limit`, or leave one.
  mutating func products(below limit: Int) -> [DerivedProduct] {
    var found: [DerivedProduct] = []
    for share in shares {
      var best: DerivedProduct?
      for base in bases where base != share {
        for per in multipliers(for: share) where mayBeSmall(base: base, share: share, per: per, limit: limit)
        {
          guard let product = product(base: base, share: share, per: per) else { continue }
          let isBetter = best.map {
            (product.count == nil ? 1 : 0, product.chance) < ($0.count == nil ? 1 : 0, $0.chance)
          }
          if isBetter ?? true { best = product }
        }
        if isIncomplete { return found }
      }
      if var best {
        // Each combination that was tried is one more chance.
        best.chance *= Double(max(1, bases.count * shares.count * multipliers(for: share).count))
        found.append(best)
      }
    }
    return found
  }

  /// Whether some row's product, or what it leaves of the whole, lies near a small count: what never does needn't
  /// be worked out.
  private mutating func mayBeSmall(base: Int, share: Int, per: Int64, limit: Int) -> Bool {
    guard let wholes = numbers[base], let parts = numbers[share] else { return false }
    estimates += wholes.count
    if estimates > Self.estimateLimit {
      isIncomplete = true
      return false
    }
    // Rounding moves a count by less than one, or it is not the only one.
    let most = Double(limit) * Double(per)
    let all = Double(per)
    for row in wholes.indices {
      let product = wholes[row] * parts[row]
      if product > 0 && product < most { return true }
      let rest = wholes[row] * (all - parts[row])
      if rest > 0 && rest < most { return true }
    }
    return false
  }

  private func multipliers(for share: Int) -> [Int64] {
    switch table.role(share).role {
    case .percentage: [100]
    case .proportion, .mean, .ratio:
      // Of zeros and ones only.
      table.columns[share].maximum.map { $0 <= ExactNumber(mantissa: 1) } ?? false ? [1] : []
    default: RateMultiplier.stated(in: table.columns[share].name).map { [$0] } ?? Self.multipliers
    }
  }

  /// The product of two columns if it is a whole number of people in every row.
  private mutating func product(base: Int, share: Int, per: Int64) -> DerivedProduct? {
    let grid = table.columns[base].rounding.provenBase
    var intervals: [(row: Int, interval: DerivedProduct.Interval)] = []
    var chance = 1.0
    var seen: Set<DerivedProduct.Factors> = []
    for row in 0..<kept.rows {
      guard
        let interval = DerivedProduct.interval(
          kept.cell(row: row, column: base), kept.cell(row: row, column: share), per: per, grid: grid)
      else { continue }
      work += 1
      if work > Self.workLimit {
        isIncomplete = true
        return nil
      }
      if !interval.holdsWhole { return nil }
      let (whole, part) = (
        kept.cell(row: row, column: base).number, kept.cell(row: row, column: share).number
      )
      // None and all of a number are whole whatever it counts, and the same once more is no further evidence.
      if part.mantissa > 0, !part.isEqual(to: ExactNumber(mantissa: per)),
        seen.insert(DerivedProduct.Factors(whole: whole, part: part)).inserted
      {
        chance *= min(1, interval.width)
      }
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
