// The categories of one variable below each other, in tables that list several variables.

/// Runs of rows that may be the categories of one variable.
enum RowBlocks {
  /// What stands between a variable and its category in one label: `Sex: Female`, `sex=F`.
  private static let separators: Set<Character> = [":", "=", "|"]

  /// Blocks of at least two rows, in file order. A block ends at a row without numbers, at a total, where the
  /// indentation changes, and where the labels to the left or before a colon name another variable.
  ///
  /// - Parameter excluded: rows that stand for all.
  static func find(in cells: AdditiveCells, excluding excluded: Set<Int>) -> [[Int]] {
    var blocks: [[Int]] = []
    var current: [Int] = []
    var name: [String] = []
    var groups: [String] = []
    func end() {
      if current.count >= 2 { blocks.append(current) }
      current = []
    }
    for row in 0..<cells.kept.rows {
      guard !excluded.contains(row), holdsNumbers(row, cells) else {
        end()
        continue
      }
      let labels = cells.labels.map { cells.label(row: row, column: $0) }
      // The innermost label is the category; those to its left name the variable, often in its first row only.
      let own = labels.last ?? ""
      let outer = labels.dropLast().map(AdditiveCells.trimmed)
      if groups.count != outer.count { groups = outer }
      for index in outer.indices where !outer[index].isEmpty { groups[index] = outer[index] }
      let indent = own.unicodeScalars.prefix { $0.properties.isWhitespace }.count
      let prefix = own.firstIndex(where: separators.contains).map {
        AdditiveCells.trimmed(String(own[..<$0]))
      }
      let next = groups + [String(indent), prefix ?? ""]
      if next != name { end() }
      name = next
      current.append(row)
    }
    end()
    return blocks
  }

  private static func holdsNumbers(_ row: Int, _ cells: AdditiveCells) -> Bool {
    cells.columns.contains { column in
      switch cells.reading(CellPosition(row: row, column: column)) {
      case .known, .hidden: true
      case .blank, .none: false
      }
    }
  }
}
