// A run of whole records: the unit in which a table flows through the checker.

import DisclosureRules

/// One field of a batch: where its raw bytes lie, quotes included.
public struct FieldRange: Sendable, Equatable {
  /// First byte, an index into the batch's bytes.
  public var start: Int
  /// One past the last byte.
  public var end: Int
  /// The field starts with a quote.
  public var isQuoted: Bool
  /// The content isn't simply what stands between the quotes: it has doubled quotes or text after them.
  public var needsUnescaping: Bool

  /// Bytes of the field, quotes included.
  public var count: Int { end - start }
}

/// Whole records of a table, which the batch owns, with the index of their fields.
///
/// Readers fill a batch and hand it out; the consumer gives it back to its pool. `Span`s are lent for as long
/// as the batch is borrowed. A batch is never changed while it is handed out, so it may move between threads.
@safe public final class RecordBatch: @unchecked Sendable {
  // Unsafe storage, fenced here: `capacity` bytes at `storage`, all initialised at allocation; `count`
  // never exceeds `capacity`.
  private var storage: UnsafeMutableBufferPointer<UInt8>
  /// Bytes in use: whole records, and after them the beginning of the next, which belongs to the next batch.
  var count: Int
  /// One past the last byte that belongs to this batch's records.
  public internal(set) var recordsEnd: Int

  /// First byte of each field.
  var starts: [UInt32] = []
  /// One past the last byte of each field, and in the two highest bits what `FieldRange` says of quotes.
  var ends: [UInt32] = []
  /// For each record the index of its first field; one more entry closes the list.
  var recordFields: [UInt32] = [0]

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

  static let quotedBit: UInt32 = 1 << 31
  static let unescapeBit: UInt32 = 1 << 30
  static let offsetMask: UInt32 = (1 << 30) - 1
  /// Offsets must fit below the two marks.
  static let largestCapacity = Int(offsetMask)

  init(capacity: Int) {
    unsafe storage = .allocate(capacity: capacity)
    unsafe storage.initialize(repeating: 0)
    count = 0
    recordsEnd = 0
  }

  deinit { unsafe storage.deallocate() }

  var capacity: Int { unsafe storage.count }

  /// All bytes in use.
  public var bytes: Span<UInt8> {
    @_lifetime(borrow self) borrowing get {
      let span = unsafe Span(_unsafeStart: UnsafePointer(storage.baseAddress.unsafelyUnwrapped), count: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// Records in the batch.
  public var recordCount: Int { recordFields.count - 1 }

  /// Fields in the batch.
  public var fieldCount: Int { ends.count }

  /// The fields of a record, as indices for ``field(_:)``.
  ///
  /// - Precondition: `record < recordCount`.
  public func fields(ofRecord record: Int) -> Range<Int> {
    Int(recordFields[record])..<Int(recordFields[record + 1])
  }

  /// A field's place.
  ///
  /// - Precondition: `index < fieldCount`.
  public func field(_ index: Int) -> FieldRange {
    let end = ends[index]
    return FieldRange(
      start: Int(starts[index]), end: Int(end & Self.offsetMask), isQuoted: end & Self.quotedBit != 0,
      needsUnescaping: end & Self.unescapeBit != 0)
  }

  // MARK: - Filling, by readers

  /// Empties the index and the bytes; keeps the storage.
  func reset() {
    count = 0
    recordsEnd = 0
    hasNonASCII = false
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    recordFields.removeAll(keepingCapacity: true)
    recordFields.append(0)
    quirks.removeAll(keepingCapacity: true)
  }

  /// Fields of the record that is still open.
  var openFieldCount: Int { ends.count - Int(recordFields[recordFields.count - 1]) }

  /// Notes a departure from RFC 4180, once a field.
  func note(_ kind: StructureProblem.Kind, field: Int) {
    if let last = quirks.last, last.field == field, last.kind == kind { return }
    quirks.append((kind, field))
  }

  /// Takes the fields of the open record out of the index.
  func dropOpenFields() {
    let complete = Int(recordFields[recordFields.count - 1])
    starts.removeLast(starts.count - complete)
    ends.removeLast(ends.count - complete)
    while let last = quirks.last, last.field >= complete { quirks.removeLast() }
  }

  /// Remembers whether a byte from `start` on isn't ASCII.
  func noteNonASCII(from start: Int) {
    if hasNonASCII { return }
    let bytes = self.bytes
    var union: UInt8 = 0
    for index in start..<bytes.count { union |= bytes[index] }
    hasNonASCII = union & 0x80 != 0
  }

  /// Grows the storage to at least `wanted` bytes and keeps the bytes in use.
  func grow(to wanted: Int) {
    guard wanted > capacity else { return }
    let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: wanted)
    unsafe larger.initialize(repeating: 0)
    if count > 0 {
      unsafe UnsafeMutableRawBufferPointer(larger).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(storage)[0..<count]))
    }
    unsafe storage.deallocate()
    unsafe storage = larger
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
    noteNonASCII(from: 0)

    let complete = Int(other.recordFields[other.recordFields.count - 1])
    let shift = UInt32(truncatingIfNeeded: other.recordsEnd)
    for index in complete..<other.ends.count {
      starts.append(other.starts[index] - shift)
      ends.append(other.ends[index] - shift)
    }
    for quirk in other.quirks where quirk.field >= complete {
      quirks.append((quirk.kind, quirk.field - complete))
    }
    other.dropOpenFields()

    firstRecord = other.firstRecord + other.recordCount
    streamOffset = other.streamOffset + other.recordsEnd
    var lines = LineCounter(line: other.firstLine)
    lines.count(other.bytes.extracting(0..<other.recordsEnd))
    firstLine = lines.line
  }
}

extension RecordBatch {
  /// Calls `body` with a field's content: quotes removed, doubled quotes halved, bytes not decoded.
  ///
  /// - Parameters:
  ///   - field: a field of this batch.
  ///   - scratch: room that is reused between calls for the fields that need unescaping.
  public func withContent<Result>(
    of field: FieldRange, scratch: inout [UInt8], _ body: (Span<UInt8>) throws -> Result
  ) rethrows -> Result {
    let all = bytes
    if !field.isQuoted { return try body(all.extracting(field.start..<field.end)) }
    if !field.needsUnescaping { return try body(all.extracting((field.start + 1)..<(field.end - 1))) }
    Self.unescape(all.extracting(field.start..<field.end), into: &scratch)
    return try body(scratch.span)
  }

  /// Reads a quoted field as Python's `csv` does: what follows the closing quote is part of the content.
  static func unescape(_ raw: Span<UInt8>, into content: inout [UInt8]) {
    content.removeAll(keepingCapacity: true)
    let quote = UInt8(ascii: "\"")
    var inQuotes = true
    var index = 1
    while index < raw.count {
      let byte = raw[index]
      if inQuotes && byte == quote {
        if index + 1 < raw.count && raw[index + 1] == quote {
          content.append(quote)
          index += 2
          continue
        }
        inQuotes = false
      } else {
        content.append(byte)
      }
      index += 1
    }
  }
}

/// A fixed set of batches that are used over and over.
final class BatchPool {
  private var free: [RecordBatch] = []
  private let capacity: Int

  init(capacity: Int) { self.capacity = capacity }

  func take() -> RecordBatch {
    let batch = free.popLast() ?? RecordBatch(capacity: capacity)
    batch.reset()
    return batch
  }

  func giveBack(_ batch: RecordBatch) { free.append(batch) }
}
