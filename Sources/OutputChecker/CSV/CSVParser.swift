// The streaming CSV parser: bytes in, batches of whole records out.

import DisclosureRules

/// Where in a longer text a parser begins.
struct TextStart {
  /// Bytes of the text before it, and bytes of the file that they came from.
  var offset = 0
  var fileBytes = 0
  /// Physical line, from 1.
  var line = 1
}

/// Splits a stream of ASCII-compatible bytes into records and fields.
///
/// It reads what Python's `csv` module reads: a quote opens a quoted field only at the field's start; doubled
/// quotes stand for one; what follows a closing quote belongs to the field; LF, CRLF and a lone CR end a
/// record outside quotes. Every departure from RFC 4180 is noted with its field, none is guessed away, and no
/// record is lost or merged. The result doesn't depend on how the stream is cut into blocks.
///
/// Memory: two batches of `blockSize` bytes plus the longest record, which `Budget.recordBytes` bounds.
final class CSVParser {
  /// Where in a field the parser is.
  private enum State { case fieldStart, unquoted, quoted, quoteInQuoted, afterQuote }

  /// Everything that must survive from one block to the next; offsets are into the current batch.
  private struct Cursor {
    var state = State.fieldStart
    /// The next byte to look at.
    var position = 0
    /// Start of the open field and of the open record.
    var fieldStart = 0
    var recordStart = 0
    /// What is known of the open field's quotes.
    var fieldMarks: UInt32 = 0
    /// The last byte seen was a CR outside quotes: an LF that follows belongs to it.
    var pendingReturn = false
  }

  private let source: any ByteSource
  private let dialect: Dialect
  private let sourceMap: SourceMap
  private let blockSize: Int
  private let budget: Budget
  private let pool: BatchPool

  /// The batch that is being filled.
  private var current: RecordBatch
  private var cursor = Cursor()
  private var reachedEnd = false
  /// A limit that was hit behind records that have to be handed out first.
  private var deferred: ReadProblem?

  /// Bytes, records and fields of all batches handed out.
  private(set) var handedOut = Coverage.Seen()

  /// - Parameters:
  ///   - source: the stream, without a byte-order mark.
  ///   - dialect: delimiter and line end.
  ///   - sourceMap: from offsets in the stream to bytes of the file.
  ///   - blockSize: bytes that are read at a time, at least 1.
  ///   - budget: its limits on columns and on the length of a record.
  init(
    source: any ByteSource, dialect: Dialect, sourceMap: SourceMap = .identity(markLength: 0), blockSize: Int,
    budget: Budget, start: TextStart = TextStart()
  ) {
    self.source = source
    self.dialect = dialect
    self.sourceMap = sourceMap
    self.blockSize = max(1, blockSize)
    self.budget = budget
    pool = BatchPool(capacity: max(64, self.blockSize))
    current = pool.take()
    current.fileOffset = sourceMap.markLength + start.fileBytes
    current.streamOffset = start.offset
    current.firstLine = start.line
  }

  /// Gives a batch back when it has been seen, so that its memory is used again.
  func giveBack(_ batch: RecordBatch) { pool.giveBack(batch) }

  /// The next run of whole records, or of blank lines; nil at the end of the stream.
  ///
  /// - Throws: what the source throws, or a limit with its place, after the records before it were handed out.
  func next() throws(ReadProblem) -> RecordBatch? {
    if let deferred { throw deferred }
    while true {
      if reachedEnd && current.count == 0 { return nil }
      try fill()
      deferred = scan()
      if reachedEnd && deferred == nil { finish() }
      if current.recordsEnd > 0 && (!cursor.pendingReturn || reachedEnd) { return handOut() }
      if let deferred { throw deferred }
    }
  }

  // MARK: - Reading

  private func fill() throws(ReadProblem) {
    if current.count == current.capacity {
      // Twice the longest record always suffices: `scan` has refused anything longer.
      current.grow(to: min(current.capacity * 2, 2 * budget.recordBytes + 2 * blockSize))
    }
    let before = current.count
    let source = self.source
    let written = unsafe try current.append(atMost: blockSize) { (room) throws(ReadProblem) -> Int in
      unsafe try source.read(into: room)
    }
    if written == 0 { reachedEnd = true }
    current.noteNonASCII(from: before)
  }

  /// Hands out the complete records and carries the open one over to a fresh batch.
  private func handOut() -> RecordBatch {
    let batch = current
    let next = pool.take()
    next.takeOpenRecord(of: batch)
    next.fileOffset = sourceMap.fileRange(of: 0..<batch.recordsEnd, in: batch).upperBound
    cursor.fieldStart -= batch.recordsEnd
    cursor.recordStart -= batch.recordsEnd
    cursor.position -= batch.recordsEnd
    current = next
    handedOut.add(batch)
    return batch
  }

  // MARK: - Scanning

  /// Equal to no byte: the delimiter and the quote of prose.
  private static let noByte: UInt16 = 0x100

