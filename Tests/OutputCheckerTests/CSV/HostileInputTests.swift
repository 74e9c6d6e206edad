// Input that would take all memory or all time: an error that names the limit and the place, soon.

import DisclosureRules
import Testing

@testable import OutputChecker

/// A pattern of bytes without end.
private final class EndlessSource: ByteSource {
  private let head: [UInt8]
  private let pattern: [UInt8]
  private(set) var delivered = 0
  init(head: String, pattern: String) {
    self.head = Array(head.utf8)
    self.pattern = Array(pattern.utf8)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadProblem) -> Int {
    for index in 0..<buffer.count {
      let position = delivered + index
      unsafe buffer[index] =
        position < head.count ? head[position] : pattern[(position - head.count) % pattern.count]
    }
    delivered += buffer.count
    return buffer.count
  }
}

@Suite struct HostileInputTests {
  /// Each would go on for ever.
  private static let patterns: [(name: String, pattern: String, limit: String)] = [
    ("columns without end", ",", "columns"),
    ("quoted columns without end", "\"\",", "columns"),
    ("a field without end", "x", "record_bytes"),
    ("nothing but quotes", "\"", "record_bytes"),
    ("a quoted field without end", "\"\"a", "record_bytes"),
    ("quotes that break rules", "a\"", "record_bytes"),
    ("a quoted field of lines", "\"\"\n,\r", "record_bytes"),
    ("NUL bytes", "\0", "record_bytes"),
  ]

  @Test(arguments: [1, 7, 64, 65_536]) func endsAtALimit(_ blockSize: Int) throws {
    var budget = Budget()
    // Small blocks see the same in fewer bytes.
    budget.recordBytes = blockSize < 1_000 ? 8_000 : 1 << 20
    budget.columns = 1_000
    for kernel in [Kernel.current, .portable] {
      for (name, pattern, limit) in Self.patterns {
        // A quote that opens makes one field of all that follows.
        let head = "a,b\n1,2\n" + (name.contains("field of") || name.contains("quoted field") ? "\"" : "")
        let source = EndlessSource(head: head, pattern: pattern)
        let parser = CSVParser(
          source: source, dialect: Dialect(), blockSize: blockSize, budget: budget, kernel: kernel)
        var records = 0
        var problem: ReadProblem?
        do throws(ReadProblem) {
          while let batch = try parser.next() {
            records += batch.recordCount
            parser.giveBack(batch)
          }
        } catch { problem = error }
        #expect(problem?.kind == .limit, "\(name)")
        #expect(problem?.message.contains("limit \(limit))") == true, "\(name): \(problem?.message ?? "")")
        #expect(problem?.byteOffset == 8, "\(name)")
        #expect(records == 2, "\(name)")
        #expect(source.delivered <= budget.recordBytes + 2 * blockSize + head.utf8.count, "\(name)")
      }
    }
  }
}
