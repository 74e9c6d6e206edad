import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct PatternSearchTests {
  private func report(_ text: String, _ patterns: [String], fileName: String = "table.csv") throws
    -> FileReport
  {
    let checker = try TestChecker.sdap()
    var options = checker.options
    options.ruleset.ruleset.rules[CustomPattern.ruleName] = RuleSettings(
      settings: ["patterns": Setting(value: .words(patterns))])
    return Checker(options: options).check(bytes: Array(text.utf8), fileName: fileName)
  }

  private func matches(_ text: String, _ patterns: [String], fileName: String = "table.csv") throws -> Int {
    try report(text, patterns, fileName: fileName).findings
      .filter { $0.finding.rule == CustomPattern.ruleName }.reduce(0) { $0 + $1.finding.occurrences }
  }

  private static let table = "site,note,patients\nNorth,ST-004217 enrolled,120\nSouth,none,130\n"

  @Test func cellsHeadersNotesAndNamesAreSearched() throws {
    let study = ["ST-[0-9]{6}"]
    #expect(try matches(Self.table, study) == 1)
    #expect(try matches("site,ST-004217\nNorth,120\nSouth,130\n", study) == 1)
    #expect(try matches("Table of ST-004217\n\nsite,patients\nNorth,120\nSouth,130\n", study) == 1)
    #expect(try matches("site,patients\nNorth,120\nSouth,130\n", study, fileName: "ST-004217.csv") == 1)
    #expect(try matches(Self.table, ["XY-[0-9]{6}"]) == 0)
    // Each field by itself: nothing is matched across a delimiter, and `$` is the end of the field.
    #expect(try matches(Self.table, ["none,130"]) == 0)
    #expect(try matches(Self.table, ["^none$"]) == 1)
  }

  @Test func otherDigitsAndQuotesAreRead() throws {
    #expect(try matches("a,b\nx,ST-００４２１７\n", ["ST-[0-9]{6}"]) == 1)
    #expect(try matches("a,b\nx,\"say \"\"ST\"\" twice\"\n", [#"say "ST" twice"#]) == 1)
  }

  @Test func totalsAreTrue() throws {
    let rows = (0..<5_000).map { "r\($0),ST-\(100_000 + $0)\n" }.joined()
    let found = try report("a,b\n" + rows, ["ST-[0-9]{6}"]).findings.filter {
      $0.finding.rule == CustomPattern.ruleName
    }
    #expect(found.count == 1)
    #expect(found.first?.finding.occurrences == 5_000)
  }

  @Test(arguments: ["(?:a+)+$", "(a|aa)+[xyz]", "a*a*a*a*a*a*[cd]"])
  func endlessSearchIsAnError(_ pattern: String) throws {
    let long = String(repeating: "a", count: 2_000)
    let report = try report("x,y\nq,\(long)!\n", [pattern])
    #expect(report.verdict == .error)
  }

  @Test func requiredLiterals() {
    let cases = [
      ("ST-[0-9]{6}", "ST-"), ("abc", "abc"), ("abcd?e", "abc"), ("ab|cd", ""), ("(abc)", ""),
      ("a.bcd.ef", "bcd"),
      ("[abc]+defg", "defg"), ("[]a]bcd", ""), ("abc+d", "abc"), ("(?i)abc", ""), ("abc{0}", ""),
      (#"\Qa\E"#, ""),
      ("ab", ""), ("abc*", ""), ("xyzé", ""),
    ]
    for (pattern, literal) in cases {
      #expect(String(decoding: RequiredLiteral.find(in: pattern), as: UTF8.self) == literal, "\(pattern)")
    }
  }

  /// The prefilter loses nothing: with and without it the same texts match.
  @Test func prefilterEqualsPlainSearch() throws {
    var numbers = SeededNumbers(seed: 31)
    let pieces = ["a", "b", "c", "ab", "abc", "?", "*", "+", ".", "[ab]", "[^c]", "{2}", "x"]
    let letters = Array("abcx".utf8)
    var compared = 0
    for _ in 0..<400 {
      let pattern = (0..<5).map { _ in pieces[Int(numbers.next() % UInt64(pieces.count))] }.joined()
      guard let code = try? PatternSet.compile(pattern) else { continue }
      let literal = RequiredLiteral.find(in: pattern)
      for _ in 0..<20 {
        let text = (0..<12).map { _ in letters[Int(numbers.next() % 4)] }
        let isFound = try !code.matches(in: text).isEmpty
        compared += 1
        guard isFound, !literal.isEmpty else { continue }
        #expect(text.indices.contains { text[$0...].starts(with: literal) }, "\(pattern)")
      }
    }
    #expect(compared > 1_000)
  }

  @Test func badPatternsNameTheirLine() {
    let text = """
      name: x
      version: "1"
      rules:
        custom-pattern:
          patterns:
            - "ST-[0-9]{6}"
            - "ST-([0-9]{6}"
            - "x*"
      """
    var reader = RulesetReader(file: "mine.yaml", rules: RuleCatalogue.all)
    reader.read(Array(text.utf8))
    #expect(reader.errors.map(\.line) == [7, 8])
    #expect(reader.errors.first?.message.contains("can't be used") == true)
  }

  /// Long texts are searched in pieces: a match that lies across a border is found.
  @Test func longTextsAreSearchedWhole() throws {
    let searcher = try PCRE2Searcher()
    let pattern = try PatternSet.compile("needle(?=!)")
    for place in [0, 1, 250, 255, 256, 257, 511, 512, 1000, 1500] {
      var text = Array(repeating: UInt8(ascii: "a"), count: 1510)
      text.replaceSubrange(place..<(place + 7), with: Array("needle!".utf8))
      let found = try searcher.firstMatch(pattern, in: text.span) { true }
      #expect(found == place..<(place + 6))
    }
  }
}
