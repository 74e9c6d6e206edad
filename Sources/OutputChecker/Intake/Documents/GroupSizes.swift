// Sizes of small groups in running text.

import DisclosureRules

/// Finds "(n = 4)" and "3 patients" in lines of prose.
enum GroupSizes {
  /// What is counted when people are counted.
  private static let people: Set<String> = [
    "patient", "patients", "people", "person", "persons", "participant", "participants", "individual",
    "individuals", "death", "deaths", "case", "cases", "women", "woman", "men", "man", "child", "children",
    "respondent", "respondents", "birth", "births", "admission", "admissions", "adults", "infants", "babies",
    "pupils", "students", "residents", "carers", "inpatients", "outpatients", "survivors", "decedents",
    "subjects",
    "completers", "responders", "recipients", "donors", "volunteers", "mothers", "fathers",
    "neonates",
    "newborns", "boys", "girls", "males", "females", "employees", "attendees", "transplants", "pregnancies",
    "deliveries",
  ]

  /// Whether a line gives the size of a group from 1 up to, not including, `limit`.
  static func isIn(_ line: String, below limit: Int) -> Bool {
    let hasDigit = line.utf8.contains { ByteKind.isDigit($0) }
    let words = line.split { $0 == " " || $0 == "\t" || $0 == "\u{a0}" }
    for (index, word) in words.enumerated() where index > 0 {
      let previous = words[index - 1].drop { "(*_".contains($0) }
      // Few words are numbers: nothing is copied for the others.
      guard let first = previous.utf8.first, let number = number(previous, first),
        (1..<limit).contains(number)
      else { continue }
      if isPartOfMany(index - 1, of: words) { return true }
      let noun = word.drop { $0 == "(" }.prefix { $0.isLetter }.lowercased()
      guard people.contains(noun) || isShare(word),
        index < 2 || !joins(words[index - 2], noun: noun, isWord: ByteKind.isLetter(first))
      else { continue }
      return true
    }
    guard hasDigit else { return false }
    if SentenceShares.isIn(words, below: limit) || StatedFractions.isIn(words, below: limit) { return true }
    // A call in a program gives its arguments names too.
    return !isCode(line) && hasN(line, below: limit)
  }

  /// "of whom 4", "of which 4 had sepsis".
  private static func isPartOfMany(_ index: Int, of words: [Substring]) -> Bool {
    guard index > 1 else { return false }
    let before = [words[index - 2].lowercased(), words[index - 1].lowercased()]
    return EmbeddedWords.parts.contains(before)
  }

  /// Whether a word, in lower case, is one for people or for what happens to one of them.
  static func isPeople(_ word: String) -> Bool { people.contains(word) }

  /// Whether a label speaks of people or of how many there are.
  static func namesPeople(_ label: String) -> Bool {
    label.split { !$0.isLetter }.contains { people.contains($0.lowercased()) || $0.lowercased() == "n" }
  }

  /// Letters of the shortest and the longest number in words that is looked for: "two", "seven".
  private static let wordLengths = 3...5

  /// A number in digits, or in words from two on: one case, or one person, is a way of speaking.
  static func number(_ word: Substring, _ first: UInt8) -> Int? {
    if !ByteKind.isLetter(first) { return Int(word.prefix { $0 != ")" }) }
    guard wordLengths.contains(word.utf8.count), let number = EmbeddedWords.numbers[word.lowercased()] else {
      return nil
    }
    return number > 1 ? number : nil
  }

  /// `(1.0%)`, `(1%),`: what stands behind a count.
  private static func isShare(_ word: Substring) -> Bool {
    guard word.first == "(", let close = word.lastIndex(of: ")"), word.count <= longestShare else {
      return false
    }
    let inside = word[..<close].dropFirst()
    return inside.last == "%" && inside.dropLast().allSatisfy { $0.isNumber || $0 == "." }
  }

  private static let longestShare = 10

  /// What before a number makes it an ordinal or part of a longer one: "Table 3", "top 5", "model 2"; "in two cases".
  private static func joins(_ word: Substring, noun: String, isWord: Bool) -> Bool {
    if isWord, word.lowercased() == "in", noun.hasPrefix("case") { return true }
    // "fewer than 7 people" is a limit.
    if EmbeddedWords.limits.contains(word.lowercased()) { return true }
    return [
      "table", "figure", "model", "step", "version", "top", "section", "chapter", "age", "aged", "per",
      "line", "stage", "grade", "quintile", "decile", "level", "phase", "type",
    ]
    .contains(word.lowercased())
  }

  /// Calls, assignments and comparisons, as programs write them.
  static func isCode(_ line: String) -> Bool {
    // Byte by byte: this is asked of every line of every text.
    var previous: UInt8 = 0x20
    for byte in line.utf8 {
      switch byte {
      case UInt8(ascii: ";"): return true
      case UInt8(ascii: "("): if isOfName(previous) { return true }
      case UInt8(ascii: "-"): if previous == UInt8(ascii: "<") { return true }
      case UInt8(ascii: "="): if previous == UInt8(ascii: "=") { return true }
      default: break
      }
      previous = byte
    }
    return false
  }

  /// A letter, a digit or `_`; what is not ASCII is mostly a letter.
  private static func isOfName(_ byte: UInt8) -> Bool {
    ByteKind.isWord(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  /// `n = 4`, `N=4`, `n: 4` behind a blank, a bracket or a quote; a line that is nothing else is an assignment.
  private static func hasN(_ line: String, below limit: Int) -> Bool {
    let bytes = Array(line.utf8)
    for index in bytes.indices where bytes[index] | 0x20 == UInt8(ascii: "n") {
      guard index > 0, " (\t[,\"'".utf8.contains(bytes[index - 1]) else { continue }
      var next = index + 1
      while next < bytes.count && bytes[next] == 0x20 { next += 1 }
      guard next < bytes.count, bytes[next] == UInt8(ascii: "=") || bytes[next] == UInt8(ascii: ":") else {
        continue
      }
      next += 1
      while next < bytes.count && bytes[next] == 0x20 { next += 1 }
      let digits = bytes[next...].prefix { ByteKind.isDigit($0) }
      let behind = bytes[next...].dropFirst(digits.count)
      // A decimal, a thousand or a percentage is none.
      if let mark = behind.first, ".,%/".utf8.contains(mark),
        behind.dropFirst().first.map({ ByteKind.isDigit($0) }) ?? (mark == UInt8(ascii: "%"))
      {
        continue
      }
      if digits.count <= 6, let number = Int(String(decoding: digits, as: UTF8.self)),
        (1..<limit).contains(number)
      {
        return true
      }
    }
    return false
  }
}
