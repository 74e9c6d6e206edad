// From hits in bytes to hits in fields, with a second look at the fields that need one.

import CKernels
import DisclosureRules

/// A hit and the field of the batch that holds it.
struct FieldHit: Sendable {
  var field: Int
  var hit: ScanHit
}

/// Maps hits to fields and scans odd fields again.
struct FieldScanner: Sendable {
  /// Bytes before and behind a value in which a word that says what it is counts.
  private static let contextBefore = 40
  private static let contextBehind = 20

  private let scanner: IdentifierScanner
  private var rescanned = ScanResult()

  // Room that is reused from batch to batch.
  private var scratch: [UInt8] = []
  private var fields: [Int] = []
  private var again = TextsToScan()
  /// Fields that were gathered, and those of them that hold something.
  private var gathered: [Int] = []
  private var found: [Int] = []
  /// Fields, as they are written, that were scanned again and hold nothing.
  private var harmless = RecentContents<Void>()

  init(scanner: IdentifierScanner) { self.scanner = scanner }

  // MARK: - Mapping

  /// Adds the hits that lie within a field; the others straddle a border and are none.
  func assign(_ hits: [ScanHit], in batch: RecordBatch, to fieldHits: inout [FieldHit]) {
    guard batch.fieldCount > 0 else { return }
    var cursor = 0
    for var hit in hits {
      cursor = Self.field(at: hit.start, in: batch, from: cursor)
      let field = batch.field(cursor)
      guard hit.start >= field.start, hit.end <= field.end,
        weighContext(of: &hit, in: batch.bytes, field: field.start..<field.end)
      else { continue }
      fieldHits.append(FieldHit(field: cursor, hit: hit))
    }
  }

  /// The last field that starts at or before an offset, looked for from a field near it.
  static func field(at offset: Int, in batch: RecordBatch, from cursor: Int) -> Int {
    var low = batch.start(ofField: cursor) <= offset ? cursor : 0
    var step = 1
    while low + step < batch.fieldCount && batch.start(ofField: low + step) <= offset {
      low += step
      step *= 2
    }
    var high = min(low + step, batch.fieldCount)
    while high - low > 1 {
      let middle = (low + high) / 2
      if batch.start(ofField: middle) <= offset { low = middle } else { high = middle }
    }
    return low
  }

  // MARK: - The second look

  /// Scans the fields again whose raw bytes may hide an identifier: other digits, spaces and hyphens than
  /// ASCII's, line breaks, doubled quotes.
  mutating func rescan(_ result: ScanResult, in batch: RecordBatch, to fieldHits: inout [FieldHit]) {
    guard batch.fieldCount > 0 else { return }
    fields.removeAll(keepingCapacity: true)
    var cursor = 0
    for offset in result.oddOffsets {
      cursor = Self.field(at: offset, in: batch, from: cursor)
      if fields.last != cursor { fields.append(cursor) }
    }
    batch.appendEscapedFields(to: &fields)
    if Self.mayHoldLineEnds(result, in: batch) {
      for index in 0..<batch.fieldCount where Self.holdsLineEnd(batch.field(index), in: batch) {
        fields.append(index)
      }
    }
    fields.sort()
    var last = -1
    for index in fields where index != last {
      last = index
      let field = batch.field(index)
      let written = batch.bytes.extracting(field.start..<field.end)
      if harmless.value(of: written, hash: ContentHash.hash(written)) != nil { continue }
      gathered.append(index)
      batch.withContent(of: field, scratch: &scratch) { again.append($0, ofField: index) }
      if again.isFull { scanGathered(in: batch, to: &fieldHits) }
    }
    scanGathered(in: batch, to: &fieldHits)
  }

  /// Scans the fields that were gathered, and remembers those in which nothing was found.
  private mutating func scanGathered(in batch: RecordBatch, to fieldHits: inout [FieldHit]) {
    found.removeAll(keepingCapacity: true)
    scanAgain(to: &fieldHits)
    // Both are in the order of the fields.
    var next = 0
    for index in gathered {
      while next < found.count && found[next] < index { next += 1 }
      if next < found.count && found[next] == index { continue }
      let field = batch.field(index)
      let written = batch.bytes.extracting(field.start..<field.end)
      harmless.remember((), of: written, hash: ContentHash.hash(written))
    }
    gathered.removeAll(keepingCapacity: true)
  }

  /// Each record ends in one line end, but for the last of a file; more are inside fields.
  private static func mayHoldLineEnds(_ result: ScanResult, in batch: RecordBatch) -> Bool {
    guard batch.recordsEnd > 0 else { return false }
    let last = batch.bytes[batch.recordsEnd - 1]
    let isTerminated = last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r")
    return result.lineEnds > batch.recordCount - (isTerminated ? 0 : 1)
  }

  private static func holdsLineEnd(_ field: FieldRange, in batch: RecordBatch) -> Bool {
    guard field.isQuoted else { return false }
    return unsafe batch.bytes.extracting(field.start..<field.end).withUnsafeBufferPointer { bytes in
      unsafe checker_has_line_end(bytes.baseAddress, bytes.count) != 0
    }
  }

