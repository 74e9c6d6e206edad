// Four bytes in five characters.

/// Base85 in its three alphabets.
///
/// Source: Ascii85 of btoa and PDF (ISO 32000-1, 7.4.3), RFC 1924 as Python's `b85encode` writes it, and Z85 (ZeroMQ
/// RFC 32).
enum Base85 {
  private static let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
  private static let alphabets: [[UInt8?]] = [
    String(decoding: (UInt8(ascii: "!")...UInt8(ascii: "u")), as: UTF8.self),
    "0123456789" + letters + letters.lowercased() + "!#$%&()*+-;<=>?@^_`{|}~",
    "0123456789" + letters.lowercased() + letters + ".-:+=^!/*?&<>()[]{}@%$#",
  ].map { characters in
    var values: [UInt8?] = Array(repeating: nil, count: Int(UInt8.max) + 1)
    for (value, character) in characters.utf8.enumerated() {
      values[Int(character)] = UInt8(truncatingIfNeeded: value)
    }
    return values
  }

  /// The bytes that characters stand for, in each of the three alphabets that has them all.
  static func decodings(of code: ArraySlice<UInt8>) -> [[UInt8]] {
    var code = code
    // The marks that Ascii85 may stand between.
    if code.starts(with: [UInt8(ascii: "<"), UInt8(ascii: "~")]) { code = code.dropFirst(2) }
    if code.suffix(2).elementsEqual([UInt8(ascii: "~"), UInt8(ascii: ">")]) { code = code.dropLast(2) }
    return alphabets.compactMap { decoded(code, $0) }
  }

  private static func decoded(_ code: ArraySlice<UInt8>, _ values: [UInt8?]) -> [UInt8]? {
    // A last group of one character holds no byte.
    guard code.count % 5 != 1 else { return nil }
    var bytes: [UInt8] = []
    var start = code.startIndex
    while start < code.endIndex {
      let group = code[start...].prefix(5)
      var number: UInt64 = 0
      for index in 0..<5 {
        // A short group is filled up with the last character.
        guard let value = index < group.count ? values[Int(group[start + index])] : 84 else { return nil }
        number = number * 85 + UInt64(value)
      }
      guard number <= UInt64(UInt32.max) else { return nil }
      for index in 0..<group.count - 1 {
        bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(24 - 8 * index)))
      }
      start += group.count
    }
    return bytes
  }
}
