// The report as the results.json of ACRO, which SACRO-Viewer shows to output checkers.

import DisclosureRules

/// Writes results in the style of ACRO 0.4, the one that every SACRO-Viewer reads.
///
/// ACRO knows only pass, review and fail, and an output is a file that stands beside the results. So what could not be
/// checked is `fail`, and what an archive or a workbook holds is told with the archive or the workbook.
struct AcroReport {
  /// The version whose style this is; viewers compare versions as text, and refuse 0.10.
  static let version = "0.4.12"
  /// Checks that ACRO names in every summary, with the rules that find the same.
  static let checks: [(check: String, rule: RuleName?)] = [
    ("negative", nil), ("missing", "missing-count"), ("threshold", "minimum-threshold"),
    ("p-ratio", "p-percent"), ("nk-rule", "dominance"), ("all-values-are-same", "constant-group"),
  ]

  let report: CheckReport
  let redaction: Redaction

  init(report: CheckReport, options: ReportOptions) {
    self.report = report
    // Viewers put texts into pages, not always escaped.
    redaction = Redaction(showsValues: options.showsValues, escape: { Escaping.markup($0) })
  }

  func write(to sink: inout some ReportSink) throws(ReportError) {
    let results = Output.outputs(of: report).enumerated().map { position, output in
      ("output_\(position)", json(output, uid: "output_\(position)"))
    }
    let document: JSONValue = .object([
      ("version", .string(Self.version)), ("results", .object(results)),
    ])
    try sink.write(document.bytes())
    try sink.write("\n")
  }

  /// A file that was given, with everything that was found inside it.
  struct Output {
    var file: FileReport
    /// Sheets and members, those of members too.
    var parts: [FileReport] = []

    var all: [FileReport] { [file] + parts }

    /// What a container holds stands behind it.
    static func outputs(of report: CheckReport) -> [Output] {
      var outputs: [Output] = []
      var places: [String: Int] = [:]
      for file in report.files {
        if let container = file.container, let place = places[container] {
          outputs[place].parts.append(file)
          places[file.path] = place
        } else {
          places[file.path] = outputs.count
          outputs.append(Output(file: file))
        }
      }
      return outputs
    }
  }

  private func json(_ output: Output, uid: String) -> JSONValue {
    let file = output.file
    // Without an answer to what is wrong with the request nothing of it passes.
    let worst = Verdict.overall(output.all.map(\.verdict) + (report.problems.isEmpty ? [] : [.fail]))
    let status: Verdict = worst >= .fail ? .fail : worst == .review ? .review : .pass
    let isTable = output.all.contains { !$0.tables.isEmpty }
    let waivers = output.all.flatMap(\.findings).compactMap(\.waiver)
    let exceptions = waivers.reduce(into: [String]()) { known, waiver in
      let text = "\(waiver.approver), until \(waiver.expires): \(waiver.reason)"
      if !known.contains(text) { known.append(text) }
    }
    return .object([
      ("uid", .string(uid)), ("status", .string(status.rawValue)),
      ("type", .string(isTable ? "table" : "custom")),
      ("properties", .object([("method", .string(isTable ? "table" : "custom"))])),
      (
        "files",
        .array([
          .object([
            ("name", .string(Self.name(of: file))),
            ("sdc", .object([("summary", summary(of: output)), ("cells", cells(of: file))])),
          ])
        ])
      ),
      ("outcome", outcome(of: file)), ("command", .string("checker-cli check")),
      ("summary", .string(line(on: output, status))),
      ("timestamp", .string(String(UTCTime.text(secondsSince1970: report.finishedAt).dropLast()))),
      ("comments", .array(comments(on: output).map(JSONValue.string))),
      ("exception", .string(Escaping.markup(exceptions.joined(separator: "; ")))),
    ])
  }

  /// The path below the folder of the results: never absolute, never out of it.
  static func name(of file: FileReport) -> String {
    file.path.split(separator: "/").filter { $0 != "." && $0 != ".." }.joined(separator: "/")
  }

  /// `fail; threshold: 3 cells may need suppressing; `, which the viewer cuts at the first semicolon.
  private func line(on output: Output, _ status: Verdict) -> String {
    var parts = [status.rawValue]
    // A semicolon would end the part of the line that it stands in.
    parts += report.problems.map { Escaping.markup($0.text.replacing(";", with: ",")) }
    for file in output.all where file.problem != nil {
      parts.append(Escaping.markup(file.reason.replacing(";", with: ",")))
    }
    for rule in rules(of: output.all) {
      let findings = output.all.flatMap { self.findings(of: rule, in: $0) }
      let cells = findings.reduce(0) { $0 + max(1, $1.occurrences) }
      let fails = findings.contains { $0.verdict >= .fail }
      parts.append(
        "\(Self.check(of: rule)): \(cells.of("cell")) \(fails ? "may need suppressing" : "to look at")")
    }
    return parts.joined(separator: "; ") + "; "
  }

