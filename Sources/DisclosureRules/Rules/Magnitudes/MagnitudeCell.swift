// The published magnitudes of a table, each with what is known of the contributions to it.

/// A published total or mean and the contributions to it.
struct MagnitudeCell {
  var position: CellPosition
  var contributions: Contributions

  /// By the microdata where they are declared, holdings added up; else by the columns of the table.
  static func all(in table: TableSubject) -> [MagnitudeCell] {
    if let source = table.declared?.source, source.hasValue { return fromRecords(table, source) }
    guard let kept = table.kept, (1...MagnitudeColumns.limit).contains(MagnitudeColumns.anchors(in: table))
    else { return [] }
    return MagnitudeColumns.find(in: table, kept: kept).flatMap { group in
      (0..<kept.rows).compactMap { row in
        group.contributions(row: row, of: kept, in: table).map {
          MagnitudeCell(position: CellPosition(row: row, column: group.published), contributions: $0)
        }
      }
    }
  }

  private static func fromRecords(_ table: TableSubject, _ source: TableSource) -> [MagnitudeCell] {
    guard source.gap == nil, let comparison = SourceComparison(table) else { return [] }
    return table.columns.indices.filter { [.sum, .mean].contains(comparison.quantity(of: $0)) }.flatMap {
      column in
      comparison.rows(of: column).compactMap { row in
        guard comparison.kept.cell(row: row, column: column).kind == .number,
          let contributions = source.group(row: row, column: column).flatMap({ Contributions($0) })
        else { return nil }
        return MagnitudeCell(position: CellPosition(row: row, column: column), contributions: contributions)
      }
    }
  }

  /// Columns that say something of the totals in a column.
  ///
  /// - Returns: shares and means, from which the total of a row follows; and contributions. The largest of a total
  ///   is that of one of its parts, so that these say something in every row.
  static func companions(of column: Int, in table: TableSubject) -> (ofRow: [Int], ofAll: [Int]) {
    guard let kept = table.kept, (1...MagnitudeColumns.limit).contains(MagnitudeColumns.anchors(in: table))
    else { return ([], []) }
    let groups = MagnitudeColumns.find(in: table, kept: kept).filter { $0.published == column }
    func others(_ columns: [Int?]) -> [Int] { columns.compactMap { $0 }.filter { $0 != column } }
    return (
      groups.flatMap { others([$0.share, $0.secondShare, $0.mean]) },
      groups.flatMap { others([$0.largest, $0.second]) }
    )
  }
}
