// How many distinct values: exact while they are few, an estimate in bounded memory beyond.

import DisclosureRules

/// Keeps the smallest of all hashes seen (a "k minimum values" sketch).
///
/// The result depends only on the set of values, not on their order or on how the stream was cut, so
/// sketches of parts merge to the sketch of the whole.
/// Source: Bar-Yossef et al., "Counting distinct elements in a data stream" (2002).
struct DistinctSketch: Sendable {
  /// Up to so many distinct values the count is exact; beyond, the standard error is 1/√k, about 3%.
  static let exactLimit = 1_024

  private let limit: Int
  /// Open addressing; 0 marks a free slot.
  private var slots: [UInt64] = []
  private var used = 0
  private var hasZero = false
  /// Hashes from here on are not kept.
  private var threshold = UInt64.max

  /// - Parameter limit: the most hashes that are kept; 8 bytes each, doubled while they are collected.
  init(limit: Int = DistinctSketch.exactLimit) { self.limit = max(16, limit) }

  /// Sees a value by its 64-bit hash.
  @inline(__always)
  mutating func insert(_ hash: UInt64) {
    if hash >= threshold { return }
    add(hash)
  }

  private mutating func add(_ hash: UInt64) {
    if hash == 0 {
      hasZero = true
      return
    }
    if used * 2 >= slots.count { makeRoom() }
    if hash >= threshold { return }
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index] != 0 {
      if slots[index] == hash { return }
      index = (index + 1) & mask
    }
    slots[index] = hash
    used += 1
  }

  /// Doubles the table, or when it has twice the hashes that are kept, drops the larger half.
  private mutating func makeRoom() {
    var kept = slots.filter { $0 != 0 }
    var size = max(16, slots.count * 2)
    if used >= 2 * limit {
      kept.sort()
      kept.removeLast(kept.count - limit)
      threshold = kept[limit - 1] + 1
      size = slots.count
    }
    slots = Array(repeating: 0, count: size)
    used = 0
    let mask = size - 1
    for hash in kept {
      var index = Int(truncatingIfNeeded: hash) & mask
      while slots[index] != 0 { index = (index + 1) & mask }
      slots[index] = hash
      used += 1
    }
  }

  /// Takes in what another sketch of the same limit has seen.
  mutating func merge(_ other: DistinctSketch) {
    threshold = min(threshold, other.threshold)
    for hash in other.slots where hash != 0 { insert(hash) }
    hasZero = hasZero || other.hasZero
  }

  /// The number of distinct values.
  var count: DistinctCount {
    let kept = slots.filter { $0 != 0 && $0 < threshold }.sorted()
    if kept.count <= limit && threshold == .max {
      return DistinctCount(value: kept.count + (hasZero ? 1 : 0), isExact: true)
    }
    let largest = kept[min(limit, kept.count) - 1]
    // The k-th smallest of n evenly spread hashes lies near k/n of the range.
    let estimate = Double(limit - 1) / (Double(largest) / Double(UInt64.max))
    return DistinctCount(value: Int(min(estimate, 1e18)), isExact: false)
  }
}

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
