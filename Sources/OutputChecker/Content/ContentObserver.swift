// The observer that finds what people don't see as it is: formulas, invisible characters, encodings.

import DisclosureRules

/// Looks at the few fields that a kernel names, and keeps a tally for each column in which something was found.
struct ContentObserver: BatchObserver {
  /// By this name the coverage knows it.
  static let name = "content"
  /// Hits kept of headers and preambles: they are all alike to the verdict.
  static let textHitLimit = 1_000

  /// A column in which something was found.
  private struct Column: Sendable {
    var tallies: [ContentTally] = []
    var spaces = TrailingSpaces()
  }

  private let table: String?
  private let inspector: ContentInspector
  private let delimiter: UInt8?
  private let placeLimit: Int
  private(set) var seen = Coverage.Seen()
  /// What headers and preambles hold, in file order, the first ``textHitLimit``.
  private(set) var textHits: [ContentHit] = []
  private var columns: [Int: Column] = [:]

  // Room that is reused from batch to batch.
  private var places = ContentPlaces()
  private var scratch: [UInt8] = []
  /// Contents in which nothing was found.
  private var harmless = RecentContents<Void>()
  /// Quoted fields, as they are written, in which nothing was found and which end in no space.
  private var harmlessQuoted = RecentContents<Void>()

  /// - Parameters:
  ///   - table: the table's name in the report.
  ///   - delimiter: nil in prose.
  ///   - placeLimit: places kept of a kind in a column; totals stay true.
  init(table: String?, inspector: ContentInspector, delimiter: UInt8?, placeLimit: Int) {
    self.table = table
    self.inspector = inspector
    self.delimiter = delimiter
    self.placeLimit = placeLimit
  }

  mutating func observe(_ batch: RecordBatch, data records: Range<Int>, places cursor: inout PlaceCursor) {
    seen.add(batch)
    guard batch.fieldCount > 0 else { return }
    places.search(batch.bytes.extracting(0..<batch.recordsEnd), delimiter: delimiter)
    var field = 0
    var record = 0
    var last = -1
    var index = 0
    while index < places.found.count {
      field = FieldScanner.field(at: places.found[index], in: batch, from: field)
      index += 1
      guard field != last else { continue }
      last = field
      while record + 1 < batch.recordCount && batch.fields(ofRecord: record).upperBound <= field {
        record += 1
      }
      guard batch.fields(ofRecord: record).contains(field) else { continue }
      look(at: field, in: batch, record: record, isData: records.contains(record), &cursor)
    }
  }

  private mutating func look(
    at index: Int, in batch: RecordBatch, record: Int, isData: Bool, _ cursor: inout PlaceCursor
  ) {
    let field = batch.field(index)
    let column = index - batch.fields(ofRecord: record).lowerBound
    let isCell = delimiter != nil
    let written = batch.bytes.extracting(field.start..<field.end)
    let writtenHash = field.isQuoted ? ContentHash.hash(written) : 0
    if field.isQuoted && harmlessQuoted.value(of: written, hash: writtenHash) != nil { return }
    var endsInSpace = false
    // Lent out, so that the closure may change the rest.
    var room: [UInt8] = []
    swap(&room, &scratch)
    defer { swap(&room, &scratch) }
    let sights = batch.withContent(of: field, scratch: &room) { content -> [ContentInspector.Sight] in
      endsInSpace = Self.endsInSpace(content)
      if isCell && isData && endsInSpace {
        let limit = limit(ofColumn: column)
        columns[column, default: Column()].spaces.add(content, placeLimit: limit) {
          cursor.place(of: field, inRecord: record)
        }
      }
      let hash = ContentHash.hash(content)
      if harmless.value(of: content, hash: hash) != nil { return [] }
      let sights = inspector.sights(in: content, isCell: isCell)
      if sights.isEmpty { harmless.remember((), of: content, hash: hash) }
      return sights
    }
    guard !sights.isEmpty else {
      if field.isQuoted && !endsInSpace { harmlessQuoted.remember((), of: written, hash: writtenHash) }
      return
    }
    let place = cursor.place(of: field, inRecord: record)
    if isData {
      for sight in sights { add(sight, column: column, at: place) }
    } else if textHits.count < Self.textHitLimit {
      var location = Location(table: table, column: column + 1).at(place)
      // Neither header nor preamble is a data row.
      location.row = nil
      textHits += sights.map { ContentHit(kind: $0.kind, location: location, identifiers: $0.identifiers) }
    }
  }

  private static func endsInSpace(_ content: Span<UInt8>) -> Bool {
    guard content.count > 0 else { return false }
    let last = content[content.count - 1]
    return last == UInt8(ascii: " ") || last == UInt8(ascii: "\t")
  }

  private func limit(ofColumn column: Int) -> Int {
    ColumnAccumulator.Limits.forColumn(column, places: placeLimit).places
  }

  private mutating func add(_ sight: ContentInspector.Sight, column: Int, at place: CellPlace) {
    let limit = limit(ofColumn: column)
    var found = columns[column] ?? Column()
    if let index = found.tallies.firstIndex(where: { $0.kind == sight.kind }) {
      found.tallies[index].occurrences += 1
      if found.tallies[index].places.count < limit { found.tallies[index].places.append(place) }
      let names = Set(found.tallies[index].identifiers).union(sight.identifiers)
      found.tallies[index].identifiers = names.sorted()
    } else {
      found.tallies.append(
        ContentTally(kind: sight.kind, occurrences: 1, places: [place], identifiers: sight.identifiers))
    }
    columns[column] = found
  }

  /// The tallies of a column, counted from 0, in the order of ``ContentKind``.
  ///
  /// - Parameters:
  ///   - profile: what else is known of the column.
  ///   - kept: the table's cells, if it is small.
  func tallies(ofColumn column: Int, _ profile: ColumnProfile, _ kept: KeptTable?) -> [ContentTally] {
    guard let found = columns[column] else { return [] }
    var tallies = found.tallies
    let cells = kept.flatMap { $0.columns.indices.contains(column) ? $0.columns[column] : nil }
    if found.spaces.maySpeak(in: profile, cells) {
      tallies.append(
        ContentTally(
          kind: .trailingSpace, occurrences: found.spaces.cells + found.spaces.blankCells,
          places: found.spaces.places))
    }
    return ContentKind.allCases.compactMap { kind in tallies.first { $0.kind == kind } }
  }
}
