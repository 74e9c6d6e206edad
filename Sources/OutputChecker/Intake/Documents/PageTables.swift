// The tables of an HTML page while they are read.

import DisclosureRules

/// The tables that are open, the innermost last.
struct PageTables {
  /// One table while it is read.
  private struct OpenTable {
    var rows = TableRows()
    var column = 0
    var cell: String?
    /// Numbers in the attributes of the cell that is open, with their names.
    var attributes: [(name: String, value: String)] = []
    var span = 1
    /// Cells that reach down from rows above: column to rows left and text.
    var reaching: [Int: (rows: Int, text: String)] = [:]
    var rowSpan = 1
  }

  private var open: [OpenTable] = []
  /// Tables that are complete, until somebody takes them.
  private(set) var finished: [DocumentParts.Table] = []
  /// Attributes of cells that say another number than their cell does.
  private(set) var unlike: [(name: String, value: String)] = []

  /// Columns that a cell may span. Source: WHATWG, colspan is at most 1,000.
  private static let widestSpan = 1_000

  var isEmpty: Bool { open.isEmpty }
  /// A cell is open, to which text belongs.
  var isInCell: Bool { open.last?.cell != nil }
  var isRowOpen: Bool { open.last?.rows.isRowOpen ?? true }

  mutating func start() { open.append(OpenTable()) }

  mutating func takeUnlike() -> [(name: String, value: String)] {
    defer { unlike = [] }
    return unlike
  }

  mutating func takeFinished() -> [DocumentParts.Table] {
    defer { finished = [] }
    return finished
  }

  mutating func add(_ text: String) {
    if let last = open.indices.last { open[last].cell?.append(text) }
  }

  mutating func startRow(line: Int) {
    guard let last = open.indices.last else { return }
    endRow()
    open[last].rows.startRow(line: line)
    open[last].column = 0
  }

  mutating func startCell(_ element: XMLElement) {
    guard let last = open.indices.last else { return }
    open[last].cell = ""
    open[last].span = Self.span(element["colspan"], most: Self.widestSpan)
    open[last].rowSpan = Self.span(element["rowspan"], most: CellAddress.lastRow)
  }

  private static func span(_ text: String?, most: Int) -> Int {
    min(max(1, text.flatMap { Int($0) } ?? 1), most)
  }

  mutating func endCell() {
    guard let last = open.indices.last, let cell = open[last].cell else { return }
    open[last].cell = nil
    fillReaching(last)
    let shown = cell.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let digits = shown.filter { $0 != "," }
    unlike += open[last].attributes.filter { $0.value != digits }
    open[last].attributes = []
    for offset in 0..<open[last].span {
      // A header that spans columns names each of them; of a spanning number only one is there.
      if offset == 0 || Double(shown) == nil { open[last].rows.add(shown, column: open[last].column) }
      if open[last].rowSpan > 1 {
        open[last].reaching[open[last].column] = (open[last].rowSpan - 1, shown)
      }
      open[last].column += 1
    }
  }

  /// Cells of rows above that reach down to where the row has come to.
  private mutating func fillReaching(_ table: Int) {
    while let reaching = open[table].reaching[open[table].column] {
      open[table].rows.add(reaching.text, column: open[table].column)
      open[table].reaching[open[table].column] =
        reaching.rows > 1 ? (reaching.rows - 1, reaching.text) : nil
      open[table].column += 1
    }
  }

  mutating func endRow() {
    endCell()
    guard let last = open.indices.last, open[last].rows.isRowOpen else { return }
    fillReaching(last)
    open[last].rows.endRow()
  }

  mutating func end() {
    endRow()
    guard let table = open.popLast()?.rows.table else { return }
    finished.append(table)
  }

  /// Keeps an attribute of the cell that is open, to be held against what the cell shows.
  mutating func keep(_ attribute: (name: String, value: String)) {
    if let last = open.indices.last, open[last].cell != nil { open[last].attributes.append(attribute) }
  }
}
