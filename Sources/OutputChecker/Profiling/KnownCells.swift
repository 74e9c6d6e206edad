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

  /// Slots for short contents and for longer ones, two neighbours for each content; empty until the first is
  /// remembered.
  private var near: [checker_near_slot] = []
  private var far: [checker_far_slot] = []
  private var recentHashes: [UInt64] = []
  /// What stands in the near slots, and behind those what stands in the far ones.
  private var readings: [Reading] = []

  /// Lends the slots to a kernel.
  mutating func withMemory<Result>(_ body: (UnsafePointer<checker_memory>) -> Result) -> Result {
    if near.isEmpty { makeSlots() }
    return unsafe near.withUnsafeMutableBufferPointer { near in
      unsafe far.withUnsafeMutableBufferPointer { far in
        unsafe recentHashes.withUnsafeMutableBufferPointer { recent in
          let memory = unsafe checker_memory(
            near: near.baseAddress, far: far.baseAddress, recent: recent.baseAddress)
          return unsafe withUnsafePointer(to: memory) { unsafe body($0) }
        }
      }
    }
  }

  private mutating func makeSlots() {
    var free = checker_far_slot()
    free.length = UInt64(CHECKER_FAR_BYTES) + 1
    near = Array(repeating: checker_near_slot(low: 0, high: .max, hits: 0), count: Int(CHECKER_NEAR_SLOTS))
    far = Array(repeating: free, count: Int(CHECKER_FAR_SLOTS))
    // The lowest bits of a hash choose its entry: no hash stands where its complement belongs.
    recentHashes = (0..<UInt64(CHECKER_RECENT_HASHES)).map { ~$0 }
    readings = Array(repeating: Reading(), count: near.count + far.count)
  }

  /// Remembers a content that stands in no slot.
  ///
  /// - Returns: the hits of the content that had to make room.
  mutating func remember(_ reading: Reading, of content: Span<UInt8>) -> Hits? {
    guard content.count <= CHECKER_FAR_BYTES else { return nil }
    if near.isEmpty { makeSlots() }
    var slot = checker_far_slot()
    let pair = unsafe withUnsafeMutableBytes(of: &slot.content) { words in
      unsafe content.withUnsafeBufferPointer { bytes in
        unsafe checker_slot_pair(
          bytes.baseAddress, bytes.count,
          words.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt64.self))
      }
    }
    let outgoing: Hits?
    if content.count <= CHECKER_NEAR_BYTES {
      outgoing = takeHits(ofNear: pair + 1)
      near[pair + 1] = near[pair]
      near[pair] = checker_near_slot(low: slot.content.0, high: slot.content.1, hits: 0)
    } else {
      outgoing = takeHits(ofFar: pair + 1)
      far[pair + 1] = far[pair]
      slot.length = UInt64(content.count)
      far[pair] = slot
    }
    let first = content.count <= CHECKER_NEAR_BYTES ? pair : near.count + pair
    readings[first + 1] = readings[first]
    readings[first] = reading
    return outgoing
  }

  /// The hits of a slot since they were last taken.
  private mutating func takeHits(ofNear index: Int) -> Hits? {
    let slot = near[index]
    guard slot.hits > 0 else { return nil }
    near[index].hits = 0
    return Hits(reading: readings[index], length: Int(slot.high >> 56), times: Int(slot.hits))
  }

  private mutating func takeHits(ofFar index: Int) -> Hits? {
    let slot = far[index]
    guard slot.hits > 0 else { return nil }
    far[index].hits = 0
    return Hits(reading: readings[near.count + index], length: Int(slot.length), times: Int(slot.hits))
  }

  /// The hits of all slots since they were last taken.
  mutating func takeHits() -> [Hits] {
    near.indices.compactMap { takeHits(ofNear: $0) } + far.indices.compactMap { takeHits(ofFar: $0) }
  }
}
