// Lines of running text that are rows of numbers, or sizes of groups.

import DisclosureRules

/// Looks at the lines of a text, one after the other, for numbers that no rule for tables sees.
struct NumberLines {
  /// Sizes of groups below this are small.
  private let threshold: Int
  private let isCode: Bool
  /// Rows of numbers, and labels with a number, in a row.
  private var rows = 0
  private var pairs = 0
  private var holdsSmall = false
  private var start = Location()
  /// The line before, but for those of a vector.
  private var previous = ""

  /// Lines of numbers, one below the other, that are a table to whoever reads them.
  private static let fewest = 3
  private static let fewestNumbers = 2

  /// - Parameter isCode: the lines are those of a program, in which a name beside a number is a setting.
  init(threshold: Int, isCode: Bool = false) {
    self.threshold = threshold
    self.isCode = isCode
  }

  /// Notes what a line shows.
  mutating func take(_ line: String, at location: Location, in parts: inout DocumentParts) {
    let pair = isCode ? nil : LabelledNumber(line).flatMap { EmbeddedWords.isSetting($0.label) ? nil : $0 }
    if GroupSizes.isIn(line, below: threshold) || pair.map(countsFew) ?? false {
      parts.note(.groupSize, at: location)
    }
    if Self.showsRecords(line) || printsFew(line) || !isCode && isListing(line) {
      parts.note(.unreadNumbers, at: location)
    }
    if rows == 0 && pairs == 0 { start = location }
    rows = Self.isRow(line) ? rows + 1 : 0
    if let pair {
      pairs += 1
      holdsSmall = holdsSmall || isSmall(pair.number)
    } else {
      pairs = 0
      holdsSmall = false
    }
    // One number a line is often a setting; small ones among several may be the sizes of groups.
    if rows == Self.fewest || holdsSmall && pairs >= Self.fewest {
      parts.note(.unreadNumbers, at: start)
      rows = 0
      pairs = 0
      holdsSmall = false
    }
  }

  /// The first values of a variable, as R's `str` and `glimpse` show them: ` $ age : int  61 74 55 …`.
  static func showsRecords(_ line: String) -> Bool {
    let words = line.split { $0 == " " || $0 == ":" }
    guard words.count > fewest, words[0] == "$", line.hasSuffix("...") || line.hasSuffix("…") else {
      return false
    }
    return recordTypes.contains(String(words[2]))
  }

  /// Types as `str` and `glimpse` name them. Source: R, str; pillar, type_sum.
  private static let recordTypes: Set<String> = [
    "int", "num", "chr", "logi", "Factor", "Date", "<int>", "<dbl>", "<chr>", "<fct>", "<lgl>", "<date>",
    "<dttm>",
  ]

  /// A small number among those of a vector, or in an object, that a program printed: nobody can tell what it counts.
  private mutating func printsFew(_ line: String) -> Bool {
    if let numbers = PrintedValue.vector(line) {
      let call = PrintedValue.call(previous)
      return numbers.enumerated().contains { isSmall($1) && !PrintedValue.isShape(at: $0, of: call) }
    }
    defer { previous = line }
    if let number = PrintedValue.loneNumber(line), isSmall(number), PrintedValue.opensResult(previous) {
      return true
    }
    return PrintedValue.object(line).map { isListing(String($0)) } ?? false
  }

  /// Names with their numbers in one line: `north=120; south=3`, `{'North': 120, 'South': 3}`, `North 120, South 3, East 7`.
  private func isListing(_ line: String) -> Bool {
    let marks = line.utf8.count {
      $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ",")
    }
    guard marks > 1, line.utf8.count <= Self.longestListing, !GroupSizes.isCode(line.filter { $0 != ";" })
    else {
      return false
    }
    let pairs = LabelledNumber.all(in: line).filter { pair in
      // "for 5", "and 12": words of a sentence, and no names.
      let last = pair.label.split(separator: " ").last?.lowercased() ?? ""
      return !EmbeddedWords.isSetting(pair.label) && !EmbeddedWords.uncounted.contains(last)
    }
    guard pairs.contains(where: { isSmall($0.number) }) else { return false }
    return pairs.count(where: \.isMarked) >= Self.fewestNumbers
      || pairs.count >= Self.fewest
        && pairs.allSatisfy { $0.label.split(separator: " ").count <= Self.longestName }
  }

  /// Bytes of a line that lists names with their numbers, and words of a name.
  private static let longestListing = 500
  private static let longestName = 2

  private func isSmall(_ number: Int) -> Bool { (1..<threshold).contains(number) }

  private func countsFew(_ pair: LabelledNumber) -> Bool {
    isSmall(pair.number) && GroupSizes.namesPeople(pair.label)
  }

  /// Whether at least two of a line's words are numbers, and half of them.
  private static func isRow(_ line: String) -> Bool {
    let words = line.utf8.split { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: "|") }
    guard words.count >= fewestNumbers, words.count < 100 else { return false }
    let numbers = words.count { word in
      word.first.map { ByteKind.isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "(") }
        ?? false
        && word.contains { ByteKind.isDigit($0) }
        && word.allSatisfy { ByteKind.isDigit($0) || "-+.,%()<>*eE[]".utf8.contains($0) }
    }
    return numbers >= fewestNumbers && numbers * 2 >= words.count
  }
}
