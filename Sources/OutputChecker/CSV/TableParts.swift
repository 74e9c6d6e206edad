// Several tables in one file: where one ends and the next begins.

import DisclosureRules

/// A run of records that is a table of its own.
struct TablePart: Equatable {
  /// Bytes of the text.
  var bytes: Range<Int>
  /// Physical line of its first byte, from 1.
  var line: Int
  /// Its records, decoded, those without any field left out.
  var records: [[String]]
  /// Most frequent number of fields.
  var width: Int
}

/// Cuts a file at new titles and new headers.
///
/// A cut needs a row of figures before it and, behind it, a row of names over figures; and something besides that
/// says that a table begins: a blank line or a title, the same names as before, or another number of fields. What
/// is less clear stays one table, in which ragged rows are noticed. No record is lost: parts follow each other
/// without a gap.
struct TableParts {
  /// What a record is.
  private enum Kind { case blank, note, names, row }

  private struct Record {
    var cells: [String]
    var start: Int
    var line: Int
    var kind: Kind
    /// Cells that hold something.
    var filled: Int
    /// Its first cell ends with a colon, as labels of pairs do: `No. Observations:`.
    var isPair: Bool
  }

  /// More tables than this are taken for one odd table.
  static let most = 100
  /// Rows of names that a header may have.
  private static let mostLevels = 3

  private var records: [Record] = []
  private let count: Int

  /// The tables of a text, in order; one part, or none, where the text holds one table.
  ///
  /// - Parameter text: the whole text.
  static func find(in text: [UInt8], dialect: Dialect, budget: Budget, reader: CellReader) -> [TablePart] {
    guard dialect.delimiter != nil else { return [] }
    var parts = TableParts(count: text.count)
    guard parts.read(text, dialect: dialect, budget: budget, reader: reader) else { return [] }
    let starts = parts.starts()
    guard starts.count > 1, starts.count <= most else { return [] }
    return parts.cut(at: starts)
  }

  private init(count: Int) { self.count = count }

  // MARK: Reading

  private mutating func read(_ text: [UInt8], dialect: Dialect, budget: Budget, reader: CellReader) -> Bool {
    var blankDialect = dialect
    blankDialect.keepsBlankLines = true
    var cells = reader
    var scratch: [UInt8] = []
    let parser = CSVParser(
      source: MemorySource(text), dialect: blankDialect, blockSize: max(1, text.count), budget: budget)
    do throws(ReadProblem) {
      while let batch = try parser.next() {
        var places = PlaceCursor(batch: batch, headerRecords: 0, sourceMap: .identity(markLength: 0))
        for record in 0..<batch.recordCount {
          let fields = batch.fields(ofRecord: record)
          guard let first = fields.first else { continue }
          let field = batch.field(first)
          let texts = fields.map { index in
            batch.withContent(of: batch.field(index), scratch: &scratch) { TextDecoding.string($0) }
          }
          records.append(
            Self.record(
              texts, start: batch.streamOffset + field.start, line: places.line(at: field.start), &cells))
        }
        parser.giveBack(batch)
      }
    } catch {
      // The real reading meets the same limit and reports it.
      return false
    }
    return true
  }

  private static func record(_ cells: [String], start: Int, line: Int, _ reader: inout CellReader) -> Record {
    let readings = cells.map { reader.read(text: $0) }
    let filled = readings.indices.filter { readings[$0].kind != .empty }
    let kind: Kind
    if filled.isEmpty {
      kind = .blank
    } else if filled == [0] && readings[0].kind == .text {
      kind = .note
    } else if filled.count >= 2 && filled.allSatisfy({ isName(readings[$0]) }) {
      kind = .names
    } else {
      kind = .row
    }
    let label = cells.first.map { Array($0.utf8) } ?? []
    return Record(
      cells: cells, start: start, line: line, kind: kind, filled: filled.count,
      isPair: filled.count >= 2 && NumberText.trimmed(label[...]).last == UInt8(ascii: ":"))
  }

  /// What may head a column: a text that stands for no missing number, or a year.
  private static func isName(_ reading: Reading) -> Bool {
    reading.kind == .text && !reading.isMissing
      || reading.kind == .number && HeaderDetector.isYear(reading.whole)
  }

  // MARK: Cutting

  /// The first record of each part.
  private func starts() -> [Int] {
    var starts = [0]
    var names: Int?
    var hasRows = false
    var index = 0
    while index < records.count {
      let record = records[index]
      if record.kind == .names || isNextPairs(index, hasCuts: starts.count > 1, hasRows: hasRows),
        let rows = rowBelow(index)
      {
        let isFirst = !hasRows
        if hasRows, let start = cut(before: index, names: names, rows: rows) {
          starts.append(start)
          hasRows = false
          names = nil
        }
        guard isFirst || !hasRows || record.kind == .row else {
          // Words between rows of figures: the table goes on.
          index += 1
          continue
        }
        if names == nil && record.kind == .names { names = index }
        index = max(rows, index + 1)
        hasRows = true
        continue
      }
      if record.kind == .row { hasRows = true }
      index += 1
    }
    return starts
  }

  /// The row of figures that follows names at `index`, below further names at most.
  private func rowBelow(_ index: Int) -> Int? {
    if records[index].kind == .row { return index }
    for next in (index + 1)..<min(records.count, index + 1 + Self.mostLevels) where next > index {
      switch records[next].kind {
      case .row: return next
      case .names: continue
      case .blank, .note: return nil
      }
    }
    return nil
  }

  /// Pairs of labels and values below a table, as summaries of models end.
  private func isNextPairs(_ index: Int, hasCuts: Bool, hasRows: Bool) -> Bool {
    guard hasCuts, hasRows, index > 0, records[index].isPair, !records[index - 1].isPair else { return false }
    return records[index].cells.count != records[index - 1].cells.count
  }

  /// Where the part of the names at `index` begins, with its titles; nil where the table just goes on.
  private func cut(before index: Int, names: Int?, rows: Int) -> Int? {
    var start = index
    while start > 0, records[start - 1].kind == .blank || records[start - 1].kind == .note { start -= 1 }
    if start < index { return firstTitle(from: start, to: index) }
    if let names, records[names].cells == records[index].cells { return index }
    let before = records[index - 1].cells.count
    let own = records[index].cells.count
    return before != own && records[rows].cells.count == own ? index : nil
  }

  /// Notes that follow a table without a blank line belong to it, the others to the next one.
  private func firstTitle(from start: Int, to index: Int) -> Int {
    (start..<index).first { records[$0].kind == .blank } ?? start
  }

  private func cut(at starts: [Int]) -> [TablePart] {
    starts.indices.map { position in
      let first = starts[position]
      let last = position + 1 < starts.count ? starts[position + 1] : records.count
      let end = last < records.count ? records[last].start : count
      let own = records[first..<last].map(\.cells).filter { $0 != [""] }
      var widths: [Int: Int] = [:]
      for cells in own { widths[cells.count, default: 0] += 1 }
      let width = widths.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 1
      // The first part also has what stands before its first record.
      return TablePart(
        bytes: (position == 0 ? 0 : records[first].start)..<end,
        line: position == 0 ? 1 : records[first].line,
        records: own, width: width)
    }
  }
}
