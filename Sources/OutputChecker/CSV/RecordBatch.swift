// A run of whole records: the unit in which a table flows through the checker.

import CKernels
import DisclosureRules

/// Whole records of a table, which the batch owns, with the index of their fields.
///
/// Readers fill a batch and hand it out; the consumer gives it back to its pool. `Span`s are lent for as long
/// as the batch is borrowed. A batch is never changed while it is handed out, so it may move between threads.
@safe public final class RecordBatch: @unchecked Sendable {
  /// What every look at a field needs. It stands behind a pointer for the reason that ``OffsetList`` gives.
  @unsafe private struct State {
    // Unsafe storage, fenced here: `capacity` bytes and the padding at `storage`, all initialised at
    // allocation; `count` never exceeds `capacity`.
    var storage: UnsafeMutableBufferPointer<UInt8>
    var count = 0
    var hasStarts = false
    var quote: UInt8?
  }

  private let state: UnsafeMutablePointer<State>
  private var storage: UnsafeMutableBufferPointer<UInt8> {
    @inline(__always) get { unsafe state.pointee.storage }
  }
  /// Bytes in use: whole records, and after them the beginning of the next, which belongs to the next batch.
  var count: Int {
    @inline(__always) get { unsafe state.pointee.count }
    set { unsafe state.pointee.count = newValue }
  }
  /// One past the last byte that belongs to this batch's records.
  public internal(set) var recordsEnd: Int

  /// For each field the offset of the delimiter or LF that ends it, or one past its last byte, and marks.
  private let ends = OffsetList(capacity: 64)
  /// First byte of each field where that isn't the byte behind the one that ended the field before.
  private let starts = OffsetList(capacity: 1)
  /// Whether `starts` is in use: the exact scanner fills it, the kernels need none.
  private(set) var hasStarts: Bool {
    @inline(__always) get { unsafe state.pointee.hasStarts }
    set { unsafe state.pointee.hasStarts = newValue }
  }
  /// For each record the number of fields up to its end.
  private let recordEnds = OffsetList(capacity: 16)
  /// The byte that opens a quoted field; nil when quotes are ordinary.
  var quote: UInt8? {
    @inline(__always) get { unsafe state.pointee.quote }
    set { unsafe state.pointee.quote = newValue }
  }

  /// Departures from RFC 4180, each with its field, in file order.
  private(set) var quirks: [(kind: StructureProblem.Kind, field: Int)] = []

  /// Number of the first record in the table, from 0; header records count too.
  public internal(set) var firstRecord = 0
  /// Physical line on which the batch's first byte lies, from 1.
  public internal(set) var firstLine = 1
  /// Offset of the batch's first byte in the stream that the parser reads.
  public internal(set) var streamOffset = 0
  /// The byte of the decompressed file from which the batch's first byte was transcoded; counts only for
  /// transcoded text.
  public internal(set) var fileOffset = 0
  /// Whether any byte of the records is not ASCII.
  public internal(set) var hasNonASCII = false

  /// Whether any field has doubled quotes, or text behind its quotes.
  public internal(set) var hasEscapes = false

  /// Whether a line may end within quotes: else a line is a record.
  private var hasInnerLines = false

  /// Marks of `ends`: the line ends in CRLF, and the offset is the LF's; the content must be unescaped.
  static let crlfBit = CHECKER_CRLF_BIT
  static let unescapeBit = CHECKER_UNESCAPE_BIT
  static let offsetMask: UInt32 = (1 << 30) - 1
  /// Kernels load this many bytes more than there are.
  static let padding = Int(CHECKER_PADDING)
  /// Offsets must fit below the two marks.
  static let largestCapacity = Int(offsetMask)

  init(capacity: Int) {
    unsafe state = .allocate(capacity: 1)
    unsafe state.initialize(to: State(storage: Self.allocate(capacity)))
    recordsEnd = 0
  }

  deinit {
    unsafe state.pointee.storage.deallocate()
    unsafe state.deallocate()
  }

