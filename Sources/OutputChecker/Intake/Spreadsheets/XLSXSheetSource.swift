// A worksheet as a stream of delimited text.

import DisclosureRules

/// Reads the cells of one sheet while the text is read.
///
/// A sheet is read twice: first to see how wide it is and what stands beside its cells, then for the cells.
final class XLSXSheetSource: SheetSource {
  private var scanner: XMLScanner
  private let package: XLSXPackage
  private let budget: Budget
  private var writer: GridWriter
  private var text: SheetText
  private var row = 0
  private var column = 0
  private var columnRow = 0
  private var reachedEnd = false

  /// Rows and columns that a reader of the sheet does not see.
  private(set) var hiddenRows = 0
  private(set) var hiddenColumns = 0
  private(set) var hiddenCells = 0
  private(set) var uncalculatedCells = 0
  private(set) var unshown = 0
  /// Rows that say nothing of their height have none.
  private var hidesRows = false

  /// - Parameter frame: the columns that hold anything, once they are known.
  init(_ scanner: XMLScanner, of package: XLSXPackage, frame: ClosedRange<Int>?, budget: Budget) {
    self.scanner = scanner
    writer = GridWriter(frame: frame)
    self.package = package
    self.budget = budget
    text = SheetText(budget: budget)
  }

  /// Texts beside the cells: headers and footers, links, lists of allowed values, formulas with text in them.
  private(set) var texts: [String] = []
  /// Comments of the XML; those of the sheet are in a part of their own.
  private(set) var comments: [String] = []
  private var formula = ""
  private var isInFormula = false
  /// The element that texts beside the cells stand in.
  private var element = ""
  /// Those that hold what programs of spreadsheets show or do with cells. Source: ECMA-376 part 1, 18.3.1.
  private static let ordinary: Set<String> = [
    "f", "sqref", "formula", "formula1", "formula2", "oddHeader", "oddFooter", "evenHeader", "evenFooter",
    "firstHeader", "firstFooter",
  ]

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

  /// Reads up to the end of the next row.
  private func readRow() throws(ReadProblem) {
    while true {
      guard let event = try scanner.next() else {
        reachedEnd = true
        writer.endRow()
        return
      }
      switch event {
      case .start(let element):
        self.element = element.name
        switch element.name {
        case "inputCells": unshown += 1
        case "col":
          // A column without width is as hidden as one that says so.
          if Self.isTrue(element["hidden"]) || Self.isNothing(element["width"], Self.narrowest) {
            let first = element["min"].flatMap { Int($0) } ?? 1
            let last = element["max"].flatMap { Int($0) } ?? first
            hiddenColumns += max(1, min(last, CellAddress.lastColumn) - first + 1)
          }
        case "row":
          if Self.isTrue(element["hidden"]) || Self.isNothing(element["ht"], Self.lowest)
            || hidesRows && element["ht"] == nil
          {
            hiddenRows += 1
          }
          // A row number that can't be read is none that may be guessed.
          let number = try element["r"].map(Self.number) ?? row + 1
          guard number > row, number <= CellAddress.lastRow else {
            throw XLSXPackage.problem("its rows are out of order")
          }
          writer.startRow(origin: number, afterGap: number > row + 1)
          row = number
        case "sheetFormatPr": hidesRows = Self.isTrue(element["zeroHeight"])
        case "c": try readCell(element)
        default: texts += XMLTexts.worded(element)
        }
      case .text(let text):
        guard !text.allSatisfy(\.isWhitespace) else { continue }
        if !Self.ordinary.contains(element) { unshown += 1 }
        let isEdge = element.hasSuffix("Header") || element.hasSuffix("Footer")
        texts.append(isEdge ? Self.withoutCodes(text) : text)
      case .comment(let text): comments.append(text)
      case .end("row"):
        writer.endRow()
        return
      default: break
      }
    }
  }

