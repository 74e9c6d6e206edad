// Who knows a masked number without any arithmetic: the only contributor of its cell.

/// Cells with one contributor, who knows what is in them.
enum Insiders {
  /// Cells that are known to have one contributor: counts of 1, and magnitudes whose number of people is 1.
  static func cells(of cells: AdditiveCells) -> Set<CellPosition> {
    var found: Set<CellPosition> = []
    let magnitudes = cells.columns.filter { !cells.wholeColumns.contains($0) }
    let bases = magnitudes.isEmpty ? nil : BaseCounts(of: cells.table, kept: cells.kept, for: magnitudes)
    for column in cells.columns {
      for row in 0..<cells.kept.rows {
        let cell = CellPosition(row: row, column: column)
        guard case .known(let low, let high) = cells.reading(cell), low == high else { continue }
        let isSingle =
          if cells.wholeColumns.contains(column) {
            low == cells.factor
          } else {
            bases?.base(row: row, column: column).map { $0.value == 1 && $0.isStrong } ?? false
          }
        if isSingle { found.insert(cell) }
      }
    }
    return found
  }
}
