// The observer that reads every cell: columns are profiled and small tables kept.

import CKernels
import DisclosureRules

/// Reads each data cell once and feeds the column's accumulator and the keeper.
struct ColumnsObserver: BatchObserver {
  private(set) var seen = Coverage.Seen()
  private(set) var columns: [ColumnAccumulator] = []
  private var keeper: TableKeeper
  /// Rows behind those of the keeper.
  private var pending = PendingRecords()
  private(set) var rows = 0
  private var reader: CellReader
  private let placesBelow: Int
  private let budget: Budget
  private let kernel: Kernel
  private var scratch: [UInt8] = []
  /// By column: most of its cells in the batch before were new numbers.
  private var prefersNumbers: [Bool] = []
  /// By column: cells that no kernel knew.
  private var unknown: [Int] = []
  private var rowsInColumns = 0
  private var hashes: [UInt64] = []

  /// Tables wider than this are read cell by cell: what the others remember takes 120 KiB a column.
  private static let widestKnown = 128
  /// Fewer records at a time are read one by one while the table is kept: what a column remembers doesn't pay.
  private static let leastRecords = 256
  /// A column with more cells that were unknown than there are slots, and with more than one in so many, has texts that
  /// don't come again.
  private static let slots = Int(CHECKER_TINY_SLOTS) + Int(CHECKER_NEAR_SLOTS) + Int(CHECKER_FAR_SLOTS)
  private static let unknownShare = 8
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
    guard !records.isEmpty else { return }
    if let width = batch.evenWidth(fromRecord: records.lowerBound), width <= Self.widestKnown,
      keeper.isOverLimit || keep(records, of: batch, width: width, places: &places)
    {
      var first = records.lowerBound
      while first < records.upperBound {
        let next = min(first + Self.mostRecords, records.upperBound)
        observe(columnsOf: batch, first..<next, width: width, places: &places)
        first = next
      }
    } else {
      keepPending()
      for record in records { observe(record, of: batch, isNew: true, places: &places) }
    }
  }

  // MARK: - Keeping

  /// Keeps records of even width, now or later; returns whether that is possible without seeing each on its own.
  private mutating func keep(
    _ records: Range<Int>, of batch: RecordBatch, width: Int, places: inout PlaceCursor
  ) -> Bool {
    guard records.count >= Self.leastRecords, width == keeper.width else { return false }
    if keeper.isOver(limitWith: pending.rows + records.count) {
      keepPending(isOver: true)
      keep(records, of: batch, isOver: true, places: &places)
      keeper.giveUp()
    } else {
      pending.add(batch, records, places: places)
      if pending.isFull { keepPending() }
    }
    return true
  }

  /// Keeps the cells of records whose columns were seen, or are seen as columns.
  ///
  /// - Parameter isOver: the table is known to exceed the limit.
  private mutating func keep(
    _ records: Range<Int>, of batch: RecordBatch, isOver: Bool, places: inout PlaceCursor
  ) {
    if isOver && keeper.rows >= keeper.rowsBeforeGivingUp { keeper.giveUp() }
    for record in records where !keeper.isOverLimit {
      observe(record, of: batch, isNew: false, places: &places)
      if isOver && keeper.rows >= keeper.rowsBeforeGivingUp { keeper.giveUp() }
    }
  }

  private mutating func keepPending(isOver: Bool = false) {
    for var part in pending.take() where !keeper.isOverLimit {
      keep(part.records, of: part.batch, isOver: isOver, places: &part.places)
    }
  }

  /// The table, if it is small enough to be kept; otherwise its first rows.
  mutating func takeTable() -> (kept: KeptTable?, firstRows: KeptTable?) {
    keepPending()
    return (keeper.kept, keeper.firstRows)
  }

  // MARK: - Columns

  /// Sees records that all have as many fields, column by column.
  private mutating func observe(
    columnsOf batch: RecordBatch, _ records: Range<Int>, width: Int, places: inout PlaceCursor
  ) {
    rows += records.count
    addColumns(upTo: width)
    while prefersNumbers.count < width {
      prefersNumbers.append(false)
      unknown.append(0)
    }
    rowsInColumns += records.count
    let labelStarts = reader.labelStarts.bits
    if hashes.count < records.count { hashes = Array(repeating: 0, count: records.count) }
    let firstField = batch.fields(ofRecord: records.lowerBound).lowerBound
    for column in 0..<width {
      let numbersBefore = columns[column].addedNumbers
      let hasNewLabels =
        unknown[column] > Self.slots && unknown[column] > rowsInColumns / Self.unknownShare
      var done = 0
      while true {
        done = unsafe labelStarts.withUnsafeBufferPointer { starts in
          unsafe batch.withColumn(column, of: records, width: width) { view in
            var view = unsafe view
            unsafe view.prefers_numbers = prefersNumbers[column] ? 1 : 0
            if hasNewLabels { unsafe view.meanings = starts.baseAddress }
            return unsafe columns[column].visit(view, from: done, kernel: kernel, hashes: &hashes)
          }
        }
        guard done < records.count else { break }
        unknown[column] += 1
        let field = batch.field(firstField + done * width + column)
        let record = records.lowerBound + done
        let isEscaped = field.isQuoted && field.needsUnescaping
        batch.withContent(of: field, scratch: &scratch) { content in
          let hash = ContentHash.hash(content)
          let reading = reader.read(content, hash: hash)
          columns[column].add(reading, length: content.count, hash: hash) {
            places.place(of: field, inRecord: record)
          }
          let written =
            isEscaped ? batch.bytes.extracting((field.start + 1)..<(field.end - 1)) : content
          columns[column].remember(reading, length: content.count, of: written, isEscaped: isEscaped)
        }
        done += 1
      }
      prefersNumbers[column] = columns[column].addedNumbers - numbersBefore > UInt64(records.count / 2)
    }
  }

  /// Sees a record cell by cell.
  ///
  /// - Parameter isNew: its columns have not been seen.
  private mutating func observe(
    _ record: Int, of batch: RecordBatch, isNew: Bool, places: inout PlaceCursor
  ) {
    let fields = batch.fields(ofRecord: record)
    guard !fields.isEmpty else { return }
    if isNew {
      rows += 1
      addColumns(upTo: fields.count)
    }
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
        if isNew {
          columns[column].add(reading, length: content.count, hash: hash) {
            places.place(of: field, inRecord: record)
          }
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
