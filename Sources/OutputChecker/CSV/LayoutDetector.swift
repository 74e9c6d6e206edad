// Where the header stands and how many rows it has, found by looking at the first records.

import DisclosureRules

/// Tells titles, header rows and data apart.
///
/// Whatever could be data is data: a record is passed over only if it holds no number, a row joins the header
/// only if the numbers below it and the names above it both say so. What looks odd is left in the table, where
/// every rule sees it.
struct LayoutDetector {
  /// More titles and notes than this above a table are no preamble.
  static let mostPreambleRecords = 20
  /// Rows of column names, those of the index not counted.
  static let mostLevels = 3
  /// Share of a column's filled cells, in fifths, that make it a column of numbers.
  private static let figureFifths = 4

  private var reader: CellReader

  /// Decides from the first records.
  ///
  /// - Parameters:
  ///   - head: the first records, decoded.
  ///   - width: the most frequent number of fields.
  static func detect(_ head: [[String]], width: Int, reader: CellReader) -> TableLayout {
    var detector = LayoutDetector(reader: reader)
    return detector.detect(head, width: width)
  }

  private mutating func detect(_ head: [[String]], width: Int) -> TableLayout {
    let preamble = preambleLength(head, width: width)
    let layout = layout(of: head, after: preamble, width: width)
    guard preamble > 0, layout.headerRecords == 0 else { return layout }
    // No header below the titles: the last of them may be one, of a single name.
    if head[preamble - 1].count == width {
      let other = self.layout(of: head, after: preamble - 1, width: width)
      if other.headerRecords > 0 { return other }
    }
    return layout
  }

  private mutating func layout(of head: [[String]], after preamble: Int, width: Int) -> TableLayout {
    let rest = Array(head.dropFirst(preamble))
    var layout = TableLayout(preambleRecords: preamble)
    layout.width = max(1, preamble > 0 ? width : rest.first?.count ?? 1)
    if let shifted = shiftedHeader(rest, width: width) {
      layout.headerRecords = 1
      layout.width = width
      layout.names = shifted
      layout.isHeaderShifted = true
      return layout
    }
    guard let first = rest.first else { return layout }
    let levels = width >= 2 ? levelCount(rest, width: width) : 1
    guard levels > 1 || HeaderDetector.hasHeader(rest, reader: &reader) else { return layout }
    let index = indexNameRow(rest, below: levels, width: width) ? 1 : 0
    layout.width = max(1, first.count)
    layout.headerRecords = levels + index
    layout.names =
      levels + index == 1 ? first : HeaderNames.join(Array(rest[..<(levels + index)]), levels: levels)
    return layout
  }

  // MARK: Preamble

  /// Leading records that hold one text at most.
  private mutating func preambleLength(_ head: [[String]], width: Int) -> Int {
    guard width >= 2 else { return 0 }
    var length = 0
    var hasTitle = false
    for (position, record) in head.enumerated() {
      let filled = record.indices.filter { !isBlank(record[$0]) }
      let isTitle = filled == [0] && reader.read(text: record[0]).kind == .text
      let isNote = isComment(head, at: position)
      guard
        filled.isEmpty || isTitle || isNote || isBrokenTitle(record, width: width)
          || isSpacedTitle(head, at: position)
      else { break }
      hasTitle = hasTitle || !filled.isEmpty
      length += 1
    }
    // Something must follow: a file of titles only is a table of one column.
    return hasTitle && length <= Self.mostPreambleRecords && length < head.count ? length : 0
  }

  /// A line of words behind `# `, as programs write comments, above a header.
  private mutating func isComment(_ head: [[String]], at position: Int) -> Bool {
    let record = head[position]
    guard let first = record.first, first.hasPrefix("# "), position + 1 < head.count,
      record.allSatisfy({ isBlank($0) || reader.read(text: $0).kind == .text })
    else { return false }
    let next = Array(head[(position + 1)...])
    return next.first?.first?.hasPrefix("#") ?? false
      ? isComment(head, at: position + 1)
      : HeaderDetector.hasHeader(next, reader: &reader)
  }

  /// A title that a comma within it has broken into fields: far shorter than the rows, and words only.
  private mutating func isBrokenTitle(_ record: [String], width: Int) -> Bool {
    // A field less is a header without a name for the rows.
    guard record.count + 2 <= width else { return false }
    return record.allSatisfy { !isBlank($0) && reader.read(text: $0).kind == .text }
  }

