// The parser against Python's csv on as many texts as one likes: `make differential`.

import FoundationEssentials
import Testing

@testable import DisclosureRules
@testable import OutputChecker

@Suite struct PythonDifferentialTests {
  /// What `python-csv/differential.py` wrote; the short form of this is in ``CSVParserTests``.
  private static let folder = Surroundings.variable("CHECKER_DIFFERENTIAL")
  private static let files = (0..<20).map { ($0 < 10 ? "0" : "") + String($0) }

  private static let fieldEnd: UInt8 = 0x1f
  private static let recordEnd: UInt8 = 0x1e
  private static let partEnd: UInt8 = 0x1d

  /// Small enough that nearly every text is cut, and large enough for none.
  private static let blockSizes = [1, 2, 3, 7, 64, 65, 1_024]

  @Test(.enabled(if: folder != nil, "run by `make differential`"), arguments: files)
  func readsWhatPythonReads(_ file: String) throws {
    let folder = try #require(Self.folder)
    let bytes = try Array(Data(contentsOf: URL(filePath: "\(folder)/\(file)")))
    let parts = bytes.split(separator: Self.partEnd, omittingEmptySubsequences: false).dropLast()
    let kernels = KernelTests.supported.map(Optional.some) + [nil]
    var compared = 0
    var mismatches = 0
    for (text, read) in zip(stride(from: 0, to: parts.count, by: 2), stride(from: 1, to: parts.count, by: 2))
    {
      let dialect = Dialect(delimiter: try #require(parts[text].first))
      let content = Array(parts[text].dropFirst())
      // Every kernel meets every size.
      let kernel = kernels[compared % kernels.count]
      let size = Self.blockSizes[compared / kernels.count % Self.blockSizes.count]
      for blockSize in [size, 1_024] {
        let ours = try Self.records(content, dialect, blockSize: blockSize, kernel: kernel)
        guard !ours.elementsEqual(parts[read]) else { continue }
        mismatches += 1
        guard mismatches <= 5 else { continue }
        let (text, found) = (String(decoding: content, as: UTF8.self), String(decoding: ours, as: UTF8.self))
        let how = "in blocks of \(blockSize), \(kernel?.rawValue ?? "exact")"
        Issue.record("\(text.debugDescription) \(how): \(found.debugDescription)")
      }
      compared += 1
    }
    #expect(mismatches == 0)
    #expect(compared >= 1_000)
  }

  /// Fields and records, each with its end behind it.
  private static func records(
    _ text: [UInt8], _ dialect: Dialect, blockSize: Int, kernel: Kernel?
  ) throws -> [UInt8] {
    let parser = CSVParser(
      source: MemorySource(text), dialect: dialect, blockSize: blockSize, budget: Budget(), kernel: kernel)
    var read: [UInt8] = []
    var scratch: [UInt8] = []
    while let batch = try parser.next() {
      for record in 0..<batch.recordCount {
        for field in batch.fields(ofRecord: record) {
          batch.withContent(of: batch.field(field), scratch: &scratch) { content in
            for index in content.indices { read.append(content[index]) }
          }
          read.append(fieldEnd)
        }
        read.append(recordEnd)
      }
      parser.giveBack(batch)
    }
    return read
  }
}
