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
    let pair = isCode ? nil : LabelledNumber(line)
    if GroupSizes.isIn(line, below: threshold) || pair.map(countsFew) ?? false {
      parts.note(.groupSize, at: location)
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

  private func isSmall(_ number: Int) -> Bool { (1..<threshold).contains(number) }

  private func countsFew(_ pair: LabelledNumber) -> Bool {
    isSmall(pair.number) && GroupSizes.namesPeople(pair.label)
  }

  /// Whether at least two of a line's words are numbers, and half of them.
  private static func isRow(_ line: String) -> Bool {
    let words = line.utf8.split { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: "|") }
    guard words.count >= fewestNumbers, words.count < 100 else { return false }
    let numbers = words.count { word in
      word.first.map { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "(") }
        ?? false
        && word.contains { (0x30...0x39).contains($0) }
        && word.allSatisfy { (0x30...0x39).contains($0) || "-+.,%()<>*eE[]".utf8.contains($0) }
    }
    return numbers >= fewestNumbers && numbers * 2 >= words.count
  }
}

/// A line that is a label and a whole number: `South: 4`, `- deaths = 12`, `South<tab>4`.
struct LabelledNumber {
  var label: String
  var number: Int
  /// A mark stands between the two, and not only a gap.
  var isMarked: Bool

  /// More digits are no size of a group.
  private static let mostDigits = 9

  init?(_ line: String) {
    // Nearly every line ends in something else.
    guard let end = line.utf8.last(where: { $0 > 0x20 }), end &- 0x30 < 10 else { return nil }
    var text = line[...]
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    let digits = String(text.reversed().prefix { $0.isASCII && $0.isNumber || $0 == "," }.reversed())
    let plain = digits.filter { $0 != "," }
    guard !plain.isEmpty, plain.count <= Self.mostDigits, let number = Int(plain) else { return nil }
    let before = text.dropLast(digits.count)
    let lead = before.reversed().prefix { $0.isWhitespace }
    guard let mark = before.dropLast(lead.count).last else { return nil }
    // A mark between the two, or a gap that is wider than one between words.
    let isMarked = mark == ":" || mark == "="
    guard isMarked || lead.count > 1 || lead.contains("\t") else { return nil }
    let label = before.dropLast(lead.count + (isMarked ? 1 : 0))
    guard label.contains(where: \.isLetter), !label.contains(where: { "(){};<>".contains($0) }) else {
      return nil
    }
    self.label = String(label)
    self.number = number
    self.isMarked = isMarked
  }
}
