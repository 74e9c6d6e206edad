// Percentages of a group whose size the same sentence gives.

import DisclosureRules

/// Finds sentences such as `Of 400 women screened, 1% declined`: the percentage is that of four women; and
/// `Of 400 women screened, two declined`.
enum SentenceShares {
  /// Sizes of groups in digits; longer numbers are none.
  private static let mostDigits = 9
  /// Words of a sentence that are looked at; a longer one is a list, or no prose.
  private static let mostWords = 200
  /// Words between a number and those whom it counts: "412 older patients".
  private static let widestGap = 2

  /// Whether a sentence that gives the size of a group says of 1 up to, not including, `limit` of its people what they
  /// did, or has a percentage that, or what is left of it up to 100, surely stands for so few.
  ///
  /// - Parameter words: of a line, parted by blanks.
  static func isIn(_ words: [Substring], below limit: Int) -> Bool {
    var start = 0
    for (index, word) in words.enumerated() {
      let ends = word.utf8.last.map { ".?!".utf8.contains($0) } ?? false
      guard ends || index - start + 1 == mostWords || index + 1 == words.count else { continue }
      if holdsFew(words[start...index], below: limit) { return true }
      start = index + 1
    }
    return false
  }

  private static func holdsFew(_ sentence: ArraySlice<Substring>, below limit: Int) -> Bool {
    // Nearly every sentence gives no size.
    guard sentence.contains(where: { $0.utf8.contains { ByteKind.isDigit($0) } }) else { return false }
    let words = Array(sentence)
    // Of several groups in a sentence the percentage may be of any: it is of few where it is so of the largest.
    guard let size = words.indices.compactMap({ base(at: $0, of: words) }).max(), size >= limit else {
      return false
    }
    return words.indices.contains { index in
      if isPart(at: index, of: words, among: size, below: limit) { return true }
      guard let share = share(at: index, of: words) else { return false }
      return [share.upperBound, 100 - share.lowerBound].contains { most in
        let people = (most / 100 * Double(size)).rounded(.down)
        return people >= 1 && people < Double(limit)
      }
    }
  }

  /// Letters of the shortest noun that is looked at: "MI".
  private static let shortestNoun = 2

  /// A small number of those people, or all but so few of them: `, two died`, `: 1 anaphylaxis, 4 seizures`.
  private static func isPart(
    at index: Int, of words: [Substring], among size: Int, below limit: Int
  ) -> Bool {
    guard index + 1 < words.count else { return false }
    let word = words[index].drop { $0 == "(" }
    guard let first = word.utf8.first, let number = GroupSizes.number(word, first) else { return false }
    let few = 1..<limit
    // "117 completed the study": the others are a group as well.
    if number >= limit, few.contains(size - number) {
      return EmbeddedWords.happenings.contains(words[index + 1].prefix { $0.isLetter }.lowercased())
    }
    guard few.contains(number) else { return false }
    if index > 0, word.startIndex == words[index].startIndex {
      // "Model 2 was": what stands before it may name it.
      let before = words[index - 1]
      guard let last = before.last,
        ",:;–—".contains(last) || EmbeddedWords.joining.contains(before.lowercased())
          || GroupSizes.isPeople(before.lowercased())
      else { return false }
    }
    let noun = words[index + 1].prefix { $0.isLetter }
    let follower = noun.lowercased()
    if EmbeddedWords.happenings.contains(follower) { return true }
    return noun.count >= shortestNoun
      && words[index + 1].dropFirst(noun.count).allSatisfy({ ",.;:)".contains($0) })
      && !EmbeddedWords.uncounted.contains(follower) && !EmbeddedWords.isSetting(follower)
  }

  /// The size of a group that a word gives: `400 women`, `412 older patients`, `(n = 412)`.
  private static func base(at index: Int, of words: [Substring]) -> Int? {
    let word = words[index].drop { "(*_[".contains($0) }
    let isAssigned = word.lowercased().hasPrefix("n=")
    let digits = (isAssigned ? word.dropFirst(2) : word).prefix { $0.isASCII && $0.isNumber || $0 == "," }
    let behind = (isAssigned ? word.dropFirst(2) : word).dropFirst(digits.count)
    let plain = digits.filter { $0 != "," }
    guard !plain.isEmpty, plain.count <= mostDigits, behind.allSatisfy({ ")],.;".contains($0) }) else {
      return nil
    }
    let before = index > 1 && words[index - 1] == "=" ? words[index - 2].drop { "([".contains($0) } : ""
    if isAssigned || before.lowercased() == "n" { return Int(plain) }
    guard behind.isEmpty else { return nil }
    for next in words[(index + 1)...].prefix(widestGap + 1) {
      let noun = next.prefix { $0.isLetter }
      if GroupSizes.isPeople(noun.lowercased()) { return Int(plain) }
      if noun.count != next.count { return nil }
    }
    return nil
  }

  /// A percentage of people, as the limits between which it was rounded; nil when it says something else.
  private static func share(at index: Int, of words: [Substring]) -> ClosedRange<Double>? {
    let word = words[index].drop { "([".contains($0) }
    let number = word.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    let behind = word.dropFirst(number.count)
    let next = index + 1 < words.count ? words[index + 1].lowercased() : ""
    let afterNext = index + 2 < words.count ? words[index + 2].lowercased() : ""
    var follower = next
    if behind.isEmpty {
      guard next.hasPrefix("%") || next.hasPrefix("percent") || next == "per" && afterNext.hasPrefix("cent")
      else { return nil }
      follower = next == "per" ? (index + 3 < words.count ? words[index + 3].lowercased() : "") : afterNext
    } else {
      guard behind.hasPrefix("%"), behind.dropFirst().allSatisfy({ ")],;.:".contains($0) }) else {
        return nil
      }
    }
    let previous = index > 0 ? words[index - 1].lowercased().filter(\.isLetter) : ""
    guard let value = Double(number), value > 0, value < 100,
      !EmbeddedWords.otherShares.contains(follower.filter(\.isLetter)),
      !EmbeddedWords.otherShares.contains(previous)
    else { return nil }
    // Half of the last digit.
    let error = lastPlace(of: number) / 2
    return max(value - error, 0)...min(value + error, 100)
  }

  /// What a one in the last place of a decimal number is worth: 0.01 of `12.50`.
  static func lastPlace(of number: Substring) -> Double {
    let decimals = number.firstIndex(of: ".").map { number[$0...].count - 1 } ?? 0
    return (0..<decimals).reduce(1) { place, _ in place / 10 }
  }
}
