// From hits in bytes to hits in fields, with a second look at the fields that need one.

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
  private var scratch: [UInt8] = []
  private var rescanned = ScanResult()

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
    var fields: [Int] = []
    var cursor = 0
    for offset in result.oddOffsets {
      cursor = Self.field(at: offset, in: batch, from: cursor)
      if fields.last != cursor { fields.append(cursor) }
    }
    if batch.hasEscapes {
      for index in 0..<batch.fieldCount where batch.field(index).needsUnescaping { fields.append(index) }
    }
    if Self.mayHoldLineEnds(result, in: batch) {
      for index in 0..<batch.fieldCount where Self.holdsLineEnd(batch.field(index), in: batch) {
        fields.append(index)
      }
    }
    fields.sort()
    var last = -1
    for index in fields where index != last {
      last = index
      rescan(field: index, in: batch, to: &fieldHits)
    }
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
    let bytes = batch.bytes
    for index in field.start..<field.end where isLineEnd(bytes[index]) { return true }
    return false
  }

  private mutating func rescan(field index: Int, in batch: RecordBatch, to fieldHits: inout [FieldHit]) {
    let content = batch.withContent(of: batch.field(index), scratch: &scratch) { OddCharacter.normalized($0) }
    for variant in Self.variants(of: content) {
      for hit in hits(in: variant.span) { fieldHits.append(FieldHit(field: index, hit: hit)) }
    }
  }

  /// The content itself, and where it has line breaks or quotes: without them, and with spaces for breaks.
  private static func variants(of content: [UInt8]) -> [[UInt8]] {
    let quote = UInt8(ascii: "\"")
    guard content.contains(where: { isLineEnd($0) || $0 == quote }) else { return [content] }
    let joined = content.filter { !isLineEnd($0) && $0 != quote }
    var spaced: [UInt8] = []
    spaced.reserveCapacity(content.count)
    for (index, byte) in content.enumerated() where byte != quote {
      let isSecond = byte == UInt8(ascii: "\n") && index > 0 && content[index - 1] == UInt8(ascii: "\r")
      if !isSecond { spaced.append(isLineEnd(byte) ? UInt8(ascii: " ") : byte) }
    }
    return [content, joined, spaced]
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
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
    let normalized = OddCharacter.normalized(bytes.span)
    for variant in variants(of: normalized) where variant != bytes {
      hits += fieldScanner.hits(in: variant.span)
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
