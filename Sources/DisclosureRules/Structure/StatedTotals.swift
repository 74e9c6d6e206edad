// Totals that stand in no cell of their own: the N of a header or a label, and what percentages are percentages of.

/// Finds categories that add up to a number that is stated beside them: `Drug A, N = 262`, `N = 50`, `45 (90%)`.
struct StatedTotals {
  /// A line of categories with its total.
  private struct Line {
    var whole: CellPosition
    var total: SumRange
    var parts: [CellPosition]
    /// Percentages of the line that are shares of the total.
    var shares: Int
    /// A header or a title says how many people there are.
    var isSaid: Bool { whole.row == -1 }
  }

  private let cells: AdditiveCells
  private let threshold: Int64
  private let isExhaustive: Bool
  /// What is known of totals that are no cells.
  private(set) var ranges: [CellPosition: SumRange] = [:]
  private(set) var equations: [LinearEquation] = []

  /// How likely it may be that numbers agree by accident where a header or a percentage points to the sum.
  private static let chance = EquationFinder.labelledChance
  /// The same for what is only for review: what is left over is small, and masks do not say that they hide so little.
  private static let doubtfulChance = 0.1
  /// Runs of columns, times rows, that are tried as the categories of one variable.
  private static let runLimit = 200_000
  /// Fewer categories than this add up to what a title says by accident.
  private static let fewestSaid = 3
  /// Words that by themselves name the number of people in a row or column.
  private static let countWords: Set<String> = ["n"]

  /// - Parameters:
  ///   - threshold: numbers of people below this are hidden by masks, in units of the cells.
  ///   - isExhaustive: also give equations in which nothing is hidden.
  static func find(in cells: AdditiveCells, threshold: Int64, isExhaustive: Bool) -> StatedTotals {
    var totals = StatedTotals(cells: cells, threshold: threshold, isExhaustive: isExhaustive)
    if !cells.table.structure.isListing {
      totals.searchBlocks()
      totals.searchColumns()
    }
    return totals
  }

  private init(cells: AdditiveCells, threshold: Int64, isExhaustive: Bool) {
    self.cells = cells
    self.threshold = threshold
    self.isExhaustive = isExhaustive
  }

  // MARK: Down the rows

  private mutating func searchBlocks() {
    let columns = cells.columns.filter(cells.wholeColumns.contains)
    let counts = (0..<cells.kept.rows).filter(isCount(row:))
    let totals = cells.table.structure.totalRows.union(counts).sorted()
    var headers = cells.table.columns.map { $0.name.flatMap(SampleSize.stated) }
    // The people of a title are those of the only column of counts.
    if columns.count == 1, headers[columns[0]] == nil {
      headers[columns[0]] = cells.table.structure.statedSize
    }
    for (number, block) in RowBlocks.find(in: cells, excluding: Set(totals)).enumerated() {
      func lines(_ total: (Int, [CellPosition]) -> (CellPosition, SumRange)?) -> [Line] {
        columns.compactMap { column in
          let parts = block.map { CellPosition(row: $0, column: column) }
          return total(column, parts).map { line($0, $1, parts) }
        }
      }
      add(lines { column, _ in stated(headers[column], at: CellPosition(row: -1, column: column)) })
      // Rows far away are the totals of other blocks; a long table has thousands of both.
      for row in Set(Self.nearest(to: block, in: counts) + Self.nearest(to: block, in: totals)).sorted() {
        add(lines { column, _ in shown(CellPosition(row: row, column: column)) })
      }
      add(lines { column, parts in base(of: parts, at: CellPosition(row: -2 - number, column: column)) })
    }
  }

  /// The last of some rows before a block and the first behind it.
  ///
  /// - Parameter rows: 0-based, ascending; none of the block's.
  private static func nearest(to block: [Int], in rows: [Int]) -> [Int] {
    guard let first = block.first else { return [] }
    var low = 0
    var high = rows.count
    while low < high {
      let middle = low + (high - low) / 2
      if rows[middle] < first { low = middle + 1 } else { high = middle }
    }
    return (low > 0 ? [rows[low - 1]] : []) + (low < rows.count ? [rows[low]] : [])
  }

  /// A row that is labelled `N`.
  private func isCount(row: Int) -> Bool {
    row == cells.table.structure.sizeRow
      || cells.labels.contains {
        Self.countWords.contains(AdditiveCells.trimmed(cells.label(row: row, column: $0)))
      }
  }

  // MARK: Across the columns

  private mutating func searchColumns() {
    let structure = cells.table.structure
    func isCount(_ column: Int) -> Bool {
      Self.countWords.contains(AdditiveCells.trimmed(cells.table.columns[column].name ?? ""))
    }
    let columns = cells.columns.filter {
      cells.wholeColumns.contains($0) && !structure.totalColumns.contains($0) && !isCount($0)
    }
    guard columns.count >= 2 else { return }
    func lines(
      of columns: [Int], _ total: (Int, [CellPosition]) -> (CellPosition, SumRange)?
    ) -> [Line] {
      (0..<cells.kept.rows).compactMap { row in
        let parts = columns.map { CellPosition(row: row, column: $0) }
        return total(row, parts).map { line($0, $1, parts) }
      }
    }
    add(
      lines(of: columns) { row, _ in
        let sizes = cells.labels.compactMap { SampleSize.stated(in: cells.label(row: row, column: $0)) }
        return stated(sizes.first, at: CellPosition(row: row, column: -1))
      })
    // Several variables beside each other: each has a run of columns.
    let runs = columns.count * (columns.count - 1) / 2
    for column in cells.columns where isCount(column) {
      func count(row: Int) -> (CellPosition, SumRange)? { shown(CellPosition(row: row, column: column)) }
      add(lines(of: columns) { row, _ in count(row: row) })
      guard runs * cells.kept.rows <= Self.runLimit else { continue }
      for start in columns.indices {
        for end in columns.indices where end > start && end - start + 1 < columns.count {
          add(lines(of: Array(columns[start...end])) { row, _ in count(row: row) }, tried: runs)
        }
      }
    }
    add(lines(of: columns) { row, parts in base(of: parts, at: CellPosition(row: row, column: -2)) })
  }

