// Stata's markup as plain text.

import Testing

@testable import OutputChecker

@Suite struct SMCLTests {
  @Test(arguments: [
    ("{txt}Age {c |} {res}12", "Age | 12"), ("{hline 4}{c +}{hline 2}", "----+--"), ("a{col 5}b", "a   b"),
    ("{space 3}{res:12}", "   12"), ("{hline}", "---"), ("{c -(}x{c )-}", "{x}"), ("open {res", "open res"),
  ]) func readsDirectives(_ markup: String, _ plain: String) {
    #expect(SMCL.plain(markup) == plain)
  }

  @Test(
    arguments: ["space", "hline", "col"], ["-1", "-9223372036854775808", "9223372036854775808", "0", "x", ""])
  func takesAnyNumber(_ directive: String, _ number: String) {
    let plain = SMCL.plain("a{\(directive) \(number)}b")
    #expect(plain.hasPrefix("a") && plain.hasSuffix("b") && plain.count <= 5)
  }

  @Test func aLongLineOfColumnsTakesNoTime() {
    let text = String(repeating: "x", count: 100_000) + String(repeating: "{col 9}", count: 50_000)
    #expect(SMCL.plain(text).utf8.count == 100_000)
  }
}
