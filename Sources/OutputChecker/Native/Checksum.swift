// CRC-32 as archives use it: a thin wrapper around zlib.

import CZlib

/// A checksum that grows with the bytes.
struct Checksum {
  private(set) var value: UInt32 = 0

  /// Adds bytes.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var rest = unsafe bytes
    while rest.count > 0 {
      // zlib counts in 32 bits.
      let length = min(rest.count, Int(UInt32.max))
      value = UInt32(
        truncatingIfNeeded: unsafe crc32(
          UInt(value), rest.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt32(length)))
      unsafe rest = UnsafeRawBufferPointer(rebasing: rest[length...])
    }
  }
}
