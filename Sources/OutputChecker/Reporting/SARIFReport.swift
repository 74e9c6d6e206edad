// The report as SARIF 2.1.0, for code hosts and for viewers of analysis results.

import DisclosureRules

/// Writes a report as one run of SARIF. Source: OASIS, Static Analysis Results Interchange Format 2.1.0.
struct SARIFReport {
  /// Most results of a run that code hosts accept. Source: GitHub, SARIF support for code scanning, 25,000.
  static let resultLimit = 25_000
  /// From this many findings on, those of a rule in a file are one result. Source: GitHub shows 5,000.
  static let separateLimit = 5_000
  /// Cells that a joined result names.
  static let namedCells = 20

  let report: CheckReport
  let describe: @Sendable (RuleName) -> RuleDescription?
  let redaction: Redaction

  init(report: CheckReport, options: ReportOptions) {
    self.report = report
    describe = options.describe
    redaction = Redaction(
      showsValues: options.showsValues, escape: { Escaping.sarifMessage($0) },
      escapeWords: { Escaping.sarifMessage($0) })
  }

  /// A finding of a file, or several of one rule joined.
  private struct Entry {
    var file: Int
    var findings: [ReportedFinding]
  }

  func write(to sink: inout some ReportSink) throws(ReportError) {
    let entries = entries()
    let rules = Set(report.files.flatMap(\.rules).map(\.rule) + entries.map(\.findings[0].finding.rule))
      .sorted()
    let positions = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1, $0) })
    let kept = entries.prefix(Self.resultLimit)
    let run: JSONValue = .object([
      ("tool", .object([("driver", driver(rules))])),
      ("policies", .array([policy()])),
      ("invocations", .array([invocation(leftOut: entries.count - kept.count)])),
      ("artifacts", .array(report.files.map(artifact))),
      ("columnKind", .string("unicodeCodePoints")),
      ("results", .array(kept.map { result($0, positions) })),
      (
        "properties",
        .object([
          ("verdict", .string(report.verdict.rawValue)), ("complete", .flag(report.isComplete)),
          ("limited", .flag(report.isLimited)),
        ])
      ),
    ])
    let log: JSONValue = .object([
      (
        "$schema",
        .string("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
      ),
      ("version", .string("2.1.0")), ("runs", .array([run])),
    ])
    try sink.write(log.bytes())
    try sink.write("\n")
  }

  /// Worst first, so that a limit cuts what matters least.
  private func entries() -> [Entry] {
    let total = report.files.reduce(0) { $0 + $1.findings.count }
    var entries: [Entry] = []
    for (position, file) in report.files.enumerated() {
      let findings = file.worstFindingsFirst
      if total <= Self.separateLimit {
        entries += findings.map { Entry(file: position, findings: [$0]) }
        continue
      }
      var joined: [Entry] = []
      for finding in findings {
        let same = joined.firstIndex { entry in
          entry.findings[0].finding.rule == finding.finding.rule
            && entry.findings[0].finding.verdict == finding.finding.verdict
            && (entry.findings[0].waiver == nil) == (finding.waiver == nil)
        }
        if let same {
          joined[same].findings.append(finding)
        } else {
          joined.append(Entry(file: position, findings: [finding]))
        }
      }
      entries += joined
    }
    return entries.enumerated().sorted { left, right in
      let (one, other) = (left.element.findings[0].finding.verdict, right.element.findings[0].finding.verdict)
      return one != other ? one > other : left.offset < right.offset
    }.map(\.element)
  }

  // MARK: - The run

  private func driver(_ rules: [RuleName]) -> JSONValue {
    .object([
      ("name", .string("checker-cli")), ("version", .string(Version.current)),
      ("semanticVersion", .string(Version.current)), ("rules", .array(rules.map(descriptor))),
    ])
  }

  private func descriptor(_ rule: RuleName) -> JSONValue {
    guard let description = describe(rule) else { return .object([("id", .string(rule.rawValue))]) }
    func text(_ text: String) -> JSONValue { .object([("text", .string(Escaping.sarifMessage(text)))]) }
    return .object([
      ("id", .string(rule.rawValue)), ("shortDescription", text(description.summary)),
      ("fullDescription", text(description.rationale)), ("help", text(description.remedy)),
      (
        "properties",
        .object([
          ("family", .string(description.family.rawValue)),
          ("statbarn", JSONValue(description.statbarn?.rawValue)),
        ])
      ),
    ])
  }

  private func policy() -> JSONValue {
    .object([
      ("name", .string(report.ruleset.name)), ("version", .string(report.ruleset.version)),
      (
        "properties",
        .object([
          ("sha256", .string(report.ruleset.sha256)), ("unverified", .flag(report.ruleset.isUnverified)),
        ])
      ),
    ])
  }

  private func invocation(leftOut: Int) -> JSONValue {
    var notifications: [JSONValue] = []
    func notify(_ level: String, _ text: String, _ file: Int?) {
      var members: [(key: String, value: JSONValue)] = [
        ("level", .string(level)), ("message", .object([("text", .string(Escaping.sarifMessage(text)))])),
      ]
      if let file {
        members.append(
          ("locations", .array([.object([("physicalLocation", .object([artifactLocation(file)]))])])))
      }
      notifications.append(.object(members))
    }
    for (position, file) in report.files.enumerated() {
      if file.problem != nil { notify("error", file.reason, position) }
      for (rule, reason) in file.incompleteRules {
        notify("warning", "\(rule) could not judge: \(reason)", position)
      }
    }
    for problem in report.problems { notify("error", problem.text, nil) }
    if report.isLimited { notify("warning", "Only some rules ran, by request.", nil) }
    if report.ruleset.isUnverified {
      notify("warning", "The ruleset \(report.ruleset.name) is unverified.", nil)
    }
    if leftOut > 0 { notify("warning", "\(leftOut.of("result")) are left out, the mildest.", nil) }
    return .object([
      ("executionSuccessful", .flag(report.isComplete)), ("exitCode", .integer(Int(report.exitStatus))),
      ("startTimeUtc", .string(UTCTime.text(secondsSince1970: report.startedAt))),
      ("endTimeUtc", .string(UTCTime.text(secondsSince1970: report.finishedAt))),
      ("toolExecutionNotifications", .array(notifications)),
    ])
  }

  private func artifact(_ file: FileReport) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("location", .object([("uri", .string(Escaping.uriReference(file.path)))])),
      ("properties", .object([("verdict", .string(file.verdict.rawValue))])),
    ]
    if let bytes = file.bytes { members.append(("length", .integer(bytes))) }
    if let sha256 = file.sha256 { members.append(("hashes", .object([("sha-256", .string(sha256))]))) }
    if let encoding = file.encoding { members.append(("encoding", .string(encoding))) }
    return .object(members)
  }

  // MARK: - Results

  private func result(_ entry: Entry, _ positions: [RuleName: Int]) -> JSONValue {
    let first = entry.findings[0]
    let finding = first.finding
    let file = report.files[entry.file]
    let others = entry.findings.dropFirst().prefix(Self.namedCells).map(\.finding.location)
    var related = finding.related + others
    related += finding.cells.prefix(Self.namedCells).map(finding.location.at)
    var members: [(key: String, value: JSONValue)] = [
      ("ruleId", .string(finding.rule.rawValue)), ("ruleIndex", .integer(positions[finding.rule] ?? -1)),
      ("kind", .string(Self.kind(finding.verdict))), ("level", .string(Self.level(finding.verdict))),
      ("message", .object([("text", .string(message(finding)))])),
      ("locations", .array([location(finding.location, entry.file, id: nil)])),
      ("occurrenceCount", .integer(entry.findings.reduce(0) { $0 + max(1, $1.finding.occurrences) })),
      ("fingerprints", .object([("outputChecker/v1", .string(first.fingerprint))])),
      // Code hosts track results by partial fingerprints only.
      ("partialFingerprints", .object([("outputChecker/v1", .string(first.fingerprint))])),
      (
        "properties", .object([("verdict", .string(finding.verdict.rawValue)), ("path", .string(file.path))])
      ),
    ]
    if !related.isEmpty {
      members.append(
        (
          "relatedLocations",
          .array(related.enumerated().map { location($1, entry.file, id: $0 + 1) })
        ))
    }
    if let waiver = first.waiver {
      let justification = "\(waiver.reason) (\(waiver.approver), until \(waiver.expires))"
      members.append(
        (
          "suppressions",
          .array([
            .object([
              ("kind", .string("external")), ("status", .string("accepted")),
              ("justification", .string(Escaping.terminal(justification))),
            ])
          ])
        ))
    }
    return .object(members)
  }

  private func message(_ finding: Finding) -> String {
    redaction.text(finding.message) + (finding.remedy.isEmpty ? "" : " To mend: ")
      + redaction.escapeWords(finding.remedy)
  }

  /// A level other than `none` is for results of the kind `fail` alone. Source: SARIF 2.1.0, 3.27.9 and 3.27.10.
  private static func kind(_ verdict: Verdict) -> String {
    switch verdict {
    case .error, .fail: "fail"
    case .review: "review"
    case .info: "informational"
    case .pass: "pass"
    }
  }

  private static func level(_ verdict: Verdict) -> String {
    verdict >= .fail ? "error" : "none"
  }

  private func artifactLocation(_ file: Int) -> (key: String, value: JSONValue) {
    (
      "artifactLocation",
      .object([("uri", .string(Escaping.uriReference(report.files[file].path))), ("index", .integer(file))])
    )
  }

  private func location(_ location: Location, _ file: Int, id: Int?) -> JSONValue {
    var physical = [artifactLocation(file)]
    var region: [(key: String, value: JSONValue)] = []
    if let line = location.line, line > 0 { region.append(("startLine", .integer(line))) }
    if let column = location.textColumn, location.line != nil {
      region.append(("startColumn", .integer(column)))
    }
    if let offset = location.byteOffset { region.append(("byteOffset", .integer(offset))) }
    if let length = location.byteLength, location.byteOffset != nil {
      region.append(("byteLength", .integer(length)))
    }
    if !region.isEmpty { physical.append(("region", .object(region))) }
    var members: [(key: String, value: JSONValue)] = [("physicalLocation", .object(physical))]
    if let id { members.append(("id", .integer(id))) }
    if let name = qualifiedName(of: location) {
      var logical: [(key: String, value: JSONValue)] = [("fullyQualifiedName", .string(name))]
      if let column = location.columnName {
        // A name is no message: it has no links.
        let plain = Redaction(escape: { Escaping.terminal($0) })
        logical.append(("name", .string(plain.name(column))))
      }
      members.append(("logicalLocations", .array([.object(logical)])))
    }
    return .object(members)
  }

  /// `t1.csv!R3C2`, `book.xlsx!Sheet1!C7`; nil for what is neither cell nor column.
  private func qualifiedName(of location: Location) -> String? {
    if let table = location.table, location.sheet != nil, let cell = location.cell {
      return table + "!" + cell
    }
    guard let table = location.table, location.row != nil || location.column != nil else { return nil }
    return table + "!" + (location.row.map { "R\($0)" } ?? "") + (location.column.map { "C\($0)" } ?? "")
  }
}
