// A hash of a cell's content that is the same everywhere.

/// The hash of a cell's bytes: the same on every run and machine.
enum ContentHash {
  // Source: FNV offset basis, and the multipliers of SplitMix64's finaliser (Steele, Lea and Flood 2014).
  private static let seed: UInt64 = 0xcbf2_9ce4_8422_2325
  private static let first: UInt64 = 0xbf58_476d_1ce4_e5b9
  private static let second: UInt64 = 0x94d0_49bb_1331_11eb

  /// Hashes bytes eight at a time.
  static func hash(_ bytes: Span<UInt8>) -> UInt64 {
    var state = seed ^ UInt64(truncatingIfNeeded: bytes.count)
    var index = 0
    while index < bytes.count {
      var word: UInt64 = 0
      let end = min(index + 8, bytes.count)
      while index < end {
        word = word << 8 | UInt64(bytes[index])
        index += 1
      }
      state = mix(state ^ word)
    }
    return mix(state)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* first
    mixed = (mixed ^ (mixed >> 27)) &* second
    return mixed ^ (mixed >> 31)
  }
}
