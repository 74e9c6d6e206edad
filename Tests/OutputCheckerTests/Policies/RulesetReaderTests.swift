import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct RulesetReaderTests {
  /// A ruleset whose rule `every-kind` has these lines, from line 5 on.
  private func problems(ofRule lines: String...) -> [String] {
    PolicyFixtures.problems(
      "name: a\nversion: 1\nrules:\n  every-kind:\n" + lines.map { "    " + $0 + "\n" }.joined())
  }

  @Test func aFileIsReadWhole() throws {
    var reader = RulesetReader(file: "f", rules: PolicyFixtures.kinds)
    reader.read(
      Array(
        """
        name: own
        version: 1.10
        title: >
          A policy
          of our own
        unverified: true
        sources:
          guide: {title: The guide, url: "https://example.org/", date: 2026-01-30}
        masks:
          - {token: " <8 ", min: 1, max: 7, secondary: false}
          - token: "*"
        limits: {kept_cells: 5000}
        rules:
          minimum-threshold:
            threshold: {value: 7, source: guide, confidence: high}
            comparison: at-most
          every-kind:
            enabled: false
            words: [one, "2"]
            flag: true
            p: 2.5
            rules: [{n: 1, k: 50}, {k: 85, n: 2}]

        """.utf8))
    #expect(reader.errors == [])
    let ruleset = reader.draft.over(nil)
    #expect(ruleset.name == "own")
    // A version is text: 1.10 is not 1.1.
    #expect(ruleset.version == "1.10")
    #expect(ruleset.title == "A policy of our own")
    #expect(ruleset.isUnverified)
    #expect(
      ruleset.sources == [
        PolicySource(key: "guide", title: "The guide", url: "https://example.org/", date: "2026-01-30")
      ])
    #expect(
      ruleset.masks == [
        MaskToken(token: "<8", range: 1...7, mayBeSecondary: false),
        MaskToken(token: "*", mayBeSecondary: true),
      ])
    #expect(try Budget(overrides: ruleset.limits).keptCells == 5000)
    let threshold = ruleset.settings(of: "minimum-threshold").settings["threshold"]
    #expect(threshold == Setting(value: .integer(7), source: "guide", confidence: .high))
    #expect(ruleset.value(MinimumThreshold.threshold, of: "minimum-threshold") == 7)
    #expect(ruleset.value(MinimumThreshold.comparison, of: "minimum-threshold") == .atMost)
    // What is left out has the parameter's default.
    #expect(ruleset.value(MinimumThreshold.rounded, of: "minimum-threshold") == .review)
    #expect(!ruleset.settings(of: "every-kind").isEnabled)
    #expect(ruleset.value(PolicyFixtures.words, of: "every-kind") == ["one", "2"])
    #expect(ruleset.value(PolicyFixtures.flag, of: "every-kind"))
    #expect(ruleset.value(PolicyFixtures.percent, of: "every-kind") == 2.5)
    #expect(
      ruleset.value(PolicyFixtures.pairs, of: "every-kind") == [["n": 1, "k": 50], ["n": 2, "k": 85]])
  }

  @Test func allErrorsAreFoundEachAtItsLine() {
    let problems = PolicyFixtures.problems(
      """
      nmae: a
      version: ""
      rules:
        minimum-treshold: {}
        person-name: {}
        minimum-threshold:
          treshold: 5
          threshold: 0
          comparison: atmost
          rounded: {value: allow, sauce: x}
      limits:
        kept_cell: 5
        files: 0

      """)
    #expect(
      problems == [
        #"1: unknown key "nmae" in the ruleset; did you mean "name"?"#,
        #"2: "version" has no value"#,
        #"1: "name" is missing"#,
        #"12: unknown limit "kept_cell"; did you mean "kept_cells"?"#,
        #"13: "files" must be a whole number from 1 to 9223372036854775807, not "0""#,
        #"4: unknown rule "minimum-treshold"; did you mean "minimum-threshold"?"#,
        #"5: unknown rule "person-name""#,
        #"7: unknown key "treshold" in rule "minimum-threshold"; did you mean "threshold"?"#,
        #"8: "threshold" must be a whole number from 1 to \#(SmallWholes.limit - 1), not "0""#,
        #"9: "comparison" must be one of "below", "at-most", not "atmost"; did you mean "at-most"?"#,
        #"10: unknown key "sauce" in "rounded"; did you mean "source"?"#,
      ])
  }

  @Test(arguments: [
    "010", "1_0", "0x10", "10.0", "1e1", "ten", "+10", "", "~", "1:30", "99999999999999999999",
  ])
  func aWholeNumberIsWrittenInDigits(text: String) {
    let problems = PolicyFixtures.problems(
      "name: a\nversion: 1\nrules:\n  minimum-threshold:\n    threshold: \(text)\n")
    let found = text.isEmpty ? "nothing" : "\"\(text)\""
    #expect(problems == [#"5: "threshold" must be a whole number, not \#(found)"#])
  }

  @Test func quotedDigitsAreText() {
    #expect(
      PolicyFixtures.problems("name: a\nversion: 1\nrules:\n  minimum-threshold:\n    threshold: \"10\"\n")
        == [#"5: "threshold" must be a whole number, not the text "10""#])
  }

  @Test func wrongTypesAreErrors() {
    #expect(problems(ofRule: "flag: yes") == [#"5: "flag" must be true or false, not "yes""#])
    #expect(problems(ofRule: "p: nan") == [#"5: "p" must be a number, not "nan""#])
    #expect(problems(ofRule: "p: 0x1p3") == [#"5: "p" must be a number, not "0x1p3""#])
    #expect(problems(ofRule: "p: 100.5") == [#"5: "p" must be a number from 0.0 to 100.0, not "100.5""#])
    #expect(problems(ofRule: "p: [1]") == [#"5: "p" must be a number, not a list"#])
    #expect(problems(ofRule: "p: {source: x}") == [#"5: "p" needs a "value""#])
    #expect(
      problems(ofRule: "p: {value: 1, confidence: sure}").first?.hasPrefix(#"5: "confidence" must be"#)
        == true)
    #expect(problems(ofRule: "words: one") == [#"5: "words" must be a list, not "one""#])
    #expect(problems(ofRule: "words:", "  - one", "  - [two]") == [#"7: "words" must be text, not a list"#])
    #expect(problems(ofRule: "zeros: maybe").first?.hasPrefix(#"5: "zeros" must be one of"#) == true)
    #expect(problems(ofRule: "enabled: 1") == [#"5: "enabled" must be true or false, not "1""#])
    #expect(
      problems(ofRule: "rules:", "  - {n: 1, k: 50}", "  - {n: 2}") == [
        #"7: "rules" has a record without "k""#
      ])
    #expect(
      problems(ofRule: "rules: [{n: 1, k: 50, m: 3}]") == [#"5: "rules" has an unknown field "m""#])
    #expect(
      problems(ofRule: "rules: [{n: one, k: 50}]") == [#"5: "rules" field "n" must be a number, not "one""#])
  }

  @Test func anEmptyListDoesNotSwitchARuleOff() {
    #expect(
      problems(ofRule: "rules: []")
        == [#"5: "rules" is an empty list; to switch a rule off, write "enabled: false""#])
  }

  @Test func intakeRulesStayOn() {
    let problems = PolicyFixtures.problems("name: a\nversion: 1\nrules:\n  unreadable:\n    enabled: false\n")
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix(#"5: rule "unreadable" can't be switched off"#) == true)
  }

  @Test func keysStandOnce() {
    #expect(PolicyFixtures.problems("name: a\nversion: 1\nname: b\n") == [#"1: key "name" is given twice"#])
    let problems = PolicyFixtures.problems(
      "name: a\nversion: 1\nrules:\n  minimum-threshold: {threshold: 5}\n  \"minimum-threshold\": {threshold: 1}\n"
    )
    #expect(problems == [#"4: key "minimum-threshold" is given twice"#])
  }

  @Test func masksAreComplete() {
    let problems = PolicyFixtures.problems(
      """
      name: a
      version: 1
      masks:
        - {min: 1, max: 7}
        - {token: "<8", min: 1}
        - {token: "<5", min: 5, max: 4}
        - {token: "[R]"}
        - {token: " [r] "}
        - {token: ~}
        - {token: "x", range: 3}
      """)
    #expect(
      problems == [
        #"4: a mask needs a "token""#,
        #"5: mask "<8" needs both "min" and "max", or neither"#,
        #"6: mask "<5" needs 0 ≤ "min" ≤ "max""#,
        #"8: mask "[r]" is given twice"#,
        #"9: "token" has no value"#,
        #"10: unknown key "range" in a mask; known are token, min, max, secondary"#,
      ])
  }

  @Test func sourcesSayWhatTheyAre() {
    let problems = PolicyFixtures.problems(
      "name: a\nversion: 1\nsources:\n  one: {date: 2026-01-30}\n  two: {title: t, date: 30/1/2026}\n")
    #expect(
      problems == [
        #"4: source "one" needs a "title" or a "url""#, #"5: "date" must be written 2026-01-30"#,
      ])
  }

  @Test(arguments: ["../a", "a b", "", "a/b", "\u{E9}"])
  func aNameIsAWord(name: String) {
    #expect(
      PolicyFixtures.problems("name: \"\(name)\"\nversion: 1\n").first?.hasPrefix("1: \"name\"") == true)
  }

  @Test func whatIsNotAMapIsNotARuleset() {
    #expect(
      PolicyFixtures.problems("- a\n").first == "1: the ruleset must be a map of keys and values, not a list")
    #expect(PolicyFixtures.problems("") == ["-: is empty"])
    #expect(PolicyFixtures.problems("# only a comment\n") == ["-: is empty"])
    #expect(
      PolicyFixtures.problems("a") == [
        "1: the ruleset must be a map of keys and values, not \"a\"", #"1: "name" is missing"#,
        #"1: "version" is missing"#,
      ])
  }

  @Test func errorsOfAFileAreBounded() {
    let keys = (1...5000).map { "k\($0): 1\n" }.joined()
    #expect(PolicyFixtures.problems(keys).count == StrictReading.errorLimit)
  }
}