  private func readCell(_ cell: XMLElement) throws(ReadProblem) {
    if columnRow != row {
      columnRow = row
      column = 0
    }
    var target = column + 1
    if let reference = cell["r"] {
      guard let address = CellAddress.parse(reference), address.row == row, address.column > column else {
        throw XLSXPackage.problem("its cells are out of order")
      }
      target = address.column
    }
    guard target <= budget.columns else {
      throw ReadProblem(kind: .limit, message: "more than \(budget.columns) columns (limit columns)")
    }
    column = target
    var value = ""
    var inline = ""
    var isInValue = false
    var isInText = false
    // How a text is pronounced stands beside it.
    var isBeside = false
    formula = ""
    var hasFormula = false
    var depth = 1
    while depth > 0 {
      guard let event = try scanner.next() else { throw XLSXPackage.problem("it ends within a cell") }
      switch event {
      case .start(let element):
        depth += 1
        if element.name == "v" { isInValue = true }
        if element.name == "t" { isInText = true }
        if element.name == "rPh" { isBeside = true }
        isInFormula = element.name == "f"
        hasFormula = hasFormula || isInFormula
      case .end(let name):
        depth -= 1
        isInFormula = false
        if name == "v" { isInValue = false }
        if name == "t" { isInText = false }
        if name == "rPh" { isBeside = false }
      case .text(let text):
        if isInValue { value += text }
        if isInText && isBeside {
          unshown += 1
          texts.append(text)
        } else if isInText {
          inline += text
        }
        if isInFormula { formula += text }
      case .comment(let text): comments.append(text)
      }
    }
    if formula.contains("\"") { texts.append(formula) }
    if Self.isSumOfNumbers(formula) { unshown += 1 }
    if hasFormula && value.isEmpty && inline.isEmpty { uncalculatedCells += 1 }
    let text = try shown(
      value, inline: inline, type: cell["t"] ?? "n", style: cell["s"].flatMap { Int($0) } ?? 0)
    if !text.isEmpty {
      if cell["s"].flatMap({ Int($0) }).map(package.styles.hides) ?? false { hiddenCells += 1 }
      writer.add(text, column: target - 1)
    }
  }

  /// What a reader of the sheet sees in the cell, as far as rules care.
  private func shown(
    _ value: String, inline: String, type: String, style: Int
  ) throws(ReadProblem) -> String {
    switch type {
    case "s":
      guard let index = Int(value), let text = package.sharedStrings.text(index) else {
        throw XLSXPackage.problem("a cell refers to a text that is not there")
      }
      return text
    case "inlineStr": return inline
    case "b": return value == "1" ? "TRUE" : value == "0" ? "FALSE" : value
    case "n":
      if package.styles.showsDate(style), let serial = Double(value),
        let date = SerialDate.text(serial, is1904: package.is1904)
      {
        return date
      }
      return value
    default: return value
    }
  }

  private static func number(_ text: String) throws(ReadProblem) -> Int {
    guard let number = Int(text) else { throw XLSXPackage.problem("a row has no number") }
    return number
  }

  /// Characters of a column and points of a row below which nothing in it can be read.
  private static let narrowest = 0.5
  private static let lowest = 2.0

  private static func isNothing(_ size: String?, _ least: Double) -> Bool {
    size.flatMap { Double($0) }.map { $0 < least } ?? false
  }

  /// Whatever is not plainly "no" hides.
  private static func isTrue(_ text: String?) -> Bool {
    text.map { !["0", "false", "off"].contains($0) } ?? false
  }

  /// A formula that adds up numbers instead of cells keeps the parts of what it shows: `3+142`, `SUM(3,4,113)`.
  private static func isSumOfNumbers(_ formula: String) -> Bool {
    guard formula.contains("+") || formula.uppercased().hasPrefix("SUM(") else { return false }
    let rest = formula.uppercased().hasPrefix("SUM(") ? formula.dropFirst(4) : formula[...]
    let numbers = rest.split { "+-,; ()".contains($0) }
    return numbers.count > 1 && numbers.allSatisfy { Double($0) != nil }
  }

  /// The text of a page's edge without the codes for place, font, size and colour. Source: ECMA-376 part 1, 18.3.1.46.
  private static func withoutCodes(_ text: String) -> String {
    var said = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: "&") {
      said += rest[..<mark] + " "
      rest = rest[mark...].dropFirst()
      switch rest.first {
      case "\"": rest = rest.dropFirst().drop { $0 != "\"" }.dropFirst()
      case "K": rest = rest.dropFirst(7)
      // A size has two digits at most that stand before a text.
      case let digit? where digit.isNumber:
        rest = rest.dropFirst(rest.prefix(2).allSatisfy(\.isNumber) ? 2 : 1)
      default: rest = rest.dropFirst()
      }
    }
    return said + rest
  }
}
