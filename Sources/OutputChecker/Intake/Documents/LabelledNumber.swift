// A label and its number, in a line or in running text.

import DisclosureRules

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
    let isName = label.contains(where: \.isLetter) && !label.contains(where: { "(){};<>".contains($0) })
    guard isName || isMarked && Self.isBand(label) else { return nil }
    self.label = String(label)
    self.number = number
    self.isMarked = isMarked
  }

  /// A range of numbers as a label: `<18.5`, `18.5-24.9`, `30+`; no date.
  static func isBand(_ label: some StringProtocol) -> Bool {
    var text = label.filter { $0 != " " }[...]
    func takeNumber() -> Bool {
      let number = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
      text = text.dropFirst(number.count)
      return number.contains(where: \.isNumber)
    }
    if let sign = text.first, "<>≤≥".contains(sign) {
      text = text.dropFirst()
      if text.first == "=" { text = text.dropFirst() }
      return takeNumber() && text.isEmpty
    }
    guard takeNumber(), let sign = text.popFirst() else { return false }
    return sign == "+" ? text.isEmpty : "-–—".contains(sign) && takeNumber() && text.isEmpty
  }

  private init(label: String, number: Int, isMarked: Bool) {
    self.label = label
    self.number = number
    self.isMarked = isMarked
  }

  /// All whole numbers of a text with the words before them, or behind the first: `North 120, South: 3`, `3 in South`.
  static func all(in text: String) -> [LabelledNumber] {
    var pairs: [LabelledNumber] = []
    var label: [Substring] = []
    /// The last number, where numbers stand before their words.
    var lead: Int?
    func finish(_ number: Int, isMarked: Bool) {
      if label.isEmpty { return }
      pairs.append(LabelledNumber(label: label.joined(separator: " "), number: number, isMarked: isMarked))
      label = []
    }
    for word in words(of: text) {
      if let number = wholeNumber(word.text) {
        if let last = lead {
          finish(last, isMarked: false)
          lead = number
        } else if label.isEmpty && pairs.isEmpty {
          lead = number
        } else {
          finish(number, isMarked: word.isMarked)
        }
      } else if word.text.utf8.first.map({ ByteKind.isDigit($0) }) ?? false {
        // A decimal, a percentage or a date ends what its words were about.
        label = []
        lead = nil
      } else if word.text.contains(where: \.isLetter) {
        label.append(word.text)
      }
    }
    if let lead { finish(lead, isMarked: false) }
    return pairs
  }

  /// Words without the signs around them, and whether `:` or `=` stands before them.
  private static func words(of text: String) -> [(text: Substring, isMarked: Bool)] {
    var words: [(text: Substring, isMarked: Bool)] = []
    let bytes = text.utf8
    var start: String.Index?
    var isMarked = false
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let next = bytes.index(after: index)
      if isBorder(at: index, in: bytes) {
        if let begin = start {
          words.append((text[begin..<index], isMarked))
          start = nil
          isMarked = false
        }
        if bytes[index] == UInt8(ascii: ":") || bytes[index] == UInt8(ascii: "=") { isMarked = true }
      } else if start == nil {
        start = index
      }
      index = next
    }
    if let begin = start { words.append((text[begin...], isMarked)) }
    return words
  }

  /// A blank or a sign that parts words; the comma and the point within a number are none.
  private static func isBorder(at index: String.Index, in bytes: String.UTF8View) -> Bool {
    let byte = bytes[index]
    guard byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") else {
      return byte <= 0x20 || ":;=()[]{}|/\"'<>".utf8.contains(byte)
    }
    let behind = bytes[bytes.index(after: index)...].prefix { ByteKind.isDigit($0) }
    let isAfterDigit = index > bytes.startIndex && ByteKind.isDigit(bytes[bytes.index(before: index)])
    return byte == UInt8(ascii: ",")
      ? !(isAfterDigit && behind.count == 3) : !(isAfterDigit && !behind.isEmpty)
  }

  /// Digits alone, with commas between thousands.
  static func wholeNumber(_ word: Substring) -> Int? {
    let digits = word.utf8.filter { $0 != UInt8(ascii: ",") }
    guard !digits.isEmpty, digits.count <= mostDigits, digits.allSatisfy({ ByteKind.isDigit($0) })
    else {
      return nil
    }
    return Int(String(decoding: digits, as: UTF8.self))
  }
}
