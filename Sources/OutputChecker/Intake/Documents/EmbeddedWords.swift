// Lists of words that readers of documents need, from files beside the code.

import DisclosureRules

/// The words of an embedded list, one a line.
enum EmbeddedWords {
  /// Words that make a label one of a setting, an ordinal or a measure.
  static let settings = read(PackageResources.setting_words_tsv, file: "setting-words.tsv")
  /// Attributes of pages and drawings that lay out, name or refer, and whose numbers say nothing of people.
  static let formalAttributes = read(PackageResources.markup_attributes_tsv, file: "markup-attributes.tsv")

  /// Numbers as words. An entry of the list that can't be read is left out: a test reads them all.
  static let numbers: [String: Int] = {
    populationPhrases.reduce(into: [:]) { numbers, phrase in
      if phrase.kind == .number, let word = phrase.words.first, let digits = phrase.words.last {
        numbers[word] = Int(digits)
      }
    }
  }()

  /// Phrases that name who is left after a step of a flow.
  static let remaining = populationPhrases.filter { $0.kind == .remaining }.map(\.words)

  /// Two words that stand between a group and a part of it: "of whom".
  static let parts = populationPhrases.filter { $0.kind == .restricting && $0.words.first == "of" }.map(
    \.words)

  /// Headers of columns of labels: `sex`, `region`.
  static let dimensions = headers(of: [.dimension])
  /// Headers of columns of shares: `rate`, `percent`.
  static let shares = headers(of: [.rate, .percentage])

  private static let headerPhrases = (try? WordLists.headerPhrases(PackageResources.header_words_tsv)) ?? []

  private static func headers(of roles: Set<ColumnRole>) -> Set<String> {
    Set(headerPhrases.filter { roles.contains($0.role) }.map { $0.words.joined() })
  }

  private static let populationPhrases =
    (try? WordLists.populationPhrases(PackageResources.population_words_tsv)) ?? []
  private static let lists = (try? WordLists.lists(PackageResources.word_lists_tsv)) ?? [:]
  /// Statistics that stand behind the number they belong to, under the same header each time.
  static let companions = Set((lists[.companion] ?? []).map { letters(of: $0) })
  /// Words before a number that is a limit and counts nobody: "nearest 5", "fewer than 10".
  static let limits = lists[.limit] ?? []
  /// Words beside a percentage that is no share of people: "95% confidence", "by 2%".
  static let otherShares = lists[.otherShare] ?? []
  /// "two died".
  static let happenings = lists[.happening] ?? []
  /// "and two", "another two".
  static let joining = lists[.joining] ?? []
  /// "two models", and units of time.
  static let uncounted = [WordList.uncounted, .year, .quarter, .month, .week, .day, .hour].reduce(
    into: Set<String>()
  ) { words, list in words.formUnion(lists[list] ?? []) }
  /// Words with which statements of programs begin.
  static let statements = lists[.statement] ?? []

  /// Letters and digits of a text, in lower case.
  static func letters(of text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }

  /// A list that can't be read is empty, so that nothing is taken for harmless; a test reads them all.
  private static func read(_ bytes: [UInt8], file: String) -> Set<String> {
    var words: Set<String> = []
    do throws(PolicyError) {
      var lines = try TabLines(bytes, file: file, fieldCount: 1)
      while try lines.advance() { words.insert(lines.text(0)) }
    } catch {
      return []
    }
    return words
  }

  /// Whether a label speaks of a setting: `max_depth`, `Figure`, `nJobs`. What names people never
  /// does, but for names of settings as a whole: `min_child_weight`.
  static func isSetting(_ label: String) -> Bool {
    let words = words(of: label)
    if settings.contains(words.joined(separator: " ")) { return true }
    return words.contains(where: isSettingWord) && !words.contains(where: GroupSizes.isPeople)
  }

  private static func isSettingWord(_ word: String) -> Bool {
    settings.contains(word) || word.hasSuffix("s") && settings.contains(String(word.dropLast()))
  }

  /// The words of a label or a name, in lower case: letters, parted by whatever is none, and by capitals behind small
  /// letters.
  static func words(of label: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasSmall = false
    for character in label {
      let isCapital = character.isUppercase
      if !character.isLetter || isCapital && wasSmall {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if character.isLetter { word += character.lowercased() }
      wasSmall = character.isLowercase
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// Whether an attribute lays out, names or refers.
  static func isFormal(attribute name: String) -> Bool {
    if formalAttributes.contains(name) { return true }
    // `data-bs-*` in the list is every name that begins so.
    var prefix = name[...]
    while let mark = prefix.lastIndex(where: { $0 == "-" || $0 == ":" }) {
      if formalAttributes.contains(prefix[...mark] + "*") { return true }
      prefix = prefix[..<mark]
    }
    return false
  }
}
