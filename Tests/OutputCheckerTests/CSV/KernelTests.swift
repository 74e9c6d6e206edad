// Every kernel against its portable twin, and the parser with each kernel against the exact scanner.

import CKernels
import Testing

@testable import DisclosureRules
@testable import OutputChecker

@Suite struct KernelTests {
  static let supported = Kernel.allCases.filter(\.isSupported)
  /// What breaks rules: everything that means something to CSV, a NUL, a byte above 127, and letters.
  private static let alphabet: [UInt8] = Array("\"\",,\n\r;ab1 ".utf8) + [0, 0xc3]

  @Test func namesAreChecked() throws {
    #expect(try Kernel.choice(named: nil) == Kernel.best)
    #expect(try Kernel.choice(named: "portable") == .portable)
    #expect(throws: UnavailableChoice.self) { try Kernel.choice(named: "mmx") }
    if let lacking = Kernel.allCases.first(where: { !$0.isSupported }) {
      #expect(throws: UnavailableChoice.self) { try Kernel.choice(named: lacking.rawValue) }
    }
  }

  /// Everything that one run of a kernel says, in pieces of a given length.
  private struct Index: Equatable {
    var ends: [UInt32] = []
    var records: [UInt32] = []
    var stoppedAt: Int?
    var hasInnerLines = false
    var hasEscapes = false
    var hasNonASCII = false
  }

  private static func index(
    _ bytes: [UInt8], kernel: Kernel, piece: Int, from start: Int, dialect: checker_csv_dialect
  ) -> Index {
    let padded = bytes + [UInt8](repeating: UInt8(ascii: "\""), count: Int(CHECKER_PADDING))
    var index = Index()
    var state = checker_csv_state()
    state.may_open = 1
    state.after_newline = 1
    var position = start
    while position < bytes.count {
      let count = min(piece, bytes.count - position)
      var ends = [UInt32](repeating: 0, count: count + 64)
      var records = ends
      var result = checker_csv_result()
      unsafe padded.withUnsafeBufferPointer { all in
        guard let first = all.baseAddress else { return }
        unsafe checker_csv_index(
          kernel.native, first + position, count, UInt32(position), UInt32(index.ends.count),
          dialect, &state, &ends, &records, &result)
      }
      // A mark may come after its field was written, but never into an earlier piece.
      index.ends += ends.prefix(result.fields)
      index.records += records.prefix(result.records)
      index.hasEscapes = index.hasEscapes || result.has_escapes != 0
      index.hasInnerLines = index.hasInnerLines || result.has_inner_lines != 0
      index.hasNonASCII = index.hasNonASCII || result.has_non_ascii != 0
      position += result.consumed
      if result.violation != 0 {
        index.stoppedAt = position
        break
      }
    }
    return index
  }

  @Test(arguments: KernelTests.supported) func equalsThePortableTwin(_ kernel: Kernel) {
    var random = SeededGenerator(seed: 11)
    for round in 0..<600 {
      let count = Int.random(in: 0..<700, using: &random)
      // Half of the texts are well formed for long; the others break a rule soon.
      let letters = round % 2 == 0 ? Self.alphabet : Array("a,b\n".utf8)
      let bytes = (0..<count).map { _ in letters.randomElement(using: &random) ?? 0 }
      let dialect = checker_csv_dialect(
        delimiter: UInt8(ascii: ","), quote: UInt8(ascii: "\""), has_quote: round % 7 == 0 ? 0 : 1,
        keeps_blank_lines: round % 3 == 0 ? 1 : 0)
      for piece in [1, 63, 64, 65, 128, 1_000] {
        let start = min(round % 67, count)
        let twin = Self.index(bytes, kernel: .portable, piece: piece, from: start, dialect: dialect)
        let index = Self.index(bytes, kernel: kernel, piece: piece, from: start, dialect: dialect)
        #expect(index == twin, "\(bytes) from \(start) in pieces of \(piece)")
      }
    }
  }

