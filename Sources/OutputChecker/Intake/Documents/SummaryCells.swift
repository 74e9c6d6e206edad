// R's summary of a data frame, in which every cell has a label of its own.

/// Takes `Min.   :14.60` apart. Source: R, format.summaryDefault and print.summaryDefault.
enum SummaryCells {
  /// Rows whose cells say what they are, with what they say in a column of its own; nil when they do not.
  static func split(_ rows: [TextTableRow]) -> [TextTableRow]? {
    guard let header = rows.first, rows.count > 2 else { return nil }
    let body = rows.dropFirst()
    // A column of texts in the data frame has cells of its own kind: `Length:500`.
    let columns = header.cells.indices.filter { column in
      body.allSatisfy { $0.cells[column].isEmpty || parts(of: $0.cells[column]) != nil }
        && body.contains { !$0.cells[column].isEmpty }
    }
    guard !columns.isEmpty,
      body.contains(where: { row in columns.contains { row.cells[$0].hasPrefix("Min.") } })
    else { return nil }
    var result = [TextTableRow(line: header.line, cells: ["statistic"] + columns.map { header.cells[$0] })]
    for row in body {
      let cells = columns.map { parts(of: row.cells[$0]) }
      let label = cells.compactMap { $0?.label }.first ?? ""
      result.append(TextTableRow(line: row.line, cells: [label] + cells.map { $0?.value ?? "" }))
    }
    return result
  }

  private static func parts(of cell: String) -> (label: String, value: String)? {
    guard let colon = cell.firstIndex(of: ":") else { return nil }
    let label = cell[..<colon].split(separator: " ").joined(separator: " ")
    let value = cell[cell.index(after: colon)...].split(separator: " ").joined(separator: " ")
    guard label.contains(where: \.isLetter), value.contains(where: \.isNumber) else { return nil }
    return (label, value)
  }
}
