// The report as a Code Quality report of GitLab, which annotates merge requests.

import DisclosureRules

/// Writes a JSON list of issues. Source: GitLab Docs, "Code Quality", "Code Quality report format".
struct GitLabReport {
  let report: CheckReport
  let redaction: Redaction

  init(report: CheckReport, options: ReportOptions) {
    self.report = report
    redaction = Redaction(showsValues: options.showsValues, escape: { Escaping.terminal($0) })
  }

  func write(to sink: inout some ReportSink) throws(ReportError) {
    var issues: [JSONValue] = []
    for problem in report.problems {
      issues.append(
        issue(
          problem.name, "blocker", Escaping.terminal(problem.text),
          path: problem.path ?? ".", line: problem.line,
          fingerprint: Self.digest("\(problem.name) \(problem.text)")))
    }
    if report.ruleset.isUnverified {
      let text = "The ruleset \(report.ruleset.name) is unverified; do not rely on it."
      issues.append(
        issue("ruleset", "minor", text, path: ".", line: nil, fingerprint: Self.digest("unverified")))
    }
    for file in report.worstFirst {
      if file.problem != nil {
        issues.append(
          issue(
            "read", "blocker", Escaping.terminal(file.reason), path: file.path, line: nil,
            fingerprint: Self.digest("read \(file.path)")))
      }
      for (rule, reason) in file.incompleteRules {
        issues.append(
          issue(
            rule.rawValue, "minor", Escaping.terminal("could not judge: \(reason)"), path: file.path,
            line: nil,
            fingerprint: Self.digest("incomplete \(rule) \(file.path)")))
      }
      issues += file.worstFindingsFirst.map { issue($0, in: file) }
    }
    try sink.write(JSONValue.array(issues).bytes())
    try sink.write("\n")
  }

  private func issue(_ reported: ReportedFinding, in file: FileReport) -> JSONValue {
    let finding = reported.finding
    let severity =
      switch finding.verdict {
      case .error: "blocker"
      case .fail: "major"
      case .review: "minor"
      case .info, .pass: "info"
      }
    var description =
      redaction.text(finding.message) + " (\(PlaceText(redaction: redaction).text(finding, in: file)))"
    if let waiver = reported.waiver {
      description = Escaping.terminal("waived (\(waiver.reason)): ") + description
    }
    return issue(
      finding.rule.rawValue, reported.waiver == nil ? severity : "info", description, path: file.path,
      line: finding.location.line, fingerprint: reported.fingerprint)
  }

  private func issue(
    _ rule: String, _ severity: String, _ description: String, path: String, line: Int?, fingerprint: String
  ) -> JSONValue {
    .object([
      ("check_name", .string(rule)), ("description", .string(description)), ("severity", .string(severity)),
      ("fingerprint", .string(fingerprint)),
      (
        "location",
        // Every issue needs a line.
        .object([
          ("path", .string(path)), ("lines", .object([("begin", .integer(max(line ?? 1, 1)))])),
        ])
      ),
    ])
  }

  /// What is no finding has no fingerprint of its own.
  private static func digest(_ text: String) -> String { TextDigest.sha256(Array(text.utf8)) }
}
