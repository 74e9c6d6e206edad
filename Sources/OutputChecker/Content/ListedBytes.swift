// Characters that are written as a list of their numbers.

import DisclosureRules

/// Finds lists of numbers that are the codes of characters: `78 72 83`, `01001110 01001000`, `116 150`.
enum ListedBytes {
  /// A list as the characters it may stand for.
  struct Run {
    var bytes: [UInt8]
    /// Digits of two values and eight of them: no list of measurements is written so.
    var isBinary = false
  }

  /// Numbers that a list has at least.
  static let fewest = 8

  /// What parts the numbers of a list: a blank with a sign before it or without, or one sign between numbers of two
  /// digits; the same throughout.
  private static let widestGap = 2

  static func runs(in bytes: Span<UInt8>) -> [Run] {
    guard bytes.count >= fewest * 3 - 1 else { return [] }
    var runs: [Run] = []
    var tokens: [Range<Int>] = []
    var gap: [UInt8] = []
    func finish() {
      if tokens.count >= fewest { runs += decodings(of: tokens, in: bytes) }
      tokens.removeAll(keepingCapacity: true)
    }
    var index = 0
    while index < bytes.count {
      guard ByteKind.isDigit(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, ByteKind.isDigit(bytes[index]) { index += 1 }
      let isNumber =
        index - start >= 2 && index - start <= 8 && !(start > 0 && ByteKind.isLetter(bytes[start - 1]))
      let isJoined = index < bytes.count && ByteKind.isLetter(bytes[index])
      guard isNumber, !isJoined else {
        finish()
        continue
      }
      if let last = tokens.last {
        var between: [UInt8] = []
        if start - last.upperBound <= widestGap {
          for position in last.upperBound..<start { between.append(bytes[position]) }
        }
        let isWide = between.last == 0x20
        let isPair = between.count == 1 && last.count == 2 && index - start == 2
        if !(isWide || isPair) || tokens.count > 1 && between != gap { finish() }
        gap = between
      }
      tokens.append(start..<index)
    }
    finish()
    return runs
  }

  private static func decodings(of tokens: [Range<Int>], in bytes: Span<UInt8>) -> [Run] {
    if tokens.allSatisfy({ $0.count == 8 }) {
      return values(of: tokens, radix: 2, in: bytes).map { [Run(bytes: $0, isBinary: true)] } ?? []
    }
    guard tokens.allSatisfy({ $0.count <= 3 }) else { return [] }
    return [10, 8].compactMap { radix in values(of: tokens, radix: radix, in: bytes).map { Run(bytes: $0) } }
  }

  /// The numbers as bytes; nil when one is no digit of the base, or no byte.
  private static func values(of tokens: [Range<Int>], radix: Int, in bytes: Span<UInt8>) -> [UInt8]? {
    var values: [UInt8] = []
    for token in tokens {
      var value = 0
      for position in token {
        let digit = Int(bytes[position] &- UInt8(ascii: "0"))
        guard digit < radix else { return nil }
        value = value * radix + digit
      }
      guard let byte = UInt8(exactly: value) else { return nil }
      values.append(byte)
    }
    return values
  }
}
