// What the words of one header say, before its values are looked at.

/// A header with the phrases that were found in it.
struct HeaderReading: Sendable {
  /// A phrase found, and what it says for one role.
  struct Phrase: Sendable, Equatable {
    var role: ColumnRole
    var weight: Double
    /// As it reads after folding.
    var text: String
  }

  let text: HeaderText
  /// As the file has it.
  let original: String
  /// The phrases that count, those outranked left out.
  private(set) var phrases: [Phrase]
  /// The identifiers of people that it names.
  let identifiers: [HeaderIdentifier]
  /// It counts people by a word that names them: "patients", not "number of".
  let countsPeople: Bool
  /// It names records, places or codes, and no people: what it counts is not people.
  let countsRecords: Bool
  /// Digits that belong to no phrase: "week 12" heads the numbers of week 12, not weeks.
  let hasLooseDigits: Bool
  /// It gives the size of the group that it names: "Cases (n = 88)".
  let statesSize: Bool
  /// The unit of time that it names.
  let unit: DateUnit?

  /// It names an age or bands of ages.
  var namesAge: Bool { phrases.contains { $0.text.hasPrefix("age") } }

  /// The roles spoken for.
  var roles: Set<ColumnRole> { Set(phrases.map(\.role)) }

  /// A count phrase whose weight within a header is at least this names people ("patients"); the lighter
  /// ones only say that something is counted ("number of").
  static let namesPeople = 3.0
  /// A rank phrase whose weight within a header is at least this decides where it ends one.
  static let namesRank = 3.0
  /// What a phrase weighs at least to outrank others: lone letters, which mean many things, weigh less.
  static let outranking = 0.6

  init(_ header: String?, lexicon: HeaderLexicon) {
    let text = HeaderText(header ?? "", lookAlikes: lexicon.lookAlikes)
    self.text = text
    original = header ?? ""
    unit = DateUnit(text, words: lexicon.units)
    let matches = lexicon.index.matches(in: text)
    var isCovered = Array(repeating: false, count: text.letters.count)
    var isRank = false
    var isPercent = false
    var all: [(phrase: Phrase, namesPeople: Bool)] = []
    var identifiers: [(HeaderIdentifier, isWhole: Bool)] = []
    for match in matches {
      let isWhole = match.range.count == text.letters.count
      // "N = 98" and "n=7" give the size of the group that the header names.
      let isGroupSize = text.text(match.range.upperBound..<text.letters.count).hasPrefix("equals")
      for position in match.range { isCovered[position] = true }
      // "0.5" may be a quantile; "05" is a month or a chapter.
      if text.letters[match.range].allSatisfy(\.isASCIIDigit) && !original.contains(".") { continue }
      for meaning in match.meanings {
        switch meaning {
        case .role(let phrase):
          if isGroupSize { continue }
          if phrase.role == .rank, phrase.within >= Self.namesRank,
            match.range.upperBound == text.letters.count
          {
            isRank = true
          }
          if phrase.role == .percentage, match.range.upperBound == text.letters.count { isPercent = true }
          all.append(
            (
              Phrase(
                role: phrase.role, weight: isWhole ? phrase.whole : phrase.within,
                text: text.text(match.range)),
              (phrase.role == .count || phrase.role == .events) && phrase.within >= Self.namesPeople
            ))
        case .identifier(let phrase):
          identifiers.append((HeaderIdentifier(rule: phrase.rule, isCertain: phrase.isCertain), isWhole))
        }
      }
    }
    statesSize = SampleSize.stated(in: original) != nil
    let statesSize = statesSize
    hasLooseDigits = text.letters.indices.contains { !isCovered[$0] && text.letters[$0].isASCIIDigit }
    // `unknown` in the word list stands for what is not people: prescriptions, tests, practices.
    countsPeople = all.contains(where: \.namesPeople)
    countsRecords = all.contains { $0.phrase.role == .unknown } && !countsPeople
    let speaking = all.map(\.phrase).filter { $0.role != .unknown && $0.weight > 0 }
    // A lone letter does not outrank words: `y` is "of the" in Welsh before it is person-years.
    let heavy = speaking.filter { $0.weight >= Self.outranking }
    // "importance rank" is a rank, whatever it is a rank of.
    let top =
      isRank
      ? Self.rank(of: .rank) : (heavy.isEmpty ? speaking : heavy).map { Self.rank(of: $0.role) }.max() ?? 0
    phrases = all.map(\.phrase).filter {
      $0.role != .unknown && $0.weight > 0 && Self.rank(of: $0.role) == top
        // "Cases (n = 88)" heads what is known of cases: its number is the count.
        && !(statesSize && top == Self.rank(of: .count))
        // "event rate, %" is a percentage, whatever it is a rate of.
        && !(isPercent && $0.role == .rate)
    }
    // What counts or summarises identifiers ("n_patient_id", "patient_id completeness") holds none, and a
    // word that only perhaps names a key must be the whole header.
    identifiers.removeAll { top >= Self.rank(of: .count) && !$0.isWhole || !$0.0.isCertain && !$0.isWhole }
    self.identifiers = identifiers.map(\.0)
  }