  private func comments(on output: Output) -> [String] {
    var comments = [
      "checker-cli \(Version.current), ruleset \(report.ruleset.name) \(report.ruleset.version)"
    ]
    if report.ruleset.isUnverified { comments.append("The ruleset is unverified.") }
    comments += report.problems.map(\.text)
    comments = comments.map { Escaping.markup($0) }
    for file in output.all { comments += self.comments(on: file, in: output) }
    return comments
  }

  /// What is said of a file or of a part, whose comments begin with its name.
  private func comments(on file: FileReport, in output: Output) -> [String] {
    let name = file.path == output.file.path ? "" : Escaping.markup(file.path) + ": "
    var comments = file.incompleteRules.map { rule, reason in
      name + Escaping.markup("\(rule) could not judge: \(reason)")
    }
    if !name.isEmpty, file.problem != nil { comments.append(name + Escaping.markup(file.reason)) }
    let places = PlaceText(redaction: redaction)
    for reported in file.worstFindingsFirst.prefix(TextReport.listedFindings) {
      let finding = reported.finding
      let waived = reported.waiver == nil ? "" : " (waived)"
      comments.append(
        "\(name)\(finding.verdict.rawValue)\(waived), \(finding.rule), \(places.text(finding, in: file)): "
          + redaction.text(finding.message))
    }
    let unlisted = file.findingsTotal - min(file.findings.count, TextReport.listedFindings)
    if unlisted > 0 { comments.append("\(name)and \(unlisted.of("finding")) more") }
    return comments
  }

  // MARK: - Cells

  /// Rules with open findings, by name.
  private func rules(of files: [FileReport]) -> [RuleName] {
    Set(
      files.flatMap(\.findings).filter { $0.waiver == nil && $0.finding.verdict >= .review }
        .map(\.finding.rule)
    ).sorted()
  }

  private func findings(of rule: RuleName, in file: FileReport) -> [Finding] {
    file.findings.filter { $0.waiver == nil && $0.finding.rule == rule && $0.finding.verdict >= .review }
      .map(\.finding)
  }

  private static func check(of rule: RuleName) -> String {
    checks.first { $0.rule == rule }?.check ?? rule.rawValue
  }

  private func summary(of output: Output) -> JSONValue {
    var numbers = Dictionary(uniqueKeysWithValues: Self.checks.map { ($0.check, 0) })
    for rule in rules(of: output.all) {
      let findings = output.all.flatMap { self.findings(of: rule, in: $0) }
      numbers[Self.check(of: rule), default: 0] += findings.reduce(0) { $0 + max(1, $1.occurrences) }
    }
    return .object(
      [("suppressed", .flag(false))]
        + numbers.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })
  }

  /// Places as ACRO counts them: from 0, without the header and without one column of row labels.
  private func cells(of file: FileReport) -> JSONValue {
    var cells = Dictionary(uniqueKeysWithValues: Self.checks.map { ($0.check, [JSONValue]()) })
    for rule in rules(of: [file]) {
      let places = findings(of: rule, in: file).flatMap(Self.places)
      cells[Self.check(of: rule), default: []] += places.map { place in
        .array([.integer(place.line - 2), .integer(place.column - 2)])
      }
    }
    return .object(cells.sorted { $0.key < $1.key }.map { ($0.key, .array($0.value)) })
  }

  /// Line and column of a finding's cells; those above the first data line or in the first column have no
  /// place in ACRO.
  private static func places(of finding: Finding) -> [(line: Int, column: Int)] {
    // A sheet's cells are no cells of the file.
    guard finding.location.sheet == nil, let column = finding.location.column, column > 1 else { return [] }
    let lines = finding.cells.isEmpty ? [finding.location.line ?? 0] : finding.cells.map(\.line)
    return lines.filter { $0 > 1 }.map { ($0, column) }
  }

  /// By column and row, as ACRO's data frames have it.
  private func outcome(of file: FileReport) -> JSONValue {
    var columns: [Int: (name: String, rows: [Int: [String]])] = [:]
    for rule in rules(of: [file]) {
      for finding in findings(of: rule, in: file) {
        guard let column = finding.location.column else { continue }
        let rows = finding.cells.isEmpty ? [finding.location.row ?? 0] : finding.cells.map(\.row)
        let name = finding.location.columnName.map(redaction.name) ?? "column"
        for row in rows where row > 0 {
          columns[column, default: ("\(name) (\(column))", [:])].rows[row, default: []].append(
            Self.check(of: rule))
        }
      }
    }
    return .object(
      columns.sorted { $0.key < $1.key }.map { _, column in
        let rows = column.rows.sorted { $0.key < $1.key }.map { row, checks in
          (String(row), JSONValue.string(checks.map { $0 + "; " }.joined()))
        }
        return (column.name, .object(rows))
      })
  }
}
