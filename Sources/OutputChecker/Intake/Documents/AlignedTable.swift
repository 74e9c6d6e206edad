// Tables whose columns stand one below the other: consoles, logs, listings.

import DisclosureRules

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
    guard range.count > fewestRows else { return [] }
    // What R prints of a test has numbers here and there, and no columns.
    if range.contains(where: {
      ModelStatements.listsStatistics(lines[$0]) || NumberLines.showsRecords(lines[$0])
    }) {
      return []
    }
    if isListOfSentences(lines[range]) { return [] }
    let name = range.lazy.compactMap { PrintedFrame.seriesName(lines[$0]) }.first
    let hasStars = range.contains { lines[$0].hasPrefix(PrintedFrame.significance) }
    let rows = range.filter { !PrintedFrame.isNote(lines[$0]) && !ModelStatements.isIn(lines[$0]) }.map {
      (line: $0 + 1, text: blanked(hasStars ? PrintedFrame.withoutStars(lines[$0]) : lines[$0]))
    }.filter {
      !$0.text.allSatisfy { $0 == " " }
    }
    // Names with their values are settings and statistics, each by itself.
    if rows.allSatisfy({ $0.text.contains("=") || LabelledNumber(String($0.text))?.isMarked ?? false }) {
      return []
    }
    // A title above the table runs across its columns: without it more of them can be told apart.
    var best: [TextTableRow]?
    for skipped in 0...longestTitle where rows.count - skipped > fewestRows {
      // A line with as many cells as the table has columns is a row of it; a name may stand above two numbers.
      if skipped > 0, let best,
        segments(of: lines[rows[skipped - 1].line - 1]) >= max(3, best[0].cells.count - 1)
      {
        break
      }
      guard let table = table(of: Array(rows[skipped...])) else { continue }
      let isBelowTitle = skipped > 0 && isTitle(lines[rows[skipped - 1].line - 1])
      if table[0].cells.count > best?[0].cells.count ?? 0
        || isBelowTitle && table[0].cells.count == best?[0].cells.count
          && !table[0].cells.contains(where: isNumber)
      {
        best = table
      }
    }
    guard let best else { return [] }
    var table = CodedHeader.stacked(CodedHeader.named(best))
    if let name { table = PrintedFrame.series(table, named: name) }
    return [table]
  }

  /// Items of a list, most of which are sentences: their blanks fall below each other by chance.
  private static func isListOfSentences(_ lines: ArraySlice<String>) -> Bool {
    let items = lines.map { $0.split { $0 == " " || $0 == "\t" } }
    return items.allSatisfy { $0.first.map { ["-", "*", "•"].contains($0) } ?? false }
      && items.count { $0.count >= shortestSentence } * 2 >= items.count
  }

  /// Words of a sentence, its mark as an item included.
  private static let shortestSentence = 6

  /// Words with one blank between them, as sentences have it; names of columns stand further apart.
  private static func isTitle(_ line: String) -> Bool {
    let text = line.drop { $0 == " " }
    let words = text.split(separator: " ").count
    return words > 1 && !text.contains("  ") && !text.contains("\t") && !text.contains("|")
      && words == text.count { $0 == " " } + 1 && words >= shortestTitle
  }

  private static let shortestTitle = 2

  /// Texts of a line that two blanks or more part.
  private static func segments(of line: String) -> Int {
    line.replacing("\t", with: "  ").split(separator: "  ").count { !$0.allSatisfy { $0 == " " } }
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
    columns = phrases(joined(columns, in: rows), in: rows)
    guard columns.count >= 2, columns.count <= mostColumns, !isProse(rows, columns) else { return nil }
    let cells = rows.map { row in
      TextTableRow(
        line: row.line,
        cells: columns.map { column in
          let part = row.text.dropFirst(column.lowerBound).prefix(column.count)
          return String(part).split(separator: " ").joined(separator: " ")
        })
    }
    if let summary = SummaryCells.split(cells) { return summary }
    let items = withoutItemNumbers(cells)
    return holdsNumbers(items, columns: columns.count) ? items : nil
  }

  /// Columns without those that one row alone has, a single blank away from the next: the words of one cell, as
  /// statsmodels prints the day beside shorter texts.
  private static func joined(_ columns: [Range<Int>], in rows: [(line: Int, text: [Character])])
    -> [Range<Int>]
  {
    guard rows.count > 2 else { return columns }
    var joined: [Range<Int>] = []
    var isLoneBefore = false
    var isNameBefore = false
    for column in columns {
      let using = rows.indices.filter { isFilled(rows[$0].text, column) }
      // Names of columns stand in the first row; a sign goes on with the name before it: `Pr > ChiSq`.
      let isName = using == [0]
      let isLone = using.count == 1 && !isName
      if let last = joined.last, last.upperBound + 1 == column.lowerBound,
        isLone || isLoneBefore || isNameBefore && beginsWithSign(rows[0].text, column)
      {
        joined[joined.count - 1] = last.lowerBound..<column.upperBound
        isLoneBefore = isLoneBefore && isLone
      } else {
        joined.append(column)
        isLoneBefore = isLone
      }
      isNameBefore = isName
    }
    return joined
  }

  /// Columns without those that only part the words of labels: the same word in every row, a blank away from the next.
  private static func phrases(_ columns: [Range<Int>], in rows: [(line: Int, text: [Character])])
    -> [Range<Int>]
  {
    guard rows.count > 1, columns.count > 2 else { return columns }
    var joined: [Range<Int>] = []
    var isSame = false
    for column in columns {
      let cells = rows.map { String($0.text.dropFirst(column.lowerBound).prefix(column.count)) }
      let areWords = cells.allSatisfy { $0.contains(where: \.isLetter) && !isNumber($0) }
      if let last = joined.last, isSame, areWords, last.upperBound + 1 == column.lowerBound,
        cells.allSatisfy({ $0.first != " " })
      {
        joined[joined.count - 1] = last.lowerBound..<column.upperBound
      } else {
        joined.append(column)
      }
      isSame = areWords && Set(cells).count == 1
    }
    return joined
  }

  private static func beginsWithSign(_ text: [Character], _ column: Range<Int>) -> Bool {
    text.dropFirst(column.lowerBound).prefix(column.count).first.map {
      !$0.isLetter && !$0.isNumber && $0 != " "
    }
      ?? false
  }

  private static func isFilled(_ text: [Character], _ column: Range<Int>) -> Bool {
    text.dropFirst(column.lowerBound).prefix(column.count).contains { $0 != " " }
  }

  /// Lines of words with one blank between them whose blanks fall below each other by chance: then the cells of
  /// some column begin and end at different places.
  private static func isProse(_ rows: [(line: Int, text: [Character])], _ columns: [Range<Int>]) -> Bool {
    let hasGap = rows.contains { row in
      zip(row.text, row.text.dropFirst()).drop { $0.0 == " " }.contains { $0.0 == " " && $0.1 == " " }
    }
    guard !hasGap else { return false }
    return columns.contains { column in
      let cells = rows.map { $0.text.dropFirst(column.lowerBound).prefix(column.count) }
        .filter { $0.contains { $0 != " " } }
      let starts = Set(cells.map { $0.firstIndex { $0 != " " } })
      let ends = Set(cells.map { $0.lastIndex { $0 != " " } })
      return starts.count > 1 && ends.count > 1
    }
  }

  /// `1.`, `2.`, and the `[1]`, `[5]` of R, in front of lines number a list, and are no numbers of anything.
  private static func withoutItemNumbers(_ rows: [TextTableRow]) -> [TextTableRow] {
    let isList = rows.enumerated().allSatisfy { number, row in
      let item = row.cells[0]
      // Nothing stands above the numbers of a list's items.
      if number == 0 && item.isEmpty { return true }
      let number = item.first == "[" ? item.dropFirst() : item[...]
      return (item.first == "[" ? item.last == "]" : item.last == "." || item.last == ")") && number.count > 1
        && number.dropLast().allSatisfy(\.isNumber)
    }
    guard isList else { return rows }
    return rows.map { row in
      var row = row
      row.cells[0] = ""
      return row
    }
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
  static func isNumber(_ cell: String) -> Bool {
    let bytes = cell.utf8
    guard bytes.contains(where: { ByteKind.isDigit($0) }) else { return false }
    let dashes = bytes.dropFirst().count { $0 == UInt8(ascii: "-") }
    return dashes < 2
      && bytes.allSatisfy { ByteKind.isDigit($0) || "-+.,%()<>*eE[]/ ".utf8.contains($0) }
  }

  /// The line with what only draws lines as blanks, and tabs as blanks to the next stop of eight.
  private static func blanked(_ line: String) -> [Character] {
    // What was typed at the prompt of R or Stata stands above its output.
    if line.hasPrefix("> ") || line.hasPrefix(". ") || isLogHead(line) { return [] }
    var characters: [Character] = []
    for character in ModelStatements.withoutFit(line).prefix(widestLine + 1) {
      if character == "\t" {
        repeat { characters.append(" ") } while characters.count % 8 != 0
      } else if character == "|" || isBox(character) {
        characters.append(" ")
      } else if character.isNumber, characters.suffix(2) == ["<", " "] {
        // `< 2e-16` is one number, as R writes it.
        characters.replaceSubrange((characters.count - 2)..., with: [" ", "<"])
        characters.append(character)
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

  /// What Stata writes above and below a log. Source: Stata, help log.
  private static let logHeads = ["name:  ", "log:  ", "log type:  ", "opened on:  ", "closed on:  "]

  private static func isLogHead(_ line: String) -> Bool {
    let text = line.drop { $0 == " " }
    return logHeads.contains { text.hasPrefix($0) }
  }

  /// U+2500 to U+257F, Box Drawing.
  private static func isBox(_ character: Character) -> Bool {
    character.unicodeScalars.first.map { (0x2500...0x257f).contains($0.value) } ?? false
  }
}
