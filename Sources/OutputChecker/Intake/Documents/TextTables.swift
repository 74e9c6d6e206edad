// The tables in a text: those of Markdown, of LaTeX, and columns that stand one below the other.

import DisclosureRules

/// Reads a text that is not itself one delimited table into its parts.
struct TextTables {
  private var parts = DocumentParts()
  private let lines: [String]
  private let laTeX: LaTeXTable.Finder
  private let framed: [Int: Int]
  /// What comments and macros say.
  private var stated: StatedNumbers
  /// Sizes of groups below this are small.
  private let threshold: Int
  /// The lines are those of a program for the most part: what stands among them is one of its statements.
  private let isProgram: Bool

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
    framed = Self.frames(in: lines)
    stated = StatedNumbers(threshold: threshold)
    isProgram = ProgramText.isProgram(lines)
  }

  private mutating func read() {
    var index = 0
    while index < lines.count {
      if let end = laTeX.end(from: index) {
        let caption = LaTeXTable.caption(of: lines, around: index..<end)
        take((caption.map { [$0] } ?? []) + LaTeXTable.rows(of: lines, in: index..<end))
        scan(index..<end)
        index = end
      } else if let end = MarkdownTable.end(of: lines, from: index) {
        take(MarkdownTable.rows(of: lines, in: index..<end))
        scan(index..<end)
        index = end
      } else if let matrix = NumberMatrix.find(in: lines, from: index) {
        take(matrix.rows)
        scan(index..<matrix.end)
        index = matrix.end
      } else if let block = DelimitedBlock.find(in: lines, from: index) {
        take(block.rows)
        scan(index..<block.end)
        index = block.end
      } else {
        var end = blockEnd(from: index)
        // Lines of a program stand one below the other by chance.
        let code = lines[index..<end].count(where: isProgram ? ProgramText.isLine : GroupSizes.isCode)
        let isCode = code * (isProgram ? Self.programShare : Self.codeShare) >= end - index
        var tables = isCode ? [] : Self.tables(of: lines, in: index..<end)
        if !isCode && tables.isEmpty, let headed = headed(by: index..<end) {
          tables = [headed]
          end = headed.last?.line ?? end
        }
        for _ in 0..<Self.mostContinuations where tables.count == 1 {
          guard let longer = continued(tables[0], in: index..<end) else { break }
          tables = [longer.rows]
          end = longer.end
        }
        for table in tables { take(table) }
        scan(index..<end)
        if tables.isEmpty {
          judge(prose: index..<end, isCode: isCode)
        } else {
          judge(titlesIn: index..<end, around: tables)
        }
        index = end
      }
    }
    for table in ModelStatements.tables(of: lines) { take(table) }
    parts.add(FlowLines.read(lines))
  }

  private static func tables(of lines: [String], in range: Range<Int>) -> [[TextTableRow]] {
    if let crossing = CrossTable.rows(of: lines, in: range) { return [crossing] }
    if let block = CrossTable.withoutShares(lines[range]) {
      return AlignedTable.tables(of: block, in: block.indices).map { table in
        table.map { TextTableRow(line: $0.line + range.lowerBound, cells: $0.cells) }
      }
    }
    // What stands around a box is no part of the table in it.
    let rules = range.filter { TextKind.isBoxRule(lines[$0]) && lines[$0].hasPrefix("+") }
    if let first = rules.first, let last = rules.last, first < last {
      return AlignedTable.tables(of: lines, in: first..<(last + 1))
    }
    return AlignedTable.tables(of: lines, in: range)
  }

  /// One line in so many is marked as code in blocks of code: in a program, and in any other text.
  private static let programShare = 3
  private static let codeShare = 2

  /// Blank lines that may part a header from its rows, and lines of a header.
  private static let widestGap = 2
  private static let longestHeader = 2

  /// Names of columns stand further apart than words.
  private static func hasGap(_ line: String) -> Bool {
    var blanks = 0
    var isInText = false
    for byte in line.utf8 {
      if byte == 0x20 || byte == 0x09 {
        blanks += byte == 0x09 ? 2 : 1
      } else {
        if isInText && blanks > 1 { return true }
        isInText = true
        blanks = 0
      }
    }
    return false
  }

  /// The table whose header is parted from its rows by blank lines, as SAS lists them; nil when there is none.
  private func headed(by header: Range<Int>) -> [TextTableRow]? {
    guard header.count <= Self.longestHeader, Self.hasGap(lines[header.upperBound - 1]) else { return nil }
    var start = header.upperBound
    while start < lines.count, start - header.upperBound < Self.widestGap, Self.isBlank(lines[start]) {
      start += 1
    }
    guard start < lines.count, !Self.isBlank(lines[start]), laTeX.end(from: start) == nil,
      MarkdownTable.end(of: lines, from: start) == nil
    else { return nil }
    let end = blockEnd(from: start)
    guard let rows = AlignedTable.tables(of: lines, in: start..<end).first, let first = rows.first,
      first.cells.contains(where: AlignedTable.isNumber),
      let whole = AlignedTable.tables(of: lines, in: header.lowerBound..<end).first,
      let names = whole.last(where: { $0.line <= header.upperBound }), names.line == header.upperBound,
      names.cells.count == first.cells.count, whole.last?.line == rows.last?.line,
      names.cells.count(where: { !$0.isEmpty }) * 2 >= names.cells.count,
      !names.cells.contains(where: AlignedTable.isNumber)
    else { return nil }
    return whole
  }

  /// Blocks below a table that are read as its rows: each time the whole is read anew.
  private static let mostContinuations = 4

  /// A table with the block below it, which has no header and stands in its columns: the averages below the report of a
  /// classifier. Nil when the next block is something else.
  private func continued(_ table: [TextTableRow], in range: Range<Int>) -> (rows: [TextTableRow], end: Int)? {
    let start = range.upperBound + 1
    guard start < lines.count, Self.isBlank(lines[range.upperBound]), let header = table.first,
      !header.cells.contains(where: AlignedTable.isNumber), isLabelledRow(lines[start])
    else { return nil }
    let end = blockEnd(from: start)
    guard (start..<end).allSatisfy({ isLabelledRow(lines[$0]) }),
      let whole = AlignedTable.tables(of: lines, in: range.lowerBound..<end).first,
      whole.first?.cells == header.cells, whole.count == table.count + end - start
    else { return nil }
    return (whole, end)
  }

  /// A label with a number at the end of the line.
  private func isLabelledRow(_ line: String) -> Bool {
    let bytes = line.utf8
    guard let last = bytes.last(where: { $0 != 0x20 }), ByteKind.isDigit(last) else { return false }
    return bytes.first { $0 != 0x20 }.map(ByteKind.isLetter) ?? false
  }

  /// Lines of a block that are no rows of its tables may give the sizes of groups.
  private mutating func judge(titlesIn range: Range<Int>, around tables: [[TextTableRow]]) {
    let rows = Set(tables.flatMap { $0.map(\.line) })
    for index in range where !rows.contains(index + 1) && GroupSizes.isIn(lines[index], below: threshold) {
      parts.note(.groupSize, at: Location(line: index + 1))
    }
  }

  /// Text whose numbers no rule for tables sees.
  private mutating func judge(prose range: Range<Int>, isCode: Bool) {
    var numbers = NumberLines(threshold: threshold, isCode: isCode)
    for index in range {
      let location = Location(line: index + 1)
      numbers.take(lines[index], at: location, in: &parts)
      stated.take(source: lines[index], at: location, in: &parts)
    }
    if !isCode { judge(pairs: range) }
  }

  /// Two names with their numbers, and nothing else, are a table all the same.
  private mutating func judge(pairs range: Range<Int>) {
    let said = range.filter { !lines[$0].utf8.allSatisfy { $0 == UInt8(ascii: "-") } }
    let pairs = said.compactMap { LabelledNumber(lines[$0]) }.filter { !EmbeddedWords.isSetting($0.label) }
    guard said.count > 1, pairs.count == said.count,
      pairs.contains(where: { (1..<threshold).contains($0.number) })
    else { return }
    parts.note(.unreadNumbers, at: Location(line: range.lowerBound + 1))
  }

  /// One past the last line of the block that starts at a line: up to an empty line, or to another table.
  private func blockEnd(from start: Int) -> Int {
    var end = (framed[start] ?? start) + 1
    while end < lines.count, !Self.isBlank(lines[end]), !Self.isBlank(lines[end - 1]),
      !Self.isDivider(lines[end - 1]), !Self.isTyped(lines[end]),
      laTeX.end(from: end) == nil, MarkdownTable.end(of: lines, from: end) == nil,
      NumberMatrix.find(in: lines, from: end) == nil, !DelimitedBlock.begins(in: lines, at: end)
    {
      if let last = framed[end] { end = last }
      end += 1
    }
    return end
  }

  /// Lines that draw the same rule twice, as SAS does around the rows of PROC MEANS, with blank lines between them:
  /// the line of the second by that of the first. A rule is taken once.
  private static func frames(in lines: [String]) -> [Int: Int] {
    var frames: [Int: Int] = [:]
    var open: (line: Int, hasBlanks: Bool)?
    for index in lines.indices {
      if isBlank(lines[index]) {
        open?.hasBlanks = true
      } else if isRule(lines[index]) {
        if let first = open, lines[first.line] == lines[index] {
          if first.hasBlanks { frames[first.line] = index }
          open = nil
        } else {
          open = (index, false)
        }
      }
    }
    return frames
  }

  /// Dashes and nothing else, from end to end.
  private static func isRule(_ line: String) -> Bool {
    let dashes = line.utf8.drop { $0 == 0x20 }
    return dashes.count >= narrowestDivider && dashes.allSatisfy { $0 == UInt8(ascii: "-") }
  }

  /// What was typed at the prompt of R or Stata begins something new.
  static func isTyped(_ line: String) -> Bool { line.hasPrefix("> ") || line.hasPrefix(". ") }

  /// A line of `=` from end to end, with which statsmodels parts its tables. Within a table such lines have gaps.
  private static func isDivider(_ line: String) -> Bool {
    line.utf8.count >= narrowestDivider && line.utf8.allSatisfy { $0 == UInt8(ascii: "=") }
  }

  private static let narrowestDivider = 40

  /// More tables than these are for a person: each is judged by every rule and compared with the others.
  private static let mostTables = 1_000

  private mutating func take(_ rows: [TextTableRow]) {
    guard rows.count >= 2, let first = rows.first else { return }
    guard parts.tables.count < Self.mostTables else {
      parts.note(.unreadNumbers, at: Location(line: first.line))
      return
    }
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
