// The readings of cells that were seen lately.

/// Two slots for each remainder of a content's hash, the later one first. The hash alone proves nothing: whoever
/// writes a file can make two contents of one hash.
struct RecentReadings {
  private struct Slot {
    var words = SIMD4<UInt64>()
    /// Bytes of the content; nothing is remembered while it is above `longest`.
    var length = UInt8.max
    var reading = Reading()
  }

  // As many labels as a table has in its dimensions; more only share slots.
  private static let slots = 1_024
  /// Bytes of the longest content that is remembered: those of the words.
  private static let longest = 32

  private var slots = Array(repeating: Slot(), count: slots)

  /// The reading of exactly these bytes, if they are remembered.
  func reading(of content: Span<UInt8>, hash: UInt64) -> Reading? {
    guard content.count <= Self.longest else { return nil }
    let words = Self.words(of: content)
    let first = Self.first(hash)
    for slot in first...(first + 1)
    where Int(slots[slot].length) == content.count && slots[slot].words == words {
      return slots[slot].reading
    }
    return nil
  }

  mutating func remember(_ reading: Reading, of content: Span<UInt8>, hash: UInt64) {
    guard content.count <= Self.longest else { return }
    let first = Self.first(hash)
    slots[first + 1] = slots[first]
    slots[first] = Slot(
      words: Self.words(of: content), length: UInt8(truncatingIfNeeded: content.count), reading: reading)
  }

  private static func first(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & (slots - 2) }

  /// The bytes, and zeros behind them.
  private static func words(of content: Span<UInt8>) -> SIMD4<UInt64> {
    var words = SIMD4<UInt64>()
    unsafe withUnsafeMutableBytes(of: &words) { room in
      unsafe content.bytes.withUnsafeBytes { bytes in
        unsafe room.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes.prefix(longest)))
      }
    }
    return words
  }
}
