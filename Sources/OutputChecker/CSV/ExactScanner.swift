// The exact CSV reader, byte by byte: what the kernels hand over when a text isn't well formed.

import DisclosureRules

/// A state machine that reads what Python's `csv` module reads and notes every departure from RFC 4180.
struct ExactScanner {
  /// Where in a field it is.
  private enum State { case fieldStart, unquoted, quoted, quoteInQuoted, afterQuote }

  private let dialect: Dialect
  private let budget: Budget

  // All offsets are into the current batch.
  private var state = State.fieldStart
  /// The next byte to look at.
  private(set) var position = 0
  /// Start of the open field and of the open record.
  private var fieldStart = 0
  private var recordStart = 0
  /// The open field's content isn't simply what stands between its quotes.
  private var needsUnescaping = false
  /// The last byte seen was a CR outside quotes: an LF that follows belongs to it.
  private(set) var pendingReturn = false

  init(dialect: Dialect, budget: Budget) {
    self.dialect = dialect
    self.budget = budget
  }

  /// Begins at the first byte of a record.
  mutating func start(at offset: Int) {
    state = .fieldStart
    position = offset
    fieldStart = offset
    recordStart = offset
    needsUnescaping = false
    pendingReturn = false
  }

  /// The bytes before an offset have left the batch.
  mutating func moveBack(by count: Int) {
    position -= count
    fieldStart -= count
    recordStart -= count
  }

  /// Whether the next byte begins a record.
  var isAtRecordStart: Bool { position == recordStart && !pendingReturn }

  /// Equal to no byte: the delimiter and the quote of prose.
  private static let noByte: UInt16 = 0x100

  /// Looks at every byte that has been read and not yet seen, up to the first record that begins at or behind
  /// `handOver`.
  ///
  /// - Returns: a limit that the open record breaks.
  mutating func scan(_ batch: RecordBatch, until handOver: Int) -> ReadProblem? {
    // Changed in a copy: a member would be read and written again for each byte.
    var cursor = self
    defer { self = cursor }
    return cursor.run(batch, until: handOver)
  }

  private mutating func run(_ batch: RecordBatch, until handOver: Int) -> ReadProblem? {
    let bytes = batch.bytes
    let end = bytes.count
    var union: UInt8 = 0
    defer { if union & 0x80 != 0 { batch.hasNonASCII = true } }
    let quote = dialect.quote.map { UInt16($0) } ?? Self.noByte
    let lineFeed = UInt8(ascii: "\n")
    let carriageReturn = UInt8(ascii: "\r")
    let delimiter = dialect.delimiter.map { UInt16($0) } ?? Self.noByte

    while position < end {
      let byte = bytes[position]
      union |= byte
      if pendingReturn {
        pendingReturn = false
        if byte == lineFeed {
          position += 1
          startRecord(in: batch)
          continue
        }
      }
      if position >= handOver && position == recordStart { return nil }
      switch state {
      case .quoted:
        if UInt16(byte) == quote { state = .quoteInQuoted }
      case .quoteInQuoted where UInt16(byte) == quote:
        state = .quoted
        needsUnescaping = true
      case .fieldStart where UInt16(byte) == quote:
        state = .quoted
      default:
        if UInt16(byte) == delimiter {
          closeField(in: batch)
          if batch.openFieldCount >= budget.columns { return limit(.columns, in: batch) }
        } else if byte == lineFeed || byte == carriageReturn {
          if position - recordStart > budget.recordBytes { return limit(.recordBytes, in: batch) }
          closeRecord(in: batch)
          position += 1
          startRecord(in: batch)
          pendingReturn = byte == carriageReturn
          continue
        } else {
          noteContent(byte, in: batch)
        }
      }
      position += 1
    }
    return end - recordStart > budget.recordBytes ? limit(.recordBytes, in: batch) : nil
  }

  /// A byte of content outside quotes.
  @inline(__always)
  private mutating func noteContent(_ byte: UInt8, in batch: RecordBatch) {
    switch state {
    case .quoteInQuoted:
      state = .afterQuote
      needsUnescaping = true
      batch.note(.textAfterQuote, field: batch.fieldCount)
    case .fieldStart:
      state = .unquoted
    case .unquoted where byte == UInt8(ascii: "\"") && dialect.quote != nil:
      batch.note(.strayQuote, field: batch.fieldCount)
    default: break
    }
    if byte == 0 { batch.note(.nulByte, field: batch.fieldCount) }
  }

  /// Closes what is open when the stream has ended.
  mutating func finish(_ batch: RecordBatch) {
    pendingReturn = false
    guard recordStart < batch.count else { return }
    if state == .quoted { batch.note(.unclosedQuote, field: batch.fieldCount) }
    closeRecord(in: batch)
    startRecord(in: batch)
  }

  private mutating func closeField(in batch: RecordBatch) {
    // A quoted field that the end of the stream left open has no closing quote to take away.
    batch.addField(start: fieldStart, end: position, needsUnescaping: needsUnescaping || state == .quoted)
    fieldStart = position + 1
    needsUnescaping = false
    state = .fieldStart
  }

  private mutating func closeRecord(in batch: RecordBatch) {
    let isBlank = batch.openFieldCount == 0 && position == recordStart
    if isBlank && !dialect.keepsBlankLines { return }
    closeField(in: batch)
    batch.endRecord()
  }

  private mutating func startRecord(in batch: RecordBatch) {
    recordStart = position
    fieldStart = position
    batch.recordsEnd = position
  }

  // MARK: - Limits

  private enum Limit { case columns, recordBytes }

  /// The open record breaks a limit: it leaves the batch, the records before it stay.
  private func limit(_ limit: Limit, in batch: RecordBatch) -> ReadProblem {
    batch.dropOpenFields()
    let message =
      switch limit {
      case .columns: "a record has more than \(budget.columns) fields (limit columns)"
      case .recordBytes: "a record is longer than \(budget.recordBytes) bytes (limit record_bytes)"
      }
    return ReadProblem(kind: .limit, message: message, byteOffset: batch.streamOffset + recordStart)
  }
}
