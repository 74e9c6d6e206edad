// The kernel that names the few fields whose content has to be looked at.

import CKernels

/// Finds places in bytes of which the content observer has to see the field.
struct ContentPlaces {
  /// Ascending offsets of the last search; more than one may lie in a field.
  private(set) var found: [Int] = []
  private var places: [UInt32] = []

  /// Bytes that the kernel is given at a time, a multiple of 64.
  private static let chunk = 32 * 1024

  /// Searches bytes that begin with a field.
  ///
  /// - Parameters:
  ///   - delimiter: nil in prose.
  ///   - kernel: the instruction set; it makes no difference to the result.
  mutating func search(_ bytes: Span<UInt8>, delimiter: UInt8?, kernel: Kernel = .current) {
    found.removeAll(keepingCapacity: true)
    guard bytes.count > 0 else { return }
    var state = checker_content_state()
    state.opening = 1 << 63
    state.edge = 1 << 63
    let room = min(bytes.count, Self.chunk) + 64
    if places.count < room { places = Array(repeating: 0, count: room) }
    var position = 0
    while position < bytes.count {
      let count = min(Self.chunk, bytes.count - position)
      let number = unsafe bytes.withUnsafeBufferPointer { buffer in
        unsafe checker_content_places(
          kernel.native, buffer.baseAddress.unsafelyUnwrapped + position, count,
          UInt32(truncatingIfNeeded: position), delimiter ?? 0, &state, &places)
      }
      for index in 0..<number { found.append(Int(places[index])) }
      position += count
    }
    // Nothing stands behind the last field to show that it ends in spaces.
    let last = bytes[bytes.count - 1]
    if last == UInt8(ascii: " ") || last == UInt8(ascii: "\t"), found.last != bytes.count - 1 {
      found.append(bytes.count - 1)
    }
  }
}
