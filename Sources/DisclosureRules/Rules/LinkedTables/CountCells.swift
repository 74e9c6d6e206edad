// The counts of a table with the labels that say what each counts: from rows, headers and the file's name.

/// One column of counts.
struct CountColumn {
  /// 0-based.
  var column: Int
  /// What its header says.
  var label: PopulationLabel
  /// It surely counts.
  var isStrong: Bool
  /// All its numbers lie on one grid: they are not exact, as far as they show.
  var isRounded: Bool
}

/// A table's counts, found by key. The key of a cell is the sum of the keys of its labels; so it doesn't
/// matter in which order rows and columns stand, nor whether a category is a row or a column.
struct CountCells {
  let table: TableSubject
  let kept: KeptTable
  /// What the file's name says.
  let file: PopulationLabel
  let columns: [CountColumn]
  /// Columns of labels.
  let labelColumns: [Int]
  /// The labels of the columns of labels, and after them those of the sections, where headings divide the rows.
  let axes: [LabelAxis]
  /// What the headers of the columns of labels say.
  let headerLabels: [PopulationLabel]
  /// For each row the key that its labels give its cells.
  let rowKeys: [UInt64]

  private static let labelRoles: Set<ColumnRole> = [
    .dimension, .date, .code, .text, .age, .rank, .identifier,
  ]
  private static let countRoles: Set<ColumnRole> = [.count, .total, .events]

  /// Nil when the table holds no counts, or is not kept.
  ///
  /// - Parameter needsCounts: false takes tables of other statistics too, for their labels.
  init?(_ table: TableSubject, file: PopulationLabel, words: PopulationWords, needsCounts: Bool = true) {
    guard let kept = table.kept, kept.rows > 0, table.structure.rowRoles.isEmpty else { return nil }
    let counts = table.columns.indices.filter { Self.holdsCounts($0, in: table) }
    guard !counts.isEmpty || !needsCounts else { return nil }
    let pooled = Self.pooled(counts.map { table.columns[$0].rounding })
    columns = counts.map { column in
      let profile = table.columns[column]
      let own = profile.rounding.values >= Self.gridValues ? profile.rounding : pooled
      let role = table.role(column)
      return CountColumn(
        column: column, label: words.read(profile.name ?? ""),
        isStrong: role.isStrong && role.role != .unknown,
        isRounded: profile.rounding.provenBase != nil || Self.isOnGrid(own))
    }
    labelColumns = table.columns.indices.filter { column in
      !counts.contains(column) && kept.columns.indices.contains(column)
        && Self.labelRoles.contains(table.role(column).role)
    }
    headerLabels = labelColumns.map { words.read(table.columns[$0].name ?? "") }
    self.table = table
    self.kept = kept
    self.file = file
    var axes = labelColumns.map { LabelAxis(column: $0, of: kept, words: words) }
    if let first = axes.first, let column = labelColumns.first,
      let sections = Self.sections(of: kept, first, in: column, counts: counts)
    {
      axes.append(sections)
    }
    self.axes = axes
    var keys: [UInt64] = Array(repeating: 0, count: kept.rows)
    for axis in axes {
      for row in keys.indices { keys[row] &+= axis.keys[axis.codes[row]] }
    }
    rowKeys = keys
  }

  private static func holdsCounts(_ column: Int, in table: TableSubject) -> Bool {
    let profile = table.columns[column]
    let role = table.role(column).role
    guard profile.numeric > 0, !BaseCounts.isWeighted(profile) else { return false }
    return countRoles.contains(role) || (role == .unknown && profile.isWhole)
  }

  /// So many numbers on one grid are no accident: 1 in 625 for a grid of 5.
  private static let gridValues = 4

  private static func isOnGrid(_ rounding: RoundingEvidence) -> Bool {
    rounding.values >= gridValues
      && (rounding.divisor >= RoundingEvidence.smallestBase || rounding.midpointSix)
  }

  private static func pooled(_ all: [RoundingEvidence]) -> RoundingEvidence {
    all.dropFirst().reduce(all.first ?? RoundingEvidence()) { sum, next in
      var (left, right) = (sum.divisor, next.divisor)
      while right != 0 { (left, right) = (right, left % right) }
      return RoundingEvidence(
        divisor: left, midpointSix: sum.midpointSix && next.midpointSix, values: sum.values + next.values)
    }
  }

  /// A row with a label and nothing else is the heading of those below it.
  ///
  /// - Returns: for each row the label of the section that it stands in; nil where there are no headings.
  private static func sections(of kept: KeptTable, _ axis: LabelAxis, in column: Int, counts: [Int])
    -> LabelAxis?
  {
    guard !counts.isEmpty else { return nil }
    // The rows above the first heading stand in no section.
    var codes: [Int] = []
    var current = axis.labels.count
    for row in 0..<kept.rows {
      if kept.cell(row: row, column: column).kind == .text,
        counts.allSatisfy({ kept.cell(row: row, column: $0).kind == .empty })
      {
        current = axis.codes[row]
      }
      codes.append(current)
    }
    return current == axis.labels.count ? nil : LabelAxis(labels: axis.labels + [.empty], codes: codes)
  }

  /// The labels of a row, its section's included.
  func labels(row: Int) -> [PopulationLabel] { axes.map { $0.label(row: row) } }

  /// All labels that rows have, each once a column.
  var rowLabels: [PopulationLabel] { axes.flatMap(\.labels) }

  /// The count in a cell, where it is published as a number.
  func count(row: Int, column: Int) -> Int64? {
    let cell = kept.cell(row: row, column: column)
    guard cell.kind == .number || cell.kind == .composite, !cell.marks.contains(.percent),
      let whole = cell.number.whole, whole >= 0
    else { return nil }
    return whole
  }

  /// Cells that a comparison looks at.
  var work: Int { kept.rows * (columns.count + labelColumns.count) }
}

extension ExactNumber {
  /// The number in digits.
  var text: String { scale == 0 ? "\(mantissa)" : "\(mantissa)e-\(scale)" }
}
