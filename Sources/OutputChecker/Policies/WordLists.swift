// The embedded word lists as a vocabulary.

public import DisclosureRules

/// Reads the word lists, strictly: a bad line is an error and never a word less.
public enum WordLists {
  /// Weights of header phrases are log-odds; beyond this they would be certainties. e^20 is 5·10⁸ to 1.
  static let greatestWeight = 20.0

  /// The vocabulary that the binary carries.
  public static func vocabulary() throws(PolicyError) -> Vocabulary {
    Vocabulary(
      headerPhrases: try headerPhrases(PackageResources.header_words_tsv),
      identifierPhrases: try identifierPhrases(PackageResources.identifier_words_tsv),
      lookAlikes: try lookAlikes(PackageResources.look_alikes_tsv),
      postcodeAreas: try postcodeAreas(PackageResources.postcode_areas_tsv),
      routingKeys: try routingKeys(PackageResources.eircode_routing_keys_tsv),
      totalWords: try totalWords(PackageResources.total_words_tsv),
      populationPhrases: try populationPhrases(PackageResources.population_words_tsv),
      lists: try lists(PackageResources.word_lists_tsv),
      scripts: try scripts(PackageResources.script_ranges_tsv))
  }

  /// Lines of `role`, weight of the whole header, weight within a header, phrase.
  static func headerPhrases(_ bytes: [UInt8]) throws(PolicyError) -> [Vocabulary.HeaderPhrase] {
    var lines = try TabLines(bytes, file: "header-words.tsv", fieldCount: 4)
    var phrases: [Vocabulary.HeaderPhrase] = []
    // Lists are grouped by role: most lines have the role of the line before.
    var role = ColumnRole.unknown
    var roleName: [UInt8] = []
    while try lines.advance() {
      if !lines[0].elementsEqual(roleName) {
        let name = lines.text(0)
        guard let known = ColumnRole(rawValue: name) else {
          let nearest = Nearest.suggestion(for: name, among: ColumnRole.allCases.map(\.rawValue))
          throw lines.error("unknown role \"\(name)\"" + nearest)
        }
        role = known
        roleName = Array(lines[0])
      }
      phrases.append(
        Vocabulary.HeaderPhrase(
          role: role, whole: try weight(1, lines), within: try weight(2, lines), words: try lines.words(3)))
    }
    return phrases
  }

  /// Lines of rule, `certain` or `perhaps`, phrase.
  static func identifierPhrases(_ bytes: [UInt8]) throws(PolicyError) -> [Vocabulary.IdentifierPhrase] {
    var lines = try TabLines(bytes, file: "identifier-words.tsv", fieldCount: 3)
    var phrases: [Vocabulary.IdentifierPhrase] = []
    while try lines.advance() {
      guard lines[0].allSatisfy({ isLowerCase($0) || $0 == UInt8(ascii: "-") }) else {
        throw lines.error("a rule's name is lower-case letters and \"-\"")
      }
      let isCertain: Bool
      switch lines.text(1) {
      case "certain": isCertain = true
      case "perhaps": isCertain = false
      default: throw lines.error("must say \"certain\" or \"perhaps\"")
      }
      phrases.append(
        Vocabulary.IdentifierPhrase(
          rule: RuleName(rawValue: lines.text(0)), isCertain: isCertain, words: try lines.words(2)))
    }
    return phrases
  }

