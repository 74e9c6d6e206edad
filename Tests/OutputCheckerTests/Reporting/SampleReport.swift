// Reports made by hand, whose text is written by hand in the tests beside.

import DisclosureRules

@testable import OutputChecker

enum SampleReport {
  static let digest = String(repeating: "ab", count: 32)

  static func file(
    _ path: String, _ verdict: Verdict, findings: [Finding] = [], rules: [RuleReport] = [],
    problem: ReadProblem? = nil, tables: [TableReport] = []
  ) -> FileReport {
    FileReport(
      path: path, sha256: digest, bytes: 1234, format: "csv", encoding: "utf-8", delimiter: ",",
      verdict: verdict, isComplete: verdict != .error, problem: problem, tables: tables, rules: rules,
      findings: findings.map { ReportedFinding(finding: $0, fingerprint: "f1") },
      findingTotals: Dictionary(grouping: findings, by: \.verdict).mapValues(\.count))
  }

  static func report(_ files: [FileReport], isUnverified: Bool = false, isLimited: Bool = false)
    -> CheckReport
  {
    CheckReport(
      ruleset: RulesetIdentity(name: "sdap", version: "1", sha256: digest, isUnverified: isUnverified),
      startedAt: 1_767_225_600, finishedAt: 1_767_225_603, files: files, isLimited: isLimited)
  }

  static func smallCount(row: Int, value: String = "3") -> Finding {
    Finding(
      rule: "minimum-threshold", verdict: .fail, statbarn: .frequencies,
      location: Location(
        table: "t1.csv", row: row, line: row + 1, column: 2, columnName: "patients", byteOffset: 57,
        byteLength: 1),
      message: "\"\(name: "patients")\" holds \(value: value), a count below \(10).",
      remedy: "Suppress the cell.")
  }

  /// A file of each verdict, in path order.
  static let mixed = report([
    file("a.csv", .pass),
    file(
      "b.csv", .error,
      problem: ReadProblem(kind: .damagedArchive, message: "the gzip stream ends early", byteOffset: 4096)),
    file(
      "t1.csv", .fail,
      findings: [
        Finding(
          rule: "zero-cell", verdict: .review, statbarn: .frequencies,
          location: Location(table: "t1.csv", column: 3, columnName: "deaths"), occurrences: 30,
          cells: (1...12).map { CellPlace(row: $0, line: $0 + 1, byteOffset: $0 * 10, byteLength: 1) },
          message: "\"\(name: "deaths")\" holds zeros.", remedy: "Merge categories."),
        smallCount(row: 3), smallCount(row: 9),
      ],
      rules: [
        RuleReport(rule: "minimum-threshold", status: .ran),
        RuleReport(rule: "p-percent", status: .incomplete("the table is larger than the retention limit")),
      ],
      tables: [
        TableReport(
          id: "t1.csv", rows: 12,
          columns: [
            ColumnReport(
              index: 1, name: "region",
              role: RoleAssignment(
                role: .dimension, confidence: 0.98, reasons: ["the header says \"\(name: "region")\""])),
            ColumnReport(index: 2, name: nil, role: .unknown),
          ])
      ]),
  ])

  static func text(_ report: CheckReport, _ change: (inout ReportOptions) -> Void = { _ in }) throws -> String
  {
    var options = ReportOptions()
    change(&options)
    var sink = MemorySink()
    try report.write(.text, options: options, to: &sink)
    return sink.text
  }

  static func json(_ report: CheckReport, _ change: (inout ReportOptions) -> Void = { _ in }) throws -> String
  {
    var options = ReportOptions()
    change(&options)
    var sink = MemorySink()
    try report.write(.json, options: options, to: &sink)
    return sink.text
  }
}
