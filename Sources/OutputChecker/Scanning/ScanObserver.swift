// The identifier scan as an observer: from hits in bytes to tallies of columns.

import DisclosureRules

/// Scans every batch of a table and keeps a tally for each column in which something was found.
struct ScanObserver: BatchObserver {
  /// By this name the coverage knows it.
  static let name = "identifiers"
  /// Identifiers kept of headers and preambles: they are all alike to the verdict.
  static let textHitLimit = 1_000

  /// A column in which something was found; everything is by ``ScannedIdentifier``.
  private struct Column: Sendable {
    var vocabularyCells = InlineArray<3, Int>(repeating: 0)
    /// Places in `accumulators`, or −1.
    var accumulators = InlineArray<3, Int32>(repeating: -1)
  }

  private let table: String?
  private let scanner: IdentifierScanner
  private(set) var seen = Coverage.Seen()
  /// Identifiers in header and preamble, in file order, the first ``textHitLimit``.
  private(set) var textHits: [TextHit] = []

  /// By column: its place in `columns`, or −1.
  private var slots: [Int32] = []
  private var columns: [Column] = []
  /// Of all columns, in one list, so that they are changed in place.
  private var accumulators: [IdentifierAccumulator] = []
  private var bounds: ScanBounds

  // Room that is reused from batch to batch.
  private var result = ScanResult()
  private var fieldHits: [FieldHit] = []
  private var fieldScanner: FieldScanner

  /// - Parameters:
  ///   - table: the table's name in the report.
  ///   - scanner: knows the postcode areas that exist.
  ///   - bounds: what may be kept of a column and of all columns; totals stay true.
  init(table: String?, scanner: IdentifierScanner, bounds: ScanBounds) {
    self.table = table
    self.scanner = scanner
    self.bounds = bounds
    fieldScanner = FieldScanner(scanner: scanner)
  }

  mutating func observe(_ batch: RecordBatch, data records: Range<Int>, places: inout PlaceCursor) {
    result.reset()
    fieldHits.removeAll(keepingCapacity: true)
    scanner.scan(batch.bytes.extracting(0..<batch.recordsEnd), into: &result)
    fieldScanner.assign(result.hits, in: batch, to: &fieldHits)
    fieldScanner.rescan(result, in: batch, to: &fieldHits)
    if !Self.isOrdered(fieldHits) { fieldHits.sort { $0.field < $1.field } }

    var first = 0
    var record = 0
    while first < fieldHits.count {
      let field = fieldHits[first].field
      var next = first + 1
      while next < fieldHits.count && fieldHits[next].field == field { next += 1 }
      while record + 1 < batch.recordCount && batch.fields(ofRecord: record).upperBound <= field {
        record += 1
      }
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

  private static func isOrdered(_ hits: [FieldHit]) -> Bool {
    for index in hits.indices.dropFirst() where hits[index].field < hits[index - 1].field { return false }
    return true
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
        accumulators[accumulator(of: identifier, slot)].note(hit)
        if strongest.map({ Self.rank($0) < Self.rank(hit) }) ?? true { strongest = hit }
      }
      if isVocabulary { columns[slot].vocabularyCells[Int(identifier.rawValue)] += 1 }
      if let strongest {
        accumulators[accumulator(of: identifier, slot)].add(cellWith: strongest, place: place)
      }
    }
  }

  /// The place of an accumulator, which is made when it is first asked for.
  private mutating func accumulator(of identifier: ScannedIdentifier, _ slot: Int) -> Int {
    let index = Int(identifier.rawValue)
    if columns[slot].accumulators[index] < 0 {
      columns[slot].accumulators[index] = Int32(accumulators.count)
      accumulators.append(IdentifierAccumulator(bounds: bounds))
    }
    return Int(columns[slot].accumulators[index])
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
    let before = batch.bytes.extracting(batch.field(fields.lowerBound).start..<field.start)
    location.textColumn = 1 + SourceMap.encodedLength(of: before, unit: 1)
    textHits += FieldScanner.textHits(fieldHits[cell].map(\.hit), at: location)
  }

  // MARK: - Results

  /// The tallies of a column, counted from 0, in the order of ``ScannedIdentifier``.
  func tallies(ofColumn column: Int) -> [IdentifierTally] {
    guard slots.indices.contains(column), slots[column] >= 0 else { return [] }
    let found = columns[Int(slots[column])]
    return ScannedIdentifier.allCases.compactMap { identifier in
      let index = Int(identifier.rawValue)
      guard found.accumulators[index] >= 0 else { return nil }
      return accumulators[Int(found.accumulators[index])].tally(
        of: identifier, vocabularyCells: found.vocabularyCells[index])
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
        guard more.accumulators[index] >= 0 else { continue }
        accumulators[accumulator(of: identifier, slot)].merge(
          later.accumulators[Int(more.accumulators[index])])
      }
    }
    reduceColumns()
    keepWithinBounds()
  }

  // MARK: - Memory

  /// Halves what each column may keep until all columns fit.
  private mutating func keepWithinBounds() {
    // So few columns fit whatever they hold.
    let lists = IdentifierAccumulator.lists * accumulators.count
    if lists * bounds.distinctLimit <= bounds.totalHashes && lists * bounds.placeLimit <= bounds.totalPlaces {
      return
    }
    while total(\.hashes) > bounds.totalHashes && bounds.distinctLimit > DistinctSketch.smallestLimit {
      bounds.distinctLimit /= 2
      reduceColumns()
    }
    while total(\.keptPlaces) > bounds.totalPlaces && bounds.placeLimit > 1 {
      bounds.placeLimit /= 2
      reduceColumns()
    }
  }

  private func total(_ size: KeyPath<IdentifierAccumulator, Int>) -> Int {
    accumulators.reduce(0) { $0 + $1[keyPath: size] }
  }

  private mutating func reduceColumns() {
    for index in accumulators.indices { accumulators[index].reduce(to: bounds) }
  }
}