  /// Looks at every byte that has been read and not yet seen.
  ///
  /// - Returns: a limit that the open record breaks.
  private func scan() -> ReadProblem? {
    let batch = current
    let bytes = batch.bytes
    let end = bytes.count
    var cursor = self.cursor
    defer { self.cursor = cursor }
    let quote = dialect.quote.map { UInt16($0) } ?? Self.noByte
    let lineFeed = UInt8(ascii: "\n")
    let carriageReturn = UInt8(ascii: "\r")
    let delimiter = dialect.delimiter.map { UInt16($0) } ?? Self.noByte

    while cursor.position < end {
      let byte = bytes[cursor.position]
      if cursor.pendingReturn {
        cursor.pendingReturn = false
        if byte == lineFeed {
          cursor.position += 1
          startRecord(in: batch, &cursor)
          continue
        }
      }
      switch cursor.state {
      case .quoted:
        if UInt16(byte) == quote { cursor.state = .quoteInQuoted }
      case .quoteInQuoted where UInt16(byte) == quote:
        cursor.state = .quoted
        cursor.fieldMarks |= RecordBatch.unescapeBit
      case .fieldStart where UInt16(byte) == quote:
        cursor.state = .quoted
        cursor.fieldMarks |= RecordBatch.quotedBit
      default:
        if UInt16(byte) == delimiter {
          closeField(in: batch, &cursor)
          if batch.openFieldCount >= budget.columns { return limit(.columns, in: batch, cursor) }
        } else if byte == lineFeed || byte == carriageReturn {
          if cursor.position - cursor.recordStart > budget.recordBytes {
            return limit(.recordBytes, in: batch, cursor)
          }
          closeRecord(in: batch, &cursor)
          cursor.position += 1
          startRecord(in: batch, &cursor)
          cursor.pendingReturn = byte == carriageReturn
          continue
        } else {
          noteContent(byte, in: batch, &cursor)
        }
      }
      cursor.position += 1
    }
    return end - cursor.recordStart > budget.recordBytes ? limit(.recordBytes, in: batch, cursor) : nil
  }

  /// A byte of content outside quotes.
  @inline(__always)
  private func noteContent(_ byte: UInt8, in batch: RecordBatch, _ cursor: inout Cursor) {
    switch cursor.state {
    case .quoteInQuoted:
      cursor.state = .afterQuote
      cursor.fieldMarks |= RecordBatch.unescapeBit
      batch.note(.textAfterQuote, field: batch.fieldCount)
    case .fieldStart:
      cursor.state = .unquoted
    case .unquoted where byte == UInt8(ascii: "\"") && dialect.quote != nil:
      batch.note(.strayQuote, field: batch.fieldCount)
    default: break
    }
    if byte == 0 { batch.note(.nulByte, field: batch.fieldCount) }
  }

  /// Closes what is open when the stream has ended.
  private func finish() {
    cursor.pendingReturn = false
    guard cursor.recordStart < current.count else { return }
    if cursor.state == .quoted { current.note(.unclosedQuote, field: current.fieldCount) }
    closeRecord(in: current, &cursor)
    startRecord(in: current, &cursor)
  }

  private func closeField(in batch: RecordBatch, _ cursor: inout Cursor) {
    // A quoted field that the end of the stream left open has no closing quote to take away.
    let open: UInt32 = cursor.state == .quoted ? RecordBatch.unescapeBit : 0
    batch.starts.append(UInt32(truncatingIfNeeded: cursor.fieldStart))
    batch.ends.append(UInt32(truncatingIfNeeded: cursor.position) | cursor.fieldMarks | open)
    cursor.fieldStart = cursor.position + 1
    cursor.fieldMarks = 0
    cursor.state = .fieldStart
  }

  private func closeRecord(in batch: RecordBatch, _ cursor: inout Cursor) {
    let isBlank = batch.openFieldCount == 0 && cursor.position == cursor.recordStart
    if isBlank && !dialect.keepsBlankLines { return }
    closeField(in: batch, &cursor)
    batch.recordFields.append(UInt32(truncatingIfNeeded: batch.ends.count))
  }

  private func startRecord(in batch: RecordBatch, _ cursor: inout Cursor) {
    cursor.recordStart = cursor.position
    cursor.fieldStart = cursor.position
    batch.recordsEnd = cursor.position
  }

  // MARK: - Limits

  private enum Limit { case columns, recordBytes }

  /// The open record breaks a limit: it leaves the batch, the records before it stay.
  private func limit(_ limit: Limit, in batch: RecordBatch, _ cursor: Cursor) -> ReadProblem {
    batch.dropOpenFields()
    let message =
      switch limit {
      case .columns: "a record has more than \(budget.columns) fields (limit columns)"
      case .recordBytes: "a record is longer than \(budget.recordBytes) bytes (limit record_bytes)"
      }
    return ReadProblem(kind: .limit, message: message, byteOffset: batch.streamOffset + cursor.recordStart)
  }
}
