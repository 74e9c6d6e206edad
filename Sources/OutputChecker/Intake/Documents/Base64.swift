// Bytes that documents carry as letters.

/// Base64 as documents hold it, with line breaks in it. Source: RFC 4648, section 4; RFC 2045, 6.8.
enum Base64 {
  private static let alphabet: [UInt8: UInt8] = {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    var alphabet: [UInt8: UInt8] = [:]
    for (value, letter) in letters.enumerated() { alphabet[letter] = UInt8(value) }
    return alphabet
  }()

  /// The bytes; nil when anything in the text is no base64.
  static func decoded(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    var padding = 0
    for letter in text where letter > 0x20 {
      if letter == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      guard padding == 0, let value = alphabet[letter] else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 1
      if count == 4 {
        bytes += [UInt8(bits >> 16 & 255), UInt8(bits >> 8 & 255), UInt8(bits & 255)]
        (bits, count) = (0, 0)
      }
    }
    switch (count, padding) {
    case (0, 0): return bytes
    case (2, 0...2): return bytes + [UInt8(bits >> 4 & 255)]
    case (3, 0...1): return bytes + [UInt8(bits >> 10 & 255), UInt8(bits >> 2 & 255)]
    default: return nil
    }
  }

  /// The bytes of `data:image/png;base64,…`; nil when it is another address.
  static func dataAddress(_ address: String) -> [UInt8]? {
    let bytes = address.utf8
    guard bytes.starts(with: "data:".utf8), let comma = bytes.firstIndex(of: UInt8(ascii: ",")),
      bytes[..<comma].reversed().starts(with: ";base64".utf8.reversed())
    else { return nil }
    return decoded(bytes[bytes.index(after: comma)...])
  }
}