  // MARK: Totals

  private func stated(_ size: Int64?, at place: CellPosition) -> (CellPosition, SumRange)? {
    guard let size, size > 0, size < LinearSystem.largest / cells.factor else { return nil }
    return (place, SumRange(low: size * cells.factor, high: size * cells.factor))
  }

  private func shown(_ cell: CellPosition) -> (CellPosition, SumRange)? {
    guard case .known(let low, let high) = cells.reading(cell), low > 0, high != LinearSystem.infinity else {
      return nil
    }
    return (cell, SumRange(low: low, high: high))
  }

  /// What all percentages of a line together are percentages of; an empty range where that is not one number.
  private func base(of parts: [CellPosition], at place: CellPosition) -> (CellPosition, SumRange)? {
    let bases = parts.compactMap(cells.percentageBase)
    guard let low = bases.map(\.low).max(), let high = bases.map(\.high).min() else { return nil }
    return (place, SumRange(low: low, high: high))
  }

  private func line(_ whole: CellPosition, _ total: SumRange, _ parts: [CellPosition]) -> Line {
    let bases = parts.compactMap(cells.percentageBase)
    let agree = bases.allSatisfy { $0.low <= total.high && $0.high >= total.low }
    // The first percentage is what a total that percentages alone speak of is made of.
    let isBase = whole.row < -1 || whole.column < -1
    return Line(whole: whole, total: total, parts: parts, shares: agree ? bases.count - (isBase ? 1 : 0) : 0)
  }

  // MARK: Trial

  /// Puts lines of one kind to the test: where everything is published, all of them have to agree.
  ///
  /// - Parameter tried: how many such guesses are made: the more, the more has to agree.
  private mutating func add(_ lines: [Line], tried: Int = 1) {
    var shown: Set<Int64> = []
    var byAccident = 1.0
    var open: [(line: Line, isTight: Bool, isStated: Bool)] = []
    var complete: [Line] = []
    for line in lines {
      if line.total.low > line.total.high { return }
      let readings = line.parts.compactMap { SumRange(cells.reading($0), factor: cells.factor) }
      guard readings.count == line.parts.count else { continue }
      var sum = SumRange(low: 0, high: 0)
      for reading in readings { sum.add(reading) }
      let agrees = sum.low <= line.total.high && sum.high >= line.total.low
      let slack = Double(line.total.high) - Double(line.total.low) + Double(cells.factor)
      if !readings.contains(where: \.isHidden) {
        guard agrees else { return }
        complete.append(line)
        if shown.insert(line.total.low).inserted { byAccident *= min(1, slack / Double(line.total.low)) }
      } else if agrees, line.parts.contains(where: { cells.reading($0).isHidden }) {
        let width = sum.high == LinearSystem.infinity ? Double(threshold) : Double(sum.high) - Double(sum.low)
        let rest = line.total.low - sum.low
        let isSmall = sum.high != LinearSystem.infinity || rest < threshold
        let limit = sum.high != LinearSystem.infinity ? Self.chance : Self.doubtfulChance
        let isTight =
          tried == 1 && isSmall && (width + slack - Double(cells.factor)) / Double(line.total.low) < limit
        open.append((line, isTight, sum.high != LinearSystem.infinity))
      }
    }
    let isProved =
      shown.count >= (tried == 1 ? 1 : 2) && byAccident * Double(tried) < Self.chance
    // Or what is left over is as small as what masks hide, and percentages are of the same total, or a header or a
    // title says what the total is.
    for (line, isTight, isStated) in open
    where isProved || isTight && (line.shares > 0 || line.isSaid && line.parts.count >= Self.fewestSaid) {
      emit(line, isProved || isStated && line.shares > 0 ? .certain : .supported)
    }
    if isExhaustive, isProved { for line in complete { emit(line, .certain) } }
  }

  private mutating func emit(_ line: Line, _ confidence: LinearEquation.Confidence) {
    if line.whole.isStated { ranges[line.whole] = line.total }
    equations.append(
      LinearEquation(
        whole: line.whole, parts: line.parts.sorted(), reason: reason(line.whole), confidence: confidence))
  }

  private func reason(_ whole: CellPosition) -> Message {
    if whole.row < -1 || whole.column < -1 {
      return "percentages show the number that they are percentages of"
    }
    if whole.row == -1 {
      return cells.table.columns[whole.column].name.flatMap(SampleSize.stated) == nil
        ? "a title or a note states the total"
        : "the header of \(cells.table.title(column: whole.column)) states the total"
    }
    return whole.column == -1 ? "the label of the row states the total" : "another cell states the total"
  }
}
