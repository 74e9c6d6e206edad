import DisclosureRules
import Testing

@Suite struct WordListTests {
  @Test func everyLineOfTheListsIsRead() throws {
    let vocabulary = TestVocabulary.shared
    let headerPhrases = try TestVocabulary.rawLines("header-words.tsv").count
    #expect(headerPhrases == vocabulary.headerPhrases.count)
    let identifierPhrases = try TestVocabulary.rawLines("identifier-words.tsv").count
    #expect(identifierPhrases == vocabulary.identifierPhrases.count)
    let lookAlikes = try TestVocabulary.rawLines("look-alikes.tsv").count
    #expect(lookAlikes == vocabulary.lookAlikes.count)
  }

  @Test func everyRoleHasWords() {
    let withWords = Set(TestVocabulary.shared.headerPhrases.map(\.role))
    // Identifiers have their own list.
    // And what is mixed, the rows say.
    for role in ColumnRole.allCases where role != .identifier && role != .mixed {
      #expect(withWords.contains(role), "\(role)")
    }
    #expect(TestVocabulary.shared.headerPhrases.count >= 350)
  }

  /// A phrase that folding would change is never found.
  @Test func phrasesAreFolded() {
    let vocabulary = TestVocabulary.shared
    let phrases = vocabulary.headerPhrases.map(\.words) + vocabulary.identifierPhrases.map(\.words)
    for words in phrases {
      let header = HeaderText(words.joined(separator: " "), lookAlikes: vocabulary.lookAlikes)
      #expect(header.text(0..<header.letters.count) == words.joined(), "\(words)")
    }
  }

  @Test func everyListHasWords() {
    for list in WordList.allCases { #expect(!TestVocabulary.shared.words(list).isEmpty, "\(list)") }
    // A word can't both hide a number and say that there is none.
    let vocabulary = TestVocabulary.shared
    #expect(vocabulary.words(.mask).isDisjoint(with: vocabulary.words(.missing)))
  }

  @Test func noPhraseIsListedTwice() {
    let phrases = TestVocabulary.shared.headerPhrases.map { "\($0.role) \($0.words.joined(separator: " "))" }
    #expect(Set(phrases).count == phrases.count)
  }
}
