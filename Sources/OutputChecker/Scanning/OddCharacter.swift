// Characters that look like digits, letters, spaces or hyphens and are not ASCII.

/// Finds such characters quickly, and rewrites text without them.
enum OddCharacter {
  /// Whether the character that starts at a byte above 127 deserves a second look, and its length.
  ///
  /// Letters with accents, Greek, Cyrillic, Chinese, currency signs and the like don't: fields full of them
  /// are not slowed down.
  static func look(at index: Int, in bytes: Span<UInt8>) -> (isOdd: Bool, length: Int) {
    let lead = bytes[index]
    let length = sequenceLength(at: index, in: bytes)
    guard length > 1 else {
      // Not UTF-8: in Windows-1252 these are dashes, the no-break space and the soft hyphen.
      return (lead == 0x96 || lead == 0x97 || lead == 0xA0 || lead == 0xAD, 1)
    }
    let second = bytes[index + 1]
    let third = length > 2 ? bytes[index + 2] : 0
    let isOdd =
      switch lead {
      case 0xC2: second == 0xA0 || second == 0xAD
      // Combining marks; digits of Arabic and N'Ko.
      case 0xCC, 0xCD, 0xD8, 0xD9, 0xDB, 0xDF: true
      case 0xC3...0xDE: false
      // General punctuation but for quotation marks, bullets and dots.
      case 0xE2 where second == 0x80: third <= 0x95 || third >= 0xA8
      // Invisible operators, marks that enclose, the minus sign.
      case 0xE2: second == 0x81 || second == 0x83 || (second == 0x88 && third == 0x92)
      case 0xE3: second == 0x80 && third == 0x80
      case 0xE4...0xE9, 0xEB...0xED: false
      // Digits of other scripts, full-width forms, variation selectors, letters of mathematics, tags.
      default: true
      }
    return (isOdd, length)
  }

  /// Bytes of the UTF-8 sequence that starts here, or 1 when none does.
  private static func sequenceLength(at index: Int, in bytes: Span<UInt8>) -> Int {
    let length =
      switch bytes[index] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    guard index + length <= bytes.count else { return 1 }
    for next in (index + 1)..<(index + length) where bytes[next] & 0xC0 != 0x80 { return 1 }
    return length
  }

  /// The text with every digit of any script as ASCII, full-width forms as their ASCII twins, every space
  /// and dash as ` ` and `-`, and without characters that don't show. What is not UTF-8 is read as
  /// Windows-1252.
  static func normalized(_ bytes: Span<UInt8>) -> [UInt8] {
    var copy: [UInt8] = []
    copy.reserveCapacity(bytes.count)
    for index in bytes.indices { copy.append(bytes[index]) }
    guard let text = String(validating: copy, as: UTF8.self) else { return copy.compactMap(windows) }
    var result: [UInt8] = []
    result.reserveCapacity(copy.count)
    for scalar in text.unicodeScalars {
      switch ascii(scalar) {
      case .byte(let byte): result.append(byte)
      case .nothing: break
      case .itself: result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    return result
  }

  private enum Replacement {
    case byte(UInt8), nothing, itself
  }

  private static func ascii(_ scalar: Unicode.Scalar) -> Replacement {
    if scalar.isASCII { return .byte(UInt8(truncatingIfNeeded: scalar.value)) }
    // Full-width forms lie at a fixed distance from ASCII.
    if (0xFF01...0xFF5E).contains(scalar.value) {
      return .byte(UInt8(truncatingIfNeeded: scalar.value - 0xFEE0))
    }
    let properties = scalar.properties
    if properties.numericType == .decimal, let value = properties.numericValue, (0...9).contains(value) {
      return .byte(UInt8(ascii: "0") + UInt8(value))
    }
    switch properties.generalCategory {
    case .spaceSeparator: return .byte(UInt8(ascii: " "))
    case .dashPunctuation: return .byte(UInt8(ascii: "-"))
    case .format, .nonspacingMark: return .nothing
    case .lineSeparator, .paragraphSeparator: return .byte(UInt8(ascii: "\n"))
    default: return scalar.value == 0x2212 ? .byte(UInt8(ascii: "-")) : .itself
    }
  }

  /// A byte of Windows-1252; nil for the soft hyphen.
  private static func windows(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x96, 0x97: UInt8(ascii: "-")
    case 0xA0: UInt8(ascii: " ")
    case 0xAD: nil
    default: byte
    }
  }
}
