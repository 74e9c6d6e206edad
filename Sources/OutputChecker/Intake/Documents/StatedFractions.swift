// Parts of groups in running text, beside the size of the group: `3/120 patients died`, `Deaths: 3 of 120 (2.5%)`.

import DisclosureRules

/// Finds fractions whose numerator, or what is left of the group, is a small number of people.
///
/// `3/4` may be a date, a version, a page or a way of speaking: something beside it has to say that it is a share of
/// people, or a share at all.
enum StatedFractions {
  /// Words between a fraction and the percentage that it makes, or those who are counted: "of the older patients".
  private static let widestGap = 3
  /// No date has a greater day.
  private static let daysOfMonth = 31
  private static let monthsOfYear = 12

  private struct Fraction {
    var part: Int
    var whole: Int
    /// The words that it takes.
    var words: Range<Int>
    var isSlashed: Bool

    var mayBeDate: Bool {
      isSlashed && min(part, whole) <= monthsOfYear && max(part, whole) <= daysOfMonth
    }
  }

  /// Whether a line holds a fraction of people with from 1 up to, not including, `limit` of them, or all but so few.
  ///
  /// - Parameter words: of the line, parted by blanks.
  static func isIn(_ words: [Substring], below limit: Int) -> Bool {
    for index in words.indices {
      guard let fraction = fraction(at: index, of: words), fraction.part <= fraction.whole,
        fraction.whole > limit,
        [fraction.part, fraction.whole - fraction.part].contains(where: (1..<limit).contains)
      else { continue }
      let before = words[..<index].last.map(name) ?? ""
      if EmbeddedWords.limits.contains(before) { continue }
      // "Step 3/120", and not "rate 3/120".
      if EmbeddedWords.isSetting(before) && !EmbeddedWords.shares.contains(before) { continue }
      if isShare(fraction, of: words) || countsPeople(fraction, in: words)
        || isLabelled(fraction, in: words)
      {
        return true
      }
    }
    return false
  }

  // MARK: - Reading

  /// `3/120`, `3 of 120`, `3 out of the 120`.
  private static func fraction(at index: Int, of words: [Substring]) -> Fraction? {
    let word = words[index].drop { "([*_".contains($0) }
    guard let first = word.utf8.first, ByteKind.isDigit(first) else { return nil }
    if let slash = word.firstIndex(of: "/") {
      guard let part = LabelledNumber.wholeNumber(word[..<slash]),
        let whole = LabelledNumber.wholeNumber(withoutMarks(word[slash...].dropFirst()))
      else { return nil }
      return Fraction(part: part, whole: whole, words: index..<index + 1, isSlashed: true)
    }
    guard let part = LabelledNumber.wholeNumber(word) else { return nil }
    for link in links where words[(index + 1)...].prefix(link.count).map({ $0.lowercased() }) == link {
      let end = index + 1 + link.count
      guard end < words.count, let whole = LabelledNumber.wholeNumber(withoutMarks(words[end])) else {
        continue
      }
      return Fraction(part: part, whole: whole, words: index..<end + 1, isSlashed: false)
    }
    return nil
  }

  private static let links = [["of"], ["of", "the"], ["out", "of"], ["out", "of", "the"]]

  /// A number without what a sentence puts behind it.
  private static func withoutMarks(_ word: Substring) -> Substring {
    var word = word
    while let last = word.last, ")],.;:*_".contains(last) { word = word.dropLast() }
    return word
  }

  private static func name(_ word: Substring) -> String {
    word.filter { $0.isLetter || $0.isNumber }.lowercased()
  }

  // MARK: - What says that it is a share

  /// A percentage near it is the fraction's, as far as its digits go.
  private static func isShare(_ fraction: Fraction, of words: [Substring]) -> Bool {
    let near =
      max(fraction.words.lowerBound - widestGap, 0)..<min(fraction.words.upperBound + widestGap, words.count)
    let share = 100 * Double(fraction.part) / Double(fraction.whole)
    return near.contains { index in
      guard let percentage = percentage(at: index, of: words) else { return false }
      return abs(percentage.value - share) <= percentage.error
    }
  }

  /// A percentage, and how much it was rounded by at most: up or down.
  private static func percentage(at index: Int, of words: [Substring]) -> (value: Double, error: Double)? {
    let word = words[index].drop { "([".contains($0) }
    let digits = word.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let sign = digits.count < word.count ? word.dropFirst(digits.count) : words[(index + 1)...].first ?? ""
    guard sign.first == "%" || sign.lowercased().hasPrefix("percent"), let value = Double(digits) else {
      return nil
    }
    return (value, SentenceShares.lastPlace(of: digits))
  }

  /// `3/120 patients`, `3 of the 120 older patients`, `3/120 died`.
  private static func countsPeople(_ fraction: Fraction, in words: [Substring]) -> Bool {
    let end = fraction.words.upperBound
    // A sentence ends, or a bracket closes, behind the fraction.
    guard let last = words[end - 1].last, last.isNumber else { return false }
    for (distance, word) in words[end...].prefix(widestGap).enumerated() {
      let noun = name(word.prefix { $0.isLetter })
      if GroupSizes.isPeople(noun) { return !(fraction.mayBeDate && distance > 0) }
      if distance == 0, EmbeddedWords.happenings.contains(noun) { return true }
      if noun.isEmpty || noun.count != word.count { return false }
    }
    return false
  }

  /// `Deaths: 3/120`, `Stroke = 3 of 120`: all that stands behind a mark.
  private static func isLabelled(_ fraction: Fraction, in words: [Substring]) -> Bool {
    let before = words[..<fraction.words.lowerBound]
    guard fraction.words.upperBound == words.count, let last = before.last?.last, ":=".contains(last)
    else { return false }
    let label = before.joined(separator: " ")
    guard label.contains(where: \.isLetter), !EmbeddedWords.isSetting(label) else { return false }
    return !fraction.mayBeDate || GroupSizes.namesPeople(label)
  }
}