  /// Lines of a code point in hexadecimal and the lower-case letter that it looks like.
  static func lookAlikes(_ bytes: [UInt8]) throws(PolicyError) -> [UInt32: UInt8] {
    var lines = try TabLines(bytes, file: "look-alikes.tsv", fieldCount: 2)
    var letters: [UInt32: UInt8] = [:]
    while try lines.advance() {
      let digits = lines.text(0)
      // The initialiser from digits would also take a sign.
      guard (4...6).contains(digits.utf8.count), digits.first?.isHexDigit == true,
        let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value), !scalar.isASCII
      else {
        throw lines.error("\"\(digits)\" is not a code point beyond ASCII in 4 to 6 hexadecimal digits")
      }
      guard lines[1].count == 1, let letter = lines[1].first, isLowerCase(letter) else {
        throw lines.error("must give one letter from a to z")
      }
      guard letters.updateValue(letter, forKey: value) == nil else {
        throw lines.error("\(digits) stands twice")
      }
    }
    return letters
  }

  /// Lines of one postcode area, one or two upper-case letters.
  static func postcodeAreas(_ bytes: [UInt8]) throws(PolicyError) -> Set<String> {
    var lines = try TabLines(bytes, file: "postcode-areas.tsv", fieldCount: 1)
    var areas: Set<String> = []
    while try lines.advance() {
      guard lines[0].count <= 2, lines[0].allSatisfy({ $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") })
      else {
        throw lines.error("a postcode area is one or two upper-case letters")
      }
      guard areas.insert(lines.text(0)).inserted else { throw lines.error("the area stands twice") }
    }
    return areas
  }

  /// Lines of one routing key, a capital and two letters or digits.
  static func routingKeys(_ bytes: [UInt8]) throws(PolicyError) -> Set<String> {
    var lines = try TabLines(bytes, file: "eircode-routing-keys.tsv", fieldCount: 1)
    var keys: Set<String> = []
    while try lines.advance() {
      guard lines[0].count == 3, lines[0].allSatisfy(ByteKind.isWord) else {
        throw lines.error("a routing key is three letters and digits")
      }
      guard keys.insert(lines.text(0)).inserted else { throw lines.error("the routing key stands twice") }
    }
    return keys
  }

  /// Lines of one label; its words are joined, as the letters of a ``HeaderText`` are.
  static func totalWords(_ bytes: [UInt8]) throws(PolicyError) -> Set<String> {
    var lines = try TabLines(bytes, file: "total-words.tsv", fieldCount: 1)
    var words: Set<String> = []
    while try lines.advance() {
      guard words.insert(try lines.words(0).joined()).inserted else {
        throw lines.error("the label stands twice")
      }
    }
    return words
  }

  /// Lines of kind and phrase.
  static func populationPhrases(_ bytes: [UInt8]) throws(PolicyError) -> [Vocabulary.PopulationPhrase] {
    var lines = try TabLines(bytes, file: "population-words.tsv", fieldCount: 2)
    var phrases: [Vocabulary.PopulationPhrase] = []
    while try lines.advance() {
      let name = lines.text(0)
      guard let kind = Vocabulary.PopulationPhrase.Kind(rawValue: name) else {
        let known = Vocabulary.PopulationPhrase.Kind.allCases.map(\.rawValue)
        throw lines.error("unknown kind \"\(name)\"" + Nearest.suggestion(for: name, among: known))
      }
      let words = try lines.words(1)
      if kind == .number, words.count != 2 || Int(words[1]) == nil {
        throw lines.error("a number is a word and its digits")
      }
      phrases.append(Vocabulary.PopulationPhrase(kind: kind, words: words))
    }
    return phrases
  }

  /// Lines of the name of a list and one word of it, as cells and headers have it but for case.
  static func lists(_ bytes: [UInt8]) throws(PolicyError) -> [WordList: Set<String>] {
    var lines = try TabLines(bytes, file: "word-lists.tsv", fieldCount: 2)
    var lists: [WordList: Set<String>] = [:]
    var list = WordList.category
    var listName: [UInt8] = []
    while try lines.advance() {
      // Words are grouped by list, as header phrases are by role.
      if !lines[0].elementsEqual(listName) {
        let name = lines.text(0)
        guard let known = WordList(rawValue: name) else {
          let nearest = Nearest.suggestion(for: name, among: WordList.allCases.map(\.rawValue))
          throw lines.error("unknown list \"\(name)\"" + nearest)
        }
        list = known
        listName = Array(lines[0])
      }
      let word = lines.text(1)
      guard word == word.lowercased() else { throw lines.error("a word is written in lower case") }
      guard lists[list, default: []].insert(word).inserted else { throw lines.error("the word stands twice") }
    }
    return lists
  }

  /// Lines of first and last code point in hexadecimal and the script, in order.
  static func scripts(_ bytes: [UInt8]) throws(PolicyError) -> [Vocabulary.ScriptRange] {
    var lines = try TabLines(bytes, file: "script-ranges.tsv", fieldCount: 3)
    var ranges: [Vocabulary.ScriptRange] = []
    while try lines.advance() {
      guard let first = UInt32(lines.text(0), radix: 16), let last = UInt32(lines.text(1), radix: 16),
        first <= last, last <= 0x10FFFF
      else {
        throw lines.error("needs two code points in hexadecimal, the first not above the last")
      }
      if let before = ranges.last, before.codes.upperBound >= first {
        throw lines.error("overlaps the line before, or is out of order")
      }
      ranges.append(Vocabulary.ScriptRange(codes: first...last, script: lines.text(2)))
    }
    return ranges
  }

  private static func weight(_ field: Int, _ lines: TabLines) throws(PolicyError) -> Double {
    guard let weight = lines.decimal(field), abs(weight) <= greatestWeight else {
      throw lines.error("a weight is a decimal number from \(-greatestWeight) to \(greatestWeight)")
    }
    return weight
  }

  private static func isLowerCase(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
  }
}
