import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct WordListsTests {
  private func error(_ read: () throws(PolicyError) -> Void) -> PolicyError? {
    do throws(PolicyError) {
      try read()
      return nil
    } catch {
      return error
    }
  }

  private func headerError(_ text: String) -> PolicyError? {
    error { () throws(PolicyError) in _ = try WordLists.headerPhrases(Array(text.utf8)) }
  }

  @Test func headerPhrases() throws {
    let phrases = try WordLists.headerPhrases(
      Array("# role\twhole\twithin\tphrase\n\ncount\t4.5\t2\tnumber of patients\np-value\t5\t-1.125\tp".utf8))
    #expect(phrases.map(\.role) == [.count, .pValue])
    #expect(phrases.map(\.whole) == [4.5, 5])
    #expect(phrases.map(\.within) == [2, -1.125])
    #expect(phrases.map(\.words) == [["number", "of", "patients"], ["p"]])
  }

  @Test func aBadHeaderLineIsAnErrorAtItsLine() {
    let good = "# c\n\ncount\t4\t2\tpatients\n"
    for (bad, part) in [
      ("count\t4\t2", "4 fields"), ("count\t4\t2\ta\tb", "4 fields"), ("count\t\t2\ta", "4 fields"),
      ("cuont\t4\t2\ta", "did you mean \"count\""), ("count\tfour\t2\ta", "a weight"),
      ("count\t4\tnan\ta", "a weight"), ("count\t21\t2\ta", "a weight"),
      ("count\t4\t2\tPatients", "lower case"),
      ("count\t4\t2\ta  b", "one space"), ("count\t4\t2\ta ", "one space"),
      ("count\t.5\t2\ta", "a weight"), ("count\t5.\t2\ta", "a weight"), ("count\t0x1p3\t2\ta", "a weight"),
      ("count\t1234567\t2\ta", "a weight"),
      ("count\t4\t2\ta\r", "control character"), (" ", "4 fields"),
    ] {
      let problem = headerError(good + bad + "\ncount\t1\t1\tlater\n")
      #expect(problem?.line == 4, "\(bad)")
      #expect(problem?.file == "header-words.tsv")
      #expect(problem?.message.contains(part) == true, "\(bad): \(problem?.message ?? "no error")")
    }
  }

  @Test func wordsAreUTF8() {
    let bytes = Array("count\t4\t2\t".utf8) + [0xFF, 0x0A]
    #expect(
      error { () throws(PolicyError) in _ = try WordLists.headerPhrases(bytes) }?.message
        == "is not UTF-8 text")
  }

  @Test func lists() throws {
    let lists = try WordLists.lists(Array("# c\nmissing\tna\nmask\t[c]\nmask\tnot shown\n".utf8))
    #expect(lists == [.missing: ["na"], .mask: ["[c]", "not shown"]])
    for (bad, part) in [
      ("misssing\tna", "did you mean \"missing\""), ("mask\t[C]", "lower case"),
      ("mask\tx\nmask\tx", "twice"),
    ] {
      let problem = error { () throws(PolicyError) in _ = try WordLists.lists(Array(bad.utf8)) }
      #expect(problem?.message.contains(part) == true, "\(bad)")
    }
  }

  @Test func identifierPhrases() throws {
    let phrases = try WordLists.identifierPhrases(
      Array("nhs-number\tcertain\tnhs no\nidentifier-column\tperhaps\tid\n".utf8))
    #expect(phrases.map(\.rule) == ["nhs-number", "identifier-column"])
    #expect(phrases.map(\.isCertain) == [true, false])
    #expect(phrases.map(\.words) == [["nhs", "no"], ["id"]])
    for bad in ["nhs-number\tmaybe\tnhs", "NHS\tcertain\tnhs", "nhs-number\tcertain"] {
      let problem = error { () throws(PolicyError) in _ = try WordLists.identifierPhrases(Array(bad.utf8)) }
      #expect(problem?.line == 1)
    }
  }

  @Test func lookAlikes() throws {
    #expect(try WordLists.lookAlikes(Array("0430\ta\n1D41A\ta\n".utf8)) == [0x430: 0x61, 0x1D41A: 0x61])
    for bad in [
      "0061\ta", "D800\ta", "430\ta", "110000\ta", "04G0\ta", "+430\ta", "0430\tA", "0430\tab", "0430\t1",
    ] {
      let problem = error { () throws(PolicyError) in _ = try WordLists.lookAlikes(Array(bad.utf8)) }
      #expect(problem?.line == 1, "\(bad)")
    }
    let twice = error { () throws(PolicyError) in
      _ = try WordLists.lookAlikes(Array("0430\ta\n0430\tb\n".utf8))
    }
    #expect(twice?.line == 2)
  }

  @Test func postcodeAreas() throws {
    #expect(try WordLists.postcodeAreas(Array("# c\nAB\nB\n".utf8)) == ["AB", "B"])
    for bad in ["ab", "ABC", "A1", "A\tB", "A "] {
      let problem = error { () throws(PolicyError) in _ = try WordLists.postcodeAreas(Array(bad.utf8)) }
      #expect(problem?.line == 1, "\(bad)")
    }
  }

  @Test func theEmbeddedListsAreGood() throws {
    let vocabulary = try WordLists.vocabulary()
    #expect(!vocabulary.headerPhrases.isEmpty)
    #expect(!vocabulary.identifierPhrases.isEmpty)
    #expect(!vocabulary.lookAlikes.isEmpty)
    #expect(vocabulary.postcodeAreas.contains("AB"))
    // A phrase that stands twice would count once or twice, depending on who reads the list.
    let phrases = vocabulary.headerPhrases.map { "\($0.role.rawValue): \($0.words)" }
    let once = Set(phrases)
    #expect(phrases.count == once.count)
  }
}