  /// Takes its words for names of categories.
  mutating func forgetPhrases() { phrases = [] }

  /// Which words decide when a header has several: "mean age" and "age, %" are statistics, "number of
  /// patients by age" is a count.
  private static func rank(of role: ColumnRole) -> Int {
    switch role {
    case .dimension, .date, .code, .identifier, .rank, .age, .measurement, .text: 1
    case .count, .total, .events, .atRisk, .sum: 2
    case .unknown: 0
    default: 3
    }
  }
}

/// The phrases of a vocabulary, ready to be found.
public struct HeaderLexicon: Sendable {
  enum Meaning: Sendable {
    case role(Vocabulary.HeaderPhrase)
    case identifier(Vocabulary.IdentifierPhrase)

    func isSame(as other: Meaning) -> Bool {
      switch (self, other) {
      case (.role(let one), .role(let other)): one.role == other.role
      case (.identifier(let one), .identifier(let other)): one.rule == other.rule
      default: false
      }
    }
  }

  let index: PhraseIndex
  let lookAlikes: [UInt32: UInt8]
  /// Units of time by their words.
  let units: [String: DateUnit]
  /// Values of categorical variables, letters and digits only.
  let categories: Set<String>
  /// Labels of rows that give the number of people in each column, letters and digits only.
  let sizes: Set<String>
  /// Headers that name people and nothing else, letters and digits only.
  let people: Set<String>
  /// Words that numbers are written with.
  private let numerals: Set<String>
  /// Headers that stand beside each other where numbers are no counts, one set a kind.
  let companions: [Companions]

  /// Headers of one kind.
  struct Companions: Sendable {
    /// Letters and digits only.
    let words: Set<String>
    /// No number below them is about people, statistics such as mean scores included.
    let explainsAll: Bool
  }

  /// Takes the phrases and look-alikes of a vocabulary.
  public init(_ vocabulary: Vocabulary) {
    var index = PhraseIndex(
      capacity: vocabulary.headerPhrases.count + vocabulary.identifierPhrases.count)
    for phrase in vocabulary.headerPhrases { index.add(phrase.words, .role(phrase)) }
    for phrase in vocabulary.identifierPhrases { index.add(phrase.words, .identifier(phrase)) }
    self.index = index
    lookAlikes = vocabulary.lookAlikes
    units = DateUnit.words(of: vocabulary)
    categories = Self.letters(of: vocabulary.words(.category))
    sizes = Self.letters(of: vocabulary.words(.size))
    people = Self.letters(of: vocabulary.words(.people))
    numerals = vocabulary.words(.numeral)
    companions = [
      (.genome, false), (.tuning, true), (.topic, true), (.dictionary, false), (.codelist, false),
    ].map { (list: WordList, explainsAll) in
      Companions(words: Self.letters(of: vocabulary.words(list)), explainsAll: explainsAll)
    }
  }

  /// Whether each text is a number in words, and there is one.
  func areNumerals(_ texts: [String]) -> Bool {
    !texts.isEmpty
      && texts.allSatisfy { text in
        let words = text.lowercased().split { !$0.isLetter }
        return !words.isEmpty && words.allSatisfy { numerals.contains(String($0)) }
      }
  }

  private static func letters(of words: Set<String>) -> Set<String> {
    Set(words.map { $0.split(separator: " ").joined() })
  }

  /// The identifiers of people that a header names.
  public func identifiers(in header: String?) -> [HeaderIdentifier] {
    HeaderReading(header, lexicon: self).identifiers
  }
}
