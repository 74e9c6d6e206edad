// Decides what of a checked file may be seen in a report: the one place where masking happens.

import DisclosureRules

/// Renders what rules say, with names and values of the file masked as far as asked.
struct Redaction: Sendable {
  /// Cells are shown, but for what looks like an identifier.
  var showsValues = false
  /// Makes what came from the file harmless for where it is shown.
  var escape: @Sendable (String) -> String = { $0 }
  /// Makes our own words harmless where some of their characters mean something else.
  var escapeWords: @Sendable (String) -> String = { $0 }

  /// Stands for a value that is not shown.
  static let hidden = "•••"
  /// Characters of an identifier that stay readable.
  static let keptCharacters = 3
  /// Most characters that stand for the hidden part of an identifier.
  static let identifierWidth = 7
  /// Longest name or value that is shown, in scalars: a header may be megabytes long.
  static let longest = 200
  /// Digits in a row that may be an identifier: a national insurance number has 6, every other that the
  /// catalogue knows has more.
  static let identifierDigits = 6

  /// The same among numbers of which it is known that they add up: no number of a person has fewer.
  static let personDigits = 9
  /// Longest equation that is shown, in scalars.
  static let longestFigure = 2_000

  /// A message as it may be shown.
  func text(_ message: Message) -> String {
    message.parts.reduce(into: "") { text, part in
      switch part {
      case .words(let words): text += escapeWords(words)
      case .name(let name): text += self.name(name)
      case .value(let value): text += self.value(value)
      }
    }
  }

  /// A header or a label: shown, with what looks like an identifier masked.
  func name(_ name: String) -> String { escape(Self.masked(Self.shortened(name))) }

  /// A cell: hidden, or on request shown like a name.
  func value(_ value: String) -> String { showsValues ? name(value) : Self.hidden }

  /// Numbers that add up: hidden, or on request shown, but for whole numbers as long as those of people.
  func figure(_ figure: String) -> String {
    showsValues
      ? escape(Self.masked(Self.shortened(figure, to: Self.longestFigure), from: Self.personDigits))
      : Self.hidden
  }

  /// A cell of which it is known that it identifies somebody: its first characters at most.
  func identifier(_ value: String) -> String {
    guard showsValues else { return Self.hidden }
    let scalars = value.unicodeScalars
    // Of a short one even the first characters would be too much.
    let kept = scalars.count > Self.keptCharacters * 2 ? Self.keptCharacters : 0
    let hidden = min(scalars.count - kept, Self.identifierWidth)
    return escape(String(scalars.prefix(kept))) + String(repeating: "•", count: max(hidden, kept))
  }

