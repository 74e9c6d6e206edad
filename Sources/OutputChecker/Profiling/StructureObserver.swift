// The observer that watches how a table is written.

import CKernels
import DisclosureRules

/// Counts ragged records and stray quotes with their places, and notices when the delimiter changes.
struct StructureObserver: BatchObserver {
  private(set) var seen = Coverage.Seen()
  private let width: Int
  private let dialect: Dialect
  private let windowSize: Int
  private let placeLimit: Int
  private var problems: [StructureProblem.Kind: StructureProblem] = [:]
  /// Records and ragged records, within the sniffed window and behind it.
  private var inside = Tally()
  private var behind = Tally()
  private(set) var unclosedQuote: CellPlace?
  /// Records at the end that hold one text only and may be footnotes, until another row follows.
  private var trailing: [CellPlace] = []
  private var trailingTexts: [String] = []
  private var trailingOverflow = 0
  private var reader: CellReader
  private let threshold: Int
  private var scratch: [UInt8] = []

  /// More records of one text than this at the end are no footnotes.
  private static let mostFootnotes = 20

  fileprivate struct Tally {
    var records = 0
    var ragged = 0
    /// Records that are ragged, or of one column, and hold a delimiter that the dialect doesn't have.
    var foreign = 0
  }

  /// - Parameters:
  ///   - width: fields of the header or the first record.
  ///   - windowSize: bytes of the text from which the dialect was guessed.
  ///   - reader: reads cells.
  ///   - threshold: "N = 7" in a footnote is of interest when the number is below this.
  init(
    width: Int, dialect: Dialect, windowSize: Int, placeLimit: Int, reader: CellReader, threshold: Int
  ) {
    self.width = width
    self.dialect = dialect
    self.windowSize = windowSize
    self.placeLimit = placeLimit
    self.reader = reader
    self.threshold = threshold
  }

  mutating func observe(_ batch: RecordBatch, data records: Range<Int>, places: inout PlaceCursor) {
    seen.add(batch)
    // Nearly every table has as many fields in each record as in its header.
    let isEven = width > 1 && batch.evenWidth(fromRecord: records.lowerBound) == width
    var record = records.lowerBound
    while record < records.upperBound {
      let ordinary = isEven ? filledRecords(of: batch, record..<records.upperBound) : record..<record
      if !ordinary.isEmpty {
        addTally(batch, ordinary)
        flushTrailing()
        record = ordinary.upperBound
        continue
      }
      observe(record, batch.fields(ofRecord: record), of: batch, places: &places)
      record += 1
    }
    noteQuirks(of: batch, places: &places)
  }

  /// The first of even records up to one whose second field may hold nothing.
  private func filledRecords(of batch: RecordBatch, _ records: Range<Int>) -> Range<Int> {
    let filled = unsafe batch.withColumn(1, of: records, width: width) { column in
      unsafe withUnsafePointer(to: column) { unsafe checker_column_filled($0, 0) }
    }
    return records.lowerBound..<(records.lowerBound + filled)
  }

  /// Counts ordinary records.
  private mutating func addTally(_ batch: RecordBatch, _ records: Range<Int>) {
    var inWindow = 0
    for record in records where batch.streamOffset < windowSize {
      let first = batch.start(ofField: batch.fields(ofRecord: record).lowerBound)
      guard batch.streamOffset + first < windowSize else { break }
      inWindow += 1
    }
    inside.records += inWindow
    behind.records += records.count - inWindow
  }

  private mutating func addTally(_ batch: RecordBatch, first: Int, isRagged: Bool, isForeign: Bool) {
    if batch.streamOffset + first < windowSize {
      inside.add(isRagged: isRagged, isForeign: isForeign)
    } else {
      behind.add(isRagged: isRagged, isForeign: isForeign)
    }
  }

  private mutating func observe(
    _ record: Int, _ fields: Range<Int>, of batch: RecordBatch, places: inout PlaceCursor
  ) {
    guard !fields.isEmpty else { return }
    let first = batch.field(fields.lowerBound)
    let isRagged = fields.count != width
    let isForeign = (isRagged || width == 1) && hasOtherDelimiter(batch, fields)
    addTally(batch, first: first.start, isRagged: isRagged, isForeign: isForeign)
    if width > 1,
      let kind = fields.count <= width ? noteKind(of: fields, in: batch) : commentKind(of: fields, in: batch)
    {
      if kind == .groupSize { note(.numberOutside) { places.place(of: first, inRecord: record) } }
      if isRagged && kind != .doubtful {
        let text = batch.withContent(of: first, scratch: &scratch) { TextDecoding.string($0) }
        addTrailing(places.place(of: first, inRecord: record), text: text)
        return
      }
      if !isRagged { return }
    }
    flushTrailing()
    if isRagged { note(.raggedRow) { places.place(of: first, inRecord: record) } }
  }

  private mutating func noteQuirks(of batch: RecordBatch, places: inout PlaceCursor) {
    var record = 0
    for quirk in batch.quirks {
      while record + 1 < batch.recordCount && batch.fields(ofRecord: record).upperBound <= quirk.field {
        record += 1
      }
      let field = batch.field(quirk.field)
      let inRecord = record
      note(quirk.kind) { places.place(of: field, inRecord: inRecord) }
      if quirk.kind == .unclosedQuote { unclosedQuote = places.place(of: field, inRecord: record) }
    }
  }