  /// Scans what has been gathered, and forgets it.
  private mutating func scanAgain(to fieldHits: inout [FieldHit]) {
    guard !again.pieces.isEmpty else { return }
    again.scan(with: scanner, into: &rescanned)
    var piece = 0
    for var hit in rescanned.hits {
      while hit.end > again.pieces[piece].range.upperBound && piece + 1 < again.pieces.count { piece += 1 }
      let (field, range) = again.pieces[piece]
      found.append(field)
      guard hit.start >= range.lowerBound, hit.end <= range.upperBound,
        weighContext(of: &hit, in: again.bytes.span, field: range)
      else { continue }
      hit.start -= range.lowerBound
      fieldHits.append(FieldHit(field: field, hit: hit))
    }
    again.removeAll()
  }

  /// The hits in a text of its own.
  private mutating func hits(in text: Span<UInt8>) -> [ScanHit] {
    rescanned.reset()
    scanner.scan(text, into: &rescanned)
    var hits: [ScanHit] = []
    for var hit in rescanned.hits where weighContext(of: &hit, in: text, field: 0..<text.count) {
      hits.append(hit)
    }
    return hits
  }

  // MARK: - Context

  /// Makes a value certain when a word near it in its field says what it is.
  ///
  /// - Returns: whether the value counts: some do only as the whole of a field, or beside such a word.
  private func weighContext(of hit: inout ScanHit, in bytes: Span<UInt8>, field: Range<Int>) -> Bool {
    let mayRise = hit.strength == .issued || hit.strength == .valid
    if mayRise && field.count > hit.length {
      let before = max(field.lowerBound, hit.start - Self.contextBefore)..<hit.start
      let behind = hit.end..<min(field.upperBound, hit.end + Self.contextBehind)
      for word in scanner.entries[Int(hit.entry)].contextWords {
        if Self.contains(word, in: bytes, before) || Self.contains(word, in: bytes, behind) {
          hit.strength = .spelled
          hit.marks.insert(.spelledForm)
          hit.marks.remove(.ambiguous)
          return true
        }
      }
    }
    return !hit.marks.contains(.wholeField) || Self.isWhole(hit, in: bytes, field: field)
  }

  /// Whether nothing but quotes and spaces stands around a hit.
  private static func isWhole(_ hit: ScanHit, in bytes: Span<UInt8>, field: Range<Int>) -> Bool {
    func isAround(_ index: Int) -> Bool {
      [UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[index])
    }
    return (field.lowerBound..<hit.start).allSatisfy(isAround)
      && (hit.end..<field.upperBound).allSatisfy(isAround)
  }

  /// Whether a range holds a word or its plural, in whatever case.
  private static func contains(_ word: [UInt8], in bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count >= word.count else { return false }
    for start in range.lowerBound...(range.upperBound - word.count) {
      var matched = 0
      while matched < word.count && bytes[start + matched] | 0x20 == word[matched] { matched += 1 }
      guard matched == word.count, start == range.lowerBound || !ByteKind.isLetter(bytes[start - 1]) else {
        continue
      }
      var end = start + matched
      if end < range.upperBound && bytes[end] | 0x20 == UInt8(ascii: "s") { end += 1 }
      if end == range.upperBound || !ByteKind.isLetter(bytes[end]) { return true }
    }
    return false
  }
}

// MARK: - Text outside of tables

extension FieldScanner {
  /// Identifiers in a file's name, a line, a header: what a rule is to be told of them.
  ///
  /// - Parameter location: where the text stands.
  static func scanText(_ text: String, at location: Location, with scanner: IdentifierScanner) -> [TextHit] {
    var fieldScanner = FieldScanner(scanner: scanner)
    let bytes = Array(text.utf8)
    var hits = fieldScanner.hits(in: bytes.span)
    var texts = TextsToScan()
    texts.append(bytes.span, ofField: 0)
    for (_, range) in texts.pieces where !texts.bytes[range].elementsEqual(bytes) {
      hits += fieldScanner.hits(in: texts.bytes.span.extracting(range))
    }
    if !scanner.patterns.isEmpty {
      var search = PatternSearch(scanner.patterns, entry: scanner.patternEntry)
      // The first piece is the text as it would read in ASCII.
      let normalized = texts.pieces.first.map { Array(texts.bytes[$0.range]) } ?? bytes
      for text in bytes == normalized ? [bytes] : [bytes, normalized] {
        if let hit = search.firstHit(in: text) { hits.append(hit) }
      }
      if search.failure != nil {
        // A name that could not be searched is not passed: it counts as a match.
        hits.append(
          ScanHit(
            entry: UInt8(truncatingIfNeeded: scanner.patternEntry),
            IdentifierValue(strength: .spelled, key: 0),
            in: 0..<bytes.count, isWholeField: false))
      }
    }
    return fieldScanner.textHits(hits, at: location)
  }

  /// One hit an identifier, at its strongest.
  func textHits(_ hits: [ScanHit], at location: Location) -> [TextHit] {
    (0..<scanner.identifierCount).compactMap { entry in
      let strongest = hits.filter { Int($0.entry) == entry }.map(\.strength).max()
      guard let strongest, strongest >= .valid, let rule = scanner.entries[entry].rule else { return nil }
      return TextHit(identifier: rule, strength: strongest, location: location)
    }
  }
}
