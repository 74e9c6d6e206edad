// The phrases that say which people a label counts, ready to be looked up.

/// An index of ``Vocabulary/populationPhrases``.
struct PopulationWords {
  typealias Kind = Vocabulary.PopulationPhrase.Kind

  /// Phrases by their first word, longest first.
  private let phrases: [String: [(kind: Kind, words: [String])]]
  private let numbers: [String: Int]
  private let totalWords: Set<String>
  private let lookAlikes: [UInt32: UInt8]

  init(_ vocabulary: Vocabulary) {
    var phrases: [String: [(kind: Kind, words: [String])]] = [:]
    var numbers: [String: Int] = [:]
    for phrase in vocabulary.populationPhrases {
      let words = phrase.words.map(Self.singular)
      guard let first = words.first else { continue }
      if phrase.kind == .number {
        numbers[first] = words.last.flatMap { Int($0) }
      } else {
        phrases[first, default: []].append((phrase.kind, words))
      }
    }
    self.phrases = phrases.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    self.numbers = numbers
    totalWords = vocabulary.totalWords
    lookAlikes = vocabulary.lookAlikes
  }

  /// Words of up to so many letters keep their "s": "us", "bus".
  private static let shortWord = 3

  /// A word without the "s" of a plural, which labels use and leave out at will.
  static func singular(_ word: String) -> String {
    guard word.utf8.count > shortWord, word.hasSuffix("s"), !word.hasSuffix("ss") else { return word }
    return String(word.dropLast())
  }

  /// The longest phrase of some kinds that starts at a position, and how many words it has.
  func phrase(at position: Int, of words: [String], kinds: Set<Kind>) -> (kind: Kind, length: Int)? {
    guard words.indices.contains(position) else { return nil }
    for phrase in phrases[words[position]] ?? [] where kinds.contains(phrase.kind) {
      if words[position...].starts(with: phrase.words) { return (phrase.kind, phrase.words.count) }
    }
    return nil
  }

  /// The first phrase of a kind in the words.
  func first(_ kind: Kind, in words: [String]) -> Range<Int>? {
    for position in words.indices {
      if let found = phrase(at: position, of: words, kinds: [kind]) {
        return position..<(position + found.length)
      }
    }
    return nil
  }

  /// The number that a word stands for: `two`.
  func number(_ word: String) -> Int? { numbers[word] }

  /// Whether the words together are a label for all.
  func isTotal(_ words: [String]) -> Bool { totalWords.contains(words.joined()) }

  /// The words without those that say nothing of who is counted.
  ///
  /// - Parameter serials: false leaves out numbers and letters that only tell tables apart: `table 1`, `b`.
  func specific(_ words: [String], serials: Bool = true) -> [String] {
    var kept: [String] = []
    var afterGeneric = false
    var position = 0
    while position < words.count {
      if let found = phrase(at: position, of: words, kinds: [.generic]) {
        afterGeneric = true
        position += found.length
        continue
      }
      let isSerial =
        words[position].utf8.count == 1
        || (afterGeneric && words[position].utf8.count <= 2 && Int(words[position]) != nil)
      if serials || !isSerial {
        kept.append(words[position])
        afterGeneric = false
      }
      position += 1
    }
    return kept
  }

  /// The tokens of a text: lower-case singular words, numbers, and the signs `+ - < > ≤ ≥`.
  func tokens(of text: String) -> [String] {
    var tokenizer = LabelTokenizer(lookAlikes: lookAlikes)
    for scalar in text.unicodeScalars.prefix(HeaderText.longest) { tokenizer.take(scalar) }
    return tokenizer.finish()
  }
}
