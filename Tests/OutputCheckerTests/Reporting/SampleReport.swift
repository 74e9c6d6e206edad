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

  static let waiver = Waiver(
    subject: .fingerprint("f2"), reason: "Counts of wards, not of people", approver: "A. Officer",
    expires: "2026-12-31", line: 3)

  /// A request with everything that a report can say: drawn tables, a waiver, an identifier, a file that was
  /// not read, notes and a rule that could not judge.
  static let request: CheckReport = {
    var report = mixed
    report.files[2].tables = [drawnTable]
    report.files[2].findings.append(waived)
    report.files[2].findingTotals[.fail] = 3
    report.files[2].waivedTotals = [.fail: 1]
    report.files.append(
      file(
        "people.csv", .fail, findings: [identifier],
        rules: [RuleReport(rule: "nhs-number", status: .ran)],
        tables: [
          TableReport(
            id: "people.csv", rows: 1,
            columns: [
              ColumnReport(
                index: 1, name: "nhs_number",
                role: RoleAssignment(role: .identifier, confidence: 0.99, reasons: ["the header says so"]))
            ],
            excerpt: TableExcerpt(
              columns: [1], rows: [.init(number: 1, cells: [.init(kind: .number, text: "9990000018")])]))
        ]))
    report.waivers = WaiverRecord(sha256: digest, entries: 1)
    return report
  }()

  private static let waived: ReportedFinding = {
    var finding = smallCount(row: 5)
    finding.message = "\"\(name: "patients")\" holds a count below 10."
    return ReportedFinding(finding: finding, fingerprint: "f2", waiver: waiver)
  }()

  private static let identifier = Finding(
    rule: "nhs-number", verdict: .fail, statbarn: nil,
    location: Location(
      table: "people.csv", row: 1, line: 2, column: 1, columnName: "nhs_number", byteOffset: 11,
      byteLength: 10),
    message: "The value \(value: "9990000018") is an NHS number.", remedy: "Remove the column.")

  private static let drawnTable: TableReport = {
    func role(_ role: ColumnRole) -> RoleAssignment {
      RoleAssignment(role: role, confidence: 0.9, reasons: ["a header word"])
    }
    let rows: [(Int, String, String, String)] = [
      (2, "North", "41", "0"), (3, "South", "3", "0"), (4, "East", "18", "2"), (5, "West", "*", "1"),
      (12, "All", "240", "9"),
    ]
    return TableReport(
      id: "t1.csv", rows: 12,
      columns: [
        ColumnReport(index: 1, name: "region", role: role(.dimension)),
        ColumnReport(index: 2, name: "patients", role: role(.count)),
        ColumnReport(index: 3, name: "deaths", role: role(.count)),
      ],
      excerpt: TableExcerpt(
        columns: [1, 2, 3],
        rows: rows.map { number, region, patients, deaths in
          TableExcerpt.Row(
            number: number, isTotal: region == "All",
            cells: [
              .init(kind: .text, text: region),
              .init(kind: patients == "*" ? .mask : .number, text: patients),
              .init(kind: .number, text: deaths),
            ])
        }))
  }()

  static func text(_ report: CheckReport, _ change: (inout ReportOptions) -> Void = { _ in }) throws -> String
  { try render(report, .text, change) }

  static func json(_ report: CheckReport, _ change: (inout ReportOptions) -> Void = { _ in }) throws -> String
  { try render(report, .json, change) }

  /// A report in a format, with what is said of rules fixed here: the catalogue's words may change.
  static func render(
    _ report: CheckReport, _ format: ReportFormat, _ change: (inout ReportOptions) -> Void = { _ in }
  ) throws -> String {
    var options = ReportOptions()
    options.describe = { describe($0) }
    change(&options)
    var sink = MemorySink()
    try report.write(format, options: options, to: &sink)
    return sink.text
  }

  private static func describe(_ rule: RuleName) -> RuleDescription? {
    guard rule != "unknown-rule" else { return nil }
    return RuleDescription(
      name: rule, family: rule == "nhs-number" ? .identifiers : .counts, statbarn: .frequencies,
      summary: "What \(rule) finds.", rationale: "Why \(rule) matters: a [count] below {10} & <few> people.",
      remedy: "How to mend it.", sources: ["A source, 2026."], examples: [])
  }
}