  private static func shortened(_ text: String, to longest: Int = longest) -> String {
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: longest, limitedBy: scalars.endIndex),
      end != scalars.endIndex
    else { return text }
    return String(scalars[..<end]) + "…"
  }

  /// Text in which everything like an identifier is cut to its first three characters.
  ///
  /// - Parameter least: digits in a row that may be an identifier; where it is more than usual, numbers with
  ///   decimals are none.
  static func masked(_ text: String, from least: Int = identifierDigits) -> String {
    // Characters without shape are left out of the comparison, so that they can't break an identifier up.
    let all = Array(text.unicodeScalars)
    let shaped = all.indices.filter { !all[$0].properties.isDefaultIgnorableCodePoint }
    let kinds = shaped.map { CharacterKind(all[$0]) }
    let ranges =
      addresses(kinds) + digitRuns(kinds, from: least, in: shaped.map { all[$0] })
      + postcodes(kinds, of: shaped.map { all[$0] })
    guard !ranges.isEmpty else { return text }
    var result = String.UnicodeScalarView()
    var hidden = Array(repeating: false, count: all.count)
    for range in ranges {
      for position in range.dropFirst(keptCharacters) { hidden[shaped[position]] = true }
    }
    for (position, scalar) in all.enumerated() { result.append(hidden[position] ? "•" : scalar) }
    return String(result)
  }

  /// What masking needs to know of a character.
  private enum CharacterKind: Equatable {
    case digit(Int)
    case letter
    case at
    /// Stands between the groups of an identifier: a space, a hyphen, a dot, a slash.
    case separator
    case space
    /// A bracket, a quote, a comma: ends an address as a space does.
    case bracket
    case other

    init(_ scalar: Unicode.Scalar) {
      let properties = scalar.properties
      if properties.numericType == .decimal, let value = properties.numericValue {
        self = .digit(Int(value))
      } else if properties.isAlphabetic {
        self = .letter
      } else if scalar == "@" || scalar == "\u{FF20}" || scalar == "\u{FE6B}" {
        self = .at
      } else if properties.isWhitespace {
        self = .space
      } else {
        switch scalar {
        case "-", ".", "/", "_", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2212}": self = .separator
        case ",", ";", "<", ">", "(", ")", "[", "]", "\"", "'", "|": self = .bracket
        default: self = .other
        }
      }
    }

    var digit: Int? { if case .digit(let value) = self { value } else { nil } }
    var endsAddress: Bool { self == .space || self == .bracket }
    var isBetweenGroups: Bool { self == .space || self == .separator }
    var isWord: Bool { self == .letter || digit != nil }
  }

  /// Words around an `@`.
  private static func addresses(_ kinds: [CharacterKind]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for at in kinds.indices where kinds[at] == .at {
      let start = kinds[..<at].lastIndex(where: \.endsAddress).map { $0 + 1 } ?? 0
      let end = kinds[at...].firstIndex(where: \.endsAddress) ?? kinds.endIndex
      if start < at && at + 1 < end { ranges.append(start..<end) }
    }
    return ranges
  }

  /// Six digits or more, single separators between them, with up to two letters before and after.
  private static func digitRuns(
    _ kinds: [CharacterKind], from least: Int, in scalars: [Unicode.Scalar]
  ) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var position = 0
    while position < kinds.count {
      guard kinds[position].digit != nil else {
        position += 1
        continue
      }
      var end = position
      var digits: [Int] = []
      var next = position
      while next < kinds.count {
        if let digit = kinds[next].digit {
          digits.append(digit)
          next += 1
          end = next
        } else if kinds[next].isBetweenGroups, next == end {
          next += 1
        } else {
          break
        }
      }
      let isDecimal = least > identifierDigits && scalars[position..<end].count { $0 == "." } == 1
      if digits.count >= least && !isDecimal && !isSpanOfYears(digits, length: end - position) {
        ranges.append(letters(before: position, kinds)..<letters(after: end, kinds))
      }
      position = end
    }
    return ranges
  }

  /// `2019-2020` and `2019/20` are headers of released tables, and no identifier has their form.
  private static func isSpanOfYears(_ digits: [Int], length: Int) -> Bool {
    guard length == digits.count + 1, digits.count == 6 || digits.count == 8 else { return false }
    func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
    let first = number(0..<4)
    guard (1900...2199).contains(first) else { return false }
    return digits.count == 8 ? (first + 1...2199).contains(number(4..<8)) : number(4..<6) == (first + 1) % 100
  }

  /// Letters that belong to an identifier made mostly of digits: at most this many on a side.
  private static let affixLetters = 2

  private static func letters(before position: Int, _ kinds: [CharacterKind]) -> Int {
    var start = position
    while start > 0, kinds[start - 1] == .letter { start -= 1 }
    return position - start <= affixLetters ? start : position
  }

  private static func letters(after position: Int, _ kinds: [CharacterKind]) -> Int {
    var end = position
    while end < kinds.count, kinds[end] == .letter { end += 1 }
    return end - position <= affixLetters ? end : position
  }

  /// Full unit postcodes: `A9 9AA` to `AA9A 9AA`, with or without the space.
  private static func postcodes(_ kinds: [CharacterKind], of scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for start in kinds.indices where kinds[start] == .letter && (start == 0 || !kinds[start - 1].isWord) {
      var position = start
      func take(_ matches: (CharacterKind) -> Bool) -> Bool {
        guard position < kinds.count, matches(kinds[position]) else { return false }
        position += 1
        return true
      }
      let isDigit: (CharacterKind) -> Bool = { $0.digit != nil }
      let isLetter: (CharacterKind) -> Bool = { $0 == .letter }
      // The outward code's last character is optional, and it may be a digit: try both readings.
      for outwardHasExtra in [true, false] {
        position = start
        guard take(isLetter) else { continue }
        _ = take(isLetter)
        guard take(isDigit), !outwardHasExtra || take(\.isWord) else { continue }
        while take(\.isBetweenGroups) {}
        guard take(isDigit), take(isLetter), take(isLetter) else { continue }
        guard position == kinds.count || !kinds[position].isWord else { continue }
        ranges.append(start..<position)
        break
      }
    }
    return ranges
  }
}
