import Testing

@testable import OutputChecker

/// What bad and hostile text gets: an error, soon.
@Suite struct YAMLTextTests {
  private func error(_ bytes: [UInt8]) -> PolicyError? {
    do throws(PolicyError) {
      _ = try YAMLText.parse(bytes, file: "f")
      return nil
    } catch {
      return error
    }
  }
  private func error(_ text: String) -> PolicyError? { error(Array(text.utf8)) }

  @Test func syntaxErrorsHaveALine() {
    let problem = error("name: a\nversion: [1\nrules: {}\n")
    #expect(problem?.line == 3)
    #expect(problem?.message.hasPrefix("is not YAML: ") == true)
    #expect(error("a: 1\n---\nb: 2\n")?.message.hasPrefix("is not YAML: ") == true)
    #expect(error("a: *b\n")?.line == 1)
  }

  @Test func linesAreThoseOfTheFile() throws {
    let tree = try YAMLText.parse(Array("\u{FEFF}# c\r\na: 1\r\n\r\nb:\r\n  - x\r\n".utf8), file: "f")
    #expect(
      tree
        == PolicyNode(
          line: 2,
          content: .map([
            .init(key: "a", line: 2, value: .init(line: 2, content: .scalar("1", isPlain: true))),
            .init(
              key: "b", line: 4,
              value: .init(
                line: 5, content: .list([.init(line: 5, content: .scalar("x", isPlain: true))]))),
          ])))
  }

  @Test func anchorsAliasesAndTagsAreRefused() {
    #expect(
      error("a: 1\nb: &x 2\n")
        == PolicyError(file: "f", line: 2, message: "anchors and aliases are not allowed in a policy"))
    #expect(error("a: &x {k: 1}\nb: *x\n")?.line == 1)
    #expect(error("a: &x {k: 1}\nb:\n  <<: *x\n")?.line == 1)
    #expect(
      error("a: !!int \"1\"\n")
        == PolicyError(file: "f", line: 1, message: "tags are not allowed in a policy"))
  }

  @Test func anAliasBombIsRefusedAtOnce() {
    // 10 to the 12th values, were the aliases followed; as a key the library itself would follow them.
    var bomb = "a0: &a0 [x]\n"
    for level in 1...12 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      bomb += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(error(bomb)?.line == 1)
    #expect(error(bomb + "? *a12\n: 1\n? *a12\n: 2\n")?.line == 1)
  }

  @Test func starsInTextAreNoAliases() {
    #expect(error("title: Research & Development, *all* of it\n# *see* *the* *notes*\n") == nil)
    #expect(error((1...20).map { "k\($0): \"*x\"\n" }.joined()) == nil)
  }

  @Test func depthIsBounded() {
    let depth = YAMLText.depthLimit
    func nested(_ levels: Int) -> String {
      String(repeating: "[", count: levels) + "x" + String(repeating: "]", count: levels)
    }
    #expect(error(nested(depth - 1)) == nil)
    #expect(error(nested(depth))?.message == "nested deeper than 16 levels")
    #expect(error(nested(900))?.message == "nested deeper than 16 levels")
    #expect(error(nested(100_000)) != nil)
    #expect(error(String(repeating: "- ", count: 100_000) + "x") != nil)
    #expect(error(String(repeating: "? ", count: 100_000) + "x") != nil)
  }

  @Test func sizeAndNumberAreBounded() {
    #expect(
      error([UInt8](repeating: UInt8(ascii: "a"), count: 2 << 20))?.message == "is larger than 1048576 bytes")
    let items = "[" + String(repeating: "x,", count: YAMLText.nodeLimit) + "]"
    #expect(error(items)?.message == "more than 20000 values")
  }

  @Test func bytesThatAreNotTextAreRefused() {
    #expect(error([0x61, 0x3A, 0x20, 0xFF])?.message == "is not UTF-8 text")
    #expect(error("a: 1\nb: \u{0}\n")?.line == 2)
    #expect(error("a: \u{1B}[31m\n")?.message == "holds a control character")
    #expect(error("a: \u{9B}\n")?.message == "holds a control character")
    #expect(
      error("a: 1\nb: \"\\e[31m\"\n") == PolicyError(file: "f", line: 2, message: "holds a control character")
    )
    // UTF-16 has zero bytes.
    #expect(error("a: 1\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) != nil)
  }

  @Test func shortTextsAreRead() throws {
    for text in ["a", "a: b", "x: [1, 2, 3]"] { #expect(error(text) == nil) }
    #expect(try YAMLText.parse(Array("abc".utf8), file: "f").content == .scalar("abc", isPlain: true))
  }
}
