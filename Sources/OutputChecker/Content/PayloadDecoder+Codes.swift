// The encodings by alphabet: hexadecimal, base32, base85, base64.

import DisclosureRules

extension PayloadDecoder {
  func hexadecimal(in run: [UInt8]) -> Found? {
    for digits in run.split(whereSeparator: { WrittenBytes.value(of: $0) == nil })
    where digits.count >= Self.fewestIdentifier.hexadecimal {
      var decoded: [UInt8] = []
      decoded.reserveCapacity(digits.count / 2)
      var high: UInt8?
      for digit in digits {
        guard let value = WrittenBytes.value(of: digit) else { continue }
        if let first = high {
          decoded.append(first << 4 | value)
          high = nil
        } else {
          high = value
        }
      }
      if digits.count < Self.fewestHexadecimal {
        if let found = identifier(in: decoded) { return found }
        continue
      }
      if let found = judge(decoded) { return found }
      // Digits alone are a number, however long.
      if digits.count > Self.longestDigest.hexadecimal && digits.contains(where: { ByteKind.isLetter($0) }) {
        return Found(kind: .encodedPerhaps)
      }
    }
    return nil
  }

  func base32(in run: [UInt8]) -> Found? {
    for code in run.split(whereSeparator: { !ByteKind.isWord($0) }) where code.count >= Self.fewestBase64 {
      let letters = code.filter(ByteKind.isLetter)
      // Of one case; small and capital letters together are base64.
      guard let first = letters.first, letters.allSatisfy({ $0 & 0x20 == first & 0x20 }) else { continue }
      for decoded in Base32.decodings(of: code) {
        if let found = judge(rare: decoded) { return found }
      }
    }
    return nil
  }

  /// Characters without a space between them, a letter and a sign among them.
  func base85(in bytes: Span<UInt8>) -> Found? {
    var index = 0
    while index < bytes.count {
      let start = index
      var hasLetter = false
      var hasSign = false
      while index < bytes.count, bytes[index] > 0x20, bytes[index] < 0x7F {
        if ByteKind.isLetter(bytes[index]) {
          hasLetter = true
        } else if !ByteKind.isDigit(bytes[index]) {
          hasSign = true
        }
        index += 1
      }
      if index - start >= Self.fewestIdentifier.base85, hasLetter, hasSign {
        var run: [UInt8] = []
        for position in start..<index { run.append(bytes[position]) }
        for decoded in Base85.decodings(of: run[...]) {
          if let found = judge(rare: decoded) { return found }
        }
      }
      index += 1
    }
    return nil
  }

  func base64(in run: [UInt8]) -> Found? {
    let equals = UInt8(ascii: "=")
    for part in run.split(separator: equals) {
      // Equals signs that fill the last group up count as part of the code.
      let padding = min(2, run[part.endIndex...].prefix { $0 == equals }.count)
      guard part.count + padding >= Self.fewestBase64 else { continue }
      if let found = decode(part, padding: padding) { return found }
      // Words joined to the code by the signs of one alphabet or the other; a plus begins the code of UTF-7.
      let pieces = part.split(whereSeparator: { !ByteKind.isWord($0) && $0 != UInt8(ascii: "+") })
      let tails = pieces.filter { $0.first == UInt8(ascii: "+") }.map { $0.dropFirst() }
      for piece in pieces + tails where piece.count < part.count {
        let padding = piece.endIndex == part.endIndex ? padding : 0
        guard piece.count + padding >= Self.fewestBase64 else { continue }
        if let found = decode(piece, padding: padding) { return found }
      }
    }
    return nil
  }

  private func decode(_ code: ArraySlice<UInt8>, padding: Int) -> Found? {
    guard let decoded = Self.decoded(code, padding: padding) else { return nil }
    if let found = judge(decoded) { return found }
    return code.count > Self.longestDigest.base64 && Self.isRandom(code) ? Found(kind: .encodedPerhaps) : nil
  }

  /// Base64 in either alphabet, with or without padding; nil when it is none.
  private static func decoded(_ code: ArraySlice<UInt8>, padding: Int) -> [UInt8]? {
    // A group of one character holds no byte, and padding fills a group up to four.
    guard code.count % 4 != 1, padding == 0 || (code.count + padding) % 4 == 0 else { return nil }
    var bits = Base64.Bits()
    for character in code {
      guard let value = Base64.value(character, isSafe: true) else { return nil }
      bits.add(value)
    }
    // An encoder leaves the unused bits at zero.
    return bits.rest == 0 ? bits.bytes : nil
  }

  /// Small and capital letters and digits, each a tenth at least: no word and no sequence is so.
  private static func isRandom(_ code: ArraySlice<UInt8>) -> Bool {
    var digits = 0
    var small = 0
    var capital = 0
    for byte in code {
      if ByteKind.isDigit(byte) {
        digits += 1
      } else if ByteKind.isLetter(byte) {
        if byte & 0x20 != 0 { small += 1 } else { capital += 1 }
      }
    }
    return min(digits, small, capital) * 10 >= code.count
  }
}
