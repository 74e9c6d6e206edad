// What programs read, checked by programs that are not ours.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct MachineReportTests {
  private static let reports: [CheckReport] =
    [
      SampleReport.request, SampleReport.report([]),
      SampleReport.report([], isUnverified: true, isLimited: true),
    ]
    + HostileTextTests.texts.map(HostileTextTests.request)

  private static let hasJSONSchema = Python.has("jsonschema")
  private static let hasPython = Python.has("json")

  /// A folder with every report in a format: one run of Python reads them all.
  private func folder(_ formats: ReportFormat...) throws -> ScratchFolder {
    let folder = try ScratchFolder()
    for (number, report) in Self.reports.enumerated() {
      for format in formats {
        try folder.write("\(number).\(format.rawValue)", SampleReport.render(report, format))
      }
    }
    return folder
  }

  private func run(_ script: String, _ arguments: String..., in folder: ScratchFolder) throws {
    let ended = try Python.run(script: script, arguments, in: folder)
    #expect(ended.status == 0, "\(ended.output)\(ended.errors)")
    #expect(ended.output == "\(Self.reports.count)\n")
  }

  @Test(.enabled(if: hasJSONSchema, "skipped: python3 with jsonschema is not installed"))
  func jsonFollowsItsSchema() throws {
    try run(
      "validate.py", "\(Repository.root)/docs/schema/output-check-report-1.schema.json", "*.json",
      in: folder(.json))
  }

  @Test(
    .enabled(if: hasJSONSchema, "skipped: python3 with jsonschema is not installed"))
  func sarifFollowsThePublishedSchema() throws {
    try run(
      "validate.py", "\(Repository.root)/Tests/OutputCheckerTests/Reporting/schema/sarif-schema-2.1.0.json",
      "*.sarif", in: folder(.sarif))
  }

  @Test(.enabled(if: hasPython, "skipped: python3 is not installed")) func acroLoads() throws {
    try run("load_acro.py", "*.acro", in: folder(.acro))
  }

  /// A reader of XML and one of JSON take every report, and counts agree with what is listed.
  @Test(.enabled(if: hasPython, "skipped: python3 is not installed")) func readersTakeEveryReport() throws {
    try run("read_all.py", in: folder(.junit, .gitlab, .jsonl, .json, .sarif, .acro))
  }

  // MARK: - SARIF

  @Test func waiversAreSuppressions() throws {
    let text = try SampleReport.render(SampleReport.request, .sarif)
    #expect(
      text.contains("\"justification\" : \"Counts of wards, not of people (A. Officer, until 2026-12-31)\""))
    #expect(text.split(separator: "\"suppressions\"").count == 2)
  }

  @Test func unreadFileMakesTheRunUnsuccessful() throws {
    #expect(
      try SampleReport.render(SampleReport.request, .sarif).contains("\"executionSuccessful\" : false"))
    let whole = SampleReport.report([SampleReport.file("a.csv", .pass)])
    #expect(try SampleReport.render(whole, .sarif).contains("\"executionSuccessful\" : true"))
  }

  /// Past the limit findings of a rule in a file are joined, and none is lost from the count.
  @Test func manyFindingsAreJoined() throws {
    let file = SampleReport.file(
      "t1.csv", .fail, findings: (1...6000).map { SampleReport.smallCount(row: $0) })
    let text = try SampleReport.render(SampleReport.report([file]), .sarif)
    #expect(text.contains("\"occurrenceCount\" : 6000"))
    #expect(text.split(separator: "\"ruleId\"").count == 2)
  }

  // MARK: - Counts of JUnit

  @Test func junitCounts() throws {
    // read ×4; t1: minimum-threshold (fail), p-percent (incomplete), zero-cell (review); people: nhs-number (fail).
    #expect(
      try SampleReport.render(SampleReport.request, .junit).contains(
        "<testsuites name=\"checker-cli\" tests=\"8\" failures=\"2\" errors=\"1\" skipped=\"2\" time=\"3\">"))
  }

  @Test func nothingCheckedIsAnErrorEverywhere() throws {
    let none = SampleReport.report([])
    #expect(try SampleReport.render(none, .junit).contains("errors=\"1\""))
    #expect(try SampleReport.render(none, .github).hasPrefix("::error "))
    #expect(try SampleReport.render(none, .gitlab).contains("blocker"))
    #expect(try SampleReport.render(none, .markdown).contains("## Output check: error"))
    #expect(try SampleReport.render(none, .sarif).contains("\"executionSuccessful\" : false"))
  }

  // MARK: - Values

  /// Values appear on request only, identifiers not even then.
  @Test(arguments: ReportFormat.allCases) func valuesAreMasked(format: ReportFormat) throws {
    let report = SampleReport.request
    let masked = try SampleReport.render(report, format)
    for value in ["9990000018", "North", "240"] { #expect(!masked.contains(value), "\(value)") }
    let shown = try SampleReport.render(report, format) { $0.showsValues = true }
    #expect(!shown.contains("9990000018"))
    #expect(shown != masked)
  }
}
