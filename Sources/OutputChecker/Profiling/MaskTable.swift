// The words that stand for hidden numbers, and those that say that there is none.

import DisclosureRules

/// The ruleset's mask tokens, ready for comparison. Looking one up copies nothing: every label is looked up.
struct MaskTable: Sendable {
  private struct Entry: Sendable {
    /// In lower case.
    var bytes: [UInt8]
    /// What it hides; nil when it says that there is no number.
    var token: MaskToken?
  }

  /// By the first byte, in lower case.
  private var entries: [[Entry]] = Array(repeating: [], count: Int(UInt8.max) + 1)
  /// How texts begin that may be such a word, or may mean something else than themselves.
  private(set) var labelStarts = LabelStarts.ordinary

  /// - Parameters:
  ///   - tokens: those of the ruleset.
  ///   - hiding: further words that stand for hidden numbers, whatever the ruleset.
  ///   - missing: words that say that there is no number.
  init(_ tokens: [MaskToken], hiding: Set<String> = [], missing: Set<String> = []) {
    // What the ruleset lists comes first, and a word that hides before one that doesn't; of two alike the later one.
    for token in tokens.reversed() { add(token.token, token) }
    for word in hiding.sorted() { add(word, MaskToken(token: word, range: nil, mayBeSecondary: true)) }
    for word in missing.sorted() { add(word, nil) }
  }

  private mutating func add(_ word: String, _ token: MaskToken?) {
    var bytes: [UInt8] = []
    _ = CellReader.normalise(word, into: &bytes)
    let key = NumberText.trimmed(bytes[...]).map(ByteKind.lowered)
    guard let first = key.first, !entries[Int(first)].contains(where: { $0.bytes == key }) else { return }
    entries[Int(first)].append(Entry(bytes: key, token: token))
    labelStarts.add(key)
  }

  /// - Parameter text: without spaces around it.
  private func entry(of text: Span<UInt8>) -> Entry? {
    guard text.count > 0 else { return nil }
    return entries[Int(ByteKind.lowered(text[0]))].first { entry in
      entry.bytes.count == text.count
        && entry.bytes.indices.allSatisfy { entry.bytes[$0] == ByteKind.lowered(text[$0]) }
    }
  }

  /// Whether a cell that begins with a letter is a token or says that there is no number; spaces behind it don't
  /// count.
  func holds(_ content: Span<UInt8>) -> Bool {
    var end = content.count
    while end > 0 && NumberText.isSpace(content[end - 1]) { end -= 1 }
    return entry(of: content.extracting(0..<end)) != nil
  }

  /// Whether a cell says that there is no number.
  func isMissing(_ text: ArraySlice<UInt8>) -> Bool {
    entry(of: text.span).map { $0.token == nil } ?? false
  }

  /// The reading of a cell that is a mask token: a bound when the token states one from above.
  func lookUp(_ text: ArraySlice<UInt8>) -> Reading? {
    guard let token = entry(of: text.span)?.token else { return nil }
    if let stated = NumberText.bound(text) { return stated }
    var reading = Reading(kind: .mask)
    if let range = token.range { reading.number = ExactNumber(mantissa: Int64(range.upperBound)) }
    return reading
  }
}
