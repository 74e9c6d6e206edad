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

/// Writes rows of cells as one line of text each.
struct GridWriter {
  /// What is written and not yet taken.
  private(set) var bytes: [UInt8] = []
  /// Lines written, and where each comes from.
  private(set) var lines = 0
  private(set) var origins = LineOrigins()
  private var column = 0
  private var isRowOpen = false

  /// Stands for a line break within a cell, so that a row is always one line. The scan for identifiers takes it
  /// for the line break that it is. U+2028, LINE SEPARATOR, in UTF-8.
  private static let lineSeparator: [UInt8] = [0xe2, 0x80, 0xa8]

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
    column = 0
  }

  /// Writes a cell; columns count from 0 and come in order.
  mutating func add(_ text: String, column target: Int) {
    guard isRowOpen, target >= column else { return }
    while column < target {
      bytes.append(UInt8(ascii: ","))
      column += 1
    }
    let quote = UInt8(ascii: "\"")
    let needsQuotes = text.utf8.contains { $0 == quote || $0 == UInt8(ascii: ",") || $0 < 0x20 }
    guard needsQuotes else {
      bytes += text.utf8
      return
    }
    bytes.append(quote)
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\n") {
        if previous != UInt8(ascii: "\r") { bytes += Self.lineSeparator }
      } else if byte == UInt8(ascii: "\r") {
        bytes += Self.lineSeparator
      } else {
        if byte == quote { bytes.append(quote) }
        bytes.append(byte)
      }
      previous = byte
    }
    bytes.append(quote)
  }

  mutating func endRow() {
    if isRowOpen { bytes.append(UInt8(ascii: "\n")) }
    isRowOpen = false
  }

  /// Hands over what is written.
  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }
}
