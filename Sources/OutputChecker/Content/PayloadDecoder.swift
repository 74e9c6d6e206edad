// What an encoded text holds.

import DisclosureRules

/// Decodes what may be base64, base32, base85, hexadecimal, percent-encoding or escapes, once, and says what came out.
struct PayloadDecoder: Sendable {
  private let identifiers: IdentifierScanner

  init(identifiers: IdentifierScanner) { self.identifiers = identifiers }

  /// What was found, the worst first.
  struct Found: Equatable {
    var kind: ContentKind
    var identifiers: [RuleName] = []
  }

  /// Characters from which on an encoding is decoded. Source: the catalogue of faults.
  static let fewestBase64 = 16
  static let fewestHexadecimal = 32
  /// Fewer digits may still hold an identifier: ten characters are the fewest that are sure by their form.
  private static let fewestIdentifier = (hexadecimal: 20, pairs: 8, base85: 13)
  /// Decoded bytes from which on a text in base32 or base85 is hardly an accident.
  private static let perhapsText = 16
  /// Decoded bytes from which on a text is no accident: of random codes of 32 characters one in 10¹⁰ decodes to text.
  private static let surelyText = 24
  /// Longest common digest, SHA-512, in base64 and in hexadecimal: what is longer is no digest.
  private static let longestDigest = (base64: 88, hexadecimal: 128)
  /// Escaped letters and digits, which nobody has to escape, that make a text suspicious, and certain.
  private static let needlessEscapes = (suspicious: 4, certain: 12)

