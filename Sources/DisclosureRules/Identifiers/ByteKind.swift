// What a byte of text is, for finders that look at bytes.

/// Questions about single bytes of ASCII.
public enum ByteKind {
  @inlinable
  public static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
  @inlinable
  public static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
  @inlinable
  public static func isWord(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }
  @inlinable
  public static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 6
  }
  /// An ASCII letter in lower case; other bytes as they are.
  @inlinable
  public static func lowered(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
  }
  @inlinable
  public static func isGap(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") }
  @inlinable
  public static func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  /// Whether a number may start at an offset: neither a letter or digit before it, nor the decimals' point.
  public static func startsNumber(_ start: Int, in bytes: Span<UInt8>) -> Bool {
    guard start > 0 else { return true }
    if isWord(bytes[start - 1]) { return false }
    guard bytes[start - 1] == UInt8(ascii: ".") else { return true }
    // The end of a word ("No.4010232137") is no decimal point.
    return start >= 2 && isLetter(bytes[start - 2])
  }

  /// Whether a whole number may end before an offset: no letter or digit behind it, no decimals but zeros.
  public static func endsNumber(_ end: Int, in bytes: Span<UInt8>) -> Bool {
    if end < bytes.count && isWord(bytes[end]) { return false }
    guard end + 1 < bytes.count, bytes[end] == UInt8(ascii: "."), isDigit(bytes[end + 1]) else { return true }
    var index = end + 1
    while index < bytes.count && bytes[index] == UInt8(ascii: "0") { index += 1 }
    return index == bytes.count || !isWord(bytes[index])
  }
}
