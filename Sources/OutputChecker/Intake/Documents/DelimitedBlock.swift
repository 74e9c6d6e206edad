// Delimited records among the lines of a text: between the fences of Markdown, in a string of a program, below prose.

import DisclosureRules

/// Reads records that stand in a text with a header above them.
enum DelimitedBlock {
  /// Lines, the header among them.
  private static let fewestLines = 3
  private static let probedLines = 20
  /// Bars part columns of consoles, which ``AlignedTable`` reads.
  private static let delimiters = Array(",;\t".utf8)
  /// Bytes of the longest line that is looked at.
  private static let longestLine = 4_096
  /// Digits behind a comma that parts thousands.
  private static let thousand = 3

  /// Whether records begin on a line with their header.
  static func begins(in lines: [String], at start: Int) -> Bool { probe(lines, from: start) != nil }

  /// The records that begin on a line with their header; nil where none begin there.
  ///
  /// - Returns: its rows, the header first, and one past its last line.
  static func find(in lines: [String], from start: Int) -> (rows: [TextTableRow], end: Int)? {
    guard let probed = probe(lines, from: start) else { return nil }
    var rows = probed.rows
    take(&rows, from: lines, probed.delimiter, upTo: .max)
    return (rows, start + rows.count)
  }

  /// The first records that begin on a line: few tell whether they are any, and every line of a text may be asked.
  private static func probe(_ lines: [String], from start: Int) -> (rows: [TextTableRow], delimiter: UInt8)? {
    guard start + fewestLines <= lines.count else { return nil }
    for delimiter in delimiters
    where lines[start].utf8.contains(delimiter)
      && (mayHoldNumber(lines[start + 1], delimiter) || mayHoldNumber(lines[start + 2], delimiter))
    {
      // Behind the last argument of a line stands a comma too; the last cell of a record may be empty.
      guard lines[start].utf8.last != delimiter, let header = cells(of: lines[start], delimiter),
        isHeader(header)
      else { continue }
      var rows = [TextTableRow(line: start + 1, cells: header)]
      take(&rows, from: lines, delimiter, upTo: probedLines)
      guard rows.count >= fewestLines, holdsNumbers(rows.dropFirst(), columns: header.count) else { continue }
      return (rows, delimiter)
    }
    return nil
  }

  /// Adds the records below those that were read, until one has another width or there are so many.
  private static func take(
    _ rows: inout [TextTableRow], from lines: [String], _ delimiter: UInt8, upTo most: Int
  ) {
    guard let first = rows.first else { return }
    var next = first.line - 1 + rows.count
    while rows.count < most, next < lines.count, let row = cells(of: lines[next], delimiter),
      row.count == first.cells.count, !ProgramText.isLine(lines[next])
    {
      next += 1
      rows.append(TextTableRow(line: next, cells: row))
    }
  }

  /// Whether a digit stands behind a delimiter, or a line begins with one: nearly every line of prose is passed over here.
  private static func mayHoldNumber(_ line: String, _ delimiter: UInt8) -> Bool {
    var isBehind = true
    var holdsDelimiter = false
    var holdsNumber = false
    for byte in line.utf8 {
      if byte == delimiter {
        isBehind = true
        holdsDelimiter = true
      } else if isBehind {
        if ByteKind.isDigit(byte) { holdsNumber = true }
        isBehind = byte == 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "-")
      }
    }
    return holdsDelimiter && holdsNumber
  }

  private static func isHeader(_ cells: [String]) -> Bool {
    // Years may stand in it, but behind a name.
    cells.first?.contains(where: \.isLetter) ?? false && !cells.allSatisfy(AlignedTable.isNumber)
  }

  /// Whether a column is one of numbers for the most part.
  private static func holdsNumbers(_ rows: ArraySlice<TextTableRow>, columns: Int) -> Bool {
    (0..<columns).contains { column in
      rows.count(where: { AlignedTable.isNumber($0.cells[column]) }) * 2 > rows.count
    }
  }

  /// The cells of a line; nil where it is no record of two or more.
  private static func cells(of line: String, _ delimiter: UInt8) -> [String]? {
    let bytes = Array(line.utf8)
    guard bytes.count <= longestLine, bytes.contains(delimiter) else { return nil }
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    func finish() {
      var text = cell.drop { $0 == 0x20 }
      while text.last == 0x20 { text.removeLast() }
      cells.append(String(decoding: text, as: UTF8.self))
      cell = []
    }
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == delimiter, !isQuoted {
        if byte == UInt8(ascii: ","), partsThousands(at: index, in: bytes, cell: cell) { return nil }
        finish()
      } else {
        cell.append(byte)
      }
    }
    guard !isQuoted else { return nil }
    finish()
    return cells.count > 1 ? cells : nil
  }

  /// `patients: 5,412`: a comma within a number that stands behind words.
  private static func partsThousands(at index: Int, in bytes: [UInt8], cell: [UInt8]) -> Bool {
    let behind = bytes[(index + 1)...].prefix { ByteKind.isDigit($0) }
    guard behind.count == thousand, let last = cell.last, ByteKind.isDigit(last) else { return false }
    return !AlignedTable.isNumber(String(decoding: cell, as: UTF8.self))
  }
}
