// Chooses the rows and columns of a kept table that a report draws.

import DisclosureRules

/// Makes excerpts: the cells of findings with their neighbours, totals, and the whole of a small table.
struct ExcerptMaker {
  /// Rows of an excerpt; a page holds about as many.
  static let rowLimit = 40
  /// Rows of the excerpt of a table in which nothing was found.
  static let quietRowLimit = 12
  /// Columns of an excerpt.
  static let columnLimit = 16
  /// Scalars of a cell's text that are kept.
  static let textLimit = 200
  /// Cells of all excerpts of a report: what is beyond is listed and not drawn.
  static let requestLimit = 200_000

  /// Cells that may still be drawn.
  private var left = Self.requestLimit

  /// The excerpt of a table; nil when the table was not kept or the report draws enough already.
  ///
  /// - Parameter findings: of the table's file, the worst first.
  mutating func excerpt(of table: TableSubject, findings: [Finding]) -> TableExcerpt? {
    guard let kept = table.kept, !table.columns.isEmpty else { return nil }
    let places = findings.filter { $0.location.table == table.id }
    let rows = Self.rows(of: table, kept, places)
    let columns = Self.columns(of: table, places)
    guard rows.count * columns.count <= left else { return nil }
    left -= rows.count * columns.count
    return TableExcerpt(
      columns: columns.map { table.columns[$0].index },
      totalColumns: Set(
        columns.filter(table.structure.totalColumns.contains).map { table.columns[$0].index }),
      rows: rows.map { row in
        TableExcerpt.Row(
          number: row + 1, isTotal: table.isTotal(row: row),
          cells: columns.map { Self.cell(kept, row: row, column: $0) })
      })
  }

  // MARK: - Rows and columns, from 0

  private static func rows(of table: TableSubject, _ kept: KeptTable, _ findings: [Finding]) -> [Int] {
    let limit = findings.isEmpty ? quietRowLimit : rowLimit
    guard kept.rows > limit else { return Array(0..<kept.rows) }
    var marked: [Int] = []
    for finding in findings {
      if let row = finding.location.row { marked.append(row - 1) }
      marked += finding.cells.prefix(limit).map { $0.row - 1 }
      marked += finding.related.compactMap { $0.row.map { $0 - 1 } }
    }
    // The first row and the last, which is where totals stand; then cells with their neighbours; then totals.
    var wanted = [0, kept.rows - 1]
    for row in marked { wanted += [row, row - 1, row + 1] }
    wanted += table.structure.totalRows.sorted()
    if marked.isEmpty { wanted += 0..<quietRowLimit }
    return first(limit, of: wanted, in: kept.rows)
  }

  private static func columns(of table: TableSubject, _ findings: [Finding]) -> [Int] {
    guard table.columns.count > columnLimit else { return Array(table.columns.indices) }
    var marked: [Int] = []
    for finding in findings {
      marked += ([finding.location] + finding.related).compactMap { $0.column.map { $0 - 1 } }
    }
    // What a row is stands on the left.
    var wanted = [0, 1]
    for column in marked { wanted += [column, column - 1, column + 1] }
    wanted += table.columns.indices.filter { table.role($0).role == .dimension }
    wanted += 0..<columnLimit
    return first(columnLimit, of: wanted, in: table.columns.count)
  }

  /// The first distinct positions that there are, in order.
  private static func first(_ limit: Int, of wanted: [Int], in count: Int) -> [Int] {
    var chosen: Set<Int> = []
    for position in wanted where chosen.count < limit && (0..<count).contains(position) {
      chosen.insert(position)
    }
    return chosen.sorted()
  }

  // MARK: - Cells

  private static func cell(_ kept: KeptTable, row: Int, column: Int) -> TableExcerpt.Cell {
    let cell = kept.cell(row: row, column: column)
    switch cell.kind {
    case .empty: return TableExcerpt.Cell(kind: .empty, text: "")
    case .number:
      return TableExcerpt.Cell(
        kind: .number, text: cell.number.text + (cell.marks.contains(.percent) ? "%" : ""))
    case .text, .mask, .composite, .date, .bound:
      let text = kept.text(row: row, column: column) ?? ""
      let scalars = text.unicodeScalars
      let isLong = scalars.count > textLimit
      return TableExcerpt.Cell(
        kind: cell.kind, text: isLong ? String(scalars.prefix(textLimit)) + "…" : text)
    }
  }
}

extension ExactNumber {
  /// In digits, with as many decimals as it has: `-0.50`.
  var text: String {
    let digits = String(mantissa.magnitude)
    let sign = mantissa < 0 ? "-" : ""
    guard scale > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, Int(scale) + 1 - digits.utf8.count)) + digits
    return sign + padded.dropLast(Int(scale)) + "." + padded.suffix(Int(scale))
  }
}
