// Small numbers in titles and notes.

import DisclosureRules

/// The size of a group as titles and notes give it: "N = 98", "n=7", "patients excluded: 4".
enum GroupSizeText {
  private struct Number {
    var value: Int
    /// The bytes around it; nil at the ends of the text.
    var before: UInt8?
    var after: UInt8?
    /// The nearest byte before it that is no space.
    var sign: UInt8?
  }

  /// Whether a title or a note gives the size of a group from 1 up to, not including, `limit`, in whatever form.
  static func isStated(below limit: Int, in text: String) -> Bool {
    hasSize(below: limit, in: text) || GroupSizes.isIn(text, below: limit)
  }

  /// Whether a text gives a whole number from 1 up to, not including, `limit` as the size of something.
  static func hasSize(below limit: Int, in text: String) -> Bool {
    wholes(below: limit, in: text).contains { number in
      if number.sign == UInt8(ascii: "=") { return true }
      // "Table 1: 5 year survival" goes on with a word.
      return number.sign == UInt8(ascii: ":") && number.after != UInt8(ascii: " ")
    }
  }

  /// Whether a text has such a number at all, but for the marks of footnotes: `[1]`, `1.`, `(1)`.
  static func hasNumber(below limit: Int, in text: String) -> Bool {
    wholes(below: limit, in: text).contains { number in
      let closes = number.after.map { Array("]).:".utf8).contains($0) } ?? false
      let opens = number.before.map { Array("[(".utf8).contains($0) } ?? true
      return !(opens && closes)
    }
  }

  /// Words of a sentence, and share of its words that are made of letters.
  private static let sentenceWords = 6
  private static let sentenceShare = 0.7

  /// Whether a text is a sentence whose small whole numbers are limits or settings: "rounded to the nearest 5",
  /// "fewer than 7", "3 factors".
  static func isSentence(_ text: String, below limit: Int) -> Bool {
    let words = text.split { $0.isWhitespace || "(),;\"".contains($0) }
    let spoken = words.count { $0.contains { $0.isLetter || $0.isNumber } }
    let plain = words.count { word in
      word.contains(where: \.isLetter) && word.allSatisfy { $0.isLetter || "'-.:[]".contains($0) }
    }
    guard plain >= sentenceWords, Double(plain) >= Double(spoken) * sentenceShare else { return false }
    return words.indices.allSatisfy { index in
      guard let number = Int(words[index].filter { $0 != "." && $0 != ":" }), (1..<limit).contains(number)
      else {
        return true
      }
      let before = index > 0 ? words[index - 1].lowercased() : ""
      let behind = index + 1 < words.count ? String(words[index + 1]) : ""
      // "between 1 and 9", "a multiple of 5".
      let first = ["and", "of", "to"].contains(before) && index > 1 ? words[index - 2].lowercased() : ""
      let start = Int(first) != nil && index > 2 ? words[index - 3].lowercased() : first
      return EmbeddedWords.limits.contains(before) || EmbeddedWords.limits.contains(start)
        || EmbeddedWords.isSetting(before) || EmbeddedWords.isSetting(behind)
    }
  }

  /// The whole numbers of a text that stand alone: no part of a word, a decimal or a larger number.
  private static func wholes(below limit: Int, in text: String) -> [Number] {
    let bytes = Array(text.utf8)
    var found: [Number] = []
    var index = 0
    while index < bytes.count {
      guard ByteKind.isDigit(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      var value = 0
      while index < bytes.count && ByteKind.isDigit(bytes[index]) {
        value = min(value * 10 + Int(bytes[index] &- UInt8(ascii: "0")), 1_000_000)
        index += 1
      }
      guard value > 0 && value < limit else { continue }
      let before = start > 0 ? bytes[start - 1] : nil
      let after = index < bytes.count ? bytes[index] : nil
      if joins(before, start > 1 ? bytes[start - 2] : nil) { continue }
      if joins(after, index + 1 < bytes.count ? bytes[index + 1] : nil) { continue }
      var sign = start - 1
      while sign >= 0 && NumberText.isSpace(bytes[sign]) { sign -= 1 }
      found.append(Number(value: value, before: before, after: after, sign: sign >= 0 ? bytes[sign] : nil))
    }
    return found
  }

  /// Whether a neighbour of digits makes them part of something longer: a letter, a sign of percent, or a
  /// point, comma, slash or dash with a digit behind it.
  private static func joins(_ neighbour: UInt8?, _ next: UInt8?) -> Bool {
    guard let neighbour else { return false }
    if ByteKind.isLetter(neighbour) || neighbour == UInt8(ascii: "%") { return true }
    guard let next, ByteKind.isDigit(next) else { return false }
    return Array(".,/-".utf8).contains(neighbour)
  }
}
