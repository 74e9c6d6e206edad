import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct IdentifierScannerTests {
  private func hits(_ bytes: [UInt8]) -> [ScanHit] {
    var result = ScanResult()
    ScanSupport.scanner.scan(bytes.span, into: &result)
    return result.hits.filter { !$0.marks.contains(.vocabulary) }
  }

  /// The same hits as plain regular expressions, over dense random text: every boundary condition turns up.
  @Test(arguments: [
    "0123456789 -", "0123456789,.-\"\n", "0123456789.eE+,\n", "01aAbBmM ,.\n", "019AMGIRgira  -@.,\n",
    "ab@.-_ ,\n1'%", "0M1A \n", "4010232137-- ,,..\n",
  ])
  func equalsPlainPatterns(_ alphabet: String) throws {
    let patterns = try IdentifierScanner.patterns.map {
      (identifier: $0.identifier, code: try PCRE2Pattern($0.pattern))
    }
    let letters = Array(alphabet.utf8)
    var numbers = SeededNumbers(seed: UInt64(alphabet.utf8.count) &* 7919 &+ UInt64(letters[0]))
    var total = 0
    var blockSizes = [1, 2, 3, 7, 64, 4096, 65_536, 200_000].makeIterator()
    while let size = blockSizes.next() {
      var text: [UInt8] = []
      while text.count < size {
        // Now and then a run of one class, so that long forms are not rare.
        switch numbers.next() % 8 {
        case 0: for _ in 0..<10 { text.append(48 + UInt8(numbers.next() % 10)) }
        case 1: text += Array("401 023 2137".utf8)
        case 2: text += Array("9,434,765,919".utf8)
        case 3: text += Array("9.434765919".utf8)
        default: for _ in 0..<6 { text.append(letters[Int(numbers.next() % UInt64(letters.count))]) }
        }
      }
      let found = hits(text)
      total += found.count
      for identifier in ScannedIdentifier.allCases {
        let scanned = Set(found.filter { $0.identifier == identifier }.map { $0.start..<$0.end })
        var plain: Set<Range<Int>> = []
        for pattern in patterns where pattern.identifier == identifier {
          plain.formUnion(try pattern.code.matches(in: text))
        }
        #expect(
          scanned == plain,
          "\(identifier): \(scanned.symmetricDifference(plain).prefix(3).map { String(decoding: text[max(0, $0.lowerBound - 5)..<min(text.count, $0.upperBound + 5)], as: UTF8.self) })"
        )
      }
    }
    #expect(total > 100)
  }

  @Test(arguments: ScannedIdentifier.allCases)
  func examplesOfTheDefinitions(_ identifier: ScannedIdentifier) throws {
    let rule = try #require(ScanSupport.rules.first { $0.name == identifier.rule })
    let location = Location(part: "text")
    func strength(_ text: String) -> IdentifierStrength? {
      FieldScanner.scanText(text, at: location, with: ScanSupport.scanner)
        .first { $0.identifier == identifier.rule }?.strength
    }
    for match in rule.definition.matches.elements {
      #expect(strength(match.text) == match.strength, "\(match.text)")
    }
    for text in rule.definition.nonMatches.elements {
      #expect(strength(text) == nil, "\(text)")
    }
  }

  /// Each number is found in every spelling, and every spelling has the same digest.
  @Test func spellingsAreOneValue() throws {
    let spellings = [
      "4010232137", "401 023 2137", "401-023-2137", "401 023-2137", "4010232137.0", "4010232137.000",
      "4,010,232,137", "4.010232137E9", "4.010232137e+09", "(4010232137)", "'4010232137", "=\"4010232137\"",
      "NHS:4010232137", "No.4010232137", "4010232137.", "id_4010232137", "£4010232137",
    ]
    let digests = spellings.map { hits(Array($0.utf8)).map(\.digest) }
    let expected = try #require(digests.first)
    #expect(expected.count == 1)
    for (spelling, digest) in zip(spellings, digests) { #expect(digest == expected, "\(spelling)") }
  }

  @Test func trailingZerosOfScientificNotation() {
    let digest = hits(Array("4010232200".utf8)).map(\.digest)
    #expect(hits(Array("4.0102322E9".utf8)).map(\.digest) == digest)
    #expect(digest.count == 1)
  }

  @Test func linesAreCounted() {
    var result = ScanResult()
    ScanSupport.scanner.scan(Array("a\nb\r\nc\rd\r\r\n".utf8).span, into: &result)
    #expect(result.lineEnds == 5)
  }
}
