// Numbers of binary formats, read without a trap at any offset.

/// Bytes with little-endian numbers in them; what lies outside is nil.
struct LittleEndianBytes {
  let bytes: [UInt8]
  var count: Int { bytes.count }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Two bytes.
  func short(_ offset: Int) -> UInt16? {
    guard offset >= 0, offset <= bytes.count - 2 else { return nil }
    return UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8
  }

  /// Four bytes.
  func long(_ offset: Int) -> UInt32? {
    guard let low = short(offset), let high = short(offset + 2) else { return nil }
    return UInt32(low) | UInt32(high) << 16
  }

  /// Eight bytes, where they fit an `Int`.
  func whole(_ offset: Int) -> Int? {
    guard let low = long(offset), let high = long(offset + 4) else { return nil }
    return Int(exactly: UInt64(low) | UInt64(high) << 32)
  }

  func slice(_ offset: Int, _ length: Int) -> [UInt8]? {
    guard offset >= 0, length >= 0, length <= bytes.count, offset <= bytes.count - length else { return nil }
    return Array(bytes[offset..<(offset + length)])
  }
}
