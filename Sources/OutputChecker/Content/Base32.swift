// Bytes in letters of one case and a few digits.

/// Base32 with or without padding. Source: RFC 4648, sections 6 and 7.
enum Base32 {
  /// What a character stands for in the usual alphabet, A–Z and 2–7, in either case; nil when it is none.
  private static func value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
      (byte | 0x20) - UInt8(ascii: "a")
    case UInt8(ascii: "2")...UInt8(ascii: "7"): byte - UInt8(ascii: "2") + 26
    default: nil
    }
  }

  /// The same for the alphabet that keeps the order of bytes, 0–9 and A–V.
  private static func orderedValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "V"), UInt8(ascii: "a")...UInt8(ascii: "v"):
      (byte | 0x20) - UInt8(ascii: "a") + 10
    default: nil
    }
  }

  /// The bytes that letters and digits without padding stand for, in each of the two alphabets that has them all.
  static func decodings(of code: ArraySlice<UInt8>) -> [[UInt8]] {
    // Other remainders of eight hold no whole number of bytes.
    guard [0, 2, 4, 5, 7].contains(code.count % 8) else { return [] }
    return [value, orderedValue].compactMap { decoded(code, $0) }
  }

  private static func decoded(_ code: ArraySlice<UInt8>, _ value: (UInt8) -> UInt8?) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var bitCount: UInt32 = 0
    for character in code {
      guard let five = value(character) else { return nil }
      bits = bits << 5 | UInt32(five)
      bitCount += 5
      guard bitCount >= 8 else { continue }
      bitCount -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> bitCount))
      bits &= (1 << bitCount) - 1
    }
    // An encoder leaves the unused bits at zero.
    return bits == 0 ? bytes : nil
  }
}
