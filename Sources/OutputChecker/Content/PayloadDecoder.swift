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
  static let fewestIdentifier = (hexadecimal: 20, pairs: 8, base85: 13)
  /// Decoded bytes from which on a text in base32 or base85 is hardly an accident.
  private static let perhapsText = 16
  /// Decoded bytes from which on a text is no accident: of random codes of 32 characters one in 10¹⁰ decodes to text.
  private static let surelyText = 24
  /// Longest common digest, SHA-512, in base64 and in hexadecimal: what is longer is no digest.
  static let longestDigest = (base64: 88, hexadecimal: 128)
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
    for run in ListedBytes.runs(in: bytes) { note(judge(listed: run)) }
    note(backwards(bytes))
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

  // MARK: - What came out

  func judge(_ decoded: [UInt8]) -> Found? {
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
  func judge(rare decoded: [UInt8]) -> Found? {
    guard let found = judge(decoded) else { return nil }
    return found.kind == .encodedPerhaps && decoded.count < Self.perhapsText ? nil : found
  }

  /// Identifiers alone: of what else so few bytes say, a list of numbers may say it too.
  func identifier(in decoded: [UInt8]) -> Found? {
    judge(decoded).flatMap { $0.kind == .encodedIdentifier ? $0 : nil }
  }

  /// Characters of a list of numbers from which on it may be a text, and is none but that.
  private static let fewestListed = (perhaps: 12, certain: 24)

  /// What a list of numbers says. Measurements in a row can be codes of letters, too, but no words with blanks between
  /// them.
  private func judge(listed run: ListedBytes.Run) -> Found? {
    if run.isBinary { return judge(run.bytes) }
    guard let text = Self.text(of: run.bytes), run.bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
    let hidden = rules(in: run.bytes)
    if !hidden.isEmpty {
      // Ten numbers around fifty are ten digits.
      return run.bytes.contains(where: ByteKind.isLetter)
        ? Found(kind: .encodedIdentifier, identifiers: hidden) : Found(kind: .encodedPerhaps)
    }
    let letters = run.bytes.count(where: { ByteKind.isLetter($0) || $0 == 0x20 })
    guard text.split(separator: " ").count > 1, letters * 10 >= run.bytes.count * Self.wordsInTen,
      run.bytes.count >= Self.fewestListed.perhaps
    else { return nil }
    return Found(kind: run.bytes.count >= Self.fewestListed.certain ? .encodedText : .encodedPerhaps)
  }

  /// Identifiers that are sure by their form, and so are when they are read backwards.
  private static let reversible: Set<RuleName> = [
    "nhs-number", "chi-number", "hsc-number", "national-insurance-number", "email-address",
  ]
  private static let fewestReversed = 9
  private static let longestReversed = 1_000
  private static let digitsBackwards = "9876543210".utf8

  /// What a text says when it is read from its end.
  private func backwards(_ bytes: Span<UInt8>) -> Found? {
    guard bytes.count <= Self.longestReversed else { return nil }
    var digits = 0
    var hasAt = false
    var reversed: [UInt8] = []
    reversed.reserveCapacity(bytes.count)
    for index in bytes.indices {
      let byte = bytes[bytes.count - 1 - index]
      guard byte < 0x80 else { return nil }
      if ByteKind.isDigit(byte) { digits += 1 }
      hasAt = hasAt || byte == UInt8(ascii: "@")
      reversed.append(byte)
    }
    guard digits >= Self.fewestReversed || hasAt else { return nil }
    // The digits in their order, as programs list them, are a number of tests when they are read backwards.
    if !hasAt, reversed.filter(ByteKind.isDigit).elementsEqual(Self.digitsBackwards) { return nil }
    let hits = FieldScanner.scanText(
      String(decoding: reversed, as: UTF8.self), at: Location(), with: identifiers)
    let spelled = Set(hits.filter { $0.strength == .spelled || $0.strength == .test }.map(\.identifier))
      .intersection(Self.reversible)
    guard !spelled.isEmpty else { return nil }
    let plain = rules(in: Array(reversed.reversed()))
    let hidden = spelled.filter { !plain.contains($0) }.sorted()
    return hidden.isEmpty ? nil : Found(kind: .encodedPerhaps, identifiers: hidden)
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
