// Dates of birth in sentences: "DOB 12/03/1956", "born on 3 March 1956".

extension DateOfBirth {
  /// What the scan looks for: a word that says birth, and a day behind it. The words are far rarer than days are.
  static let written = IdentifierDefinition(
    DateOfBirth().description, pack: .generic, tier: .indirect, title: "a date of birth",
    check: "stand behind a word that says so",
    forms: ["bAAA", "AAb", "A.A.b"].map { shape in
      IdentifierForm(endingIn: shape, edge: .start) { bytes, end, _ in
        WrittenBirthday.find(in: bytes, behindWordAt: end - shape.utf8.count)
      }
    },
    matches: AtLeastOne(
      .init("DOB 12/03/1956", .issued), .init("born on 3 March 1956", .issued),
      .init("d.o.b. 03-Mar-56", .issued), .init("date_of_birth=12031956", .issued),
      .init("date of birth: 1956-03-12", .issued), .init("Born: 12.03.1956", .issued),
      .init("birthday is the 3rd of March 1956", .issued), .init("born March 3, 1956", .issued),
      .init("(DOB 1956-03-12T00:00:00)", .issued)),
    nonMatches: AtLeastOne(
      "12/03/1956", "born in 1956", "births 2020-01 to 2020-03", "birth weight 2500-3000",
      "born abroad, 2021-01-31", "born,2021-01-31", "reborn 12/03/1956", "dob 45/13/1956",
      "born 01/09/2005 - 31/08/2006", "year of birth 1956", "born 12/03"))
}

/// Reads the day behind a word.
enum WrittenBirthday {
  /// Bytes behind the word that are looked at: filling words and the longest day.
  private static let reach = 48
  private static let words = ["dob", "d.o.b", "birth", "birthday", "birthdate", "born"].map { Array($0.utf8) }
  /// Words that may stand between: "born on", "date of birth is".
  private static let between: Set<String> = ["on", "is", "was", "the"]
  private static let months: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  /// What may follow the number of a day.
  private static let ordinals: Set<String> = ["st", "nd", "rd", "th", "of"]
  private static let years = 1880...2100
  /// Letters of the longest of these words and of the months.
  private static let longestWord = 9
  /// Bytes between two parts of a day: "3. March", "March 3, 1956".
  private static let longestGap = 2

  /// A number or a month of a day.
  private struct Part {
    /// nil for the name of a month.
    var number: Int?
    var digits: Int
  }

  /// The day behind a word at an offset, when the word says that somebody was born on it.
  static func find(in bytes: Span<UInt8>, behindWordAt offset: Int) -> IdentifierForm.Found? {
    guard let behind = endOfWord(at: offset, in: bytes) else { return nil }
    let limit = min(bytes.count, behind + reach)
    guard let start = start(in: bytes, behind..<limit), let end = day(in: bytes, start..<limit),
      !goesOn(bytes, end)
    else { return nil }
    var key: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in start..<end { key = (key ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
    return .init(start..<end, IdentifierValue(strength: .issued, key: key, isInRange: true))
  }

  /// The offset behind the word that stands at an offset and does not go on.
  private static func endOfWord(at offset: Int, in bytes: Span<UInt8>) -> Int? {
    for word in words {
      let end = offset + word.count
      guard end <= bytes.count, end == bytes.count || !ByteKind.isLetter(bytes[end]) else { continue }
      var index = 0
      while index < word.count, bytes[offset + index] | 0x20 == word[index] | 0x20 { index += 1 }
      if index == word.count { return end }
    }
    return nil
  }

  /// Where the day may begin: behind filling words, in the same field.
  private static func start(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if isBorder(byte) { return nil }
      if ByteKind.isDigit(byte) { return index }
      if ByteKind.isLetter(byte) {
        let word = word(in: bytes, index..<range.upperBound)
        if months.contains(String(word.prefix(3))) { return index }
        guard between.contains(word) else { return nil }
        index += word.utf8.count
      } else {
        index += 1
      }
    }
    return nil
  }

  /// The end of a day that begins a range.
  private static func day(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var parts: [Part] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if ByteKind.isDigit(bytes[index]) {
        var number = 0
        let first = index
        while index < range.upperBound, ByteKind.isDigit(bytes[index]), index - first < longestWord {
          number = number * 10 + Int(bytes[index] - UInt8(ascii: "0"))
          index += 1
        }
        parts.append(Part(number: number, digits: index - first))
      } else {
        let word = word(in: bytes, index..<range.upperBound)
        if months.contains(String(word.prefix(3))) {
          parts.append(Part(digits: 0))
        } else if word.isEmpty || parts.isEmpty || !ordinals.contains(word) {
          return nil
        }
        index += word.utf8.count
      }
      if isDay(parts) { return endsDay(bytes, index) ? index : nil }
      guard parts.count < 3 else { return nil }
      let gap = index
      while index < range.upperBound, index - gap < longestGap, " ./-,".utf8.contains(bytes[index]) {
        index += 1
      }
    }
    return nil
  }

  /// Letters in lower case, as many as a word of these may have and one more.
  private static func word(in bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    var word = ""
    for index in range.prefix(longestWord + 1) {
      guard ByteKind.isLetter(bytes[index]) else { break }
      word.unicodeScalars.append(Unicode.Scalar(bytes[index] | 0x20))
    }
    return word
  }

  /// Whether parts are a day, month and year in any usual order, or eight digits that are.
  private static func isDay(_ parts: [Part]) -> Bool {
    if parts.count == 1, let number = parts[0].number, parts[0].digits == 8 {
      return isDay(number / 1_000_000, number / 10_000 % 100, year: number % 10_000)
        || isDay(number % 100, number / 100 % 100, year: number / 10_000)
    }
    guard parts.count == 3 else { return false }
    let isNamed = parts.contains { $0.number == nil }
    // A year comes first or last; a month's name before or behind the day.
    guard let last = parts[2].number else { return false }
    if parts[0].digits == 4 {
      return parts[2].digits <= 2 && isDay(last, parts[1].number, year: parts[0].number ?? 0)
    }
    let isYear = parts[2].digits == 4 && years.contains(last) || parts[2].digits == 2
    guard isYear, parts[0].digits <= 2, parts[1].digits <= 2 else { return false }
    if isNamed { return (parts[0].number ?? parts[1].number).map { (1...31).contains($0) } ?? false }
    guard let first = parts[0].number else { return false }
    return isDay(first, parts[1].number, year: years.lowerBound)
  }

  /// - Parameter month: nil for a name. Day and month may stand the other way round.
  private static func isDay(_ day: Int, _ month: Int?, year: Int) -> Bool {
    guard years.contains(year) else { return false }
    guard let month else { return (1...31).contains(day) }
    return CalendarDay.exists(day: day, month: month) || CalendarDay.exists(day: month, month: day)
  }

  /// Whether another field or another line begins behind a byte.
  private static func isBorder(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\"")
  }

  /// Whether a day may end before an offset: no letter or digit follows, but for a time of day.
  private static func endsDay(_ bytes: Span<UInt8>, _ end: Int) -> Bool {
    guard end < bytes.count, ByteKind.isWord(bytes[end]) else { return true }
    return bytes[end] == UInt8(ascii: "T") && end + 1 < bytes.count && ByteKind.isDigit(bytes[end + 1])
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
