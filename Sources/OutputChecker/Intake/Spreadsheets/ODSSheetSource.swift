// One sheet of an OpenDocument spreadsheet as a stream of delimited text.

import DisclosureRules

/// Reads the cells of one sheet while the text is read.
///
/// A sheet is read twice: first to see how wide it is and what stands beside its cells, then for the cells.
final class ODSSheetSource: SheetSource {
  private var scanner: XMLScanner
  private let sheet: Int
  private let budget: Budget
  private var writer: GridWriter
  private var text: SheetText
  private var isInSheet = false
  private var reachedEnd = false
  private var sheetsSeen = 0
  private var row = 0

  /// Rows and columns that a reader of the sheet does not see.
  private(set) var hiddenRows = 0
  private(set) var hiddenColumns = 0
  var hiddenCells: Int { 0 }
  var uncalculatedCells: Int { 0 }
  /// Cells that show another number than they hold.
  private(set) var unshown = 0
  /// The texts of comments, and those that stand in shapes.
  private(set) var comments: [String] = []
  private(set) var texts: [String] = []

  /// - Parameters:
  ///   - sheet: its place among the sheets, from 0.
  ///   - frame: the columns that hold anything, once they are known.
  init(_ scanner: XMLScanner, sheet: Int, frame: ClosedRange<Int>?, budget: Budget) {
    self.scanner = scanner
    writer = GridWriter(frame: frame)
    self.sheet = sheet
    self.budget = budget
    text = SheetText(budget: budget)
  }

  /// Where the lines come from.
  var origins: LineOrigins { writer.origins }
  var extent: ClosedRange<Int>? { writer.extent }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadProblem) -> Int {
    while text.isEmpty && !reachedEnd {
      try readRow()
      try text.put(writer.take())
    }
    return unsafe text.copy(into: buffer)
  }

  private func readRow() throws(ReadProblem) {
    while true {
      guard let event = try scanner.next() else {
        reachedEnd = true
        return
      }
      switch event {
      case .start(let element):
        switch element.name {
        case "table":
          isInSheet = sheetsSeen == sheet
          sheetsSeen += 1
        case "table-column":
          if isInSheet && Self.isHidden(element) { hiddenColumns += Self.repeats(element, "columns") }
        case "table-row":
          if isInSheet { return try readCells(of: element) }
        default: break
        }
      case .text(let text): if isInSheet && !text.allSatisfy(\.isWhitespace) { texts.append(text) }
      case .end("table"):
        if isInSheet {
          // Sheets within sheets do not occur in spreadsheets; what follows belongs to others.
          isInSheet = false
          reachedEnd = true
          return
        }
      default: break
      }
    }
  }

  private func readCells(of start: XMLElement) throws(ReadProblem) {
    let times = Self.repeats(start, "rows")
    if Self.isHidden(start) { hiddenRows += times }
    var cells: [(column: Int, text: String)] = []
    var column = 0
    while let event = try scanner.next() {
      switch event {
      case .start(let element) where element.name == "table-cell" || element.name == "covered-table-cell":
        let text = try readCell(element)
        let count = Self.repeats(element, "columns")
        // A run of empty cells to the sheet's edge is nothing.
        if !text.isEmpty {
          guard column + count <= budget.columns else {
            throw ReadProblem(kind: .limit, message: "more than \(budget.columns) columns (limit columns)")
          }
          for offset in 0..<count { cells.append((column + offset, text)) }
        }
        column = min(column + count, CellAddress.lastColumn)
      case .end("table-row"):
        return try write(cells, times: times)
      default: break
      }
    }
    throw ODSDocument.problem("it ends within a row")
  }

  private func write(_ cells: [(column: Int, text: String)], times: Int) throws(ReadProblem) {
    defer { row += times }
    guard !cells.isEmpty else {
      isAfterGap = true
      return
    }
    for repetition in 0..<times {
      writer.startRow(origin: row + repetition + 1, afterGap: isAfterGap)
      isAfterGap = false
      for cell in cells { writer.add(cell.text, column: cell.column) }
      writer.endRow()
      guard writer.bytes.count <= SheetText.longest else { return try text.account(writer.bytes.count) }
    }
  }

  private var isAfterGap = false

  private func readCell(_ cell: XMLElement) throws(ReadProblem) -> String {
    var paragraphs: [String] = []
    var comment: [String] = []
    var annotations = 0
    var depth = 1
    while depth > 0 {
      guard let event = try scanner.next() else { throw ODSDocument.problem("it ends within a cell") }
      switch event {
      case .start(let element):
        depth += 1
        if element.name == "annotation" { annotations += 1 }
        if element.name == "p" {
          if annotations > 0 { comment.append("") } else { paragraphs.append("") }
        }
        if element.name == "s" {
          // Spaces that XML would lose.
          let count = min(max(1, element["c"].flatMap { Int($0) } ?? 1), 1_000)
          Self.append(String(repeating: " ", count: count), to: &paragraphs)
        }
        if element.name == "tab" || element.name == "line-break" { Self.append("\n", to: &paragraphs) }
      case .end(let name):
        depth -= 1
        if name == "annotation" { annotations -= 1 }
      case .text(let text):
        if annotations > 0 { Self.append(text, to: &comment) } else { Self.append(text, to: &paragraphs) }
      case .comment(let text): comment.append(text)
      }
    }
    if !comment.isEmpty { comments.append(comment.joined(separator: "\n")) }
    switch cell["value-type"] {
    case "float", "currency":
      if let held = cell["value"], Self.differ(held, paragraphs.joined()) {
        unshown += 1
        texts += paragraphs
      }
      return cell["value"] ?? paragraphs.joined(separator: "\n")
    case "date": return cell["date-value"] ?? paragraphs.joined(separator: "\n")
    case "boolean": return cell["boolean-value"] ?? paragraphs.joined(separator: "\n")
    default: return paragraphs.joined(separator: "\n")
    }
  }

  /// Two whole numbers that are not the same; how numbers with decimals are shown is up to their format.
  private static func differ(_ held: String, _ shown: String) -> Bool {
    guard let shown = Int(shown), let held = Double(held) else { return false }
    return held == held.rounded() && held.magnitude < 1e15 && Double(shown) != held
  }

  private static func append(_ text: String, to paragraphs: inout [String]) {
    // Text outside of paragraphs is white space of the document's layout.
    if !paragraphs.isEmpty { paragraphs[paragraphs.count - 1] += text }
  }

  private static func repeats(_ element: XMLElement, _ what: String) -> Int {
    let count = element["number-\(what)-repeated"].flatMap { Int($0) } ?? 1
    return min(max(1, count), what == "rows" ? CellAddress.lastRow : CellAddress.lastColumn)
  }

  private static func isHidden(_ element: XMLElement) -> Bool {
    element["visibility"] == "collapse" || element["visibility"] == "filter"
  }
}
