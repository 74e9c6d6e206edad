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

  /// Slots for contents of each length, two neighbours for each content; empty until the first is remembered.
  private var tiny: [checker_tiny_slot] = []
  private var near: [checker_near_slot] = []
  private var far: [checker_far_slot] = []
  private var recentHashes: [UInt64] = []
  /// What stands in the tiny slots, behind those what stands in the near ones, and then in the far ones, each with its
  /// content's length.
  private var readings: [(reading: Reading, length: Int)] = []

  /// Lends the slots to a kernel.
  mutating func withMemory<Result>(_ body: (UnsafePointer<checker_memory>) -> Result) -> Result {
    if near.isEmpty { makeSlots() }
    return unsafe tiny.withUnsafeMutableBufferPointer { tiny in
      unsafe near.withUnsafeMutableBufferPointer { near in
        unsafe far.withUnsafeMutableBufferPointer { far in
          unsafe recentHashes.withUnsafeMutableBufferPointer { recent in
            let memory = unsafe checker_memory(
              tiny: tiny.baseAddress, near: near.baseAddress, far: far.baseAddress, recent: recent.baseAddress
            )
            return unsafe withUnsafePointer(to: memory) { unsafe body($0) }
          }
        }
      }
    }
  }

  private mutating func makeSlots() {
    var free = checker_far_slot()
    free.length = UInt64(CHECKER_FREE_LENGTH)
    let tinyFree = checker_tiny_slot(content: UInt64(CHECKER_FREE_LENGTH) << 56, hits: 0)
    tiny = Array(repeating: tinyFree, count: Int(CHECKER_TINY_SLOTS))
    let nearFree = checker_near_slot(low: 0, high: UInt64(CHECKER_FREE_LENGTH) << 56, hits: 0)
    near = Array(repeating: nearFree, count: Int(CHECKER_NEAR_SLOTS))
    far = Array(repeating: free, count: Int(CHECKER_FAR_SLOTS))
    // The lowest bits of a hash choose its entry: no hash stands where its complement belongs.
    recentHashes = (0..<UInt64(CHECKER_RECENT_HASHES)).map { ~$0 }
    readings = Array(repeating: (Reading(), 0), count: tiny.count + near.count + far.count)
  }

  /// Remembers a content that stands in no slot.
  ///
  /// - Parameters:
  ///   - length: of the content in bytes.
  ///   - content: as it is written between the outer quotes.
  ///   - isEscaped: whether it is written with doubled quotes.
  /// - Returns: the hits of the content that had to make room.
  mutating func remember(
    _ reading: Reading, length: Int, of content: Span<UInt8>, isEscaped: Bool
  ) -> Hits? {
    guard content.count <= CHECKER_FAR_BYTES else { return nil }
    if near.isEmpty { makeSlots() }
    var slot = checker_far_slot()
    let escaped = isEscaped ? Int(CHECKER_ESCAPED_LENGTH) : 0
    let pair = unsafe withUnsafeMutableBytes(of: &slot.content) { words in
      unsafe content.withUnsafeBufferPointer { bytes in
        unsafe checker_slot_pair(
          bytes.baseAddress, bytes.count, escaped,
          words.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt64.self))
      }
    }
    let outgoing: Hits?
    let first: Int
    if content.count <= CHECKER_TINY_BYTES {
      first = pair
      outgoing = takeHits(ofTiny: pair + 1)
      tiny[pair + 1] = tiny[pair]
      tiny[pair] = checker_tiny_slot(content: slot.content.0, hits: 0)
    } else if content.count <= CHECKER_NEAR_BYTES {
      first = tiny.count + pair
      outgoing = takeHits(ofNear: pair + 1)
      near[pair + 1] = near[pair]
      near[pair] = checker_near_slot(low: slot.content.0, high: slot.content.1, hits: 0)
    } else {
      first = tiny.count + near.count + pair
      outgoing = takeHits(ofFar: pair + 1)
      far[pair + 1] = far[pair]
      slot.length = UInt64(content.count | escaped)
      far[pair] = slot
    }
    readings[first + 1] = readings[first]
    readings[first] = (reading, length)
    return outgoing
  }

  /// The hits of a slot since they were last taken.
  private mutating func takeHits(ofTiny index: Int) -> Hits? {
    let times = Int(tiny[index].hits)
    tiny[index].hits = 0
    return hits(times, ofReading: index)
  }

  private mutating func takeHits(ofNear index: Int) -> Hits? {
    let times = Int(near[index].hits)
    near[index].hits = 0
    return hits(times, ofReading: tiny.count + index)
  }

  private mutating func takeHits(ofFar index: Int) -> Hits? {
    let times = Int(far[index].hits)
    far[index].hits = 0
    return hits(times, ofReading: tiny.count + near.count + index)
  }

  private func hits(_ times: Int, ofReading index: Int) -> Hits? {
    times > 0 ? Hits(reading: readings[index].reading, length: readings[index].length, times: times) : nil
  }

  /// The hits of all slots since they were last taken.
  mutating func takeHits() -> [Hits] {
    tiny.indices.compactMap { takeHits(ofTiny: $0) } + near.indices.compactMap { takeHits(ofNear: $0) }
      + far.indices.compactMap { takeHits(ofFar: $0) }
  }
}
