// Characters that are written by their numbers: escapes of programs and pages, and bytes one by one.

import DisclosureRules

/// Decodes such writing once.
enum WrittenBytes {
  /// A text with its escapes resolved.
  struct Resolved {
    var bytes: [UInt8]
    /// Letters and digits that were escaped, which nobody has to do.
    var needless: Int
  }

  /// `\x41`, `\101`, `\u0041`, `\u{41}`, `\U00000041`, `%u0041`, `=41`, `&#65;`, `&#x41;`; nil when none stands for a
  /// letter or a digit.
  static func resolved(_ bytes: Span<UInt8>) -> Resolved? {
    // Hardly any text has one: nothing is copied for the others.
    guard bytes.indices.contains(where: { leads.contains(bytes[$0]) }) else { return nil }
    var resolved = Resolved(bytes: [], needless: 0)
    var index = 0
    while index < bytes.count {
      if let escape = escape(in: bytes, at: index) {
        resolved.bytes += Array(String(Character(escape.scalar)).utf8)
        if escape.scalar.isASCII, ByteKind.isWord(UInt8(truncatingIfNeeded: escape.scalar.value)) {
          resolved.needless += 1
        }
        index += escape.length
      } else {
        resolved.bytes.append(bytes[index])
        index += 1
      }
    }
    return resolved.needless > 0 ? resolved : nil
  }

  private static let leads: [UInt8] = Array("\\&%=".utf8)
  private static let most = 7

  private static func escape(in bytes: Span<UInt8>, at start: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    func byte(_ offset: Int) -> UInt8? { start + offset < bytes.count ? bytes[start + offset] : nil }
    /// The number in digits from an offset on, and how many they are.
    func number(_ offset: Int, radix: UInt32, most: Int) -> (value: UInt32, digits: Int) {
      var value: UInt32 = 0
      var digits = 0
      while digits < most, let next = byte(offset + digits), let digit = Self.value(of: next),
        UInt32(digit) < radix
      {
        value = value &* radix &+ UInt32(digit)
        digits += 1
      }
      return (value, digits)
    }
    func scalar(_ offset: Int, radix: UInt32 = 16, digits: Int) -> (scalar: Unicode.Scalar, length: Int)? {
      let found = number(offset, radix: radix, most: digits)
      return found.digits == digits ? Unicode.Scalar(found.value).map { ($0, offset + digits) } : nil
    }
    switch (byte(0), byte(1)) {
    case (UInt8(ascii: "\\"), UInt8(ascii: "x")):
      return scalar(2, digits: 2)
    case (UInt8(ascii: "\\"), UInt8(ascii: "u")) where byte(2) == UInt8(ascii: "{"):
      let found = number(3, radix: 16, most: most)
      guard found.digits > 0, byte(3 + found.digits) == UInt8(ascii: "}") else { return nil }
      return Unicode.Scalar(found.value).map { ($0, found.digits + 4) }
    case (UInt8(ascii: "\\"), UInt8(ascii: "u")), (UInt8(ascii: "%"), UInt8(ascii: "u")):
      return scalar(2, digits: 4)
    case (UInt8(ascii: "\\"), UInt8(ascii: "U")):
      return scalar(2, digits: 8)
    case (UInt8(ascii: "\\"), _):
      return scalar(1, radix: 8, digits: 3)
    // Quoted-printable. Source: RFC 2045, 6.7, which wants capitals.
    case (UInt8(ascii: "="), _):
      return scalar(1, digits: 2)
    case (UInt8(ascii: "&"), UInt8(ascii: "#")):
      let isHexadecimal = byte(2).map { $0 | 0x20 } == UInt8(ascii: "x")
      let offset = isHexadecimal ? 3 : 2
      let found = number(offset, radix: isHexadecimal ? 16 : 10, most: most)
      guard found.digits > 0, byte(offset + found.digits) == UInt8(ascii: ";") else { return nil }
      return Unicode.Scalar(found.value).map { ($0, offset + found.digits + 1) }
    default: return nil
    }
  }

  static func value(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
      (byte | 0x20) - UInt8(ascii: "a") + 10
    default: nil
    }
  }

  private static let separators: Set<UInt8> = [
    UInt8(ascii: " "), UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: ","),
  ]

  /// Bytes that were written one by one.
  struct Run {
    var bytes: [UInt8]
    /// Pairs of decimal digits alone are most likely a list of numbers.
    var hasLetter: Bool
  }

  /// Bytes that are written as pairs of hexadecimal digits with one sign between them: `4e 48 53`.
  ///
  /// - Parameter fewest: bytes that a run has at least.
  static func pairs(in bytes: Span<UInt8>, fewest: Int) -> [Run] {
    guard bytes.count >= fewest * 3 - 1 else { return [] }
    var runs: [Run] = []
    var index = 0
    while index + 1 < bytes.count {
      var run = Run(bytes: [], hasLetter: false)
      var separator: UInt8?
      var position = index
      while position + 1 < bytes.count, let high = value(of: bytes[position]),
        let low = value(of: bytes[position + 1])
      {
        run.bytes.append(high << 4 | low)
        run.hasLetter = run.hasLetter || high > 9 || low > 9
        position += 2
        guard position < bytes.count, separators.contains(bytes[position]),
          separator == nil || separator == bytes[position]
        else { break }
        separator = bytes[position]
        position += 1
      }
      if run.bytes.count >= fewest { runs.append(run) }
      index = max(index + 1, run.bytes.count > 1 ? position : index + 1)
    }
    return runs
  }
}
