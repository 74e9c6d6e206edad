// The rows of a document's table while they are read.

/// Collects cells by row and column; what is between them is empty.
struct TableRows {
  private(set) var rows: [TextTableRow] = []
  private(set) var isRowOpen = false

  var isEmpty: Bool { rows.isEmpty }

  /// Starts a row that stands on a line of the document.
  mutating func startRow(line: Int) {
    rows.append(TextTableRow(line: line, cells: []))
    isRowOpen = true
  }

  /// Writes a cell; columns count from 0 and come in order.
  mutating func add(_ text: String, column: Int) {
    guard isRowOpen, let last = rows.indices.last, column >= rows[last].cells.count else { return }
    while rows[last].cells.count < column { rows[last].cells.append("") }
    rows[last].cells.append(text)
  }

  mutating func endRow() { isRowOpen = false }

  /// The table as delimited text; nil when it is nothing but empty rows.
  var table: DocumentParts.Table? {
    let filled = rows.filter { $0.cells.contains { !$0.isEmpty } }
    return filled.isEmpty ? nil : GridWriter.table(of: filled)
  }
}
