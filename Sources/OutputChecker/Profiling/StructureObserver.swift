// The observer that watches how a table is written.

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

  fileprivate struct Tally {
    var records = 0
    var ragged = 0
    /// Records that are ragged, or of one column, and hold a delimiter that the dialect doesn't have.
    var foreign = 0
  }

  /// - Parameters:
  ///   - width: fields of the header or the first record.
  ///   - windowSize: bytes of the text from which the dialect was guessed.
  init(width: Int, dialect: Dialect, windowSize: Int, placeLimit: Int) {
    self.width = width
    self.dialect = dialect
    self.windowSize = windowSize
    self.placeLimit = placeLimit
  }

  mutating func observe(_ batch: RecordBatch, data records: Range<Int>, places: inout PlaceCursor) {
    seen.add(batch)
    for record in records {
      let fields = batch.fields(ofRecord: record)
      guard !fields.isEmpty else { continue }
      let first = batch.field(fields.lowerBound)
      let isRagged = fields.count != width
      let isForeign = (isRagged || width == 1) && hasOtherDelimiter(batch, fields)
      if batch.streamOffset + first.start < windowSize {
        inside.add(isRagged: isRagged, isForeign: isForeign)
      } else {
        behind.add(isRagged: isRagged, isForeign: isForeign)
      }
      if isRagged { note(.raggedRow) { places.place(of: first, inRecord: record) } }
    }
    noteQuirks(of: batch, places: &places)
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

  /// Problems in the order of their kinds.
  func found() -> [StructureProblem] { StructureProblem.Kind.allCases.compactMap { problems[$0] } }

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
