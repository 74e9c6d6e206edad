// What was found out of contents that were seen lately: labels repeat.

/// Two slots for each remainder of a content's hash, the later one first. The hash alone proves nothing: whoever
/// writes a file can make two contents of one hash.
struct RecentContents<Value: Sendable>: Sendable {
  private struct Slot: Sendable {
    var words = SIMD8<UInt64>()
    /// Bytes of the content.
    var length: UInt8 = 0
    /// nil while nothing is remembered.
    var value: Value?
  }

  /// Empty until the first content is remembered: few texts outside of tables ever come again.
  private var slots: [Slot] = []

  /// What is remembered of exactly these bytes.
  func value(of content: Span<UInt8>, hash: UInt64) -> Value? {
    guard content.count <= RecentContentsSize.longest, !slots.isEmpty else { return nil }
    let words = Self.words(of: content)
    let first = Self.first(hash)
    for slot in first...(first + 1)
    where Int(slots[slot].length) == content.count && slots[slot].words == words {
      return slots[slot].value
    }
    return nil
  }

  mutating func remember(_ value: Value, of content: Span<UInt8>, hash: UInt64) {
    guard content.count <= RecentContentsSize.longest else { return }
    if slots.isEmpty { slots = Array(repeating: Slot(), count: RecentContentsSize.slots) }
    let first = Self.first(hash)
    slots[first + 1] = slots[first]
    slots[first] = Slot(
      words: Self.words(of: content), length: UInt8(truncatingIfNeeded: content.count), value: value)
  }

  private static func first(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash) & (RecentContentsSize.slots - 2)
  }

  /// The bytes, and zeros behind them.
  private static func words(of content: Span<UInt8>) -> SIMD8<UInt64> {
    var words = SIMD8<UInt64>()
    unsafe withUnsafeMutableBytes(of: &words) { room in
      unsafe content.bytes.withUnsafeBytes { bytes in
        unsafe room.copyMemory(
          from: UnsafeRawBufferPointer(rebasing: bytes.prefix(RecentContentsSize.longest)))
      }
    }
    return words
  }
}

/// How much is remembered, whatever of.
private enum RecentContentsSize {
  // As many labels as a table has in its dimensions; more only share slots.
  static let slots = 1_024
  /// Bytes of the longest content that is remembered: those of the words.
  static let longest = 64
}
