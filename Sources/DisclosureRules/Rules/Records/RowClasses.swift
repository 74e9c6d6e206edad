// Rows that are alike in some columns.

/// The classes of rows with equal cells in some columns of a kept table, counted exactly.
struct RowClasses {
  /// The class of each row.
  private(set) var ofRow: [Int]
  /// The size of each class, in the order of their first rows.
  private(set) var sizes: [Int]

  /// - Parameter columns: 0-based.
  init(of kept: KeptTable, columns: [Int]) {
    var classes = Array(repeating: 0, count: kept.rows)
    for column in columns {
      // Refine column by column: what a class is, is a number, so no row is ever copied.
      let codes = Self.codes(of: kept, column: column)
      var refined: [Int: Int] = [:]
      let width = (codes.max() ?? 0) + 1
      for row in classes.indices {
        let key = classes[row] &* width &+ codes[row]
        if let known = refined[key] {
          classes[row] = known
        } else {
          let fresh = refined.count
          refined[key] = fresh
          classes[row] = fresh
        }
      }
    }
    ofRow = classes
    sizes = Array(repeating: 0, count: (classes.max() ?? -1) + 1)
    for one in classes { sizes[one] += 1 }
  }

  /// Rows in classes of more than one.
  var repeatedRows: Int { sizes.filter { $0 > 1 }.reduce(0, +) }
  /// Rows in classes smaller than `k`.
  func rows(below k: Int) -> Int { sizes.filter { $0 < k }.reduce(0, +) }

  /// A small number for each cell, equal where the cells are.
  private static func codes(of kept: KeptTable, column: Int) -> [Int] {
    var texts: [String: Int] = [:]
    var numbers: [ExactNumber: Int] = [:]
    var next = 1
    return (0..<kept.rows).map { row in
      let cell = kept.cell(row: row, column: column)
      if let text = kept.text(row: row, column: column) {
        if let known = texts[text] { return known }
        texts[text] = next
      } else if cell.kind == .number {
        // `1` and `1.0` are one value.
        let number = cell.whole.map { ExactNumber(mantissa: $0) } ?? cell.number
        if let known = numbers[number] { return known }
        numbers[number] = next
      } else {
        return 0
      }
      next += 1
      return next - 1
    }
  }
}
