// The report depends on the files and the ruleset, on nothing else.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct DeterminismTests {
  /// The JSON report of all files of a folder.
  private func json(_ paths: [String], blockSize: Int, jobs: Int = 1) throws -> [UInt8] {
    var sink = MemorySink()
    let report = try TestChecker.sdap(blockSize: blockSize) { $0.jobs = jobs }.check(paths: paths)
    var options = ReportOptions()
    options.showsValues = true
    try report.write(.json, options: options, to: &sink)
    return sink.bytes
  }

  private func fixtures(_ isWanted: (String) -> Bool) throws -> [String] {
    try Repository.files(below: "fixtures").filter { path in
      isWanted(path) && ![".py", ".md", ".sh", ".R", ".json"].contains { path.hasSuffix($0) }
    }
    .map { "\(Repository.root)/fixtures/\($0)" }
  }

  @Test func blocksAndArgumentsDontMatter() throws {
    let paths = try fixtures { !$0.hasPrefix("roles/") && !$0.hasPrefix("identifiers/") }
    #expect(paths.count > 100)
    let reference = try json(paths, blockSize: 256 * 1024)
    for (number, size) in [1, 2, 3, 7, 64, 65_536].enumerated() {
      var generator = SeededGenerator(seed: UInt64(number))
      #expect(
        try json(paths.shuffled(using: &generator), blockSize: size) == reference, "blocks of \(size)")
    }
  }

  /// Many tables: one small size that divides no line length is enough to cut them everywhere.
  @Test func norForTheLabelledTables() throws {
    let paths = try fixtures { $0.hasPrefix("roles/tables/") }
    #expect(paths.count > 300)
    #expect(try json(paths.reversed(), blockSize: 7) == json(paths, blockSize: 256 * 1024))
  }

  /// Identifiers in text, of which every block cuts some.
  @Test func norForPlantedIdentifiers() throws {
    let paths = try fixtures { $0.hasPrefix("identifiers/planted/") && $0.hasSuffix("-text.csv") }
    #expect(paths.count > 10)
    #expect(try json(paths.reversed(), blockSize: 7) == json(paths, blockSize: 256 * 1024))
  }

  @Test func threadsDontMatter() throws {
    let paths = try fixtures { !$0.hasPrefix("roles/") && !$0.hasPrefix("identifiers/") }
    let alone = try json(paths, blockSize: 65_536)
    for jobs in [2, 7] { #expect(try json(paths, blockSize: 65_536, jobs: jobs) == alone, "\(jobs) threads") }
  }

  /// Two threads see a long table side by side: identifiers, formulas, ragged rows and small counts on every page.
  @Test func norWithinALongTable() throws {
    var text = "region,sex,note,patients,rate\n"
    for row in 0..<90_000 {
      switch row % 997 {
      case 0: text += "North,F,\"call 0131 496 0000, \"\"now\"\"\",120,1.5\n"
      case 1: text += "North,F,943 476 5919,3,1.5\n"
      case 2: text += "North,F\n"
      case 3: text += "North,M,=SUM(A1:A9),7,2.5\r\n"
      case 4: text += "Caf\u{E9},M,zero\u{200B}width,120,2.5\n"
      default: text += "South,M,row \(row),\(100 + row % 600),\(row % 50).\(row % 10)\n"
      }
    }
    let bytes = Array(text.utf8)
    #expect(bytes.count > 2 << 20)
    func report(jobs: Int) throws -> FileReport {
      try TestChecker.sdap(blockSize: 65_536) {
        $0.jobs = jobs
        $0.budget.keptCells = 1_000
      }
      .check(bytes: bytes, fileName: "long.csv")
    }
    let alone = try report(jobs: 1)
    #expect(try report(jobs: 2) == alone)
    for rule in [
      "nhs-number", "phone-number", "formula-injection", "invisible-characters", "malformed-table",
    ] {
      #expect(alone.findings.contains { $0.finding.rule.rawValue == rule }, "\(rule)")
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