  @Test(arguments: KernelTests.supported) func countsLinesAsTheTwin(_ kernel: Kernel) {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<300 {
      let bytes = (0..<Int.random(in: 0..<300, using: &random)).map { _ in
        Array("\r\nab".utf8).randomElement(using: &random) ?? 0
      }
      var lines = 0
      var afterReturn = false
      for byte in bytes {
        if byte == UInt8(ascii: "\r") || (byte == UInt8(ascii: "\n") && !afterReturn) { lines += 1 }
        afterReturn = byte == UInt8(ascii: "\r")
      }
      let cut = Int.random(in: 0...bytes.count, using: &random)
      var carried: Int32 = 0
      var counted = 0
      for part in [bytes[..<cut], bytes[cut...]] where !part.isEmpty {
        counted += Int(unsafe checker_csv_lines(kernel.native, Array(part), part.count, &carried))
      }
      #expect(counted == lines)
      if !bytes.isEmpty { #expect((carried != 0) == afterReturn) }
    }
  }

  /// A text that is well formed but for a few places.
  private static func text(_ random: inout SeededGenerator) -> [UInt8] {
    let fields = [
      "a", "12", "", "\"q\"", "\"a,b\"", "\"line\nend\"", "\"dou\"\"ble\"", "\"\"", "long enough to fill",
      "é",
    ]
    let broken = ["12\" pipe", "\"x\"y", "a\rb", "\"", "\0"]
    let lineEnd = ["\n", "\r\n", "\r", "\n\n"].randomElement(using: &random) ?? "\n"
    var text = ""
    for _ in 0..<Int.random(in: 1..<60, using: &random) {
      let width = Int.random(in: 0..<10, using: &random) == 0 ? Int.random(in: 0..<5, using: &random) : 3
      text += (0..<width).map { _ in
        (Int.random(in: 0..<200, using: &random) == 0 ? broken : fields).randomElement(using: &random) ?? ""
      }.joined(separator: ",")
      text += Int.random(in: 0..<50, using: &random) == 0 ? "\r" : lineEnd
    }
    return Array(text.utf8)
  }

  @Test(arguments: KernelTests.supported) func parsesAsTheExactScannerDoes(_ kernel: Kernel) throws {
    var random = SeededGenerator(seed: 17)
    for round in 0..<400 {
      let bytes = Self.text(&random)
      var dialect = Dialect()
      dialect.keepsBlankLines = round % 2 == 0
      let exact = try parse(bytes, dialect: dialect, kernel: nil)
      for size in [1, 5, 64, 100, 65_536] {
        #expect(
          try parse(bytes, dialect: dialect, blockSize: size, kernel: kernel) == exact,
          "\(String(decoding: bytes, as: UTF8.self).debugDescription) in blocks of \(size)")
      }
    }
  }

  /// Long enough for chunks, hand-overs and back.
  @Test func violationsFarApartLoseNothing() throws {
    var lines = (0..<30_000).map { "\($0),\"text, \($0)\",plain" }
    for line in stride(from: 100, to: lines.count, by: 700) { lines[line] = "\(line),12\" pipe,x" }
    let bytes = Array(lines.joined(separator: "\n").utf8)
    let exact = try parse(bytes, kernel: nil)
    #expect(exact.records.count == lines.count)
    #expect(exact.quirks.count == lines.count / 700 + 1)
    for kernel in Self.supported {
      #expect(try parse(bytes, blockSize: 10_000, kernel: kernel) == exact)
      #expect(try parse(bytes, blockSize: 1 << 20, kernel: kernel) == exact)
    }
  }

  @Test func limitsAreTheSameWithEveryKernel() throws {
    for kernel in Self.supported.map(Optional.some) + [nil] {
      for (columns, bytes) in [(4, 1_000), (1_000, 20)] {
        var budget = Budget()
        budget.columns = columns
        budget.recordBytes = bytes
        for text in ["a\n1,2,3,4\n", "a\n1,2,3,4,5\n", "a\n" + String(repeating: "x", count: 21) + "\nb\n"] {
          for size in [1, 8, 4_096] {
            let expected = Result {
              try parse(Array(text.utf8), blockSize: size, budget: budget, kernel: nil)
            }
            let parsed = Result {
              try parse(Array(text.utf8), blockSize: size, budget: budget, kernel: kernel)
            }
            #expect((try? parsed.get()) == (try? expected.get()))
            if case .failure(let error) = parsed, case .failure(let wanted) = expected {
              #expect(error as? ReadProblem == wanted as? ReadProblem)
            }
          }
        }
      }
    }
  }
}
