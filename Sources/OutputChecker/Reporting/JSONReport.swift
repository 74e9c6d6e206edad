// The report as JSON, schema output-check-report/1.

import DisclosureRules

/// Writes a report as JSON, file by file, so that a large request is never one document in memory.
struct JSONReport {
  let report: CheckReport
  let redaction: Redaction

  init(report: CheckReport, options: ReportOptions) {
    self.report = report
    redaction = Redaction(showsValues: options.showsValues)
  }

  func write(to sink: inout some ReportSink) throws(ReportError) {
    var lead = "{\n"
    for (key, value) in envelope().sorted(by: { $0.key < $1.key }) {
      try sink.write(lead + "  \"\(key)\" : ")
      lead = ",\n"
      guard let value else {
        try writeFiles(to: &sink)
        continue
      }
      try sink.write(value.bytes(indentedBy: 2))
    }
    try sink.write("\n}\n")
  }

  /// The members of the outermost object; nil stands for the files.
  private func envelope() -> [(key: String, value: JSONValue?)] {
    var members: [(key: String, value: JSONValue?)] = [
      ("schema", .string(CheckReport.schema)),
      ("tool", .object([("name", .string("checker-cli")), ("version", .string(Version.current))])),
      ("ruleset", ruleset()),
      ("context", .null),
      ("waivers", .null),
      ("startedAt", .string(UTCTime.text(secondsSince1970: report.startedAt))),
      ("finishedAt", .string(UTCTime.text(secondsSince1970: report.finishedAt))),
      ("files", nil),
      ("summary", summary()),
      ("verdict", .string(report.verdict.rawValue)),
      ("complete", .flag(report.isComplete)),
    ]
    if report.isLimited { members.append(("limited", .flag(true))) }
    return members
  }

  private func writeFiles(to sink: inout some ReportSink) throws(ReportError) {
    var lead = "[\n    "
    for file in report.files {
      try sink.write(lead)
      try sink.write(json(file).bytes(indentedBy: 4))
      lead = ",\n    "
    }
    try sink.write(report.files.isEmpty ? "[]" : "\n  ]")
  }

  private func ruleset() -> JSONValue {
    .object([
      ("name", .string(report.ruleset.name)), ("version", .string(report.ruleset.version)),
      ("sha256", .string(report.ruleset.sha256)), ("unverified", .flag(report.ruleset.isUnverified)),
      ("overrides", .object([])),
    ])
  }

  private func summary() -> JSONValue {
    let files: [Verdict] = [.pass, .review, .fail, .error]
    let findings: [Verdict] = [.fail, .review, .info, .error]
    return .object([
      ("files", .object(files.map { ($0.rawValue, .integer(report.files(with: $0))) })),
      ("findings", .object(findings.map { ($0.rawValue, .integer(report.findings(with: $0))) })),
    ])
  }

  private func json(_ file: FileReport) -> JSONValue {
    .object([
      ("path", .string(file.path)), ("sha256", JSONValue(file.sha256)), ("bytes", JSONValue(file.bytes)),
      ("format", JSONValue(file.format)), ("compression", JSONValue(file.compression)),
      ("encoding", JSONValue(file.encoding)), ("delimiter", JSONValue(file.delimiter)),
      ("container", JSONValue(file.container)), ("verdict", .string(file.verdict.rawValue)),
      ("complete", .flag(file.isComplete)), ("error", file.problem.map(json) ?? .null),
      ("tables", .array(file.tables.map(json))), ("rules", .array(file.rules.map(json))),
      ("findings", .array(file.findings.map(json))), ("findingsTotal", .integer(file.findingsTotal)),
      ("findingsTruncated", .flag(file.isTruncated)),
    ])
  }

  private func json(_ problem: ReadProblem) -> JSONValue {
    .object([
      ("kind", .string(problem.kind.rawValue)), ("message", .string(problem.message)),
      ("byteOffset", JSONValue(problem.byteOffset)),
    ])
  }

  private func json(_ table: TableReport) -> JSONValue {
    .object([
      ("id", .string(table.id)), ("rows", .integer(table.rows)),
      ("columns", .array(table.columns.map(json))),
    ])
  }

  private func json(_ column: ColumnReport) -> JSONValue {
    let members =
      [("index", .integer(column.index)), ("name", JSONValue(column.name.map(redaction.name)))]
      + json(column.role)
    guard let second = column.second else { return .object(members) }
    return .object(members + [("second", .object(json(second)))])
  }

  private func json(_ role: RoleAssignment) -> [(String, JSONValue)] {
    [
      ("role", .string(role.role.rawValue)), ("confidence", .number(role.confidence)),
      ("reasons", .array(role.reasons.map { .string(redaction.text($0)) })),
    ]
  }

  private func json(_ rule: RuleReport) -> JSONValue {
    .object([
      ("rule", .string(rule.rule.rawValue)), ("status", .string(rule.status.name)),
      ("reason", JSONValue(rule.status.reason)),
    ])
  }

  private func json(_ reported: ReportedFinding) -> JSONValue {
    let finding = reported.finding
    var members: [(key: String, value: JSONValue)] = [
      ("rule", .string(finding.rule.rawValue)), ("verdict", .string(finding.verdict.rawValue)),
      ("statbarn", JSONValue(finding.statbarn?.rawValue)), ("location", json(finding.location)),
      ("occurrences", .integer(finding.occurrences)), ("message", .string(redaction.text(finding.message))),
      ("remedy", .string(finding.remedy)), ("evidence", finding.evidence.map(json) ?? .null),
      ("related", .array(finding.related.map(json))), ("fingerprint", .string(reported.fingerprint)),
    ]
    if !finding.cells.isEmpty { members.append(("cells", .array(finding.cells.map(json)))) }
    return .object(members)
  }

  private func json(_ place: CellPlace) -> JSONValue {
    .object([
      ("row", .integer(place.row)), ("line", .integer(place.line)),
      ("byteOffset", .integer(place.byteOffset)),
    ])
  }

  /// What a location does not have is left out.
  private func json(_ location: Location) -> JSONValue {
    let numbers: [(String, Int?)] = [
      ("row", location.row), ("line", location.line), ("column", location.column),
      ("byteOffset", location.byteOffset), ("byteLength", location.byteLength),
      ("textColumn", location.textColumn),
    ]
    let texts: [(String, String?)] = [
      ("table", location.table), ("columnName", location.columnName.map(redaction.name)),
      ("sheet", location.sheet.map(redaction.name)), ("cell", location.cell),
      ("part", location.part.map(redaction.name)),
    ]
    return .object(
      numbers.compactMap { key, number in number.map { (key, .integer($0)) } }
        + texts.compactMap { key, text in text.map { (key, .string($0)) } })
  }

  private func json(_ evidence: Evidence) -> JSONValue {
    switch evidence {
    case .words(let words): .string(words)
    case .count(let count): .integer(count)
    case .number(let number): .number(number)
    case .flag(let flag): .flag(flag)
    case .value(let value): .string(redaction.value(value))
    case .list(let list): .array(list.map(json))
    case .parts(let parts): .object(parts.map { ($0.name, json($0.evidence)) })
    }
  }
}
