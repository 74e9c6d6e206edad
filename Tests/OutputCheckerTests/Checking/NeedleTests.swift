// The needle: one disclosure in a real, safe file must never pass, wherever it stands.

import DisclosureRules
import FoundationEssentials
import Testing

@testable import OutputChecker

/// A real released file, parsed.
private struct Haystack {
  var path: String
  var bytes: [UInt8]
  var parsed: ParsedText
  var delimiter: UInt8

  static func released() throws -> [Haystack] {
    try SharedData.manifest().filter { $0.path.hasPrefix("released/") && $0.expected == "pass" }.map {
      entry in
      let bytes = try SharedData.bytes(entry.path)
      let dialect = DialectSniffer.guess(bytes, isWhole: true, budget: Budget()).dialect
      return Haystack(
        path: entry.path, bytes: bytes, parsed: try parse(bytes, dialect: dialect),
        delimiter: try #require(dialect.delimiter))
    }
  }

  /// The file with one field replaced.
  func replacing(record: Int, field: Int, with text: String) -> (bytes: [UInt8], offset: Int) {
    let place = parsed.places[record][field]
    var changed = bytes
    changed.replaceSubrange(place.byteOffset..<place.byteOffset + place.byteLength, with: Array(text.utf8))
    return (changed, place.byteOffset)
  }

  /// Cells to try: all corners, and a seeded sample of the rest, smaller where the file is large.
  func cells(using generator: inout SeededGenerator) -> [(record: Int, field: Int)] {
    let last = parsed.records.count - 1
    var cells = [(1, 0), (1, parsed.records[1].count - 1), (last, 0), (last, parsed.records[last].count - 1)]
    for _ in 0..<(parsed.records.count > 300 ? 2 : 8) {
      let record = Int.random(in: 1...last, using: &generator)
      cells.append((record, Int.random(in: 0..<parsed.records[record].count, using: &generator)))
    }
    return cells.map { (record: $0.0, field: $0.1) }
  }
}

/// NHS numbers that pass the check and lie in issued ranges, published or made from weights by hand in the
/// identifiers' own tests.
private let nhsNumbers = ["4010232137", "4505577104"]

private func places(of rule: RuleName, in report: FileReport) -> Set<Int> {
  var offsets: Set<Int> = []
  for reported in report.findings where reported.finding.rule == rule && reported.finding.verdict >= .review {
    offsets.formUnion(reported.finding.cells.map(\.byteOffset))
    if let offset = reported.finding.location.byteOffset { offsets.insert(offset) }
  }
  return offsets
}

@Suite(.enabled(if: SharedData.folder != nil, SharedData.missing))
struct NeedleTests {
  @Test func anNHSNumberInAnyCellIsFound() throws {
    var generator = SeededGenerator(seed: 20_260_101)
    var tried = 0
    for file in try Haystack.released() {
      for (index, cell) in file.cells(using: &generator).enumerated() {
        let number = nhsNumbers[index % nhsNumbers.count]
        let text = index % 3 == 0 ? "\"\(number)\"" : number
        let (bytes, offset) = file.replacing(record: cell.record, field: cell.field, with: text)
        let report = try TestChecker.sdap(blockSize: 1_000 + index).check(bytes: bytes, fileName: "table.csv")
        #expect(report.verdict != .pass, "\(file.path) record \(cell.record) field \(cell.field)")
        // An observer that is left out is a gap in the coverage, which is a problem of the file. (A number in
        // the place of a sum contradicts the table, which then is not complete for that reason.)
        #expect(report.problem == nil, "\(file.path) record \(cell.record) field \(cell.field)")
        #expect(
          places(of: "nhs-number", in: report).contains(offset),
          "\(file.path) record \(cell.record) field \(cell.field)")
        tried += 1
      }
    }
    #expect(tried > 250)
  }

  @Test func aThreeInACountColumnIsFound() throws {
    // Columns that count people or records, judged by reading the files.
    let countColumns: Set<String> = ["n", "N", "n_id", "n_id_distinct", "Total", "total", "tpp_pop_all"]
    var generator = SeededGenerator(seed: 20_260_102)
    var tried = 0
    for file in try Haystack.released() {
      for (field, name) in file.parsed.records[0].enumerated() where countColumns.contains(name) {
        let last = file.parsed.records.count - 1
        let sample = last > 300 ? 1 : 5
        let records = [1, last] + (0..<sample).map { _ in Int.random(in: 1...last, using: &generator) }
        for (index, record) in records.enumerated() where file.parsed.records[record].count > field {
          let (bytes, offset) = file.replacing(
            record: record, field: field, with: index % 2 == 0 ? "3" : "\"3\"")
          let report = try TestChecker.sdap(blockSize: 777).check(bytes: bytes, fileName: "table.csv")
          #expect(report.verdict != .pass, "\(file.path) record \(record) column \(name)")
          #expect(
            places(of: "minimum-threshold", in: report).contains(offset),
            "\(file.path) record \(record) column \(name)")
          tried += 1
        }
      }
    }
    #expect(tried > 100)
  }

  @Test func everySideOfABlockEdgeIsSeen() throws {
    // A small file, so that every cut can be tried: the needle's first, middle and last byte at each edge.
    let text = "region,patients,note\nNorth,120,a\nSouth,4010232137,b\nEast,310,c\nWest,3,d\n"
    let bytes = Array(text.utf8)
    let number = "region,patients,note\nNorth,120,a\nSouth,".utf8.count
    let three = bytes.count - "3,d\n".utf8.count
    for size in 1...bytes.count + 1 {
      let report = try TestChecker.sdap(blockSize: size).check(bytes: bytes, fileName: "table.csv")
      #expect(places(of: "nhs-number", in: report).contains(number), "blocks of \(size)")
      #expect(places(of: "minimum-threshold", in: report).contains(three), "blocks of \(size)")
    }
  }

  @Test func aNeedleBehindAMalformedRecordIsFound() throws {
    for file in try Haystack.released().prefix(8) {
      let second = file.parsed.places[1][0].byteOffset
      let delimiter = String(decoding: [file.delimiter], as: UTF8.self)
      for broken in ["12\" pipe\(delimiter)x\n", "\"a\"b\n", String(repeating: delimiter, count: 40) + "x\n"]
      {
        let last = file.parsed.records.count - 1
        var (bytes, offset) = file.replacing(record: last, field: 0, with: nhsNumbers[0])
        bytes.insert(contentsOf: Array(broken.utf8), at: second)
        offset += broken.utf8.count
        let report = try TestChecker.sdap(blockSize: 512).check(bytes: bytes, fileName: "table.csv")
        #expect(places(of: "nhs-number", in: report).contains(offset), "\(file.path) behind \(broken)")
        #expect(!places(of: "malformed-table", in: report).isEmpty, "\(file.path) behind \(broken)")
      }
    }
  }

  @Test func aNeedleInTheHeaderIsFound() throws {
    for file in try Haystack.released() {
      let (bytes, _) = file.replacing(record: 0, field: 0, with: nhsNumbers[0])
      let report = try TestChecker.sdap().check(bytes: bytes, fileName: "table.csv")
      #expect(report.findings.contains { $0.finding.rule == "nhs-number" }, "\(file.path)")
      #expect(report.verdict != .pass)
    }
  }
}
