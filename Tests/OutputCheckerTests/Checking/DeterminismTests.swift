// The report depends on the files and the ruleset, on nothing else.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct DeterminismTests {
  /// The JSON report of all files of a folder.
  private func json(_ paths: [String], blockSize: Int) throws -> [UInt8] {
    var sink = MemorySink()
    let report = try TestChecker.sdap(blockSize: blockSize).check(paths: paths)
    var options = ReportOptions()
    options.showsValues = true
    try report.write(.json, options: options, to: &sink)
    return sink.bytes
  }

  @Test func blocksAndArgumentsDontMatter() throws {
    let paths = try Repository.files(below: "fixtures").filter {
      !$0.hasSuffix(".py") && !$0.hasSuffix(".md")
    }
    .map { "\(Repository.root)/fixtures/\($0)" }
    #expect(paths.count > 60)
    let reference = try json(paths, blockSize: 256 * 1024)
    for (number, size) in [1, 2, 3, 7, 64, 65_536].enumerated() {
      var generator = SeededGenerator(seed: UInt64(number))
      #expect(try json(paths.shuffled(using: &generator), blockSize: size) == reference, "blocks of \(size)")
    }
  }

  @Test func foldersAndTheirFilesGiveTheSameReport() throws {
    let folder = "\(Repository.root)/fixtures/requests/sample"
    let files = try Repository.files(below: "fixtures/requests/sample").map { "\(folder)/\($0)" }
    #expect(try json([folder], blockSize: 4_096) == json(files.reversed(), blockSize: 100))
    #expect(try json([folder, folder], blockSize: 4_096) == json([folder], blockSize: 4_096))
  }
}

@Suite struct DialectContradictionTests {
  /// More than the window from which the dialect is guessed.
  private static let before = String(repeating: "North,120\n", count: 8_000)

  @Test func aDelimiterThatChangesIsAnError() throws {
    for count in [19, 20, 21] {
      let text = "region,patients\n" + Self.before + String(repeating: "South;120\n", count: count)
      let report = try TestChecker.sdap().check(bytes: Array(text.utf8), fileName: "table.csv")
      #expect(report.verdict == (count < 20 ? .review : .error), "\(count) records")
    }
  }
}
