// Numbers with more digits than a computer's numbers have.

import DisclosureRules

/// Finds numbers whose digits can't come from a calculation.
enum LongNumber {
  /// Significant digits that tell any two binary numbers of 64 bits apart. Source: IEEE 754, binary64.
  static let mostDecimalDigits = 17
  /// Digits of a whole number; codes have up to so many (SNOMED CT 18, serial numbers of cards 20).
  static let mostWholeDigits = 20

  /// Whether any number in a text has more digits.
  static func isIn(_ bytes: Span<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      guard ByteKind.isDigit(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count && (ByteKind.isDigit(bytes[index]) || bytes[index] == UInt8(ascii: ".")) {
        index += 1
      }
      // Digits within a word are a code.
      let isCode =
        start > 0 && (ByteKind.isLetter(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: "_"))
      if index - start > mostDecimalDigits && !isCode && isLong(bytes.extracting(start..<index)) {
        let isFollowed =
          index < bytes.count && ByteKind.isLetter(bytes[index]) && bytes[index] | 0x20 != UInt8(ascii: "e")
        if !isFollowed { return true }
      }
    }
    return false
  }

  private static func isLong(_ number: Span<UInt8>) -> Bool {
    var points = 0
    var digits = 0
    var zeros = 0
    for index in number.indices {
      let byte = number[index]
      if byte == UInt8(ascii: ".") {
        points += 1
      } else if byte == UInt8(ascii: "0") {
        // Zeros in front and at the end are not significant.
        if digits > 0 { zeros += 1 }
      } else {
        digits += zeros + 1
        zeros = 0
      }
    }
    if points == 0 { return digits > mostWholeDigits }
    return points == 1 && digits > mostDecimalDigits
  }
}