  private mutating func note(_ kind: StructureProblem.Kind, place: () -> CellPlace) {
    var problem = problems[kind] ?? StructureProblem(kind: kind, occurrences: 0, places: [])
    problem.occurrences += 1
    if problem.places.count < placeLimit { problem.places.append(place()) }
    problems[kind] = problem
  }

  /// What a record with one text at most may be.
  private enum NoteKind {
    /// A title or a footnote, or nothing.
    case plain
    /// One that says how small a group is.
    case groupSize
    /// It holds a small number or a delimiter: perhaps a row.
    case doubtful
  }

  /// What a record is whose only text stands in its first field; nil for rows.
  private mutating func noteKind(of fields: Range<Int>, in batch: RecordBatch) -> NoteKind? {
    if let comment = commentKind(of: fields, in: batch) { return comment }
    for index in fields.dropFirst() where batch.field(index).count > 0 {
      let isFilled = batch.withContent(of: batch.field(index), scratch: &scratch) { content in
        content.indices.contains { !NumberText.isSpace(content[$0]) }
      }
      if isFilled { return nil }
    }
    let field = batch.field(fields.lowerBound)
    let kind = batch.withContent(of: field, scratch: &scratch) {
      reader.read($0, hash: ContentHash.hash($0)).kind
    }
    if kind == .empty { return .plain }
    guard kind == .text else { return nil }
    let text = batch.withContent(of: field, scratch: &scratch) { TextDecoding.string($0) }
    if GroupSizeText.isStated(below: threshold, in: text) { return .groupSize }
    if GroupSizeText.isSentence(text, below: threshold) { return .plain }
    let hasForeignDelimiter = !field.isQuoted && hasOtherDelimiter(batch, fields)
    return hasForeignDelimiter || GroupSizeText.hasNumber(below: threshold, in: text) ? .doubtful : .plain
  }

  /// What a record is that a program wrote as a comment, behind `# `, with words only; nil for others.
  private mutating func commentKind(of fields: Range<Int>, in batch: RecordBatch) -> NoteKind? {
    guard fields.count > 1 else { return nil }
    var texts: [String] = []
    for index in fields {
      let field = batch.field(index)
      let (kind, text) = batch.withContent(of: field, scratch: &scratch) {
        (reader.read($0, hash: ContentHash.hash($0)).kind, TextDecoding.string($0))
      }
      guard kind == .text || kind == .empty, index > fields.lowerBound || text.hasPrefix("# ") else {
        return nil
      }
      texts.append(text)
    }
    let text = texts.joined(separator: ", ")
    return GroupSizeText.isStated(below: threshold, in: text) ? .groupSize : .plain
  }

  private mutating func addTrailing(_ place: CellPlace, text: String) {
    guard trailing.count < Self.mostFootnotes else {
      trailingOverflow += 1
      return
    }
    trailing.append(place)
    trailingTexts.append(String(text.prefix(TableSubject.longestCaption)))
  }

  /// The footnotes, once the table has ended.
  var footnotes: [String] { trailingOverflow > 0 ? [] : trailingTexts.filter { !$0.isEmpty } }

  /// Rows go on: what looked like footnotes was rows with fields missing.
  private mutating func flushTrailing() {
    guard !trailing.isEmpty else { return }
    let places = trailing
    for place in places { note(.raggedRow) { place } }
    problems[.raggedRow]?.occurrences += trailingOverflow
    trailing.removeAll(keepingCapacity: true)
    trailingTexts.removeAll(keepingCapacity: true)
    trailingOverflow = 0
  }

  /// Whether an unquoted field holds a delimiter; the dialect's own can't stand in one.
  private func hasOtherDelimiter(_ batch: RecordBatch, _ fields: Range<Int>) -> Bool {
    guard dialect.delimiter != nil else { return false }
    let bytes = batch.bytes
    for index in fields {
      let field = batch.field(index)
      if field.isQuoted { continue }
      for position in field.start..<field.end where Dialect.delimiters.contains(bytes[position]) {
        return true
      }
    }
    return false
  }

  /// Problems in the order of their kinds, at the end of the table.
  mutating func found() -> [StructureProblem] {
    if trailingOverflow > 0 { flushTrailing() }
    return StructureProblem.Kind.allCases.compactMap { problems[$0] }
  }

  /// Records behind the window that must differ before the dialect counts as contradicted.
  private static let contradictingRecords = 20

  /// Why the guessed dialect can't be right behind the window, if so: what was parsed then is not what the
  /// file says.
  var contradiction: String? {
    guard behind.records >= Self.contradictingRecords else { return nil }
    if behind.ragged * 10 >= behind.records * 9 && inside.ragged * 10 < inside.records {
      return "nearly all records behind byte \(windowSize) have another number of fields than those before"
    }
    // In a table of one column half of the records will do; in others the ragged ones speak.
    let suspects = width == 1 ? behind.records : behind.ragged
    if suspects >= Self.contradictingRecords && behind.foreign * 2 > suspects && inside.foreign == 0 {
      return "the delimiter changes behind byte \(windowSize)"
    }
    return nil
  }
}

extension StructureObserver.Tally {
  fileprivate mutating func add(isRagged: Bool, isForeign: Bool) {
    records += 1
    if isRagged { ragged += 1 }
    if isForeign { foreign += 1 }
  }
}
