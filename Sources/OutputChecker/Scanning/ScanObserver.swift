// The identifier scan as an observer: from hits in bytes to tallies of columns.

import DisclosureRules

/// Scans every batch of a table and keeps a tally for each column in which something was found.
struct ScanObserver: BatchObserver {
  /// By this name the coverage knows it.
  static let name = "identifiers"
  /// Identifiers kept of headers and preambles: they are all alike to the verdict.
  static let textHitLimit = 1_000

  private struct Column: Sendable {
    var vocabularyCells = InlineArray<3, Int>(repeating: 0)
    var accumulators: [IdentifierAccumulator?] = Array(repeating: nil, count: ScannedIdentifier.allCases.count)
  }

  private let table: String?
  private let scanner: IdentifierScanner
  private(set) var seen = Coverage.Seen()
  /// Identifiers in header and preamble, in file order, the first ``textHitLimit``.
  private(set) var textHits: [TextHit] = []

  /// By column: its place in `columns`, or −1.
  private var slots: [Int32] = []
  private var columns: [Column] = []
  private var bounds: ScanBounds

  // Room that is reused from batch to batch.
  private var result = ScanResult()
  private var fieldHits: [FieldHit] = []
  private var fieldScanner: FieldScanner

  /// - Parameters:
  ///   - table: the table's name in the report.
  ///   - placeLimit: cells kept for each strength of an identifier in a column; totals stay true.
  init(table: String?, scanner: IdentifierScanner, placeLimit: Int) {
    self.table = table
    self.scanner = scanner
    bounds = ScanBounds(placeLimit: placeLimit)
    fieldScanner = FieldScanner(scanner: scanner)
  }

  mutating func observe(_ batch: RecordBatch, data records: Range<Int>, places: inout PlaceCursor) {
    result.reset()
    fieldHits.removeAll(keepingCapacity: true)
    scanner.scan(batch.bytes.extracting(0..<batch.recordsEnd), into: &result)
    fieldScanner.assign(result.hits, in: batch, to: &fieldHits)
    fieldScanner.rescan(result, in: batch, to: &fieldHits)
    fieldHits.sort { ($0.field, $0.hit.start) < ($1.field, $1.hit.start) }

    var first = 0
    var record = 0
    while first < fieldHits.count {
      let field = fieldHits[first].field
      var next = first + 1
      while next < fieldHits.count && fieldHits[next].field == field { next += 1 }
      while record + 1 < batch.recordCount && Int(batch.recordFields[record + 1]) <= field { record += 1 }
      let cell = first..<next
      if records.contains(record) {
        add(cell, column: field - batch.fields(ofRecord: record).lowerBound) {
          places.place(of: batch.field(field), inRecord: record)
        }
      } else {
        addText(cell, in: batch, record: record, places: &places)
      }
      first = next
    }
    seen.add(batch)
    keepWithinBounds()
  }

  /// Adds the hits of one cell.
  private mutating func add(_ cell: Range<Int>, column: Int, place: () -> CellPlace) {
    let slot = slot(of: column)
    for identifier in ScannedIdentifier.allCases {
      var strongest: ScanHit?
      var isVocabulary = false
      for index in cell where fieldHits[index].hit.identifier == identifier {
        let hit = fieldHits[index].hit
        if hit.marks.contains(.vocabulary) {
          isVocabulary = true
          continue
        }
        var accumulator = take(identifier, slot)
        accumulator.note(hit)
        columns[slot].accumulators[Int(identifier.rawValue)] = accumulator
        if strongest.map({ Self.rank($0) < Self.rank(hit) }) ?? true { strongest = hit }
      }
      if isVocabulary { columns[slot].vocabularyCells[Int(identifier.rawValue)] += 1 }
      if let strongest {
        var accumulator = take(identifier, slot)
        accumulator.add(cellWith: strongest, place: place)
        columns[slot].accumulators[Int(identifier.rawValue)] = accumulator
      }
    }
  }

  /// Takes an accumulator out of its column, so that it is changed in place and not copied.
  private mutating func take(_ identifier: ScannedIdentifier, _ slot: Int) -> IdentifierAccumulator {
    let index = Int(identifier.rawValue)
    return columns[slot].accumulators[index].take() ?? IdentifierAccumulator(bounds: bounds)
  }

