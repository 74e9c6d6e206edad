import Testing

@testable import OutputChecker

@Suite struct PCRE2Tests {
  @Test func matchesInOrder() throws {
    let pattern = try PCRE2Pattern("[0-9]+")
    #expect(try pattern.matches(in: Array("a12b345".utf8)) == [1..<3, 4..<7])
    #expect(try pattern.matches(in: []) == [])
  }

  @Test func emptyMatchesAreLeftOut() throws {
    #expect(try PCRE2Pattern("x*").matches(in: Array("axxb".utf8)) == [1..<3])
    #expect(try PCRE2Pattern(#"a\K(?=b)"#).matches(in: Array("abab".utf8)) == [])
  }

  @Test func invalidBytesDoNotStopTheSearch() throws {
    #expect(try PCRE2Pattern("é[0-9]").matches(in: [0xFF, 0xC3, 0xA9, 0x31, 0xC3, 0x28]) == [1..<4])
  }

  @Test(arguments: ["(", "[a", #"\C"#, String(repeating: "a", count: 5000)])
  func badPatternsAreRefused(_ pattern: String) {
    #expect {
      try PCRE2Pattern(pattern)
    } throws: {
      ($0 as? PCRE2Error)?.kind == .pattern
    }
  }

  /// A pattern that tries every way to cut a run is an error, not a long wait and not an empty result.
  @Test func backtrackingIsAnError() throws {
    let pattern = try PCRE2Pattern("(?:a+)+$")
    let text = Array(repeating: UInt8(ascii: "a"), count: 40) + [UInt8(ascii: "b")]
    #expect {
      try pattern.matches(in: text)
    } throws: {
      ($0 as? PCRE2Error)?.kind == .search
    }
  }
}