  /// What a text holds that is encoded; nil when nothing is.
  func find(in bytes: Span<UInt8>) -> Found? {
    var worst: Found?
    func note(_ found: Found?) {
      guard let found else { return }
      if let known = worst, Self.rank(known.kind) >= Self.rank(found.kind) { return }
      worst = found
    }
    note(percentEncoded(bytes))
    if let resolved = WrittenBytes.resolved(bytes), Self.text(of: resolved.bytes) != nil {
      note(judge(escaped: resolved.bytes, needless: resolved.needless, in: bytes))
    }
    for run in WrittenBytes.pairs(in: bytes, fewest: Self.fewestIdentifier.pairs) {
      note(
        run.bytes.count < Self.fewestHexadecimal / 2 || !run.hasLetter
          ? identifier(in: run.bytes) : judge(run.bytes))
    }
    note(base85(in: bytes))
    var index = 0
    while index < bytes.count {
      guard Self.isCode(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count && Self.isCode(bytes[index]) { index += 1 }
      if index - start < Self.fewestBase64 { continue }
      var run: [UInt8] = []
      run.reserveCapacity(index - start)
      for position in start..<index { run.append(bytes[position]) }
      note(hexadecimal(in: run))
      note(base64(in: run))
      note(base32(in: run))
    }
    return worst
  }

  private static func rank(_ kind: ContentKind) -> Int {
    switch kind {
    case .encodedIdentifier: 4
    case .encodedCompressed: 3
    case .encodedText: 2
    default: 1
    }
  }

  /// Letters and digits, and what base64 has beside them in either alphabet.
  private static func isCode(_ byte: UInt8) -> Bool {
    if ByteKind.isWord(byte) { return true }
    return switch byte {
    case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }

  // MARK: - The encodings

  private func percentEncoded(_ bytes: Span<UInt8>) -> Found? {
    // Hardly any text has one: nothing is copied for the others.
    guard bytes.indices.contains(where: { bytes[$0] == UInt8(ascii: "%") }) else { return nil }
    var decoded: [UInt8] = []
    var escapes = 0
    var needless = 0
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = WrittenBytes.value(of: bytes[index + 1]),
        let low = WrittenBytes.value(of: bytes[index + 2])
      {
        let byte = high << 4 | low
        decoded.append(byte)
        escapes += 1
        if ByteKind.isWord(byte) { needless += 1 }
        index += 3
      } else {
        decoded.append(bytes[index])
        index += 1
      }
    }
    guard escapes > 0, Self.text(of: decoded) != nil else { return nil }
    return judge(escaped: decoded, needless: needless, in: bytes)
  }

  /// What escapes hide that the text does not say as it stands.
  private func judge(escaped decoded: [UInt8], needless: Int, in bytes: Span<UInt8>) -> Found? {
    var raw: [UInt8] = []
    for index in bytes.indices { raw.append(bytes[index]) }
    let plain = rules(in: raw)
    let hidden = rules(in: decoded).filter { !plain.contains($0) }
    if !hidden.isEmpty { return Found(kind: .encodedIdentifier, identifiers: hidden) }
    if needless >= Self.needlessEscapes.certain { return Found(kind: .encodedText) }
    return needless >= Self.needlessEscapes.suspicious ? Found(kind: .encodedPerhaps) : nil
  }

  private func hexadecimal(in run: [UInt8]) -> Found? {
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

  private func base32(in run: [UInt8]) -> Found? {
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
  private func base85(in bytes: Span<UInt8>) -> Found? {
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

  private func base64(in run: [UInt8]) -> Found? {
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

  // MARK: - What came out

  private func judge(_ decoded: [UInt8]) -> Found? {
    if let content = CompressedPayload.content(of: decoded) {
      let hidden = rules(in: content)
      return hidden.isEmpty
        ? Found(kind: .encodedCompressed) : Found(kind: .encodedIdentifier, identifiers: hidden)
    }
    guard let text = Self.text(of: decoded) else { return nil }
    let hidden = rules(in: Array(text.utf8))
    if !hidden.isEmpty { return Found(kind: .encodedIdentifier, identifiers: hidden) }
    return Found(kind: decoded.count >= Self.surelyText ? .encodedText : .encodedPerhaps)
  }

  /// What came out of an encoding that ordinary words and codes may be taken for: little text is an accident.
  private func judge(rare decoded: [UInt8]) -> Found? {
    guard let found = judge(decoded) else { return nil }
    return found.kind == .encodedPerhaps && decoded.count < Self.perhapsText ? nil : found
  }

  /// Identifiers alone: of what else so few bytes say, a list of numbers may say it too.
  private func identifier(in decoded: [UInt8]) -> Found? {
    judge(decoded).flatMap { $0.kind == .encodedIdentifier ? $0 : nil }
  }

  private static let rules = RuleCatalogue.scanned.map { IdentifierRule($0) }

  /// Rules of the identifiers in a text, in order of their names.
  private func rules(in text: [UInt8]) -> [RuleName] {
    let hits = FieldScanner.scanText(
      String(decoding: text, as: UTF8.self), at: Location(), with: identifiers)
    return Set(hits.filter { hit in Self.rules.contains { $0.counts(hit) } }.map(\.identifier)).sorted()
  }

  /// Letters, digits and spaces of ten characters that make a text: codes that decode by chance hold signs of all sorts.
  private static let wordsInTen = 8

  /// The decoded bytes as text that somebody may have written; nil when they are none.
  static func text(of bytes: [UInt8]) -> String? {
    guard let text = wideText(of: bytes) ?? String(validating: bytes, as: UTF8.self) else { return nil }
    var words = 0
    var scalars = 0
    for scalar in text.unicodeScalars {
      scalars += 1
      if scalar.isASCII {
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        if byte == 0x7F || (byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D) { return nil }
        if ByteKind.isWord(byte) || byte <= 0x20 { words += 1 }
      } else {
        switch scalar.properties.generalCategory {
        case .control, .privateUse, .unassigned, .surrogate: return nil
        default: if scalar.properties.isAlphabetic { words += 1 }
        }
      }
    }
    return scalars > 0 && words * 10 >= scalars * wordsInTen ? text : nil
  }

  /// UTF-16 of ASCII characters, either byte first, with a mark of their order or without.
  private static func wideText(of marked: [UInt8]) -> String? {
    let isMarked = marked.starts(with: [0xff, 0xfe]) || marked.starts(with: [0xfe, 0xff])
    let bytes = isMarked ? Array(marked.dropFirst(2)) : marked
    guard bytes.count >= 2, bytes.count % 2 == 0 else { return nil }
    for zeros in 0...1 {
      let units = stride(from: 0, to: bytes.count, by: 2)
      if units.allSatisfy({ bytes[$0 + zeros] == 0 && (0x20...0x7E).contains(bytes[$0 + 1 - zeros]) }) {
        return String(decoding: units.map { bytes[$0 + 1 - zeros] }, as: UTF8.self)
      }
    }
    return nil
  }
}
