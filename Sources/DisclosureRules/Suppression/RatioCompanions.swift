// Percentages that give a masked count back: they are masked with it.

/// Finds percentages in columns of their own that stand for masked counts.
public enum RatioCompanions {
  /// The percentages and proportions of counts that are to be masked: those in the next column, and those in the
  /// same row that are the count's share of a number published in its row or column.
  ///
  /// - Parameters:
  ///   - masked: counts that are still published in `table`.
  ///   - table: a kept table; nothing is found in others.
  public static func cells(
    of masked: [CellPosition], in table: TableSubject, under ruleset: Ruleset
  ) -> [CellPosition] {
    guard let kept = table.kept else { return [] }
    let cells = AdditiveCells(table, kept: kept, ruleset: ruleset)
    let shares = table.columns.indices.compactMap { column in
      cells.hundred(of: table.role(column)).map { (column: column, hundred: $0) }
    }
    var found: Set<CellPosition> = []
    for cell in masked where cells.wholeColumns.contains(cell.column) {
      for (column, hundred) in shares {
        let share = kept.cell(row: cell.row, column: column)
        guard share.kind == .number, let base = cells.base(of: cell, share: share.number, hundred: hundred)
        else { continue }
        let others =
          cells.columns.map { CellPosition(row: cell.row, column: $0) }
          + (0..<kept.rows).map { CellPosition(row: $0, column: cell.column) }
        let isOfShown = others.contains { other in
          guard other != cell, case .known(let low, let high) = cells.reading(other) else { return false }
          return low <= base.high && high >= base.low
        }
        if column == cell.column + 1 || isOfShown {
          found.insert(CellPosition(row: cell.row, column: column))
        }
      }
    }
    return found.sorted()
  }
}
