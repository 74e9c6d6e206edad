// A grid of cells as delimited text, so that spreadsheets go through the very same parser and rules.

import DisclosureRules

/// Where the lines of a table's text come from.
struct LineOrigins: Sendable, Equatable {
  /// From a line of the text on, the lines come from consecutive rows or lines of the source.
  struct Segment: Sendable, Equatable {
    var line: Int
    var origin: Int
  }

  /// In order of lines; the first is line 1.
  private(set) var segments: [Segment] = []

  /// Notes where the next line comes from.
  mutating func add(line: Int, origin: Int) {
    if let last = segments.last, last.origin + (line - last.line) == origin { return }
    if let last = segments.last, last.line == line { segments.removeLast() }
    segments.append(Segment(line: line, origin: origin))
  }

  /// The row or line of the source from which a line of the text comes, both from 1.
  func origin(ofLine line: Int) -> Int {
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].line <= line { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return line }
    return segments[low - 1].origin + (line - segments[low - 1].line)
  }
}

/// Writes rows of cells as records of delimited text, all of one width.
struct GridWriter {
  /// The columns that hold anything, from 0; nil as long as nothing was seen.
  private(set) var extent: ClosedRange<Int>?
  /// What is written and not yet taken.
  private(set) var bytes: [UInt8] = []
  /// Lines written, and where each comes from.
  private(set) var lines = 0
  private(set) var origins = LineOrigins()
  private let frame: ClosedRange<Int>?
  private var column = 0
  private var isRowOpen = false
  /// Line breaks within the cells of the open row.
  private var breaks = 0

  /// - Parameter frame: the columns to write, from 0; without it rows are as long as what they hold.
  init(frame: ClosedRange<Int>? = nil) {
    self.frame = frame
    column = frame?.lowerBound ?? 0
  }

  /// Starts a row; a gap to the row before becomes one empty line, which separates tables.
  mutating func startRow(origin: Int, afterGap: Bool) {
    endRow()
    if afterGap && lines > 0 {
      lines += 1
      origins.add(line: lines, origin: max(1, origin - 1))
      bytes.append(UInt8(ascii: "\n"))
    }
    lines += 1
    origins.add(line: lines, origin: origin)
    isRowOpen = true
    column = frame?.lowerBound ?? 0
  }

  /// Writes a cell; columns count from 0 and come in order.
  mutating func add(_ text: String, column target: Int) {
    guard isRowOpen, !text.isEmpty else { return }
    extent = min(extent?.lowerBound ?? target, target)...max(extent?.upperBound ?? target, target)
    guard target >= column, frame?.contains(target) ?? true else { return }
    pad(to: target)
    let quote = UInt8(ascii: "\"")
    let needsQuotes = text.utf8.contains { $0 == quote || $0 == UInt8(ascii: ",") || $0 < 0x20 }
    guard needsQuotes else {
      bytes += text.utf8
      return
    }
    bytes.append(quote)
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        if byte == UInt8(ascii: "\r") || previous != UInt8(ascii: "\r") {
          bytes.append(UInt8(ascii: "\n"))
          breaks += 1
        }
      } else {
        if byte == quote { bytes.append(quote) }
        bytes.append(byte)
      }
      previous = byte
    }
    bytes.append(quote)
  }

  mutating func endRow() {
    if isRowOpen {
      if let frame { pad(to: frame.upperBound) }
      bytes.append(UInt8(ascii: "\n"))
      lines += breaks
    }
    breaks = 0
    isRowOpen = false
  }

  private mutating func pad(to target: Int) {
    while column < target {
      bytes.append(UInt8(ascii: ","))
      column += 1
    }
  }

  /// Hands over what is written.
  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }
}

extension GridWriter {
  /// Rows of a text as delimited text, with the lines they come from.
  static func table(of rows: [TextTableRow]) -> DocumentParts.Table {
    let rows = withoutRowNumbers(rows)
    let width = rows.map(\.cells.count).max() ?? 0
    var writer = GridWriter(frame: width > 0 ? 0...(width - 1) : nil)
    for row in rows {
      writer.startRow(origin: row.line, afterGap: false)
      for (column, cell) in row.cells.enumerated() { writer.add(cell, column: column) }
      writer.endRow()
    }
    let origins = writer.origins
    return DocumentParts.Table(text: writer.take(), origins: origins)
  }

  /// Consoles number the rows that they print, under no name: from 0 in Python, from 1 in R, as `Obs` in SAS.
  private static func withoutRowNumbers(_ rows: [TextTableRow]) -> [TextTableRow] {
    guard rows.count >= 3, rows[0].cells.count >= 2, ["", "Obs"].contains(rows[0].cells[0]),
      let start = rows[1].cells.first.flatMap({ Int($0) }), start == 0 || start == 1,
      rows.dropFirst().enumerated().allSatisfy({ $1.cells.first == String(start + $0) })
    else { return rows }
    return rows.map { row in
      var row = row
      row.cells[0] = ""
      return row
    }
  }
}
