// Percentages of a column's own total: each row's share of all rows.

/// A column of counts and one of shares of their total, which need not be published: what it can be follows
/// from the rows that show both.
struct ColumnShare {
  /// The column of counts.
  var count: Int
  /// The column of percentages or proportions.
  var share: Int
  /// What a share of everything is: 100 or 1.
  var per: Int64
  /// The total, between these.
  var total: ClosedRange<Double>
  /// How likely chance makes the rows agree, over all combinations tried.
  var chance: Double

  /// Rows that must agree, with different counts.
  static let leastRows = 2

  /// - Parameter work: rows read; grows.
  fileprivate init?(
    count: Int, share: Int, per: Int64, kept: KeptTable, tried: Double, work: inout Int
  ) {
    self.count = count
    self.share = share
    self.per = per
    var least = 0.0
    var greatest = Double.infinity
    var chance = tried
    var seen: Set<Int64> = []
    for row in 0..<kept.rows {
      work += 1
      let cell = kept.cell(row: row, column: count)
      guard cell.kind == .number || cell.kind == .composite, let value = cell.number.whole, value > 0,
        let part = Self.limits(kept.cell(row: row, column: share)), part.upperBound > 0
      else { continue }
      if part.lowerBound > Double(per) { return nil }
      let low = Double(value) * Double(per) / part.upperBound
      let high = part.lowerBound > 0 ? Double(value) * Double(per) / part.lowerBound : .infinity
      // The row of the total itself is shown as all.
      let isAll = kept.cell(row: row, column: share).number.isEqual(to: ExactNumber(mantissa: per))
      least = max(least, isAll ? Double(value) : low)
      greatest = min(greatest, isAll ? Double(value) : high)
      if least > greatest * (1 + Self.binaryNoise) { return nil }
      // The first row only says what the total would be; each other one agrees by chance as often as its
      // interval is wide.
      if seen.insert(value).inserted, seen.count > 1, high.isFinite { chance *= min(1, (high - low) / high) }
    }
    guard seen.count >= Self.leastRows, greatest.isFinite, least > 0 else { return nil }
    total = min(least, greatest)...max(least, greatest)
    self.chance = chance
  }

  private static let binaryNoise = 1e-9

  /// What a published share can have been before it was rounded.
  private static func limits(_ cell: Cell) -> ClosedRange<Double>? {
    guard cell.kind == .number, cell.number.mantissa >= 0 else { return nil }
    let half = cell.number.scale.asTolerance
    return max(0, cell.number.double - half)...(cell.number.double + half)
  }

  /// The one count that a row's share leaves, if there is only one.
  func onlyCount(row: Int, kept: KeptTable) -> Int64? {
    guard let part = Self.limits(kept.cell(row: row, column: share)), part.lowerBound > 0 else { return nil }
    let low = (total.lowerBound * part.lowerBound / Double(per) * (1 - Self.binaryNoise)).rounded(.up)
    let high = (total.upperBound * part.upperBound / Double(per) * (1 + Self.binaryNoise)).rounded(.down)
    return low == high && low >= 1 && low < Double(DerivedProduct.largest) ? Int64(low) : nil
  }
}

/// Finds the columns of shares of columns' totals.
struct ColumnShareSearch {
  /// Rows read before the search is given up.
  static let workLimit = 10_000_000

  private let table: TableSubject
  private let kept: KeptTable
  private var work = 0
  /// The search ended before it was through.
  private(set) var isIncomplete = false

  init(table: TableSubject, kept: KeptTable) {
    self.table = table
    self.kept = kept
  }

  /// At most one for each column of shares.
  mutating func find() -> [ColumnShare] {
    let counts = columns([.count, .events, .total, .unknown])
    let shares = columns([.percentage, .proportion])
    let tried = Double(max(1, counts.count * shares.count))
    var found: [ColumnShare] = []
    for share in shares {
      let per: Int64 = table.role(share).role == .percentage || table.columns[share].percents > 0 ? 100 : 1
      var best: ColumnShare?
      for count in counts where count != share {
        if work > Self.workLimit {
          isIncomplete = true
          return found
        }
        let one = ColumnShare(
          count: count, share: share, per: per, kept: kept, tried: tried, work: &work)
        if let one, one.chance < best?.chance ?? .infinity { best = one }
      }
      if let best { found.append(best) }
    }
    return found
  }

  private func columns(_ roles: Set<ColumnRole>) -> [Int] {
    table.columns.indices.filter { roles.contains(table.role($0).role) && table.columns[$0].numeric > 0 }
  }
}
