// Limits that hold for whole tables and requests, at the limit and one on either side. Those of columns, records and
// bytes are in Faults/FaultLimitTests.swift, those of containers and documents in ContainerTests.swift, those of
// nesting in ScannerTests.swift.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct BudgetTests {
  private static let safe = "region,patients\nNorth,120\nSouth,145\nEast,231\n"

  private func check(
    _ files: [(path: String, bytes: [UInt8])], _ change: (inout Budget) -> Void
  ) throws -> CheckReport {
    try TestChecker.sdap { change(&$0.budget) }.check(files: files)
  }

  /// Three rows of two cells are kept from a limit of six on; without them the file is for a person.
  @Test(arguments: [(5, Verdict.review), (6, .pass), (7, .pass)])
  func keptCells(limit: Int, verdict: Verdict) throws {
    let report = try check([(path: "a.csv", bytes: Array(Self.safe.utf8))]) { $0.keptCells = limit }
    #expect(report.verdict == verdict)
    #expect(report.files[0].isComplete == (verdict == .pass))
  }

  /// Two tables of six cells each are compared from a limit of twelve on.
  @Test(arguments: [(11, Verdict.review), (12, .pass), (13, .pass)])
  func cellsOfARequest(limit: Int, verdict: Verdict) throws {
    let files = ["a.csv", "b.csv"].map { (path: $0, bytes: Array(Self.safe.utf8)) }
    let report = try check(files) { $0.requestCells = limit }
    #expect(report.verdict == verdict, "\(report.files.flatMap(\.findings).map(\.finding.rule))")
    #expect(report.files.allSatisfy(\.isComplete) == (verdict == .pass))
  }

  /// Members of an archive are let go of as they are judged, and the limit says so all the same.
  @Test(arguments: [(11, Verdict.review), (12, .pass), (13, .pass)])
  func cellsOfAnArchive(limit: Int, verdict: Verdict) throws {
    let archive = ZipBuilder.archive(["a.csv", "b.csv"].map { (name: $0, content: Array(Self.safe.utf8)) })
    let report = try check([(path: "both.zip", bytes: archive)]) { $0.requestCells = limit }
    #expect(report.verdict == verdict, "\(report.files.flatMap(\.findings).map(\.finding.rule))")
  }

  @Test(arguments: [(2, Verdict.error), (3, .pass), (4, .pass)])
  func filesOfARequest(limit: Int, verdict: Verdict) throws {
    let folder = try ScratchFolder()
    for name in ["a", "b", "c"] { try folder.write("\(name).csv", Self.safe) }
    let report = try TestChecker.sdap { $0.budget.files = limit }.check(paths: [folder.path])
    #expect(report.verdict == verdict)
    let problems = report.files.compactMap(\.problem)
    #expect(problems.allSatisfy { $0.kind == .limit })
  }

  /// Places are cut, and the count is true all the same.
  @Test(arguments: [24, 25, 26]) func places(limit: Int) throws {
    let rows = (0..<25).map { "district \($0),\(1 + $0 % 9)\n" }.joined()
    let text = "district,patients\nall,125\n" + rows
    let report = try check([(path: "a.csv", bytes: Array(text.utf8))]) { $0.places = limit }
    let finding = try #require(
      report.files[0].findings.map(\.finding).first { $0.rule == "minimum-threshold" && $0.occurrences > 1 })
    #expect(finding.occurrences == 25)
    #expect(finding.cells.count <= limit)
    #expect(report.verdict == .fail)
  }

  /// Every limit can be set, and none to nothing.
  @Test func everyLimitCanBeSet() throws {
    for name in Budget.names {
      let budget = try Budget(overrides: [name: Setting(value: .integer(7))])
      #expect(budget != Budget(), "\(name)")
      #expect(throws: PolicyError.self) { try Budget(overrides: [name: Setting(value: .integer(0))]) }
    }
    #expect(throws: PolicyError.self) { try Budget(overrides: ["size": Setting(value: .integer(7))]) }
  }

  /// The documents name every limit.
  @Test func everyLimitIsDocumented() throws {
    let text = try #require(Repository.text(of: "rulesets/README.md"))
    for name in Budget.names { #expect(text.contains("`\(name)`"), "\(name)") }
  }
}
