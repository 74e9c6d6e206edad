import CKernels
import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct IdentifierScannerTests {
  private func hits(_ bytes: [UInt8], of rule: RuleName = NHSNumber.name) -> [ScanHit] {
    var result = ScanResult()
    let scanner = ScanSupport.scanner
    scanner.scan(bytes.span, into: &result)
    return result.hits.filter { scanner.entries[Int($0.entry)].rule == rule }
  }

  /// Dense random text of an alphabet, and now and then a run that long forms need.
  private static func text(_ alphabet: String, count: Int, _ numbers: inout SeededNumbers) -> [UInt8] {
    let letters = Array(alphabet.utf8)
    let runs = [
      "401 023 2137", "9,434,765,919", "9.434765919", "AB123456C", "jo@nhs.net", "81.2.69.160", "M1 1AA",
      "::",
      "2a00:1450:4009:0815", "GB29NWBK60161331926819", "0161 234 5678", "+447712345678", "H33..", "0.0",
    ]
    var text: [UInt8] = []
    while text.count < count {
      switch numbers.next() % 8 {
      case 0: for _ in 0..<10 { text.append(48 + UInt8(numbers.next() % 10)) }
      case 1: text += Array(runs[Int(numbers.next() % UInt64(runs.count))].utf8)
      case 2: text += Array("9,434,765,919".utf8)
      case 3: text += Array("9.434765919".utf8)
      default: for _ in 0..<6 { text.append(letters[Int(numbers.next() % UInt64(letters.count))]) }
      }
    }
    return text
  }

  private static let alphabets = [
    "0123456789 -", "0123456789,.-\"\n", "0123456789.eE+,\n", "01aAbBmM ,.\n", "019AMGIRgira  -@.,\n",
    "ab@.-_ ,\n1'%", "0M1A \n", "4010232137-- ,,..\n", "0aF:-. ", "AB1 9-+()0",
  ]

  /// What the scan finds, as plain regular expressions over ASCII text.
  private static let patterns: [(rule: RuleName, pattern: String)] = {
    let before = #"(?<![A-Za-z0-9])(?<!(?<![A-Za-z])\.)"#
    let after = #"(?![A-Za-z0-9])(?!\.(?!0+(?![0-9A-Za-z]))[0-9])"#
    let word = (start: "(?<![A-Za-z0-9])", end: "(?![A-Za-z0-9])")
    return [
      ("nhs-number", before + "[0-9]{10}" + after),
      ("nhs-number", before + "[0-9]{3}[ -][0-9]{3}[ -][0-9]{4}" + after),
      ("nhs-number", before + "(?<![0-9],)[0-9],[0-9]{3},[0-9]{3},[0-9]{3}(?!,[0-9])" + after),
      ("nhs-number", before + #"[0-9]\.[0-9]{7,9}[eE]\+?0?9(?![A-Za-z0-9])"#),
      (
        "uk-postcode",
        word.start + "(?:(?:[A-Za-z]{1,2}[0-9][A-Za-z0-9]?) {0,3}[0-9][A-Za-z]{2}|[Gg][Ii][Rr] {0,3}0[Aa]{2})"
          + word.end
      ),
      ("email-address", #"[A-Za-z0-9._%+'\x80-\xff-]+@(?:[A-Za-z0-9\x80-\xff-]+\.)+[A-Za-z\x80-\xff]{2,}"#),
      (
        "national-insurance-number",
        word.start + "[A-Za-z]{2}[ -]?[0-9]{2}[ -]?[0-9]{2}[ -]?[0-9]{2}[ -]?[A-Za-z]" + word.end
      ),
      ("ssn-number", before + "(?:[0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9]{3} [0-9]{2} [0-9]{4})" + after),
    ]
  }()

  /// The same hits as plain regular expressions: every condition of a border turns up. Text of every size up
  /// to some blocks, so that values lie across each border of a kernel's words.
  @Test(arguments: alphabets)
  func equalsPlainPatterns(_ alphabet: String) throws {
    var numbers = SeededNumbers(seed: UInt64(alphabet.utf8.count) &* 7919 &+ 13)
    var total = 0
    for size in [1, 2, 3, 7, 63, 64, 65, 2047, 2048, 2049, 4096, 65_536] {
      let text = Self.text(alphabet, count: size, &numbers)
      let plain = try Self.plainMatches(in: text)
      total += plain.values.reduce(0) { $0 + $1.count }
      Self.expectEqual(Self.scan(text, cutAt: [0]), plain, text)
    }
    #expect(total > 20)
  }

  /// The same, of bytes that many blocks hold: whole and in blocks of lines of several sizes, which must find
  /// what the plain patterns find in the whole; and from several places on. `make differential` takes more.
  @Test(arguments: alphabets)
  func equalsPlainPatternsInBlocks(_ alphabet: String) throws {
    let size = Surroundings.variable("CHECKER_SCAN_BYTES").flatMap { Int($0) } ?? 30_000
    var numbers = SeededNumbers(seed: UInt64(alphabet.utf8.count) &* 104_729 &+ 7)
    var text = Self.text(alphabet, count: size, &numbers)
    // Lines, so that there are places to cut at.
    var end = 0
    while end < text.count {
      text[end] = UInt8(ascii: "\n")
      end += 20 + Int(numbers.next() % 100)
    }
    let plain = try Self.plainMatches(in: text)
    #expect(plain.values.reduce(0) { $0 + $1.count } > size / 1_000)
    for block in [1, 1_000, 2_048, 5_000, 65_536, text.count] {
      Self.expectEqual(Self.scan(text, cutAt: Self.cuts(text, block: block)), plain, text)
    }
    for offset in [1, 31, 63, 64, 65, 2_047, size / 3, size - 100] {
      let rest = Array(text[offset...])
      Self.expectEqual(Self.scan(rest, cutAt: [0]), try Self.plainMatches(in: rest), rest)
    }
  }

  private typealias Matches = [RuleName: Set<Range<Int>>]

  private static func expectEqual(_ scanned: Matches, _ plain: Matches, _ text: [UInt8]) {
    for rule in Set(patterns.map(\.rule)) {
      let different = scanned[rule, default: []].symmetricDifference(plain[rule, default: []])
      if different.isEmpty { continue }
      let shown = different.sorted { $0.lowerBound < $1.lowerBound }.prefix(3).map {
        String(
          decoding: text[max(0, $0.lowerBound - 5)..<min(text.count, $0.upperBound + 5)], as: UTF8.self)
      }
      Issue.record("\(rule): \(different.count) differ: \(shown)")
    }
  }

  /// Offsets at which a text is cut into blocks of whole lines.
  private static func cuts(_ text: [UInt8], block: Int) -> [Int] {
    var cuts = [0]
    for index in text.indices where text[index] == UInt8(ascii: "\n") {
      if index + 1 - (cuts.last ?? 0) >= block && index + 1 < text.count { cuts.append(index + 1) }
    }
    return cuts
  }

  /// What the scan finds block by block.
  private static func scan(_ text: [UInt8], cutAt cuts: [Int]) -> Matches {
    let scanner = ScanSupport.scanner
    var found: Matches = [:]
    var result = ScanResult()
    for (start, end) in zip(cuts, cuts.dropFirst() + [text.count]) {
      result.reset()
      scanner.scan(text.span.extracting(start..<end), into: &result)
      for hit in result.hits {
        guard let rule = scanner.entries[Int(hit.entry)].rule else { continue }
        found[rule, default: []].insert((hit.start + start)..<(hit.end + start))
      }
    }
    return found
  }

  private static func plainMatches(in text: [UInt8]) throws -> Matches {
    var plain: Matches = [:]
    for (rule, code) in try codes.get() {
      let matches =
        rule == EmailAddress.name ? try addresses(code, in: text) : try Set(code.matches(in: text))
      plain[rule, default: []].formUnion(matches)
    }
    return plain
  }

  private static let codes = Result {
    try patterns.map { (rule: $0.rule, code: try PCRE2Pattern($0.pattern)) }
  }

  /// Each `@` by itself: addresses that run into one another are all found.
  private static func addresses(_ code: PCRE2Pattern, in text: [UInt8]) throws -> Set<Range<Int>> {
    var found: Set<Range<Int>> = []
    var start = 0
    for mark in text.indices where text[mark] == UInt8(ascii: "@") {
      let window = Array(text[start..<min(text.count, mark + 400)])
      for match in try code.matches(in: window) where match.contains(mark - start) {
        found.insert((match.lowerBound + start)..<(match.upperBound + start))
      }
      start = mark + 1
    }
    return found
  }

  /// Every shape of every form ends where a regular expression made from its symbols says, in every kernel.
  @Test func everyShapeEqualsItsPattern() throws {
    let forms = ScanSupport.scanner.entries.flatMap(\.forms)
    let program = ScanProgram(forms.map { ([$0], { _, _ in nil }) })
    // Shapes that several forms share are accepted once.
    let codes = try program.ranges.map { try PCRE2Pattern(Self.pattern(program.targets[$0.lowerBound].form)) }
    var numbers = SeededNumbers(seed: 4711)
    for alphabet in Self.alphabets {
      let text = Self.text(alphabet, count: 6000, &numbers)
      var expected: Set<[Int]> = []
      for (shape, code) in codes.enumerated() {
        // An empty look-behind match is left out, so each match is the byte before the end.
        let symbols = Array(program.targets[program.ranges[shape].lowerBound].form.shape)
        for match in try code.matches(in: text) {
          let end = match.lowerBound + 1
          let isWhole = symbols.indices.allSatisfy {
            symbols[$0] == "d" || !Self.isDecimal(end - symbols.count + $0, in: text)
          }
          if isWhole { expected.insert([end, shape]) }
        }
      }
      for kernel in Kernel.allCases where kernel.isSupported {
        #expect(Self.ends(in: text, program, kernel: kernel) == expected)
      }
    }
  }

  /// Whether a byte is a digit of a run behind a point that ends no word.
  private static func isDecimal(_ index: Int, in text: [UInt8]) -> Bool {
    guard ByteKind.isDigit(text[index]) else { return false }
    var start = index
    while start > 0 && ByteKind.isDigit(text[start - 1]) { start -= 1 }
    guard start > 0, text[start - 1] == UInt8(ascii: ".") else { return false }
    return start < 2 || !ByteKind.isLetter(text[start - 2])
  }

  /// A pattern that matches the last byte of a shape.
  private static func pattern(_ form: IdentifierForm) -> String {
    let classes: [Character: String] = [
      "9": "[0-9]", "d": "[0-9]", "A": "[A-Za-z]", "X": "[A-Za-z0-9]", "H": "[A-Fa-f0-9]", "_": "[ -]",
      "z": "0", "b": "[Bb]",
      "0": "[01]", "2": "[012]", " ": " ", "-": "-", ".": "\\.", ",": ",", ":": ":", "/": "/", "+": "\\+",
      "@": "@",
    ]
    let symbols = Array(form.shape)
    let body = symbols.dropLast().map { classes[$0] ?? "" }.joined()
    let start = form.edge == .word || form.edge == .number || form.edge == .start ? "(?<![A-Za-z0-9])" : ""
    let end = form.edge == .word || form.edge == .number || form.edge == .end ? "(?![A-Za-z0-9])" : ""
    return "(?<=\(start)\(body))\(classes[symbols[symbols.count - 1]] ?? "")\(end)"
  }

  private static func ends(in text: [UInt8], _ program: ScanProgram, kernel: Kernel) -> Set<[Int]> {
    var state = scan_state()
    var room = Array(repeating: scan_candidate(), count: 200_000)
    let found = unsafe text.withUnsafeBufferPointer { bytes in
      unsafe program.steps.withUnsafeBufferPointer { steps in
        unsafe room.withUnsafeMutableBufferPointer { room in
          unsafe scan_bytes(
            kernel.native, bytes.baseAddress, bytes.count, 0, steps.baseAddress, steps.count, &state,
            room.baseAddress,
            room.count)
        }
      }
    }
    return Set(room.prefix(found.candidates).map { [Int($0.end), Int($0.shape)] })
  }

  /// Each kernel finds what the portable one finds, wherever the text starts in its block.
  @Test func kernelsAreEqual() {
    var numbers = SeededNumbers(seed: 99)
    let text = Self.text("0123456789aAzZ .-,:@+/\n\r\u{e9}", count: 70_000, &numbers)
    let scanners = Kernel.allCases.filter(\.isSupported).map {
      IdentifierScanner(RuleCatalogue.scanned, vocabulary: ScanSupport.vocabulary, kernel: $0)
    }
    for offset in [0, 1, 31, 63, 64, 65, 127, 2047, 2048, 5000, 69_999, 70_000] where offset <= text.count {
      let results = scanners.map { scanner in
        var result = ScanResult()
        scanner.scan(text.span.extracting(offset..<text.count), into: &result)
        return result
      }
      for result in results.dropFirst() {
        #expect(result.hits == results[0].hits)
        #expect(result.oddOffsets == results[0].oddOffsets)
        #expect(result.lineEnds == results[0].lineEnds)
      }
    }
  }

  @Test(arguments: RuleCatalogue.scanned.map(\.name))
  func examplesOfTheDefinitions(_ name: RuleName) throws {
    let definition = try #require(RuleCatalogue.scanned.first { $0.name == name })
    let location = Location(part: "text")
    func strength(_ text: String) -> IdentifierStrength? {
      FieldScanner.scanText(text, at: location, with: ScanSupport.scanner).first { $0.identifier == name }?
        .strength
    }
    for match in definition.matches.elements {
      #expect(strength(match.text) == match.strength, "\(match.text)")
    }
    for text in definition.nonMatches.elements { #expect(strength(text) == nil, "\(text)") }
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