  private static func allocate(_ capacity: Int) -> UnsafeMutableBufferPointer<UInt8> {
    let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: capacity + padding)
    unsafe bytes.initialize(repeating: 0)
    return unsafe bytes
  }

  var capacity: Int { unsafe storage.count - Self.padding }

  /// All bytes in use.
  public var bytes: Span<UInt8> {
    @_lifetime(borrow self) borrowing get {
      let span = unsafe Span(_unsafeStart: UnsafePointer(storage.baseAddress.unsafelyUnwrapped), count: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// Records in the batch.
  public var recordCount: Int { recordEnds.count }

  /// Fields in the batch, those of an open record included.
  public var fieldCount: Int { ends.count }

  /// The fields of a record, as indices for ``field(_:)``.
  ///
  /// - Precondition: `record < recordCount`.
  public func fields(ofRecord record: Int) -> Range<Int> {
    let first = record == 0 ? 0 : Int(recordEnds[record - 1])
    return first..<Int(recordEnds[record])
  }

  /// The first byte of a field.
  ///
  /// - Precondition: `index < fieldCount`.
  @inline(__always)
  func start(ofField index: Int) -> Int {
    hasStarts ? Int(starts[index]) : Int((ends[index - 1] &+ 1) & Self.offsetMask)
  }

  /// A field's place.
  ///
  /// - Precondition: `index < fieldCount`.
  public func field(_ index: Int) -> FieldRange {
    let mark = ends[index]
    let start = start(ofField: index)
    let end = Int(mark & Self.offsetMask) - Int(mark >> 31)
    let isQuoted = unsafe start < end && storage[start] == quote
    return FieldRange(
      start: start, end: end, isQuoted: isQuoted, needsUnescaping: mark & Self.unescapeBit != 0)
  }

  /// Fields of each record from one on, when all have as many and a kernel indexed them.
  func evenWidth(fromRecord first: Int) -> Int? { hasStarts ? nil : recordEnds.evenStep(from: first) }

  /// Lends a column of records that all have as many fields to a kernel.
  ///
  /// - Precondition: ``evenWidth(fromRecord:)`` of the first record is `width`, and `column` is less.
  func withColumn<Result>(
    _ column: Int, of records: Range<Int>, width: Int, _ body: (checker_column) -> Result
  ) -> Result {
    precondition(!hasStarts && column < width && records.upperBound <= recordCount)
    let first = fields(ofRecord: records.lowerBound).lowerBound + column
    precondition(records.isEmpty || first + (records.count - 1) * width < fieldCount)
    return unsafe ends.withEntries { ends in
      unsafe body(
        checker_column(
          bytes: storage.baseAddress.unsafelyUnwrapped, ends: ends, first: first, stride: width,
          records: records.count, meanings: nil, quote: quote ?? 0, prefers_numbers: 0))
    }
  }

  /// Adds the fields that have doubled quotes, or text behind their quotes, by rising index.
  func appendEscapedFields(to fields: inout [Int]) {
    guard hasEscapes else { return }
    ends.appendIndices(of: Self.unescapeBit, to: &fields)
  }

  // MARK: - Filling, by readers

  /// Empties the index and the bytes; keeps the storage.
  func reset() {
    count = 0
    recordsEnd = 0
    hasNonASCII = false
    hasEscapes = false
    hasInnerLines = false
    hasStarts = false
    starts.truncate(to: 0)
    ends.truncate(to: 0)
    recordEnds.truncate(to: 0)
    quirks.removeAll(keepingCapacity: true)
  }

  /// Fields of all complete records.
  private var completeFields: Int { Int(recordEnds.count == 0 ? 0 : recordEnds[recordEnds.count - 1]) }

  /// Fields of the record that is still open.
  var openFieldCount: Int { ends.count - completeFields }

  /// Adds a field whose bytes are given; from now on every field's start is kept.
  func addField(start: Int, end: Int, needsUnescaping: Bool) {
    keepStarts()
    starts.append(UInt32(truncatingIfNeeded: start))
    ends.append(UInt32(truncatingIfNeeded: end) | (needsUnescaping ? Self.unescapeBit : 0))
    if needsUnescaping { hasEscapes = true }
  }

  /// Ends the open record.
  func endRecord() { recordEnds.append(UInt32(truncatingIfNeeded: ends.count)) }

  /// Writes down the start of every field.
  func keepStarts() {
    guard !hasStarts else { return }
    starts.reserve(ends.count)
    for index in 0..<ends.count { starts.append(UInt32(truncatingIfNeeded: start(ofField: index))) }
    hasStarts = true
  }

  /// Indexes bytes with a kernel, in the state that the kernel left behind the bytes before.
  ///
  /// - Parameters:
  ///   - range: bytes in use.
  ///   - fieldStart: first byte of the open field.
  func index(
    _ range: Range<Int>, fieldStart: Int, kernel: Kernel, dialect: checker_csv_dialect,
    state: inout checker_csv_state
  ) -> checker_csv_result {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    var result = checker_csv_result()
    let firstField = ends.count
    // A kernel may write 64 entries more than there are; every byte ends a field at most.
    let room = range.count + 64
    unsafe ends.write(room) { newEnds in
      unsafe recordEnds.write(room) { newRecords in
        let first = unsafe storage.baseAddress.unsafelyUnwrapped + range.lowerBound
        unsafe checker_csv_index(
          kernel.native, first, range.count, UInt32(truncatingIfNeeded: range.lowerBound),
          UInt32(truncatingIfNeeded: firstField), dialect, &state, newEnds, newRecords, &result)
        return result.records
      }
      return result.fields
    }
    if result.has_non_ascii != 0 { hasNonASCII = true }
    if result.has_escapes != 0 { hasEscapes = true }
    if result.has_inner_lines != 0 { hasInnerLines = true }
    if hasStarts {
      var start = fieldStart
      for index in firstField..<ends.count {
        starts.append(UInt32(truncatingIfNeeded: start))
        start = Int(ends[index] & Self.offsetMask) + 1
      }
    }
    return result
  }

  /// One past the delimiter or line end that ends the last field; nil when there is no field.
  var behindLastField: Int? { ends.count == 0 ? nil : Int(ends[ends.count - 1] & Self.offsetMask) + 1 }

  /// One past the line end of the last record; only when a kernel indexed it.
  var behindLastRecord: Int {
    completeFields == 0 ? 0 : Int(ends[completeFields - 1] & Self.offsetMask) + 1
  }

  /// Whether a record from `first` on has more fields than `columns`.
  func hasRecord(from first: Int, ofMoreFieldsThan columns: Int) -> Bool {
    recordEnds.hasStep(above: columns, from: first)
  }

  /// Notes a departure from RFC 4180, once a field.
  func note(_ kind: StructureProblem.Kind, field: Int) {
    if let last = quirks.last, last.field == field, last.kind == kind { return }
    quirks.append((kind, field))
  }

  /// Takes the fields of the open record out of the index.
  func dropOpenFields() {
    let complete = completeFields
    if hasStarts { starts.truncate(to: complete) }
    ends.truncate(to: complete)
    while let last = quirks.last, last.field >= complete { quirks.removeLast() }
  }

  /// Takes records out of the index, and the open one; the bytes stay.
  func keepRecords(_ kept: Int) {
    guard kept < recordCount || openFieldCount > 0 else { return }
    if kept < recordCount {
      recordsEnd = start(ofField: kept == 0 ? 0 : Int(recordEnds[kept - 1]))
      recordEnds.truncate(to: kept)
    }
    dropOpenFields()
  }

  /// Remembers whether a byte from `start` on isn't ASCII.
  func noteNonASCII(from start: Int) {
    if hasNonASCII { return }
    let bytes = self.bytes
    var union: UInt8 = 0
    for index in start..<bytes.count { union |= bytes[index] }
    hasNonASCII = union & 0x80 != 0
  }

  /// The whole records, in a batch of their own that takes no more memory than they need; quirks are left out.
  func copy() -> RecordBatch {
    let copy = RecordBatch(capacity: recordsEnd)
    unsafe UnsafeMutableRawBufferPointer(copy.storage).copyMemory(
      from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(storage)[0..<recordsEnd]))
    copy.count = recordsEnd
    copy.recordsEnd = recordsEnd
    copy.ends.append(ends, upTo: completeFields)
    copy.recordEnds.append(recordEnds, upTo: recordCount)
    copy.hasStarts = hasStarts
    copy.hasInnerLines = hasInnerLines
    if hasStarts { copy.starts.append(starts, upTo: completeFields) }
    copy.quote = quote
    copy.firstRecord = firstRecord
    copy.firstLine = firstLine
    copy.streamOffset = streamOffset
    copy.fileOffset = fileOffset
    copy.hasNonASCII = hasNonASCII
    copy.hasEscapes = hasEscapes
    return copy
  }

  /// Bytes that the batch takes.
  var memory: Int { capacity + MemoryLayout<UInt32>.size * (ends.count + recordEnds.count) }

  /// Grows the storage to at least `wanted` bytes and keeps the bytes in use.
  func grow(to wanted: Int) {
    guard wanted > capacity else { return }
    let larger = unsafe Self.allocate(wanted)
    if count > 0 {
      unsafe UnsafeMutableRawBufferPointer(larger).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(storage)[0..<count]))
    }
    unsafe storage.deallocate()
    unsafe state.pointee.storage = larger
  }

  /// Lends the free bytes behind the ones in use to `fill`, which returns how many it wrote.
  func append<Failure: Error>(
    atMost limit: Int, _ fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Int {
    let room = min(limit, capacity - count)
    let free = unsafe UnsafeMutableRawBufferPointer(
      rebasing: UnsafeMutableRawBufferPointer(storage)[count..<(count + room)])
    let written = unsafe try fill(free)
    precondition(written >= 0 && written <= room)
    count += written
    return written
  }

  /// Takes over the open record of the batch before: its bytes, its fields so far, and what follows from them.
  func takeOpenRecord(of other: RecordBatch) {
    let tail = other.count - other.recordsEnd
    grow(to: tail)
    if tail > 0 {
      let source = unsafe UnsafeRawBufferPointer(
        rebasing: UnsafeRawBufferPointer(other.storage)[other.recordsEnd..<other.count])
      unsafe UnsafeMutableRawBufferPointer(storage).copyMemory(from: source)
    }
    count = tail
    if other.hasNonASCII { noteNonASCII(from: 0) }

    quote = other.quote
    let complete = other.completeFields
    let shift = UInt32(truncatingIfNeeded: other.recordsEnd)
    hasStarts = other.hasStarts && complete < other.ends.count
    for index in complete..<other.ends.count {
      if hasStarts { starts.append(other.starts[index] - shift) }
      ends.append(other.ends[index] - shift)
      if other.ends[index] & Self.unescapeBit != 0 { hasEscapes = true }
    }
    for quirk in other.quirks where quirk.field >= complete {
      quirks.append((quirk.kind, quirk.field - complete))
    }
    other.dropOpenFields()

    firstRecord = other.firstRecord + other.recordCount
    streamOffset = other.streamOffset + other.recordsEnd
    firstLine = other.lineBehindRecords
    hasInnerLines = other.hasInnerLines && LineCounter.lines(in: bytes) > 0
  }

  /// The physical line behind the last whole record.
  private var lineBehindRecords: Int {
    // The exact scanner passes over blank lines, which are no records.
    if !hasStarts && !hasInnerLines { return firstLine + recordCount }
    return firstLine + LineCounter.lines(in: bytes.extracting(0..<recordsEnd))
  }
}