  /// A title that a comma has broken into as many fields as there are columns, or more: a blank stands behind each of
  /// its commas and none behind those of the header below.
  private mutating func isSpacedTitle(_ head: [[String]], at position: Int) -> Bool {
    let rest = head[(position + 1)...].drop { $0.allSatisfy { isBlank($0) } }
    guard Self.isSpaced(head[position]), let header = rest.first, header.count > 1,
      rest.prefix(Self.rowsBelowTitle).allSatisfy({ !Self.isSpaced($0) }),
      header.allSatisfy({ reader.read(text: $0).kind == .text })
    else { return false }
    return HeaderDetector.hasHeader(Array(rest), reader: &reader)
  }

  /// Several blanks are those of columns that stand one below the other.
  private static func isSpaced(_ record: [String]) -> Bool {
    record.count > 1 && !(record.first?.hasPrefix(" ") ?? true)
      && record.dropFirst().allSatisfy { $0.hasPrefix(" ") && !$0.hasPrefix("  ") }
  }

  /// The header and a row of data.
  private static let rowsBelowTitle = 2

  // MARK: Header rows

  /// R's `write.table` gives the names of the rows no header: the first record is a field short.
  private mutating func shiftedHeader(_ rest: [[String]], width: Int) -> [String]? {
    guard let first = rest.first, width >= 2, first.count == width - 1 else { return nil }
    let body = rest.dropFirst()
    // Row names are unique, and so is every text of such a header.
    guard !body.isEmpty, body.allSatisfy({ $0.count == width && !isBlank($0[0]) }),
      Set(body.map { $0[0] }).count == body.count, first.allSatisfy({ !isBlank($0) && isLabel($0) }),
      // A delimiter at the end of every row is no column.
      body.contains(where: { !isBlank($0[width - 1]) })
    else { return nil }
    let names = [""] + first
    return HeaderDetector.hasHeader([names] + body, reader: &reader) ? names : nil
  }

  /// Rows of column names; 1 when the first row, if it is a header at all, stands alone.
  private mutating func levelCount(_ rest: [[String]], width: Int) -> Int {
    var levels = 1
    while levels < Self.mostLevels, rest.count > levels + 1, isLevel(rest, lower: levels, width: width) {
      levels += 1
    }
    return levels
  }

  /// Whether the row at `lower` goes on with the header above it.
  private mutating func isLevel(_ rest: [[String]], lower: Int, width: Int) -> Bool {
    let upper = Array(rest[..<lower])
    let names = rest[lower]
    let body = rest[(lower + 1)...].filter { $0.count == width }
    guard !body.isEmpty, names.count == width, upper.allSatisfy({ $0.count == width }) else { return false }
    guard names.allSatisfy({ isBlank($0) || isLabel($0) }),
      upper.allSatisfy({ row in row.allSatisfy { isBlank($0) || isLabel($0) } })
    else { return false }
    var figures: [Int] = []
    for column in 0..<width {
      let cells = body.map { $0[column] }.filter { !isBlank($0) }
      if isFigures(cells) {
        figures.append(column)
        // Names of years over years may be a row of them.
        if isYear(names[column]) && cells.allSatisfy({ isYear($0) }) { return false }
      } else if !isBlank(names[column]) && cells.contains(names[column]) {
        // What is said again below is a label of rows.
        return false
      }
    }
    let named = figures.filter { !isBlank(names[$0]) }
    guard !named.isEmpty,
      figures.allSatisfy({ column in
        !isBlank(names[column]) || upper.contains { !isBlank($0[column]) }
      })
    else { return false }
    // The row above must need it: a name that several columns share, or one that is merged over them.
    guard let above = upper.last else { return false }
    let shared = named.filter { $0 > 0 }
    let hasRepeats = zip(shared, shared.dropFirst()).contains { left, right in
      right == left + 1 && !isBlank(above[left]) && above[left] == above[right]
    }
    let hasMerged = shared.contains { isBlank(above[$0]) } && shared.contains { !isBlank(above[$0]) }
    return hasRepeats || hasMerged
  }

