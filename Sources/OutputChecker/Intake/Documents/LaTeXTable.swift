// Tables of LaTeX.

/// The rows of `tabular` and of what is like it.
enum LaTeXTable {
  private static let environments = [
    "tabular", "tabularx", "tabulary", "longtable", "tabu", "array", "longtabu",
  ]
  /// Commands that stand for nothing in a cell, with or without an argument in braces that stands for nothing.
  private static let silent: Set<String> = [
    "hline", "toprule", "midrule", "bottomrule", "cmidrule", "cline", "addlinespace", "endhead",
    "endfirsthead",
    "endfoot", "endlastfoot", "noalign", "vspace", "hspace", "centering", "small", "footnotesize", "label",
    "rowcolor", "cellcolor", "caption",
  ]

  /// Finds where environments begin and end.
  struct Finder {
    private let lines: [String]
    /// The last line that ends each environment: behind it none needs to be looked for.
    private var lastEnds: [String: Int] = [:]

    init(_ lines: [String]) {
      self.lines = lines
      for index in lines.indices where lines[index].utf8.contains(UInt8(ascii: "\\")) {
        for name in LaTeXTable.environments(in: lines[index], "end")
        where LaTeXTable.environments.contains(name) {
          lastEnds[name] = index
        }
      }
    }

    /// One past the last line of the environment that begins on a line; nil when none begins there or it has no end.
    func end(from start: Int) -> Int? {
      guard !lastEnds.isEmpty, lines[start].utf8.contains(UInt8(ascii: "\\")),
        let name = LaTeXTable.environments.first(where: {
          lastEnds[$0, default: -1] >= start && LaTeXTable.marks(lines[start], "begin", $0)
        })
      else { return nil }
      return (start..<lines.count).first { LaTeXTable.marks(lines[$0], "end", name) }.map { $0 + 1 }
    }
  }

  /// Whether `\begin{name}` or `\begin{name*}` stands on a line.
  private static func marks(_ line: String, _ command: String, _ name: String) -> Bool {
    environments(in: line, command).contains(name)
  }

