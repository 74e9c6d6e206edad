// The readers of markup and of small forms, each against its specification.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct ScannerTests {
  // MARK: - XML

  private func texts(_ xml: String) throws -> [String] {
    var scanner = try XMLScanner(MemorySource(Array(xml.utf8)))
    var texts: [String] = []
    while let event = try scanner.next() { if case .text(let text) = event { texts.append(text) } }
    return texts
  }

  @Test func xmlResolvesItsFiveEntitiesAndNumbers() throws {
    #expect(try texts("<a>1 &lt; 2 &amp; &#x41;&#66;<![CDATA[<&]]></a>").joined() == "1 < 2 & AB<&")
  }

  @Test(arguments: [
    "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "<a>&x;</a>", "<a><b></a></b>", "<a>", "<a/><b/>", "text",
    "",
    "<a x=1/>", "<a x=\"<\"/>", "<a>&#0;</a>", "</a>",
  ])
  func xmlThatIsNotWellFormedIsRefused(xml: String) {
    #expect(throws: ReadProblem.self) { try texts(xml) }
  }

  @Test(arguments: [(199, true), (200, true), (201, false)]) func xmlNestsSoDeep(depth: Int, holds: Bool) {
    let xml = String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
    #expect(((try? texts(xml)) != nil) == holds)
  }

  // MARK: - JSON

  @Test(arguments: [(511, true), (512, true), (513, false)]) func jsonNestsSoDeep(depth: Int, holds: Bool) {
    let json = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(((try? JSONScanner.parse(Array(json.utf8))) != nil) == holds)
  }

  @Test func jsonKeepsNumbersAsWrittenAndReadsPairs() throws {
    let node = try JSONScanner.parse(
      Array("{\"a\": 1.50e3, \"b\": \"\\ud83d\\ude00\\u0041\", \"c\": null}".utf8))
    #expect(node["a"]?.scalar == "1.50e3")
    #expect(node["b"]?.scalar == "😀A")
    #expect(node["c"]?.scalar == "")
  }

  @Test(arguments: ["{", "[1,]", "{\"a\" 1}", "[1 2]", "\"\u{1}\"", "[tru]", "{'a': 1}", "[1]]"])
  func jsonThatIsNotStrictIsRefused(json: String) {
    #expect(throws: ReadProblem.self) { try JSONScanner.parse(Array(json.utf8)) }
  }

  // MARK: - Small forms

  /// Days as spreadsheets count them. Expected by hand: Excel shows 1 as 1900-01-01 and 60 as a day that never was.
  @Test(arguments: [
    (1.0, false, "1900-01-01"), (59, false, "1900-02-28"), (61, false, "1900-03-01"),
    (45_292, false, "2024-01-01"),
    (45_351, false, "2024-02-29"), (43_830, true, "2024-01-01"), (45_292.5, false, "2024-01-01 12:00:00"),
  ])
  func serialDates(serial: Double, is1904: Bool, text: String) {
    #expect(SerialDate.text(serial, is1904: is1904) == text)
  }

  @Test func serialDatesEnd() {
    #expect(SerialDate.text(-1, is1904: false) == nil)
    #expect(SerialDate.text(2_958_465, is1904: false) == "9999-12-31")
    #expect(SerialDate.text(2_958_466, is1904: false) == nil)
  }

  @Test func cellAddresses() {
    #expect(CellAddress.parse("A1").map { [$0.column, $0.row] } == [1, 1])
    #expect(CellAddress.parse("XFD1048576").map { [$0.column, $0.row] } == [16_384, 1_048_576])
    #expect(CellAddress.parse("XFE1") == nil)
    #expect(CellAddress.parse("A1048577") == nil)
    #expect(CellAddress.parse("1A") == nil)
    #expect(CellAddress.text(column: 28, row: 7) == "AB7")
  }

  /// The vectors of RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"), ("Zm9vYmE=", "fooba"),
    ("Zm9v\nYmFy", "foobar"),
  ])
  func base64(letters: String, text: String) {
    #expect(Base64.decoded(letters.utf8) == Array(text.utf8))
  }

  @Test(arguments: ["Z", "Zg=a", "Zm9v!", "Zg===="]) func base64ThatIsNone(letters: String) {
    #expect(Base64.decoded(letters.utf8) == nil)
  }

  @Test func wordsInBytesAreFound() {
    var strings = BinaryStrings()
    var found: [BinaryStrings.Run] = []
    let wide = Array("NHS 943 476".utf8).flatMap { [$0, UInt8(0)] }
    strings.add([0, 1, 255] + Array("a.b@c.org".utf8) + [0, 7] + wide + [255]) { found.append($0) }
    strings.finish { found.append($0) }
    let texts = found.map { String(decoding: $0.text, as: UTF8.self) }
    #expect(texts.contains("a.b@c.org") && texts.contains("NHS 943 476"))
    #expect(found.first { $0.text == Array("a.b@c.org".utf8) }?.offset == 3)
  }

  @Test(arguments: [
    ("a.csv", "csv", false, false), ("a.csv", "xlsx", false, true), ("a.csv.gz", "csv", true, false),
    ("a.csv", "csv", true, true), ("a.csv.gz", "csv", false, true), ("a", "zip", false, false),
    ("a.unknown", "png", false, false), ("a.PNG", "png", false, false), ("a.png", "jpeg", false, true),
    ("a.tgz", "tar", true, false), ("a.tar.gz", "tar", true, false), (".csv", "zip", false, true),
  ])
  func namesClaim(name: String, format: String, isCompressed: Bool, lies: Bool) {
    #expect((NameClaim.claim(of: name, format: format, isCompressed: isCompressed) != nil) == lies)
  }

  /// Bytes of `pickle.dumps` of Python 3.11.
  @Test func picklesInLettersAreNoText() {
    #expect(TextPickle.matches(Array("(lp0\nI1\naI2\naVNorth\np1\na.".utf8)))
    #expect(TextPickle.matches(Array("(dp0\nVa\np1\nI1\ns.".utf8)))
    for text in [
      "(see below)\n", "I am here\n", "region,patients\nNorth,120\n", "(1)\n(2)\n", "cat\ndog\n", "",
    ] {
      #expect(!TextPickle.matches(Array(text.utf8)), "\(text)")
    }
  }

  @Test func linesComeFromWhereTheyStood() {
    var writer = GridWriter(frame: 1...2)
    writer.startRow(origin: 4, afterGap: false)
    writer.add("a\nb", column: 1)
    writer.startRow(origin: 9, afterGap: true)
    writer.add("c,\"d\"", column: 2)
    writer.endRow()
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "\"a\nb\",\n\n,\"c,\"\"d\"\"\"\n")
    // Lines 1 and 2 are row 4, line 3 is the gap, line 4 row 9.
    #expect(writer.origins.origin(ofLine: 1) == 4)
    #expect(writer.origins.origin(ofLine: 4) == 9)
    #expect(writer.extent == 1...2)
  }

  @Test(arguments: [
    ("{smcl}\n", TextKind.smcl), ("[1] 5\n[1] 6\n", .delimited), ("[1, 2]", .json), ("{\"a\": 1}", .json),
    ("[INFO] started\n", .delimited), ("<svg/>", .svg), ("<?xml version=\"1.0\"?><a/>", .xml),
    ("<p>x</p>", .html),
    ("<5,3\n", .delimited), ("a,b\n1,2\n", .delimited), ("| a | b |\n|---|---|\n", .document),
    ("{r}\n", .delimited),
  ])
  func kindsOfText(text: String, kind: TextKind) {
    #expect(TextKind.of(Array(text.utf8)) == kind)
  }
}
