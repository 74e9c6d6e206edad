// The streaming CSV parser: bytes in, batches of whole records out.

import CKernels
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
/// A kernel indexes what is well formed. Where a rule of strict quoting is broken, ``ExactScanner`` takes over
/// from the start of the record, for a stretch, and notes what it sees.
///
/// Memory: two batches of `blockSize` bytes plus the longest record, which `Budget.recordBytes` bounds.
final class CSVParser {
  /// Bytes that a kernel is given at a time: they, and their index, stay in the cache.
  private static let chunk = 32 * 1024
  /// Bytes behind a violation that the exact scanner reads too: violations come in swarms.
  private static let exactStretch = 4_096

  private let source: any ByteSource
  private let dialect: Dialect
  private let sourceMap: SourceMap
  private let blockSize: Int
  private let budget: Budget
  private let pool: BatchPool

  /// The batch that is being filled.
  private var current: RecordBatch
  private let kernel: Kernel
  private let kernelDialect: checker_csv_dialect
  private var kernelState: checker_csv_state
  /// The next byte that the kernel looks at.
  private var position = 0
  /// Has the say while `isExact`.
  private var exact: ExactScanner
  private var isExact: Bool
  /// Where the exact scanner may hand over again; beyond every offset when it never may.
  private var exactUntil = Int.max
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
  ///   - start: where in a longer text it begins.
  ///   - kernel: the instruction set; nil for the exact scanner alone.
  init(
    source: any ByteSource, dialect: Dialect, sourceMap: SourceMap = .identity(markLength: 0), blockSize: Int,
    budget: Budget, start: TextStart = TextStart(), kernel: Kernel? = .current
  ) {
    self.source = source
    self.dialect = dialect
    self.sourceMap = sourceMap
    self.blockSize = max(1, blockSize)
    self.budget = budget
    self.kernel = kernel ?? .portable
    kernelDialect = checker_csv_dialect(dialect)
    kernelState = checker_csv_state(atRecordStart: ())
    exact = ExactScanner(dialect: dialect, budget: budget)
    // A lone CR is a violation to the kernels: with nothing else there is no use in trying.
    isExact = kernel == nil || dialect.lineEnd == .carriageReturn
    pool = BatchPool(capacity: max(64, self.blockSize))
    current = pool.take()
    current.fileOffset = sourceMap.markLength + start.fileBytes
    current.streamOffset = start.offset
    current.firstLine = start.line
    current.quote = dialect.quote
    if isExact { current.keepStarts() }
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
      if current.recordsEnd > 0 && (!exact.pendingReturn || reachedEnd) { return handOut() }
      if let deferred { throw deferred }
    }
  }

  // MARK: - Reading

  private func fill() throws(ReadProblem) {
    if current.count == current.capacity {
      // Twice the longest record always suffices: `scan` has refused anything longer.
      current.grow(to: min(current.capacity * 2, 2 * budget.recordBytes + 2 * blockSize))
    }
    let source = self.source
    let written = unsafe try current.append(atMost: blockSize) { (room) throws(ReadProblem) -> Int in
      unsafe try source.read(into: room)
    }
    if written == 0 { reachedEnd = true }
  }

  /// Hands out the complete records and carries the open one over to a fresh batch.
  private func handOut() -> RecordBatch {
    let batch = current
    let next = pool.take()
    next.takeOpenRecord(of: batch)
    next.fileOffset = sourceMap.fileRange(of: 0..<batch.recordsEnd, in: batch).upperBound
    position -= batch.recordsEnd
    exact.moveBack(by: batch.recordsEnd)
    if exactUntil != .max { exactUntil -= batch.recordsEnd }
    if isExact { next.keepStarts() }
    current = next
    handedOut.add(batch)
    return batch
  }

  // MARK: - Scanning

  /// Looks at every byte that has been read and not yet seen.
  ///
  /// - Returns: a limit that the open record breaks.
  private func scan() -> ReadProblem? {
    while true {
      if isExact {
        if let problem = exact.scan(current, until: exactUntil) { return problem }
        guard exact.isAtRecordStart, exact.position >= exactUntil else { return nil }
        isExact = false
        position = exact.position
        kernelState = checker_csv_state(atRecordStart: ())
      } else {
        guard position < current.count else { return nil }
        indexChunk()
      }
    }
  }

  /// Lets the kernel index the next bytes, and hands over to the exact scanner when it can't go on.
  private func indexChunk() {
    let batch = current
    let recordsBefore = batch.recordCount
    let recordStart = batch.recordsEnd
    let range = position..<min(position + Self.chunk, batch.count)
    let fieldStart = batch.openFieldCount > 0 ? batch.behindLastField ?? 0 : recordStart
    let result = batch.index(
      range, fieldStart: fieldStart, kernel: kernel, dialect: kernelDialect, state: &kernelState)
    position += result.consumed
    if result.records > 0 { batch.recordsEnd = batch.behindLastRecord }
    // The limits are the exact scanner's to judge.
    if let suspect = firstSuspect(fromRecord: recordsBefore, start: recordStart) {
      batch.keepRecords(suspect)
      readExactly(until: position)
    } else if result.violation != 0 {
      readExactly(until: position + Self.exactStretch)
    }
  }

  /// The first record from `first` on, which begins at `start`, that may break a limit; the open one too.
  private func firstSuspect(fromRecord first: Int, start: Int) -> Int? {
    let batch = current
    if batch.hasRecord(from: first, ofMoreFieldsThan: budget.columns) || position - start > budget.recordBytes
    {
      for record in first..<batch.recordCount {
        let fields = batch.fields(ofRecord: record)
        let length = batch.field(fields.upperBound - 1).end - batch.start(ofField: fields.lowerBound)
        if fields.count > budget.columns || length > budget.recordBytes { return record }
      }
    }
    let isSuspect =
      batch.openFieldCount >= budget.columns || position - batch.recordsEnd > budget.recordBytes
    return isSuspect ? batch.recordCount : nil
  }

  /// Goes back to the start of the open record and reads it with the exact scanner.
  private func readExactly(until end: Int) {
    current.dropOpenFields()
    current.keepStarts()
    isExact = true
    exactUntil = max(end, current.recordsEnd + 1)
    exact.start(at: current.recordsEnd)
  }

  /// Closes what is open when the stream has ended.
  private func finish() {
    if !isExact {
      guard current.recordsEnd < current.count else { return }
      readExactly(until: .max)
      // The kernel has refused whatever breaks a limit.
      deferred = exact.scan(current, until: .max)
      if deferred != nil { return }
    }
    exact.finish(current)
  }
}

extension checker_csv_state {
  /// The state of a kernel at the start of a record.
  fileprivate init(atRecordStart: Void) {
    self.init()
    may_open = 1
    after_newline = 1
  }
}

extension checker_csv_dialect {
  fileprivate init(_ dialect: Dialect) {
    // Without a delimiter the newline stands in: it ends fields anyway.
    self.init(
      delimiter: dialect.delimiter ?? UInt8(ascii: "\n"), quote: dialect.quote ?? 0,
      has_quote: dialect.quote == nil ? 0 : 1, keeps_blank_lines: dialect.keepsBlankLines ? 1 : 0)
  }
}
