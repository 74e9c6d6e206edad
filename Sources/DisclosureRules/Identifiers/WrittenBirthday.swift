// Dates of birth in sentences: "DOB 12/03/1956", "born on 3 March 1956".

extension DateOfBirth {
  /// What the scan looks for: a day, and before it a word that says birth.
  static let written = IdentifierDefinition(
    DateOfBirth().description, pack: .generic, tier: .indirect, title: "a date of birth",
    check: "stand behind a word that says so",
    forms: ["9/9999", "9-9999", "A 9999", "A-9999", "A9999", "A-99", "9/99", "9-99", "d.dddd"].map {
      IdentifierForm(endingIn: $0) { bytes, end, _ in WrittenBirthday.find(in: bytes, end: end) }
    },
    matches: AtLeastOne(
      .init("DOB 12/03/1956", .issued), .init("born on 3 March 1956", .issued),
      .init("d.o.b. 03-Mar-56", .issued),
      .init("date of birth: 1956-03-12", .issued), .init("Born: 12.03.1956", .issued)),
    nonMatches: AtLeastOne(
      "12/03/1956", "born in 1956", "births 2020-01 to 2020-03", "birth weight 2500-3000",
      "born abroad, 2021-01-31",
      "born 01/09/2005 - 31/08/2006", "year of birth 1956"))
}

/// Reads the words before a day.
enum WrittenBirthday {
  /// Bytes before the end of the day that are looked at: the longest day and the longest words.
  private static let reach = 48
  private static let words: [[UInt8]] = ["dob", "d.o.b", "birth", "born"].map { Array($0.utf8) }
  /// Words that may stand between: "born on", "date of birth is".
  private static let between: Set<String> = ["on", "is", "was"]
  private static let months: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  private static let ordinals: Set<String> = ["st", "nd", "rd", "th", "of"]

  /// Letters with which the words end, a bit each by their last five bits, which capitals share.
  private static let lastLetters = words.reduce(UInt32(0)) { $0 | 1 << UInt32(($1.last ?? 0) & 31) }

  /// Whether another field or another line begins behind a byte.
  private static func isBorder(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\"")
  }

  /// The day that ends here, when a word says that somebody was born on it.
  static func find(in bytes: Span<UInt8>, end: Int) -> IdentifierForm.Found? {
    let earliest = max(0, end - reach)
    guard standsBehindText(bytes, end, earliest), let behindWord = lastWord(in: bytes, earliest..<end) else {
      return nil
    }
    var start = behindWord
    var tokens: [String] = []
    var token = ""
    for index in behindWord..<end {
      let byte = bytes[index]
      let isSame =
        index > behindWord && ByteKind.isDigit(byte) == ByteKind.isDigit(bytes[index - 1])
        && ByteKind.isWord(bytes[index - 1])
      if !isSame || !ByteKind.isWord(byte), !token.isEmpty {
        tokens.append(token)
        token = ""
      }
      guard ByteKind.isWord(byte) else { continue }
      if tokens.allSatisfy({ !$0.utf8.contains(where: ByteKind.isDigit) }), token.isEmpty,
        ByteKind.isDigit(byte)
      {
        start = index
      }
      token.unicodeScalars.append(Unicode.Scalar(ByteKind.isLetter(byte) ? byte | 0x20 : byte))
    }
    if !token.isEmpty { tokens.append(token) }
    guard isDay(tokens), !goesOn(bytes, end) else { return nil }
    var key: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in start..<end { key = (key ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
    return .init(start..<end, IdentifierValue(strength: .issued, key: key, isInRange: true))
  }

  /// Whether anything but digits and what separates them stands before an end in its field: nearly every place is
  /// a year or a band of ages that fills its field.
  private static func standsBehindText(_ bytes: Span<UInt8>, _ end: Int, _ earliest: Int) -> Bool {
    var index = end
    while index > earliest, !ByteKind.isLetter(bytes[index - 1]) {
      if isBorder(bytes[index - 1]) { return false }
      index -= 1
    }
    return index > earliest
  }

  /// The offset behind the last word of birth in the field.
  private static func lastWord(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var index = range.upperBound
    while index > range.lowerBound && !isBorder(bytes[index - 1]) {
      // Nearly every byte is none with which a word ends: this is asked of every number with a hyphen.
      let isEnd = lastLetters >> UInt32(bytes[index - 1] & 31) & 1 != 0
      for word in words where isEnd && index - word.count >= range.lowerBound {
        let start = index - word.count
        let isSame = word.indices.allSatisfy { bytes[start + $0] | 0x20 == word[$0] | 0x20 }
        let isWhole =
          (start == 0 || !ByteKind.isLetter(bytes[start - 1]))
          && (index == bytes.count || !ByteKind.isLetter(bytes[index]))
        if isSame && isWhole { return index }
      }
      index -= 1
    }
    return nil
  }

  /// Whether words and numbers are a day, month and year, and nothing else but filling words.
  private static func isDay(_ tokens: [String]) -> Bool {
    let parts = tokens.drop { between.contains($0) }.filter { !ordinals.contains($0) }
    guard parts.count == 3 else { return false }
    let numbers = parts.map { Int($0) }
    let lengths = parts.map(\.utf8.count)
    let isMonth =
      numbers[1].map { (1...31).contains($0) && lengths[1] <= 2 }
      ?? months.contains(String(parts[1].prefix(3)))
    guard isMonth, let first = numbers[0], let last = numbers[2] else { return false }
    if lengths[0] == 4 { return (1880...2100).contains(first) && (1...31).contains(last) && lengths[2] <= 2 }
    return lengths[0] <= 2 && (1...31).contains(first)
      && (lengths[2] == 2 || lengths[2] == 4 && (1880...2100).contains(last))
  }

  /// Whether a second day makes a period of it.
  private static func goesOn(_ bytes: Span<UInt8>, _ end: Int) -> Bool {
    var index = end
    while index < bytes.count, ByteKind.isGap(bytes[index]) { index += 1 }
    if index + 2 < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "t"),
      bytes[index + 1] | 0x20 == UInt8(ascii: "o"),
      bytes[index + 2] == UInt8(ascii: " ")
    {
      return true
    }
    return index > end && index < bytes.count && ByteKind.isDigit(bytes[index])
  }
}
