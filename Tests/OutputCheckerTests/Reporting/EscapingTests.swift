// Text from files must not steer a terminal, hide, or break a path.

import Testing

@testable import OutputChecker

@Suite struct EscapingTests {
  @Test(arguments: [
    ("plain, naïve, 北京", "plain, naïve, 北京"),
    ("\u{1B}[2Jgone", #"\u{1B}[2Jgone"#),
    ("a\u{202E}b\u{2066}c", #"a\u{202E}b\u{2066}c"#),
    ("zero\u{200B}width\u{FEFF}", #"zero\u{200B}width\u{FEFF}"#),
    ("line\u{2028}line\nline\rline", #"line\u{2028}line\u{A}line\u{D}line"#),
    ("C1 \u{9B}31m DEL \u{7F} soft\u{AD}hyphen", #"C1 \u{9B}31m DEL \u{7F} soft\u{AD}hyphen"#),
    ("tag \u{E0041}", #"tag \u{E0041}"#),
    ("filler \u{3164}", #"filler \u{3164}"#),
  ])
  func terminal(text: String, safe: String) {
    #expect(Escaping.terminal(text) == safe)
  }

  @Test func ownNewlinesStay() {
    #expect(Escaping.terminal("a\nb\u{1B}", keepingNewlines: true) == "a\nb\\u{1B}")
  }

  @Test(arguments: [
    ("tables/t1.csv", "tables/t1.csv"),
    ("100%!.csv", "100%25%21.csv"),
    ("naïve 北京.csv", "naïve 北京.csv"),
    ("new\nline\t.csv", "new%0Aline%09.csv"),
    ("evil\u{202E}vsc.exe", "evil%E2%80%AEvsc.exe"),
  ])
  func path(name: String, safe: String) {
    #expect(Escaping.path(Array(name.utf8)) == safe)
  }

  /// Bytes that are no UTF-8: Latin-1, a cut sequence, an overlong one, a surrogate.
  @Test(
    arguments: [
      ([0x61, 0xE9, 0x62], "a%E9b"),
      ([0x61, 0xE2, 0x80], "a%E2%80"),
      ([0xC0, 0xAF], "%C0%AF"),
      ([0xED, 0xA0, 0x80], "%ED%A0%80"),
      ([0xFF], "%FF"),
    ] as [([UInt8], String)])
  func pathOfOtherBytes(bytes: [UInt8], safe: String) {
    #expect(Escaping.path(bytes) == safe)
  }

  /// Two names never become one path: every one of these is told from every other.
  @Test func pathsStayApart() {
    let names: [[UInt8]] = [
      Array("a%0A".utf8), Array("a\n".utf8), Array("a%250A".utf8), Array("a!".utf8), Array("a%21".utf8),
    ]
    #expect(Set(names.map { Escaping.path($0) }).count == names.count)
  }
}
