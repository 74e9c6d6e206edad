// Tables of Markdown.

/// A table with pipes between its cells and a line of dashes below its header.
/// Source: GitHub Flavored Markdown, 4.10 tables.
enum MarkdownTable {
  /// One past the last line of the table whose header is at a line; nil when no table starts there.
  static func end(of lines: [String], from start: Int) -> Int? {
    guard start + 1 < lines.count, lines[start].contains("|"), isRule(lines[start + 1]) else { return nil }
    let width = cells(of: lines[start]).count
    guard width == cells(of: lines[start + 1]).count else { return nil }
    // A box with a rule below its first line is none of Markdown's unless its rows are cut where the rule is.
    if width == 1, start + 2 < lines.count, lines[start + 2].contains("|"),
      cells(of: lines[start + 2]).count != 1
        || lines[start].contains("  ") && lines[start + 2].contains("  ")
    {
      return nil
    }
    var end = start + 2
    while end < lines.count, lines[end].contains("|"), !TextTables.isBlank(lines[end]) { end += 1 }
    return end
  }

  static func rows(of lines: [String], in range: Range<Int>) -> [TextTableRow] {
    range.filter { $0 != range.lowerBound + 1 }.map {
      TextTableRow(line: $0 + 1, cells: cells(of: lines[$0]).map(plain))
    }
  }

  /// `| --- | :-: |`.
  private static func isRule(_ line: String) -> Bool {
    guard line.contains("-"), line.utf8.allSatisfy({ " \t|:-".utf8.contains($0) }) else { return false }
    return cells(of: line).allSatisfy { $0.contains("-") }
  }

  /// The cells between pipes, without those at the line's ends.
  private static func cells(of line: String) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isEscaped = false
    for character in line {
      if isEscaped {
        cell.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "|" {
        cells.append(cell)
        cell = ""
      } else {
        cell.append(character)
      }
    }
    cells.append(cell)
    if cells.count > 1, TextTables.isBlank(cells[0]) { cells.removeFirst() }
    if cells.count > 1, let last = cells.last, TextTables.isBlank(last) { cells.removeLast() }
    return cells
  }

  /// Without marks of emphasis and code at the ends, which are no part of a value.
  private static func plain(_ cell: String) -> String {
    var text = cell.split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ")[...]
    while text.count > 2, let first = text.first, first == "*" || first == "_" || first == "`",
      text.last == first
    {
      text = text.dropFirst().dropLast()
    }
    return String(text)
  }
}
