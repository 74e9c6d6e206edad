// The cells of a column that were seen before, so that the next ones are only counted.

import CKernels
import DisclosureRules

/// The contents that a column has met lately, each with its reading and how often it came again.
///
/// A kernel looks cells up and counts them; what it finds in no slot is read, and remembered here.
struct KnownCells: Sendable {
  /// A content that came again, and how often.
  struct Hits {
    var reading: Reading
    /// Bytes of the content.
    var length: Int
    var times: Int
  }

  /// Two neighbours for each content; empty until the first is remembered.
  private var slots: [checker_slot] = []
  private var readings: [Reading] = []

  /// Lends the slots to a kernel.
  mutating func withSlots<Result>(_ body: (UnsafeMutablePointer<checker_slot>) -> Result) -> Result {
    if slots.isEmpty { makeSlots() }
    return unsafe slots.withUnsafeMutableBufferPointer { unsafe body($0.baseAddress.unsafelyUnwrapped) }
  }

  private mutating func makeSlots() {
    var free = checker_slot()
    free.length = UInt64(CHECKER_SLOT_BYTES) + 1
    slots = Array(repeating: free, count: Int(CHECKER_SLOTS))
    readings = Array(repeating: Reading(), count: Int(CHECKER_SLOTS))
  }

  /// Remembers a content that stands in no slot.
  ///
  /// - Returns: the hits of the content that had to make room.
  mutating func remember(_ reading: Reading, of content: Span<UInt8>) -> Hits? {
    guard content.count <= CHECKER_SLOT_BYTES else { return nil }
    if slots.isEmpty { makeSlots() }
    var slot = checker_slot()
    let pair = unsafe withUnsafeMutableBytes(of: &slot.content) { words in
      unsafe content.withUnsafeBufferPointer { bytes in
        unsafe checker_slot_pair(
          bytes.baseAddress, bytes.count,
          words.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt64.self))
      }
    }
    slot.length = UInt64(content.count)
    let outgoing = takeHits(ofSlot: pair + 1)
    slots[pair + 1] = slots[pair]
    readings[pair + 1] = readings[pair]
    slots[pair] = slot
    readings[pair] = reading
    return outgoing
  }

  /// The hits of a slot since they were last taken.
  private mutating func takeHits(ofSlot index: Int) -> Hits? {
    let slot = slots[index]
    guard slot.hits > 0 else { return nil }
    slots[index].hits = 0
    return Hits(reading: readings[index], length: Int(slot.length), times: Int(slot.hits))
  }

  /// The hits of all slots since they were last taken.
  mutating func takeHits() -> [Hits] { slots.indices.compactMap { takeHits(ofSlot: $0) } }
}