  /// A row that names the index alone, as pandas writes below several rows of column names.
  private mutating func indexNameRow(_ rest: [[String]], below levels: Int, width: Int) -> Bool {
    guard width >= 2, rest.count > levels + 1, rest[levels].count == width,
      rest[..<levels].allSatisfy({ $0.count == width })
    else { return false }
    let row = rest[levels]
    let filled = row.indices.filter { !isBlank(row[$0]) }
    // The first columns, one after the other, and not all.
    guard !filled.isEmpty, filled == Array(0..<filled.count), filled.count < width else { return false }
    return filled.allSatisfy { column in
      reader.read(text: row[column]).kind == .text
        && (levels > 1 || isBlank(rest[0][column]) || isAboveCodes(rest[0]))
    }
  }

  /// The name of the columns' variable with its codes behind it, as pandas writes them above the name of the index.
  private mutating func isAboveCodes(_ record: [String]) -> Bool {
    guard record.count >= 3, reader.read(text: record[0]).kind == .text else { return false }
    return record[1...2].allSatisfy { reader.read(text: $0).kind == .number }
  }

  // MARK: Cells

  private mutating func isBlank(_ text: String) -> Bool { reader.read(text: text).kind == .empty }

  /// Numbers and masks, for the most part.
  private mutating func isFigures(_ cells: [String]) -> Bool {
    let figures = cells.reduce(0) { count, text in
      switch reader.read(text: text).kind {
      case .number, .composite, .mask, .bound: count + 1
      case .empty, .text, .date: count
      }
    }
    return !cells.isEmpty && figures * 5 >= cells.count * Self.figureFifths
  }

  /// A text, a point of time or an age band: what may head a column and is no number of anything.
  private mutating func isLabel(_ text: String) -> Bool {
    let kind = reader.read(text: text).kind
    return kind == .text || kind == .date || isYear(text) || Self.isBand(text)
  }

  private mutating func isYear(_ text: String) -> Bool {
    let reading = reader.read(text: text)
    return reading.kind == .number && HeaderDetector.isYear(reading.whole)
  }

  /// `16-39`, `70+`: two ascending numbers of at most three digits, or one that is open above.
  private static func isBand(_ text: String) -> Bool {
    let trimmed = text.utf8.filter { !NumberText.isSpace($0) }
    guard trimmed.count <= 9 else { return false }
    let ascii = String(decoding: trimmed, as: UTF8.self).replacing("–", with: "-")
    if ascii.hasSuffix("+") { return Int(ascii.dropLast()).map { (0...150).contains($0) } ?? false }
    let ends = ascii.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count == 2, let low = ends[0], let high = ends[1] else { return false }
    return low < high && high <= 150
  }
}

/// The names of columns that stand under several rows of header.
enum HeaderNames {
  /// Joins the rows from the top: `16-39` over `F` is `16-39 F`.
  ///
  /// - Parameters:
  ///   - rows: the rows of the header, all of one width.
  ///   - levels: the first rows, which name columns; the rest names the index.
  static func join(_ rows: [[String]], levels: Int) -> [String] {
    guard let width = rows.first?.count else { return [] }
    var filled = rows.map { $0.map(trimmed) }
    for level in 0..<max(0, levels - 1) { filled[level] = fill(filled[level], above: filled[level + 1]) }
    return (0..<width).map { column in
      var parts: [String] = []
      for row in filled where column < row.count && !row[column].isEmpty && parts.last != row[column] {
        parts.append(row[column])
      }
      return parts.joined(separator: " ")
    }
  }

  /// Fills merged blanks from the left, but not from the first column, which heads the labels.
  private static func fill(_ upper: [String], above lower: [String]) -> [String] {
    var filled = upper
    var current = ""
    var group: Set<String> = []
    var firstGroup: Set<String>?
    for column in upper.indices.dropFirst() {
      if !upper[column].isEmpty {
        if !current.isEmpty && upper[column] != current && firstGroup == nil { firstGroup = group }
        if upper[column] != current { group = [] }
        current = upper[column]
      } else if !lower[column].isEmpty {
        // A name that the first group doesn't have stands beside the groups: a total at the end.
        if let firstGroup, !firstGroup.contains(lower[column]) {
          current = ""
        }
        filled[column] = current
      } else {
        current = ""
      }
      group.insert(lower[column])
    }
    return filled
  }

  private static func trimmed(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return String(decoding: NumberText.trimmed(bytes[...]), as: UTF8.self)
  }
}
