// Tables whose columns stand one below the other: consoles, logs, listings.

/// Finds tables in a block of lines by the columns of blanks that run through all of them.
///
/// Characters count as one column each. Rules of dashes and boxes, which consoles draw, are blanks.
enum AlignedTable {
  /// Rows below the header that a table has at least.
  private static let fewestRows = 1
  /// Lines of a title.
  private static let longestTitle = 3
  /// A block with more columns is no table that people read.
  private static let mostColumns = 200
  /// Characters of a line that are looked at.
  private static let widestLine = 4_000
  /// Share of a column's cells that are numbers in a column of numbers.
  private static let numericShare = 0.5

  /// The tables of a block; nothing when the block is running text.
  static func tables(of lines: [String], in range: Range<Int>) -> [[TextTableRow]] {
    let rows = range.map { (line: $0 + 1, text: blanked(lines[$0])) }.filter {
      !$0.text.allSatisfy { $0 == " " }
    }
    // A title above the table runs across its columns: without it more of them can be told apart.
    var best: [TextTableRow]?
    for skipped in 0...longestTitle where rows.count - skipped > fewestRows {
      guard let table = table(of: Array(rows[skipped...])) else { continue }
      if table[0].cells.count > best?[0].cells.count ?? 0 { best = table }
    }
    return best.map { [$0] } ?? []
  }

  private static func table(of rows: [(line: Int, text: [Character])]) -> [TextTableRow]? {
    let width = rows.map(\.text.count).max() ?? 0
    guard width <= widestLine else { return nil }
    var isUsed = [Bool](repeating: false, count: width)
    for row in rows {
      for (index, character) in row.text.enumerated() where character != " " { isUsed[index] = true }
    }
    var columns: [Range<Int>] = []
    var start: Int?
    for index in 0...width {
      let used = index < width && isUsed[index]
      if used && start == nil { start = index }
      if !used, let from = start {
        columns.append(from..<index)
        start = nil
      }
    }
    guard columns.count >= 2, columns.count <= mostColumns else { return nil }
    let cells = rows.map { row in
      TextTableRow(
        line: row.line,
        cells: columns.map { column in
          let part = row.text.dropFirst(column.lowerBound).prefix(column.count)
          return String(part).split(separator: " ").joined(separator: " ")
        })
    }
    return holdsNumbers(cells, columns: columns.count) ? cells : nil
  }

  /// At least one column is one of numbers below its first row.
  private static func holdsNumbers(_ rows: [TextTableRow], columns: Int) -> Bool {
    (0..<columns).contains { column in
      let body = rows.dropFirst().map { $0.cells[column] }.filter { !$0.isEmpty }
      let numbers = body.count(where: isNumber)
      return !body.isEmpty && Double(numbers) >= Double(body.count) * numericShare
    }
  }

  /// Digits with the marks that stand around numbers; no date and no time.
  private static func isNumber(_ cell: String) -> Bool {
    let bytes = cell.utf8
    guard bytes.contains(where: { (0x30...0x39).contains($0) }) else { return false }
    let dashes = bytes.dropFirst().count { $0 == UInt8(ascii: "-") }
    return dashes < 2
      && bytes.allSatisfy { (0x30...0x39).contains($0) || "-+.,%()<>*eE[]/ ".utf8.contains($0) }
  }

  /// The line with what only draws lines as blanks, and tabs as blanks to the next stop of eight.
  private static func blanked(_ line: String) -> [Character] {
    // What was typed at the prompt of R or Stata stands above its output.
    if line.hasPrefix("> ") || line.hasPrefix(". ") { return [] }
    var characters: [Character] = []
    for character in line.prefix(widestLine + 1) {
      if character == "\t" {
        repeat { characters.append(" ") } while characters.count % 8 != 0
      } else if character == "|" || isBox(character) {
        characters.append(" ")
      } else {
        characters.append(character)
      }
    }
    // `----` and `====` and `+` between them draw a line; one `-` is a minus or a mask.
    let isRule =
      characters.allSatisfy { " -=+_.".contains($0) } && characters.contains { $0 != " " && $0 != "." }
      && characters.count { $0 == "-" || $0 == "=" || $0 == "_" } >= 3
    return isRule ? [] : characters
  }

  /// U+2500 to U+257F, Box Drawing.
  private static func isBox(_ character: Character) -> Bool {
    character.unicodeScalars.first.map { (0x2500...0x257f).contains($0.value) } ?? false
  }
}
