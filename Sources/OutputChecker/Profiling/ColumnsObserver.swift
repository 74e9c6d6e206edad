// The observer that reads every cell: columns are profiled and small tables kept.

import CKernels
import DisclosureRules

/// Reads each data cell once and feeds the column's accumulator and the keeper.
struct ColumnsObserver: BatchObserver {
  private(set) var seen = Coverage.Seen()
  private(set) var columns: [ColumnAccumulator] = []
  private(set) var keeper: TableKeeper
  private(set) var rows = 0
  private var reader: CellReader
  private let placesBelow: Int
  private let budget: Budget
  private let kernel: Kernel
  private var scratch: [UInt8] = []
  /// By column: most of its cells in the batch before were new numbers.
  private var prefersNumbers: [Bool] = []
  private var hashes: [UInt64] = []

  /// Tables wider than this are read cell by cell: what the others remember takes 90 KiB a column.
  private static let widestKnown = 128
  /// Records that the kernel is given at a time, so that its sums can't overflow.
  private static let mostRecords = 1 << 17

  /// - Parameters:
  ///   - width: columns of the header or the first record.
  ///   - placesBelow: whole numbers below this are kept with their places.
  ///   - kernel: the instruction set.
  init(width: Int, reader: CellReader, placesBelow: Int, budget: Budget, kernel: Kernel = .current) {
    self.kernel = kernel
    self.reader = reader
    self.placesBelow = placesBelow
    self.budget = budget
    keeper = TableKeeper(cellLimit: budget.keptCells, columns: width)
    addColumns(upTo: width)
  }

  private mutating func addColumns(upTo count: Int) {
    while columns.count < count {
      columns.append(
        ColumnAccumulator(limits: .forColumn(columns.count, places: budget.places), placesBelow: placesBelow))
    }
  }

  mutating func observe(_ batch: RecordBatch, data records: Range<Int>, places: inout PlaceCursor) {
    seen.add(batch)
    // While the table is kept every cell is wanted in its row.
    if keeper.isOverLimit, let width = batch.evenWidth(fromRecord: records.lowerBound),
      width <= Self.widestKnown
    {
      var first = records.lowerBound
      while first < records.upperBound {
        let next = min(first + Self.mostRecords, records.upperBound)
        observe(columnsOf: batch, first..<next, width: width, places: &places)
        first = next
      }
    } else {
      for record in records { observe(record, of: batch, places: &places) }
    }
  }

  /// Sees records that all have as many fields, column by column.
  private mutating func observe(
    columnsOf batch: RecordBatch, _ records: Range<Int>, width: Int, places: inout PlaceCursor
  ) {
    rows += records.count
    addColumns(upTo: width)
    while prefersNumbers.count < width { prefersNumbers.append(false) }
    if hashes.count < records.count { hashes = Array(repeating: 0, count: records.count) }
    let firstField = batch.fields(ofRecord: records.lowerBound).lowerBound
    for column in 0..<width {
      let numbersBefore = columns[column].addedNumbers
      var done = 0
      while true {
        done = unsafe batch.withColumn(column, of: records, width: width) { view in
          var view = unsafe view
          unsafe view.prefers_numbers = prefersNumbers[column] ? 1 : 0
          return unsafe columns[column].visit(view, from: done, kernel: kernel, hashes: &hashes)
        }
        guard done < records.count else { break }
        let field = batch.field(firstField + done * width + column)
        let record = records.lowerBound + done
        batch.withContent(of: field, scratch: &scratch) { content in
          let hash = ContentHash.hash(content)
          let reading = reader.read(content, hash: hash)
          columns[column].add(reading, length: content.count, hash: hash) {
            places.place(of: field, inRecord: record)
          }
          columns[column].remember(reading, of: content)
        }
        done += 1
      }
      prefersNumbers[column] = columns[column].addedNumbers - numbersBefore > UInt64(records.count / 2)
    }
  }

  private mutating func observe(_ record: Int, of batch: RecordBatch, places: inout PlaceCursor) {
    let fields = batch.fields(ofRecord: record)
    guard !fields.isEmpty else { return }
    rows += 1
    addColumns(upTo: fields.count)
    let start = batch.field(fields.lowerBound).start
    if !keeper.isOverLimit {
      let place = places.place(of: batch.field(fields.lowerBound), inRecord: record)
      keeper.startRow(offset: place.byteOffset, line: place.line)
    }
    for index in fields {
      let field = batch.field(index)
      let column = index - fields.lowerBound
      batch.withContent(of: field, scratch: &scratch) { content in
        let hash = ContentHash.hash(content)
        let reading = reader.read(content, hash: hash)
        columns[column].add(reading, length: content.count, hash: hash) {
          places.place(of: field, inRecord: record)
        }
        keeper.add(
          reading, column: column, content: content, hash: hash, offset: field.start - start,
          length: field.count)
      }
    }
    keeper.finishRow()
  }

  /// The profiles; a column's cells that short rows lack count as empty.
  func profiles(names: [String]?) -> [ColumnProfile] {
    columns.enumerated().map { position, column in
      var profile = column.profile(
        index: position + 1, name: names.flatMap { $0.indices.contains(position) ? $0[position] : nil })
      let missing = rows - profile.rows
      if missing > 0 { profile.kinds[.empty, default: 0] += missing }
      profile.rows = rows
      return profile
    }
  }
}
