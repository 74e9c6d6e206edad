// Bytes that documents carry as letters.

/// Base64 as documents hold it, with line breaks in it. Source: RFC 4648, section 4; RFC 2045, 6.8.
enum Base64 {
  /// What a letter stands for, 0 to 63; nil when it is none.
  ///
  /// - Parameter isSafe: also `-` and `_`, which stand for `+` and `/` in addresses. Source: RFC 4648, section 5.
  static func value(_ letter: UInt8, isSafe: Bool = false) -> UInt8? {
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): letter - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): letter - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    case UInt8(ascii: "-") where isSafe: 62
    case UInt8(ascii: "_") where isSafe: 63
    default: nil
    }
  }

  /// Letters put together to bytes.
  struct Bits {
    private(set) var bytes: [UInt8] = []
    /// Bits of the last letters that fill no byte, and how many.
    private(set) var rest: UInt32 = 0
    private(set) var restCount: UInt32 = 0

    mutating func add(_ value: UInt8) {
      rest = rest << 6 | UInt32(value)
      restCount += 6
      guard restCount >= 8 else { return }
      restCount -= 8
      bytes.append(UInt8(truncatingIfNeeded: rest >> restCount))
      rest &= (1 << restCount) - 1
    }
  }

  /// The bytes; nil when anything in the text is no base64.
  static func decoded(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var bits = Bits()
    var padding = 0
    for letter in text where letter > 0x20 {
      if letter == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      guard padding == 0, let value = value(letter) else { return nil }
      bits.add(value)
    }
    // No letter, two or three are left of the last group of four; a single one makes no byte.
    return switch (bits.restCount, padding) {
    case (0, 0), (4, 0...2), (2, 0...1): bits.bytes
    default: nil
    }
  }

  /// The bytes of `data:image/png;base64,…` or `data:text/csv,a%2Cb`; nil when it is another address.
  static func dataAddress(_ address: String) -> [UInt8]? {
    let bytes = address.utf8
    guard bytes.starts(with: "data:".utf8), let comma = bytes.firstIndex(of: UInt8(ascii: ",")) else {
      return nil
    }
    let content = bytes[bytes.index(after: comma)...]
    if bytes[..<comma].reversed().starts(with: ";base64".utf8.reversed()) { return decoded(content) }
    return unescaped(content)
  }

  /// Bytes with those that are written as `%2C`. Source: RFC 2397.
  private static func unescaped(_ content: Substring.UTF8View) -> [UInt8] {
    let content = Array(content)
    var bytes: [UInt8] = []
    var index = 0
    while index < content.count {
      if content[index] == UInt8(ascii: "%"), index + 2 < content.count,
        let high = WrittenBytes.value(of: content[index + 1]),
        let low = WrittenBytes.value(of: content[index + 2])
      {
        bytes.append(high << 4 | low)
        index += 3
      } else {
        bytes.append(content[index])
        index += 1
      }
    }
    return bytes
  }
}
