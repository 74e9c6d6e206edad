// How many distinct values there are, in bounded memory.

import DisclosureRules

/// The smallest hashes of a stream of values: an exact count up to the limit, then an estimate.
///
/// The result depends on the set of values alone, not on their order or on how parts were merged. Memory
/// grows with the values seen and stays below 16 bytes for each of ``limit``.
///
/// Source: Bar-Yossef et al., "Counting distinct elements in a data stream" (k minimum values).
struct DistinctSketch: Sendable {
  /// Values counted exactly by default. The standard error of the estimate beyond is 1 ∕ √limit, 3%.
  static let defaultLimit = 1024
  /// Below this an estimate would say nothing.
  static let smallestLimit = 16
  private static let smallestTable = 8

  /// How many of the smallest hashes are kept.
  private(set) var limit: Int
  /// Open addressing with linear probing; 0 is a free slot. The size is a power of two.
  private var slots: [UInt64] = []
  private var used = 0
  /// Hashes from here on can't be among the smallest any more.
  private(set) var threshold = UInt64.max

  init(limit: Int = DistinctSketch.defaultLimit) { self.limit = max(limit, Self.smallestLimit) }

  /// Adds a value by its hash, which must be spread evenly over 64 bits.
  @inline(__always)
  mutating func insert(_ hash: UInt64) {
    if hash < threshold { insertBelowThreshold(hash) }
  }

  private mutating func insertBelowThreshold(_ hash: UInt64) {
    // 0 marks a free slot; a value that hashes to it counts as 1.
    let hash = max(hash, 1)
    if slots.isEmpty { slots = Array(repeating: 0, count: Self.smallestTable) }
    var slot = Self.firstSlot(of: hash, in: slots.count)
    while slots[slot] != 0 {
      if slots[slot] == hash { return }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = hash
    used += 1
    // Probing stays short while a quarter of the table is free.
    if used * 4 <= slots.count * 3 { return }
    if used > limit { prune() } else { rebuild(with: kept, size: slots.count * 2) }
  }

  /// The lowest bits choose the slot: the highest ones are alike once only small hashes are kept.
  private static func firstSlot(of hash: UInt64, in size: Int) -> Int {
    Int(truncatingIfNeeded: hash) & (size - 1)
  }

  private var kept: [UInt64] { slots.filter { $0 != 0 } }

  /// Keeps the smallest hashes alone.
  private mutating func prune() {
    let smallest = kept.sorted().prefix(limit + 1)
    // The first hash that is left out is the threshold, so that what is kept stays complete below it.
    guard smallest.count > limit, let first = smallest.last else { return }
    threshold = min(threshold, first)
    var size = Self.smallestTable
    while size * 3 < limit * 4 + 4 { size *= 2 }
    rebuild(with: Array(smallest.dropLast()), size: max(size, Self.smallestTable))
  }

  private mutating func rebuild(with hashes: [UInt64], size: Int) {
    slots = Array(repeating: 0, count: size)
    used = 0
    for hash in hashes {
      var slot = Self.firstSlot(of: hash, in: size)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = hash
      used += 1
    }
  }

  /// Adds what another sketch has seen; the smaller of the two limits holds afterwards.
  mutating func merge(_ other: DistinctSketch) {
    reduce(to: other.limit)
    // What the other has left out lies above its threshold, so nothing above it is complete here either.
    threshold = min(threshold, other.threshold)
    for hash in other.slots where hash != 0 { insert(hash) }
    if threshold != .max {
      rebuild(with: kept.filter { $0 < threshold }, size: max(slots.count, Self.smallestTable))
    }
    if used > limit { prune() }
  }

  /// Lowers the limit.
  mutating func reduce(to lower: Int) {
    guard lower < limit else { return }
    limit = max(lower, Self.smallestLimit)
    if used > limit { prune() }
  }

  /// Hashes that count towards a bound on memory: the same whatever the order of the values was.
  var size: Int { min(used, limit) }

  /// How many distinct values were added.
  var count: DistinctCount {
    if threshold == .max && used <= limit { return DistinctCount(value: used, isExact: true) }
    let smallest = kept.sorted().prefix(limit)
    guard let last = smallest.last, smallest.count == limit else {
      return DistinctCount(value: used, isExact: false)
    }
    // The k-th smallest of n hashes lies at about k ∕ n of the way.
    let share = Double(last) / 0x1p64
    return DistinctCount(value: Int(Double(limit - 1) / share), isExact: false)
  }
}
