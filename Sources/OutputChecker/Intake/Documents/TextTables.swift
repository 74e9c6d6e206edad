// The tables in a text: those of Markdown, of LaTeX, and columns that stand one below the other.

import DisclosureRules

/// Reads a text that is not itself one delimited table into its parts.
struct TextTables {
  private var parts = DocumentParts()
  private let lines: [String]

  /// Reads a text, given as UTF-8.
  static func read(_ bytes: [UInt8], isStata: Bool = false) -> DocumentParts {
    var reader = TextTables(lines: TextLines(bytes).lines.map { isStata ? SMCL.plain($0) : $0 })
    reader.read()
    return reader.parts
  }

  private init(lines: [String]) { self.lines = lines }

  private mutating func read() {
    var index = 0
    while index < lines.count {
      if let end = LaTeXTable.end(of: lines, from: index) {
        take(LaTeXTable.rows(of: lines, in: index..<end))
        scan(index..<end)
        index = end
      } else if let end = MarkdownTable.end(of: lines, from: index) {
        take(MarkdownTable.rows(of: lines, in: index..<end))
        scan(index..<end)
        index = end
      } else {
        let end = blockEnd(from: index)
        let tables = AlignedTable.tables(of: lines, in: index..<end)
        for table in tables { take(table) }
        scan(index..<end)
        if tables.isEmpty, lines[index..<end].contains(where: Self.holdsNumber) { parts.hasProse = true }
        index = end
      }
    }
  }

  /// One past the last line of the block that starts at a line: up to an empty line, or to another table.
  private func blockEnd(from start: Int) -> Int {
    var end = start + 1
    while end < lines.count, !Self.isBlank(lines[end]), !Self.isBlank(lines[end - 1]),
      LaTeXTable.end(of: lines, from: end) == nil, MarkdownTable.end(of: lines, from: end) == nil
    {
      end += 1
    }
    return end
  }

  private mutating func take(_ rows: [TextTableRow]) {
    guard rows.count >= 2 else { return }
    parts.tables.append(GridWriter.table(of: rows))
  }

  /// Every line is scanned as it stands, whatever tables were seen in it: a table that was not understood must
  /// hide nothing.
  private mutating func scan(_ range: Range<Int>) {
    for index in range where !Self.isBlank(lines[index]) {
      parts.texts.append(.init(text: lines[index], location: Location(line: index + 1)))
    }
  }

  static func isBlank(_ line: String) -> Bool { line.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
  private static func holdsNumber(_ line: String) -> Bool {
    line.utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}

/// A row of a table in a text.
struct TextTableRow {
  /// The line on which it starts, from 1.
  var line: Int
  var cells: [String]
}
