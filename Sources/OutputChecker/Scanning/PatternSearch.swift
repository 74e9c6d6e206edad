// The search for the patterns of a ruleset, field by field.

import CKernels
import DisclosureRules

/// Looks for a ruleset's patterns in the fields of one table, within a budget of time.
struct PatternSearch {
  /// Time that patterns may take in one table, and what each of its bytes adds: a tenth of the speed of plain
  /// patterns. A pattern that tries everything uses it up, and the file is then not checked.
  static let budget = Duration.seconds(2)
  private static let budgetOfByte = Duration.nanoseconds(100)

  private let set: PatternSet
  private let entry: UInt8
  private var searcher: PCRE2Searcher?
  private var left = PatternSearch.budget
  private var scratch: [UInt8] = []
  private var escaped: [Int] = []
  /// Why the rest of the table could not be searched.
  private(set) var failure: PCRE2Error?

  /// - Parameters:
  ///   - set: the patterns.
  ///   - entry: the scanner's entry that hits belong to.
  init(_ set: PatternSet, entry: Int) {
    self.set = set
    self.entry = UInt8(truncatingIfNeeded: entry)
    failure = set.failure
  }

  /// Adds the fields of a batch that hold a match, by rising field for each pattern.
  mutating func search(_ batch: RecordBatch, to fieldHits: inout [FieldHit]) {
    guard failure == nil else { return }
    left += Self.budgetOfByte * batch.recordsEnd
    escaped.removeAll(keepingCapacity: true)
    batch.appendEscapedFields(to: &escaped)
    for pattern in set.patterns {
      // What is written with other characters than ASCII's, or with doubled quotes, is seen only in its field.
      let isAnywhere =
        pattern.literal.isEmpty || batch.hasNonASCII
        || Self.holds(pattern.literal, in: batch.bytes.extracting(0..<batch.recordsEnd))
      if isAnywhere {
        for index in 0..<batch.fieldCount where failure == nil {
          search(index, of: batch, for: pattern, to: &fieldHits)
        }
      } else {
        for index in escaped where failure == nil { search(index, of: batch, for: pattern, to: &fieldHits) }
      }
    }
  }

  /// Adds a field when it holds a match.
  private mutating func search(
    _ index: Int, of batch: RecordBatch, for pattern: PatternSet.Pattern, to fieldHits: inout [FieldHit]
  ) {
    let field = batch.field(index)
    if field.end - field.start < pattern.literal.count { return }
    var content = scratch
    scratch = []
    defer { scratch = content }
    var found: ScanHit?
    batch.withContent(of: field, scratch: &content) { found = hit(of: pattern, in: $0) }
    if found == nil && batch.hasNonASCII {
      // Full-width digits and no-break spaces are read as what they look like.
      let plain = batch.withContent(of: field, scratch: &content) { text in
        text.indices.contains { text[$0] >= 0x80 } ? OddCharacter.normalized(text) : []
      }
      if !plain.isEmpty { found = hit(of: pattern, in: plain.span) }
    }
    if let found { fieldHits.append(FieldHit(field: index, hit: found)) }
  }

  /// The first match in a text of its own.
  mutating func firstHit(in text: [UInt8]) -> ScanHit? {
    for pattern in set.patterns where failure == nil {
      if let hit = hit(of: pattern, in: text.span) { return hit }
    }
    return nil
  }

  private static func holds(_ literal: [UInt8], in bytes: Span<UInt8>) -> Bool {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe literal.withUnsafeBufferPointer { literal in
        guard let place = bytes.baseAddress else { return false }
        return unsafe scan_holds(place, bytes.count, literal.baseAddress, literal.count) != 0
      }
    }
  }

  private mutating func hit(of pattern: PatternSet.Pattern, in text: Span<UInt8>) -> ScanHit? {
    guard failure == nil else { return nil }
    if !pattern.literal.isEmpty && !Self.holds(pattern.literal, in: text) { return nil }
    do throws(PCRE2Error) {
      let searcher = try searcherInUse()
      let clock = ContinuousClock()
      let start = clock.now
      let left = self.left
      defer { self.left -= clock.now - start }
      let found = try searcher.firstMatch(pattern.code, in: text) { clock.now - start < left }
      guard let found else { return nil }
      var key: UInt64 = 0xCBF2_9CE4_8422_2325
      for index in found { key = (key ^ UInt64(text[index])) &* 0x100_0000_01B3 }
      return ScanHit(
        entry: entry, IdentifierValue(strength: .spelled, key: key, isInRange: true, isSpelledForm: true),
        in: found, isWholeField: false)
    } catch {
      failure = error
      return nil
    }
  }

  /// Made when it is first needed: most tables hold nothing that a pattern needs.
  private mutating func searcherInUse() throws(PCRE2Error) -> PCRE2Searcher {
    if let searcher { return searcher }
    let made = try PCRE2Searcher()
    searcher = made
    return made
  }
}
