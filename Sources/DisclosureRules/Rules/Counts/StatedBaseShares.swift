// Percentages of a number of people that stands once for many of them: in a header, a row `Base (N)`, a note, or
// the context file.

/// The percentages of one column, and of how many people they are.
struct StatedBaseShares {
  /// 0-based.
  var column: Int
  /// Rows whose percentage leaves one whole number of people, with that number.
  private(set) var counts: [(row: Int, people: Int128, base: BaseCount)] = []
  /// Percentages that are no whole number of people.
  private(set) var misses = 0
  /// How likely chance makes a whole number of each of the others.
  private(set) var chance = 1.0
  /// The context file says it of all.
  private(set) var isDeclared = true
  /// Every N was read where nothing makes it doubtful.
  private var isStrong = true
  private var wholes = RoundingEvidence()

  /// Less likely than this, percentages of an N that the table states are of that N.
  static let chance = 0.01
  /// Of so many percentages one may be of other people: those with a missing value are left out of some rows.
  static let perMiss = 4
  /// So many counts on one grid were rounded before their percentages were worked out.
  static let roundedValues = 3

  /// The columns of a table that hold such percentages.
  static func find(in table: TableSubject, kept: KeptTable) -> [StatedBaseShares] {
    let columns = table.columns.indices.filter { column in
      guard table.columns[column].numeric > 0 else { return false }
      return table.columns[column].percents > 0 || table.structure.isListing
        || [.percentage, .proportion].contains(table.role(column).role)
    }
    if columns.isEmpty { return [] }
    let bases = BaseCounts(of: table, kept: kept, for: columns)
    return columns.compactMap { StatedBaseShares(column: $0, bases: bases, in: table, kept: kept) }
  }

  private init?(column: Int, bases: BaseCounts, in table: TableSubject, kept: KeptTable) {
    self.column = column
    var seen: Set<DerivedProduct.Factors> = []
    for row in 0..<kept.rows {
      let cell = kept.cell(row: row, column: column)
      guard cell.kind == .number, let per = Self.per(row: row, column: column, in: table, kept: kept),
        let base = bases.base(row: row, column: column), let people = base.value, people > 0
      else { continue }
      // A number beside the percentage is compared by columns.
      if case .cell(let place, _) = base.source, place == row { continue }
      let whole = ExactNumber(mantissa: people)
      guard
        let interval = DerivedProduct.interval(
          Cell(kind: .number, number: whole), cell, per: per, grid: nil)
      else { continue }
      // None and all are whole of any number.
      if cell.number.mantissa == 0 || cell.number.isEqual(to: ExactNumber(mantissa: per)) { continue }
      if base.source != .declared { isDeclared = false }
      if !interval.holdsWhole {
        misses += 1
        continue
      }
      isStrong =
        isStrong && base.isStrong && !base.isBound && table.cellRole(row: row, column: column).isStrong
      // The same percentage of the same people again is no further evidence.
      if seen.insert(DerivedProduct.Factors(whole: whole, part: cell.number)).inserted {
        chance *= min(1, interval.width)
      }
      guard let only = interval.only else { continue }
      wholes.share(UInt64(clamping: only))
      wholes.values += 1
      counts.append((row, only, base))
    }
    if counts.isEmpty { return nil }
  }

  /// What a share of everything is: 100 or 1; nil where the cell holds no share.
  private static func per(row: Int, column: Int, in table: TableSubject, kept: KeptTable) -> Int64? {
    if kept.cell(row: row, column: column).marks.contains(.percent) { return 100 }
    return switch table.cellRole(row: row, column: column).role {
    case .percentage: 100
    case .proportion: 1
    default: nil
    }
  }

  /// What small counts among them are: nil where the N isn't theirs, or they were rounded before.
  var verdict: Verdict? {
    if isDeclared { return isStrong ? .fail : .review }
    if wholes.values >= Self.roundedValues && wholes.divisor >= RoundingEvidence.smallestBase { return nil }
    guard misses * Self.perMiss <= counts.count + misses else { return nil }
    return misses == 0 && isStrong && chance < Self.chance ? .fail : .review
  }
}
