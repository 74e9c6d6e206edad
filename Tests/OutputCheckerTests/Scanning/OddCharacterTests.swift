import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct OddCharacterTests {
  /// Each spelling of 401 023 2137 that isn't ASCII alone.
  @Test(arguments: [
    "401\u{A0}023\u{A0}2137", "401\u{2009}023\u{202F}2137", "401\u{3000}023\u{3000}2137",
    "401\u{2010}023\u{2011}2137", "401\u{2013}023\u{2212}2137", "４０１０２３２１３７", "４０１　０２３　２１３７",
    "٤٠١٠٢٣٢١٣٧", "۴۰۱۰۲۳۲۱۳۷", "४०१०२३२१३७", "4010\u{200B}232137", "40\u{AD}10232137",
    "\u{2066}4010232137\u{2069}",
    "4\u{332}0\u{332}1\u{332}0232137", "𝟒𝟎𝟏𝟎𝟐𝟑𝟐𝟏𝟑𝟕", "José 4010232137",
  ])
  func numberIsFound(_ text: String) {
    let found = ScanSupport.findings("a,b\nx,\(text)\ny,z\n")
    #expect(!found.isEmpty)
    #expect(found.contains { $0.rule == "nhs-number" })
    #expect(found.allSatisfy { $0.location.row == 1 && $0.location.column == 2 })
  }

  @Test func windowsBytesAreFound() {
    for separators in [[UInt8](repeating: 0xA0, count: 2), [0x96, 0x97]] {
      let bytes =
        Array("a,b\nx,401".utf8) + [separators[0]] + Array("023".utf8) + [separators[1]]
        + Array("2137\n".utf8)
      let table = ScanSupport.table(bytes)
      #expect(
        IdentifierRule(NHSNumber.definition).judge(table, under: Ruleset(name: "t")).findings.map(\.verdict)
          == [.fail])
    }
  }

  @Test func fullWidthAddressAndPostcode() {
    #expect(ScanSupport.verdict("a\nｊｏ＠ｎｈｓ．ｎｅｔ\n") == .fail)
    #expect(ScanSupport.verdict("a\nＣＲ２　６ＸＨ\n") == .fail)
  }

  /// A digit right after a broken sequence is not swallowed with it.
  @Test(arguments: [[0xE2, 0x80], [0xF0, 0x9F, 0x92], [0xC2], [0xE9], [0xFF]] as [[UInt8]])
  func brokenSequencesSwallowNothing(_ broken: [UInt8]) {
    var result = ScanResult()
    let text = broken + Array("4010232137".utf8)
    ScanSupport.scanner.scan(text.span, into: &result)
    #expect(Set(result.hits.map(\.start)) == [broken.count])
  }

  @Test func ordinaryLettersAreNotScannedAgain() {
    var result = ScanResult()
    ScanSupport.scanner.scan(
      Array("José Müller £5 €5 Ελλάδα Москва 東京 “x” … • ≥ café".utf8).span, into: &result)
    #expect(result.oddOffsets.isEmpty)
  }
}
