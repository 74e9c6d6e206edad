// The identifier scan as an observer: from hits in bytes to tallies of columns.

import DisclosureRules

/// Scans every batch of a table and keeps a tally for each column in which something was found.
struct ScanObserver: BatchObserver {
  /// By this name the coverage knows it.
  static let name = "identifiers"
  /// Identifiers kept of headers and preambles: they are all alike to the verdict.
  static let textHitLimit = 1_000

  /// A column in which something was found, with what was found by entry of the scanner.
  private struct Column: Sendable {
    /// Entries that were found, each with its place in `accumulators`; few in any column.
    var found: [(entry: Int, accumulator: Int)] = []
    /// Entries of vocabularies, each with the cells that hold one of its codes.
    var vocabularies: [(entry: Int, cells: Int)] = []

    mutating func addVocabulary(_ entry: Int, cells: Int) {
      if let index = vocabularies.firstIndex(where: { $0.entry == entry }) {
        vocabularies[index].cells += cells
      } else {
        vocabularies.append((entry, cells))
      }
    }
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
  ///   - scanner: knows what is looked for.
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
    for index in cell {
      let entry = fieldHits[index].hit.entry
      // Each entry once a cell, when its first hit comes along.
      if (cell.lowerBound..<index).contains(where: { fieldHits[$0].hit.entry == entry }) { continue }
      if Int(entry) >= scanner.identifierCount {
        columns[slot].addVocabulary(Int(entry), cells: 1)
        continue
      }
      let accumulator = accumulator(of: Int(entry), slot)
      var strongest = fieldHits[index].hit
      for other in index..<cell.upperBound where fieldHits[other].hit.entry == entry {
        let hit = fieldHits[other].hit
        accumulators[accumulator].note(hit)
        if Self.rank(strongest) < Self.rank(hit) { strongest = hit }
      }
      accumulators[accumulator].add(cellWith: strongest, place: place)
    }
  }

  /// The place of an accumulator, which is made when it is first asked for.
  private mutating func accumulator(of entry: Int, _ slot: Int) -> Int {
    if let known = columns[slot].found.first(where: { $0.entry == entry }) { return known.accumulator }
    columns[slot].found.append((entry, accumulators.count))
    accumulators.append(IdentifierAccumulator(bounds: bounds))
    return accumulators.count - 1
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
    textHits += fieldScanner.textHits(fieldHits[cell].map(\.hit), at: location)
  }

  // MARK: - Results

  /// The tallies of a column, counted from 0, in the order of the catalogue.
  func tallies(ofColumn column: Int) -> [IdentifierTally] {
    guard slots.indices.contains(column), slots[column] >= 0 else { return [] }
    let seen = columns[Int(slots[column])]
    return seen.found.sorted { $0.entry < $1.entry }.compactMap { found in
      let entry = scanner.entries[found.entry]
      let vocabulary = seen.vocabularies.first { $0.entry == entry.vocabulary }
      return entry.rule.map {
        accumulators[found.accumulator].tally(of: $0, vocabularyCells: vocabulary?.cells ?? 0)
      }
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
      for vocabulary in more.vocabularies {
        columns[slot].addVocabulary(vocabulary.entry, cells: vocabulary.cells)
      }
      for found in more.found {
        accumulators[accumulator(of: found.entry, slot)].merge(later.accumulators[found.accumulator])
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
