// The parts of a report as JSON values, schema output-check-report/1.

import DisclosureRules

/// Turns a report into JSON values; the formats that are JSON of our own differ only in how they join them.
struct ReportJSON {
  /// A key of an object with its value.
  typealias Member = (key: String, value: JSONValue)

  let report: CheckReport
  let redaction: Redaction

  init(report: CheckReport, options: ReportOptions) {
    self.report = report
    redaction = Redaction(showsValues: options.showsValues)
  }

  /// What a report says of the whole run.
  func envelope() -> [Member] {
    var members: [Member] = [
      ("schema", .string(CheckReport.schema)),
      ("tool", .object([("name", .string("checker-cli")), ("version", .string(Version.current))])),
      ("ruleset", ruleset()),
      ("context", context()),
      ("waivers", waivers()),
      ("startedAt", .string(UTCTime.text(secondsSince1970: report.startedAt))),
      ("finishedAt", .string(UTCTime.text(secondsSince1970: report.finishedAt))),
      ("summary", summary()),
      ("verdict", .string(report.verdict.rawValue)),
      ("complete", .flag(report.isComplete)),
    ]
    if report.isLimited { members.append(("limited", .flag(true))) }
    return members
  }

  private func ruleset() -> JSONValue {
    .object([
      ("name", .string(report.ruleset.name)), ("version", .string(report.ruleset.version)),
      ("sha256", .string(report.ruleset.sha256)), ("unverified", .flag(report.ruleset.isUnverified)),
      ("overrides", .object([])),
    ])
  }

  private func context() -> JSONValue {
    guard let context = report.context else { return .null }
    let microdata = context.microdata.map { file in
      JSONValue.object([("file", .string(file.file)), ("sha256", .string(file.sha256))])
    }
    let errors = context.errors.map { error in
      JSONValue.object([
        ("file", .string(error.file)), ("line", JSONValue(error.line)), ("message", .string(error.message)),
      ])
    }
    return .object([
      ("file", .string(context.file)), ("sha256", .string(context.sha256)), ("microdata", .array(microdata)),
      ("unused", .array(context.unused.map { .string($0) })), ("errors", .array(errors)),
    ])
  }

  private func waivers() -> JSONValue {
    guard let waivers = report.waivers else { return .null }
    return .object([
      ("sha256", .string(waivers.sha256)), ("entries", .integer(waivers.entries)),
      ("unmatched", .array(waivers.unmatched.map(JSONValue.integer))),
    ])
  }

  private func summary() -> JSONValue {
    let files: [Verdict] = [.pass, .review, .fail, .error]
    let findings: [Verdict] = [.fail, .review, .info, .error]
    var members: [Member] = [
      ("files", .object(files.map { ($0.rawValue, .integer(report.files(with: $0))) })),
      ("findings", .object(findings.map { ($0.rawValue, .integer(report.findings(with: $0))) })),
    ]
    if report.waivers != nil { members.append(("waived", .integer(report.waivedFindings))) }
    return .object(members)
  }

  /// A file with everything that was found in it.
  func json(_ file: FileReport) -> JSONValue {
    .object(facts(of: file) + [("findings", .array(file.findings.map(json)))])
  }

  /// A file without its findings.
  func facts(of file: FileReport) -> [Member] {
    [
      ("path", .string(file.path)), ("sha256", JSONValue(file.sha256)), ("bytes", JSONValue(file.bytes)),
      ("format", JSONValue(file.format)), ("compression", JSONValue(file.compression)),
      ("encoding", JSONValue(file.encoding)), ("delimiter", JSONValue(file.delimiter)),
      ("container", JSONValue(file.container)), ("verdict", .string(file.verdict.rawValue)),
      ("complete", .flag(file.isComplete)), ("error", file.problem.map(json) ?? .null),
      ("tables", .array(file.tables.map(json))), ("rules", .array(file.rules.map(json))),
      ("findingsTotal", .integer(file.findingsTotal)), ("findingsTruncated", .flag(file.isTruncated)),
    ]
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

  private func json(_ reported: ReportedFinding) -> JSONValue { .object(members(of: reported)) }

  /// A finding.
  func members(of reported: ReportedFinding) -> [Member] {
    let finding = reported.finding
    var members: [Member] = [
      ("rule", .string(finding.rule.rawValue)), ("verdict", .string(finding.verdict.rawValue)),
      ("statbarn", JSONValue(finding.statbarn?.rawValue)), ("location", json(finding.location)),
      ("occurrences", .integer(finding.occurrences)), ("message", .string(redaction.text(finding.message))),
      ("remedy", .string(finding.remedy)), ("evidence", finding.evidence.map(json) ?? .null),
      ("related", .array(finding.related.map(json))), ("fingerprint", .string(reported.fingerprint)),
    ]
    if !finding.also.isEmpty {
      members.append(("also", .array(finding.also.map { .string($0.rawValue) })))
    }
    if !finding.cells.isEmpty {
      members.append(("cells", .array(finding.cells.map { json($0, in: finding.location) })))
    }
    if let waiver = reported.waiver { members.append(("waiver", json(waiver))) }
    return members
  }

  private func json(_ waiver: Waiver) -> JSONValue {
    .object([
      ("reason", .string(waiver.reason)), ("approver", .string(waiver.approver)),
      ("expires", .string(waiver.expires)),
    ])
  }

  /// A cell of a list: its row, and line and byte, or the address of a sheet's cell.
  private func json(_ place: CellPlace, in location: Location) -> JSONValue {
    var members: [Member] = place.row > 0 || location.sheet == nil ? [("row", .integer(place.row))] : []
    if location.sheet != nil {
      members.append(("cell", .string((location.cell ?? "") + String(place.line))))
    } else {
      members.append(("line", .integer(place.line)))
      if place.byteOffset >= 0 { members.append(("byteOffset", .integer(place.byteOffset))) }
    }
    return .object(members)
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
    case .figure(let figure): .string(redaction.figure(figure))
    case .list(let list): .array(list.map(json))
    case .parts(let parts): .object(parts.map { ($0.name, json($0.evidence)) })
    }
  }
}
