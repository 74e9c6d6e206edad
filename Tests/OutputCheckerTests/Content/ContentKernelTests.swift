// The content kernels against an inspection of every field.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct ContentKernelTests {
  private static let supported = Kernel.allCases.filter(\.isSupported)

  private static func inspector() throws -> ContentInspector {
    try ContentInspector(WordLists.vocabulary(), identifiers: ScanSupport.scanner)
  }

  private static let pieces = [
    "=", "+", "-", "@", "1", "+1+1", "=1+1", "-A1", "SUM(A1:B2)", "cmd|' /C calc'!A0", "-1.5", "- text", "x",
    "80+",
    " ", "  ", "\t", "'", "\u{200B}", "é", "\u{1}", "p\u{430}tient", "NDAxMDIzMjEzNw==", "Q29kZSBmb3VyIHR3",
    "%34%30%31%30", "12%", "74686520706174", "6965", "27.03628318584070401023", "0.000539995321857504",
    "abcdefgh", "/", "\\", "&#", "&#52;", "\\x34\\x30", "\\064", "%u0034", "=34=30=31", " 34", ":4e",
    "34 30 31 30 32 33 32 31 33 37", "NHS number 4010232137 in ", "GQYDCMBSGMZDCMZX", "G%ztRGBYwUGdB",
    "78 72 83 32 52 48 49 32 48 50 51 32 50 49 51 55",
    "74, 111, 104, 110, 32, 97, 116, 32, 104, 111, 109, 101",
    "00110100 00110000 00110001 00110000 00110010 00110011 00110010 00110001 00110011 00110111",
    "7312 320 104",
    "34:30:31:30:32:33:32:31:33:37", "34303130323332313337",
    "1234567890123456789", "＝", ",", ",", ",", "\n", "\n", "\"q\"", "\"=1+1\"", "\"\r=1+1\"", "\" =1+1\"",
  ]

  @Test(arguments: ContentKernelTests.supported) func namesEveryFieldThatHoldsSomething(_ kernel: Kernel)
    throws
  {
    let inspector = try Self.inspector()
    var random = SeededGenerator(seed: 41)
    for _ in 0..<300 {
      var text = ""
      let count = Int.random(in: 1..<60, using: &random)
      for _ in 0..<count { text += Self.pieces.randomElement(using: &random) ?? "" }
      // A quote that opens inside a field would cut the text otherwise than the helper does.
      text = text.replacing("x\"", with: "x,\"")
      let batch = ScanSupport.batch(Array(text.utf8))
      var places = ContentPlaces()
      places.search(batch.bytes, delimiter: UInt8(ascii: ","), kernel: kernel)
      #expect(places.found == places.found.sorted())
      let named = Set(places.found.map { FieldScanner.field(at: $0, in: batch, from: 0) })
      var scratch: [UInt8] = []
      for index in 0..<batch.fieldCount {
        let holds = batch.withContent(of: batch.field(index), scratch: &scratch) { content in
          let last = content.count > 0 ? content[content.count - 1] : 0
          return !inspector.sights(in: content, isCell: true).isEmpty || last == 0x20 || last == 0x09
        }
        if holds { #expect(named.contains(index), "field \(index) of \(text.debugDescription)") }
      }
    }
  }

  @Test func kernelsAgree() {
    var random = SeededGenerator(seed: 43)
    for _ in 0..<200 {
      var text = ""
      for _ in 0..<Int.random(in: 1..<80, using: &random) {
        text += Self.pieces.randomElement(using: &random) ?? ""
      }
      let bytes = Array(text.utf8)
      let found = Self.supported.map { kernel in
        var places = ContentPlaces()
        places.search(bytes.span, delimiter: UInt8(ascii: ";"), kernel: kernel)
        return places.found
      }
      for other in found.dropFirst() { #expect(other == found[0], "\(text.debugDescription)") }
    }
  }

  /// Long plain stretches, which the widest kernel passes over together, with something at every place between them.
  @Test func kernelsAgreeOnRareFindings() {
    let plain = [
      "North", "South-West", "120", "12.5", "-0.75", "2023-01-27", "14 of 50", "a b", "Acute (I21)", "\n",
      "\r\n",
      "x/y", "1,234", "\"q\"", "3 420 120", "80-84", "12:30",
    ]
    let other = Self.supported.filter { $0 != .portable }
    var random = SeededGenerator(seed: 47)
    for _ in 0..<1_500 {
      let delimiter = UInt8(ascii: [",", ";", "\t", " "].randomElement(using: &random) ?? ",")
      var text = ""
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let least = text.utf8.count + Int.random(in: 0..<2_000, using: &random)
        // Few kinds of content, lest each stretch have something to look at.
        let stretch = (0..<3).map { _ in plain.randomElement(using: &random) ?? "" }
        while text.utf8.count < least {
          text += stretch.randomElement(using: &random) ?? ""
          text += String(UnicodeScalar(delimiter))
        }
        if Bool.random(using: &random) { text += Self.pieces.randomElement(using: &random) ?? "" }
        // Of few signs, so that runs, pairs and gaps of every length come about.
        let signs = (0..<3).map { _ in
          "0123456789abcdefXYZ+-./ ,;\n\r\":%".randomElement(using: &random) ?? "0"
        }
        text += String(
          (0..<Int.random(in: 0..<40, using: &random)).map { _ in signs.randomElement(using: &random) ?? "0" }
        )
      }
      let bytes = Array(text.utf8)
      var expected = ContentPlaces()
      expected.search(bytes.span, delimiter: delimiter, kernel: .portable)
      for kernel in other {
        var places = ContentPlaces()
        places.search(bytes.span, delimiter: delimiter, kernel: kernel)
        #expect(places.found == expected.found, "\(kernel) \(text.debugDescription)")
      }
    }
  }

  @Test func plainTablesAreNotLookedAt() {
    let text =
      "region,patients,change,share\nNorth,120,-12.5,24.1%\nSouth-West,1450,0.75,+3.5\nEast,-,--,2023-01-27\n"
    var places = ContentPlaces()
    places.search(Array(text.utf8).span, delimiter: UInt8(ascii: ","))
    // Of all fields only the mask of two hyphens, whose second one may begin an operand.
    #expect(places.found == [text.utf8.count - "-,2023-01-27\n".utf8.count])
  }
}
