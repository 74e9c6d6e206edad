// Matrices as numpy and Python print them: `[[812  37]`, ` [  4 147]]`.

/// Reads the rows of a matrix that stands in lines of text, or in one.
enum NumberMatrix {
  /// Lines of the longest matrix that people read.
  private static let mostLines = 100
  /// Characters of the words above a matrix that name it.
  private static let longestLabel = 80
  /// Columns that are told apart.
  private static let mostColumns = 50

  /// The matrix that begins on a line, under the words before it; nil where none begins there.
  ///
  /// - Returns: its rows, below one of names, and one past its last line.
  static func find(in lines: [String], from start: Int) -> (rows: [TextTableRow], end: Int)? {
    guard let open = lines[start].firstRange(of: "[[") else { return nil }
    var rows: [TextTableRow] = []
    var text = lines[start][open.upperBound...]
    for index in start..<min(lines.count, start + mostLines) {
      if index > start {
        let line = lines[index].drop { $0 == " " || $0 == "\t" }
        guard line.first == "[" else { return nil }
        text = line.dropFirst()
      }
      while let close = text.firstIndex(of: "]") {
        guard let cells = numbers(text[..<close]), rows.last.map({ $0.cells.count == cells.count }) ?? true
        else {
          return nil
        }
        rows.append(TextTableRow(line: index + 1, cells: cells))
        text = text[close...].dropFirst()
        if text.first == "]" {
          let label = lines[start][..<open.lowerBound]
          let above = start > 0 ? lines[start - 1].drop { $0.isWhitespace }.prefix(longestLabel) : ""
          return named(rows, by: label.contains(where: \.isLetter) ? label : above, end: index + 1)
        }
        guard let next = text.firstIndex(of: "[") else { break }
        text = text[next...].dropFirst()
      }
    }
    return nil
  }

  private static func named(_ rows: [TextTableRow], by label: Substring, end: Int) -> ([TextTableRow], Int)? {
    guard let first = rows.first, (1...mostColumns).contains(first.cells.count) else { return nil }
    // `INFO:eval:confusion matrix` is called by its last words.
    let name = label.split { ":=(".contains($0) }.last { $0.contains(where: \.isLetter) } ?? ""
    let words = name.split { !$0.isLetter }.joined(separator: " ")
    let header = first.cells.indices.map { words.isEmpty ? "" : "\(words) \($0)" }
    return ([TextTableRow(line: first.line, cells: header)] + rows, end)
  }

  private static func numbers(_ text: Substring) -> [String]? {
    let cells = text.split { $0 == " " || $0 == "," || $0 == "\t" }.map(String.init)
    return !cells.isEmpty && cells.allSatisfy(AlignedTable.isNumber) ? cells : nil
  }
}
