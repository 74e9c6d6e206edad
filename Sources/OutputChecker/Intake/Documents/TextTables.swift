// The tables in a text: those of Markdown, of LaTeX, and columns that stand one below the other.

import DisclosureRules

/// Reads a text that is not itself one delimited table into its parts.
struct TextTables {
  private var parts = DocumentParts()
  private let lines: [String]
  private let laTeX: LaTeXTable.Finder
  /// Sizes of groups below this are small.
  private let threshold: Int

  /// Reads a text, given as UTF-8.
  static func read(_ bytes: [UInt8], isStata: Bool = false, threshold: Int) -> DocumentParts {
    var reader = TextTables(
      lines: TextLines(bytes).lines.map { isStata ? SMCL.plain($0) : $0 }, threshold: threshold)
    reader.read()
    return reader.parts
  }

  private init(lines: [String], threshold: Int) {
    self.lines = lines
    self.threshold = threshold
    laTeX = LaTeXTable.Finder(lines)
  }

  private mutating func read() {
    var index = 0
    while index < lines.count {
      if let end = laTeX.end(from: index) {
        take(LaTeXTable.rows(of: lines, in: index..<end))
        scan(index..<end)
        index = end
      } else if let end = MarkdownTable.end(of: lines, from: index) {
        take(MarkdownTable.rows(of: lines, in: index..<end))
        scan(index..<end)
        index = end
      } else {
        let end = blockEnd(from: index)
        // Lines of a program stand one below the other by chance.
        let code = lines[index..<end].count(where: GroupSizes.isCode)
        let tables = code * 2 >= end - index ? [] : AlignedTable.tables(of: lines, in: index..<end)
        for table in tables { take(table) }
        scan(index..<end)
        if tables.isEmpty { judge(prose: index..<end) }
        index = end
      }
    }
  }

  /// Text whose numbers no rule for tables sees.
  private mutating func judge(prose range: Range<Int>) {
    var rows = 0
    for index in range {
      if GroupSizes.isIn(lines[index], below: threshold) {
        parts.note(.groupSize, at: Location(line: index + 1))
      }
      rows = Self.isRow(lines[index]) ? rows + 1 : 0
      if rows == Self.fewestRows { parts.note(.unreadNumbers, at: Location(line: index + 2 - rows)) }
    }
  }

  /// Lines of numbers, one below the other, that are a table to whoever reads them.
  private static let fewestRows = 3
  private static let fewestNumbers = 2

  /// Whether at least two of a line's words are numbers, and half of them.
  private static func isRow(_ line: String) -> Bool {
    let words = line.split { $0 == " " || $0 == "\t" || $0 == "|" }
    guard words.count >= fewestNumbers, words.count < 100 else { return false }
    let numbers = words.count { word in
      word.utf8.first.map { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "(") }
        ?? false
        && word.utf8.contains { (0x30...0x39).contains($0) }
        && word.utf8.allSatisfy { (0x30...0x39).contains($0) || "-+.,%()<>*eE[]".utf8.contains($0) }
    }
    return numbers >= fewestNumbers && numbers * 2 >= words.count
  }

  /// One past the last line of the block that starts at a line: up to an empty line, or to another table.
  private func blockEnd(from start: Int) -> Int {
    var end = start + 1
    while end < lines.count, !Self.isBlank(lines[end]), !Self.isBlank(lines[end - 1]),
      laTeX.end(from: end) == nil, MarkdownTable.end(of: lines, from: end) == nil
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
}

/// A row of a table in a text.
struct TextTableRow {
  /// The line on which it starts, from 1.
  var line: Int
  var cells: [String]
}
