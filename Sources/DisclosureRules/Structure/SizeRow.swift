// The row of a table that says how many people each column is about: `Base (N) | 125 | 250`.

/// Finds the row that gives the number of people behind the percentages and means of the other rows.
enum SizeRow {
  /// - Returns: the 0-based data row; nil where none says so, or more than one.
  static func find(in context: RoleContext) -> Int? {
    guard let kept = context.table.kept, kept.rows > 1,
      let labels = context.shapes.indices.first(where: { context.shapes[$0].isTextOnly })
    else { return nil }
    // Few texts are such labels, and each is read once.
    let sizes = Set(
      kept.columns[labels].texts.indices.filter {
        context.isSizeLabel(kept.columns[labels].texts[$0])
      })
    guard !sizes.isEmpty else { return nil }
    let rows = (0..<kept.rows).filter { row in
      let cell = kept.cell(row: row, column: labels)
      return cell.kind == .text && sizes.contains(Int(cell.text))
    }
    guard rows.count == 1, let row = rows.first, holdsSizes(row, besides: labels, in: context, kept: kept)
    else { return nil }
    return row
  }

  /// Whole numbers from 1, or what hides them.
  private static func holdsSizes(
    _ row: Int, besides labels: Int, in context: RoleContext, kept: KeptTable
  ) -> Bool {
    var sizes = 0
    for column in context.shapes.indices where column != labels {
      let cell = kept.cell(row: row, column: column)
      switch cell.kind {
      case .number:
        guard let size = cell.number.whole, size > 0, !cell.marks.contains(.percent) else { return false }
        sizes += 1
      case .bound, .mask: sizes += 1
      case .empty, .text: break
      case .composite, .date: return false
      }
    }
    return sizes > 0
  }
}

extension RoleAssignment {
  /// The number of people behind a column's other numbers, by the label of its row.
  static let sizeOfColumn = RoleAssignment(
    .count, RowRoles.wholeConfidence, "the row's label says that it gives the number of people")
}