  /// What passes a check outweighs what is ambiguous, and that outweighs the form alone.
  private static func rank(_ hit: ScanHit) -> Int {
    let strength = hit.strength.rawValue * 2
    return hit.strength >= .valid && !hit.marks.contains(.ambiguous) ? strength + 100 : strength
  }

  private mutating func slot(of column: Int) -> Int {
    if column >= slots.count {
      slots.append(contentsOf: repeatElement(-1, count: column + 1 - slots.count))
    }
    if slots[column] < 0 {
      slots[column] = Int32(columns.count)
      columns.append(Column())
    }
    return Int(slots[column])
  }

  private mutating func addText(
    _ cell: Range<Int>, in batch: RecordBatch, record: Int, places: inout PlaceCursor
  ) {
    guard let first = cell.first, textHits.count < Self.textHitLimit else { return }
    let index = fieldHits[first].field
    let fields = batch.fields(ofRecord: record)
    let field = batch.field(index)
    let place = places.place(of: field, inRecord: record)
    var location = Location(table: table, column: index - fields.lowerBound + 1).at(place)
    // Neither header nor preamble is a data row.
    location.row = nil
    location.textColumn = 1 + SourceMap.encodedLength(
      of: batch.bytes.extracting(batch.field(fields.lowerBound).start..<field.start), unit: 4) / 4
    textHits += FieldScanner.textHits(fieldHits[cell].map(\.hit), at: location)
  }

  // MARK: - Results

  /// The tallies of a column, counted from 0, in the order of ``ScannedIdentifier``.
  func tallies(ofColumn column: Int) -> [IdentifierTally] {
    guard slots.indices.contains(column), slots[column] >= 0 else { return [] }
    let found = columns[Int(slots[column])]
    return ScannedIdentifier.allCases.compactMap { identifier in
      let index = Int(identifier.rawValue)
      return found.accumulators[index]?.tally(of: identifier, vocabularyCells: found.vocabularyCells[index])
    }
  }

  /// Adds what another observer saw of later batches of the same table.
  mutating func merge(_ later: ScanObserver) {
    seen.bytes += later.seen.bytes
    seen.records += later.seen.records
    seen.fields += later.seen.fields
    textHits += later.textHits.prefix(max(0, Self.textHitLimit - textHits.count))
    bounds.distinctLimit = min(bounds.distinctLimit, later.bounds.distinctLimit)
    bounds.placeLimit = min(bounds.placeLimit, later.bounds.placeLimit)
    for column in later.slots.indices where later.slots[column] >= 0 {
      let more = later.columns[Int(later.slots[column])]
      let slot = slot(of: column)
      for identifier in ScannedIdentifier.allCases {
        let index = Int(identifier.rawValue)
        columns[slot].vocabularyCells[index] += more.vocabularyCells[index]
        guard let accumulator = more.accumulators[index] else { continue }
        var merged = take(identifier, slot)
        merged.merge(accumulator)
        columns[slot].accumulators[index] = merged
      }
    }
    reduceColumns()
    keepWithinBounds()
  }

  // MARK: - Memory

  /// Halves what each column may keep until all columns fit.
  private mutating func keepWithinBounds() {
    // So few columns fit whatever they hold.
    let sketches = 6 * ScannedIdentifier.allCases.count
    if columns.count * sketches * bounds.distinctLimit <= ScanBounds.totalHashes
      && columns.count * sketches * bounds.placeLimit <= ScanBounds.totalPlaces
    {
      return
    }
    while total(\.hashes) > ScanBounds.totalHashes && bounds.distinctLimit > DistinctSketch.smallestLimit {
      bounds.distinctLimit /= 2
      reduceColumns()
    }
    while total(\.keptPlaces) > ScanBounds.totalPlaces && bounds.placeLimit > 1 {
      bounds.placeLimit /= 2
      reduceColumns()
    }
  }

  private func total(_ size: KeyPath<IdentifierAccumulator, Int>) -> Int {
    columns.reduce(0) { sum, column in
      column.accumulators.reduce(sum) { $0 + ($1?[keyPath: size] ?? 0) }
    }
  }

  private mutating func reduceColumns() {
    for column in columns.indices {
      for index in columns[column].accumulators.indices {
        columns[column].accumulators[index]?.reduce(to: bounds)
      }
    }
  }
}
