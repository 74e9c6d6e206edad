// Numbers that a page or a drawing states where its reader does not see them: in attributes, titles, descriptions.

import DisclosureRules

/// Looks at such texts, one after the other, for what may be sizes of groups.
struct StatedNumbers {
  /// Sizes of groups below this are small.
  private let threshold: Int
  /// Labelled numbers, and whether a small one is among them.
  private var pairs = 0
  private var holdsSmallPair = false
  /// Numbers by themselves.
  private var values: Set<Int> = []
  private var start: Location?

  /// From so many on that differ, numbers are data; one alone is often a setting.
  private static let fewest = 2

  init(threshold: Int) { self.threshold = threshold }

  /// Notes what a text says: "South: 3", "North 120, South 3".
  mutating func take(words text: String, at location: Location, in parts: inout DocumentParts) {
    guard text.utf8.contains(where: { ByteKind.isDigit($0) }) else { return }
    if let number = Int(text.filter { !$0.isWhitespace }) {
      take(value: number, named: "", at: location, in: &parts)
      return
    }
    if GroupSizes.isIn(text, below: threshold) { parts.note(.groupSize, at: location) }
    for pair in LabelledNumber.all(in: text) where !EmbeddedWords.isSetting(pair.label) {
      let isSmall = (1..<threshold).contains(pair.number)
      if isSmall && GroupSizes.namesPeople(pair.label) {
        parts.note(.groupSize, at: location)
      } else if isSmall && pair.isMarked {
        parts.note(.unreadNumbers, at: location)
      }
      pairs += 1
      if isSmall && start == nil { start = location }
      holdsSmallPair = holdsSmallPair || isSmall
      if holdsSmallPair && pairs >= Self.fewest, let start {
        parts.note(.unreadNumbers, at: start)
        pairs = 0
        holdsSmallPair = false
      }
    }
  }

  /// Notes what a line of LaTeX says that its page does not show as it stands: a comment, or the value of a macro.
  mutating func take(source line: String, at location: Location, in parts: inout DocumentParts) {
    let said = line.drop { $0 == " " }
    if said.hasPrefix("%") {
      take(words: String(said.drop { $0 == "%" }), at: location, in: &parts)
    } else if Self.macros.contains(where: said.hasPrefix) {
      let name = said.drop { $0 != "\\" }.dropFirst().drop { $0 != "\\" }.dropFirst().prefix(
        while: \.isLetter)
      let value = said.reversed().drop { $0 == " " || $0 == "}" }.prefix {
        $0.isASCII && $0.isNumber || $0 == ","
      }
      let digits = String(value.reversed()).filter(\.isNumber)
      guard let number = Int(digits), !EmbeddedWords.isSetting(String(name)) else { return }
      take(
        value: number, named: EmbeddedWords.words(of: String(name)).joined(separator: " "), at: location,
        in: &parts)
    }
  }

  private static let macros = ["\\newcommand", "\\renewcommand", "\\providecommand", "\\def\\"]

  /// Notes a number that is the value of something by itself.
  mutating func take(value: Int, named name: String, at location: Location, in parts: inout DocumentParts) {
    if (1..<threshold).contains(value), GroupSizes.namesPeople(name) { parts.note(.groupSize, at: location) }
    guard values.count <= Self.most, values.insert(value).inserted else { return }
    if values.count >= Self.fewest, values.contains(where: { (1..<threshold).contains($0) }) {
      parts.note(.unreadNumbers, at: location)
      values = []
    }
  }

  /// Distinct numbers that are kept.
  private static let most = 10_000

  /// Notes the value of an attribute that is no matter of form.
  mutating func take(
    attribute: (name: String, value: String), at location: Location, in parts: inout DocumentParts
  ) {
    let said = attribute.value.filter { !$0.isWhitespace }
    if let number = Int(said) {
      take(value: number, named: attribute.name, at: location, in: &parts)
    } else {
      take(words: attribute.value, at: location, in: &parts)
    }
  }
}