  /// The names behind `\begin` or `\end` on a line, without their stars.
  private static func environments(in line: String, _ command: String) -> [String] {
    let bytes = line.utf8
    let mark = Array("\\\(command){".utf8)
    var names: [String] = []
    var index = bytes.startIndex
    while let start = bytes[index...].firstIndex(of: mark[0]) {
      index = bytes.index(after: start)
      let rest = bytes[start...]
      guard rest.starts(with: mark) else { continue }
      let name = rest.dropFirst(mark.count).prefix { $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: "*") }
      if name.count <= longestName { names.append(String(Substring(name))) }
    }
    return names
  }

  /// No environment of tables has a longer name.
  private static let longestName = 16

  /// Lines above and below a table in which its caption is looked for.
  private static let captionDistance = 8

  /// The caption of a table, as a row of its own; nil where none stands near it.
  static func caption(of lines: [String], around range: Range<Int>) -> TextTableRow? {
    let above = (max(0, range.lowerBound - captionDistance)..<range.lowerBound).reversed().prefix {
      environments(in: lines[$0], "end").isEmpty
    }
    let below =
      (range.upperBound..<max(range.upperBound, min(lines.count, range.upperBound + captionDistance)))
      .prefix { environments(in: lines[$0], "begin").isEmpty }
    for index in Array(above) + Array(range) + Array(below) {
      guard let mark = lines[index].firstRange(of: "\\caption") else { continue }
      let rest = lines[index][mark.upperBound...]
      guard let open = rest.firstIndex(of: "{") else { continue }
      let inside = rest[open...].dropFirst()
      var reader = RowReader(line: index + 1)
      _ = reader.take(String(inside), number: index + 1)
      let text = reader.cell.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return text.isEmpty ? nil : TextTableRow(line: index + 1, cells: [text])
    }
    return nil
  }

  static func rows(of lines: [String], in range: Range<Int>) -> [TextTableRow] {
    var rows: [TextTableRow] = []
    var reader = RowReader(line: range.lowerBound + 1)
    for index in range {
      var line = lines[index]
      if index == range.lowerBound {
        // What stands before the body: the environment's name and its columns.
        guard let begin = line.firstRange(of: "\\begin{") else { continue }
        line = String(line[begin.lowerBound...])
        line = RowReader.afterArguments(line)
      }
      if let end = line.firstRange(of: "\\end{") { line = String(line[..<end.lowerBound]) }
      rows += reader.take(line + " ", number: index + 1)
    }
    rows += reader.finish()
    return rows
  }

  /// Collects cells over lines.
  private struct RowReader {
    var line: Int
    var cells: [String] = []
    var cell = ""
    /// How many spanning cells this text stands in.
    private let depth: Int
    /// As in HTML: no table spans more columns.
    static let widestSpan = 1_000
    /// Spanning cells within each other, and characters of one: what is more is read as plain text.
    private static let deepestSpan = 4
    private static let longestSpan = 1_000

    init(line: Int, depth: Int = 0) {
      self.line = line
      self.depth = depth
    }

    /// The text behind `\begin{tabular}{lrr}` and its options.
    static func afterArguments(_ text: String) -> String {
      var rest = text[...]
      if let begin = rest.firstIndex(of: "{") { rest = rest[begin...] }
      while let first = rest.first, first == "{" || first == "[" {
        guard let end = RowReader.closing(rest) else { return "" }
        rest = rest[rest.index(after: end)...]
      }
      return String(rest)
    }

    /// Where the bracket that opens a text is closed.
    static func closing(_ text: Substring, within most: Int = .max) -> Substring.Index? {
      guard let open = text.first else { return nil }
      let text = text.prefix(most)
      let close: Character = open == "{" ? "}" : "]"
      var depth = 0
      var index = text.startIndex
      while index < text.endIndex {
        if text[index] == "\\" {
          index = text.index(after: index)
          if index < text.endIndex { index = text.index(after: index) }
          continue
        }
        if text[index] == open { depth += 1 }
        if text[index] == close {
          depth -= 1
          if depth == 0 { return index }
        }
        index = text.index(after: index)
      }
      return nil
    }

    mutating func take(_ text: String, number: Int) -> [TextTableRow] {
      var rows: [TextTableRow] = []
      if cells.isEmpty && TextTables.isBlank(cell) { line = number }
      var rest = text[...]
      while let character = rest.first {
        rest = rest.dropFirst()
        switch character {
        case "%": return rows
        case "&": endCell()
        case "$", "{", "}": break
        case "~": cell.append(" ")
        case "\\":
          guard let next = rest.first else { break }
          if next == "\\" {
            rest = rest.dropFirst()
            if rest.first == "[", let end = Self.closing(rest) { rest = rest[end...].dropFirst() }
            rows += endRow()
            line = number
          } else if !next.isLetter {
            rest = rest.dropFirst()
            cell.append(next == "," || next == ";" ? " " : next)
          } else {
            let name = String(rest.prefix { $0.isLetter })
            rest = rest.dropFirst(name.count)
            if name == "tabularnewline" {
              rows += endRow()
              line = number
            } else {
              takeCommand(name, &rest)
            }
          }
        default: cell.append(character)
        }
      }
      return rows
    }

    private mutating func takeCommand(_ name: String, _ rest: inout Substring) {
      if name == "multicolumn" || name == "multirow" {
        if depth == Self.deepestSpan { return }
        // The number of columns, their form, and then the text, which is read on.
        var count = 1
        if rest.first == "{", let end = Self.closing(rest, within: Self.longestSpan) {
          count = Int(rest[rest.index(after: rest.startIndex)..<end]) ?? 1
          rest = rest[end...].dropFirst()
        }
        if rest.first == "{", let end = Self.closing(rest, within: Self.longestSpan) {
          rest = rest[end...].dropFirst()
        }
        if name == "multicolumn", rest.first == "{", let end = Self.closing(rest, within: Self.longestSpan) {
          let inside = String(rest.dropFirst()[..<end])
          rest = rest[end...].dropFirst()
          var inner = RowReader(line: line, depth: depth + 1)
          // A cell may have several lines.
          let lines = inner.take(inside, number: line) + inner.finish()
          cell += lines.flatMap(\.cells).joined(separator: " ")
          for _ in 1..<min(max(1, count), RowReader.widestSpan) {
            let text = cell
            endCell()
            cell = Double(text) == nil ? text : ""
          }
        }
        return
      }
      if silent.contains(name) {
        while rest.first == "{" || rest.first == "[" || rest.first == "(" {
          if rest.first == "(" {
            guard let end = rest.firstIndex(of: ")") else { return }
            rest = rest[end...].dropFirst()
          } else {
            guard let end = Self.closing(rest) else { return }
            rest = rest[end...].dropFirst()
          }
        }
        return
      }
      switch name {
      case "textless", "lt": cell.append("<")
      case "leq", "le": cell.append("≤")
      case "textgreater", "gt": cell.append(">")
      case "geq", "ge": cell.append("≥")
      case "pm": cell.append("±")
      default: break
      }
    }

    private mutating func endCell() {
      cells.append(cell.split(whereSeparator: \.isWhitespace).joined(separator: " "))
      cell = ""
    }

    private mutating func endRow() -> [TextTableRow] {
      endCell()
      defer { cells = [] }
      return cells.allSatisfy(\.isEmpty) ? [] : [TextTableRow(line: line, cells: cells)]
    }

    mutating func finish() -> [TextTableRow] {
      cells.isEmpty && TextTables.isBlank(cell) ? [] : endRow()
    }
  }
}
