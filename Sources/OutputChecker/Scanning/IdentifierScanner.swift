// The byte scan: one pass over raw bytes finds every candidate of every identifier.

import CKernels
import DisclosureRules

/// What a scan of some bytes found; reused from one batch to the next.
struct ScanResult {
  /// By rising end.
  var hits: [ScanHit] = []
  /// Offsets of characters that a second look may turn into digits, letters, spaces or hyphens.
  var oddOffsets: [Int] = []
  /// LF, CRLF and lone CR, one each.
  var lineEnds = 0
  /// Room for what the kernel finds.
  fileprivate var candidates: [scan_candidate] = []

  mutating func reset() {
    hits.removeAll(keepingCapacity: true)
    oddOffsets.removeAll(keepingCapacity: true)
    lineEnds = 0
  }
}

/// Looks for identifiers in bytes. It knows nothing of fields: who maps hits to fields drops those that
/// straddle a border.
///
/// A kernel finds where the shape of a form ends; what a shape can't say (a check digit, decimals behind a
/// number) is confirmed here, for the few places that are left.
struct IdentifierScanner: Sendable {
  /// What is looked for: an identifier, or a vocabulary that shares the form of one.
  struct Entry: Sendable {
    /// The rule of the identifier; nil for a vocabulary.
    var rule: RuleName?
    var forms: [IdentifierForm]
    var validate: IdentifierDefinition.Validator
    /// Lower-case words that, in the same field, say what a value is.
    var contextWords: [[UInt8]]
    /// The entry of the vocabulary that shares the form.
    var vocabulary: Int?
  }

  /// Identifiers in the order of the catalogue, and behind them their vocabularies.
  let entries: [Entry]
  /// Entries that are identifiers, the ruleset's own patterns included.
  let identifierCount: Int
  /// The ruleset's own patterns, and their entry.
  let patterns: PatternSet
  let patternEntry: Int
  private let lists: IdentifierLists
  let program: ScanProgram
  /// Which of the kernels; all find the same.
  let kernel: Kernel

  /// Candidates that fit at first; a chunk with more makes room for them.
  private static let roomAtFirst = 4096

  /// - Parameters:
  ///   - definitions: the identifiers to look for.
  ///   - vocabulary: lists of what exists; an empty list excludes nothing.
  ///   - patterns: what the ruleset looks for besides.
  ///   - kernel: the instruction set; it makes no difference to what is found.
  init(
    _ definitions: [IdentifierDefinition], vocabulary: Vocabulary, patterns: PatternSet = PatternSet([]),
    kernel: Kernel = .current
  ) {
    self.patterns = patterns
    patternEntry = definitions.count
    var vocabularies: [CodeVocabulary] = []
    var entries = definitions.map { definition in
      var place: Int?
      if let shared = definition.vocabulary {
        place = vocabularies.firstIndex { $0.name == shared.name }
        if place == nil {
          place = vocabularies.count
          vocabularies.append(shared)
        }
      }
      return Entry(
        rule: definition.name, forms: definition.forms, validate: definition.validate,
        contextWords: definition.contextWords.map { Array($0.utf8) },
        vocabulary: place.map { definitions.count + 1 + $0 })
    }
    entries.append(
      Entry(rule: CustomPattern.ruleName, forms: [], validate: { _, _ in nil }, contextWords: []))
    entries += vocabularies.map { vocabulary in
      Entry(
        forms: vocabulary.forms, validate: { text, _ in IdentifierValue(strength: .form, key: text.key) },
        contextWords: [])
    }
    precondition(entries.count <= Int(UInt8.max))
    self.entries = entries
    identifierCount = definitions.count + 1
    lists = IdentifierLists(vocabulary)
    program = ScanProgram(entries.map { ($0.forms, $0.validate) })
    self.kernel = kernel
  }

  /// Adds what `bytes` hold to `result`.
  func scan(_ bytes: Span<UInt8>, into result: inout ScanResult) {
    if result.candidates.isEmpty {
      result.candidates = Array(repeating: scan_candidate(), count: Self.roomAtFirst)
    }
    var state = scan_state()
    var offset = 0
    var hasHigh = false
    // The place behind the last byte is looked at too.
    while offset <= bytes.count {
      let found = unsafe bytes.withUnsafeBufferPointer { buffer in
        // The kernel wants an address even for no bytes.
        var none: UInt8 = 0
        return unsafe withUnsafePointer(to: &none) { empty in
          unsafe program.steps.withUnsafeBufferPointer { steps in
            unsafe result.candidates.withUnsafeMutableBufferPointer { room in
              unsafe scan_bytes(
                kernel.native, buffer.baseAddress ?? empty, buffer.count, offset, steps.baseAddress,
                steps.count,
                &state, room.baseAddress, room.count)
            }
          }
        }
      }
      offset = found.consumed
      hasHigh = hasHigh || found.has_high != 0
      result.lineEnds += found.line_ends
      for index in 0..<found.candidates {
        let candidate = result.candidates[index]
        for target in program.ranges[Int(candidate.shape)] {
          confirm(target, endingAt: Int(candidate.end), in: bytes, to: &result.hits)
        }
      }
      if found.needed > result.candidates.count {
        result.candidates = Array(repeating: scan_candidate(), count: found.needed)
      }
    }
    if hasHigh { lookForOddCharacters(in: bytes, &result) }
  }

  /// Looks at a place where a shape ends, and notes what stands there.
  private func confirm(_ index: Int, endingAt end: Int, in bytes: Span<UInt8>, to hits: inout [ScanHit]) {
    let found: IdentifierForm.Found
    // Most places are refused here: what a target has besides is not copied for them.
    if let finder = program.targets[index].form.finder {
      guard let value = finder(bytes, end, lists) else { return }
      found = value
    } else {
      let start = end - program.targets[index].length
      if program.targets[index].form.edge == .number {
        guard ByteKind.startsNumber(start, in: bytes), ByteKind.endsNumber(end, in: bytes) else { return }
      }
      let target = program.targets[index]
      let text = IdentifierText(bytes.extracting(start..<end), isSpelled: target.form.isSpelled)
      guard let value = target.validate(text, lists) else { return }
      found = .init(start..<end, value)
    }
    let target = program.targets[index]
    let hit = ScanHit(
      entry: target.entry, found.value, in: found.range, isWholeField: target.form.isWholeField)
    // Two shapes may end in the same value.
    for earlier in max(0, hits.count - Self.neighbours)..<hits.count where hits[earlier] == hit { return }
    hits.append(hit)
  }

  /// Hits among which the same value may have been found before.
  private static let neighbours = 4

  private func lookForOddCharacters(in bytes: Span<UInt8>, _ result: inout ScanResult) {
    var index = 0
    while index < bytes.count {
      guard bytes[index] >= 0x80 else {
        index += 1
        continue
      }
      let character = OddCharacter.look(at: index, in: bytes)
      if character.isOdd { result.oddOffsets.append(index) }
      index += character.length
    }
  }
}
