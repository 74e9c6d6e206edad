// Crossings whose columns are the codes of a variable, as R and Stata print them.

import DisclosureRules

/// Gives columns that are headed by codes the name of their variable, so that `0` and `1` are not taken for counts.
///
/// Source: R, `table` with `dnn`; Stata, `tabulate` with two variables.
enum CodedHeader {
  /// Codes side by side that no row of counts has by chance where nothing names them.
  private static let fewestAlone = 3

  /// The rows with one line of names in place of the variable and its codes; the same rows where they have none.
  static func named(_ rows: [TextTableRow]) -> [TextTableRow] {
    guard rows.count >= 2 else { return rows }
    if let codes = codes(rows[0].cells), rows.count == 2, codes.count == rows[0].cells.count,
      codes.count >= fewestAlone, isBody(rows[1...])
    {
      return [TextTableRow(line: rows[0].line, cells: rows[0].cells.map { "value \($0)" }), rows[1]]
    }
    // The variable of the columns stands alone above that of the rows.
    let variable = rows[0].cells.filter { !$0.isEmpty }
    guard rows.count >= 3, variable.count == 1, rows[0].cells[0].isEmpty, !AlignedTable.isNumber(variable[0]),
      let corner = rows[1].cells.first, !AlignedTable.isNumber(corner),
      codes(Array(rows[1].cells.dropFirst())) != nil,
      isBody(rows[2...])
    else { return rows }
    let names = rows[1].cells.enumerated().map { column, cell in
      column > 0 && AlignedTable.isNumber(cell) ? "\(variable[0]) \(cell)" : cell
    }
    return [TextTableRow(line: rows[1].line, cells: names)] + rows[2...]
  }

  /// The rows with the lines of their header in one, each word in the column above which it stands: `N` over `Obs`, as SAS
  /// and Stata print long names. Names that repeat need what spans them, and stay below it.
  static func stacked(_ rows: [TextTableRow]) -> [TextTableRow] {
    let lines = rows.prefix(mostLines).prefix { !$0.cells.contains(where: AlignedTable.isNumber) }
    guard lines.count > 1,
      let last = lines.lastIndex(where: { $0.cells.dropFirst().allSatisfy { !$0.isEmpty } }), last > 0,
      Set(lines[last].cells).count == lines[last].cells.count
    else { return rows }
    let names = lines[last].cells.indices.map { column in
      lines[...last].map { $0.cells[column] }.filter { !$0.isEmpty }.joined(separator: " ")
    }
    return [TextTableRow(line: lines[last].line, cells: names)] + rows[(last + 1)...]
  }

  /// Lines of a header.
  private static let mostLines = 3

  /// Whole numbers in rising order from 0 or 1 on, one after the other, with words such as `Total` behind them.
  private static func codes(_ cells: [String]) -> [Int]? {
    let numbers = cells.prefix { Int($0) != nil }.compactMap { Int($0) }
    let words = cells.dropFirst(numbers.count)
    guard numbers.count >= 2, let first = numbers.first, first == 0 || first == 1,
      zip(numbers, numbers.dropFirst()).allSatisfy({ $1 == $0 + 1 }),
      words.allSatisfy({ !$0.isEmpty && !AlignedTable.isNumber($0) })
    else { return nil }
    return numbers
  }

  /// Every cell behind the label is a number.
  private static func isBody(_ rows: ArraySlice<TextTableRow>) -> Bool {
    rows.allSatisfy { row in row.cells.dropFirst().allSatisfy { $0.isEmpty || AlignedTable.isNumber($0) } }
  }
}
