// What each byte means to the scan.

/// Classes of bytes, one bit each.
enum ByteClass {
  static let digit: UInt8 = 1
  static let upper: UInt8 = 2
  static let lower: UInt8 = 4
  /// Letters and digits: what runs are made of.
  static let word: UInt8 = 7
  static let at: UInt8 = 8
  static let lineFeed: UInt8 = 16
  static let carriageReturn: UInt8 = 32
  static let high: UInt8 = 64
  /// What the scan must stop at between runs.
  static let special: UInt8 = 120

  /// The classes of all bytes.
  static let table: InlineArray<256, UInt8> = {
    var table = InlineArray<256, UInt8>(repeating: 0)
    for byte in 0..<256 {
      switch UInt8(byte) {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): table[byte] = digit
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): table[byte] = upper
      case UInt8(ascii: "a")...UInt8(ascii: "z"): table[byte] = lower
      case UInt8(ascii: "@"): table[byte] = at
      case UInt8(ascii: "\n"): table[byte] = lineFeed
      case UInt8(ascii: "\r"): table[byte] = carriageReturn
      case 0x80...0xFF: table[byte] = high
      default: break
      }
    }
    return table
  }()

  static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
  static func isWord(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }
}
