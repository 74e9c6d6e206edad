// The report as annotations of GitHub Actions, one line each.

import DisclosureRules

/// Writes workflow commands. Source: GitHub Docs, "Workflow commands for GitHub Actions".
struct GitHubReport {
  let report: CheckReport
  let redaction: Redaction

  init(report: CheckReport, options: ReportOptions) {
    self.report = report
    // Escaped as a whole: an annotation's message is one string.
    redaction = Redaction(showsValues: options.showsValues, escape: { Escaping.terminal($0) })
  }

  func write(to sink: inout some ReportSink) throws(ReportError) {
    for problem in report.problems {
      try sink.write(line("error", problem.path, problem.line, problem.name, problem.message))
    }
    for file in report.worstFirst {
      if file.problem != nil { try sink.write(line("error", file.path, nil, "not checked", file.reason)) }
      for (rule, reason) in file.incompleteRules {
        try sink.write(line("warning", file.path, nil, rule.rawValue, "could not judge: \(reason)"))
      }
      for reported in file.worstFindingsFirst { try sink.write(line(reported, in: file)) }
      if file.isTruncated {
        let left = file.findingsTotal - file.findings.count
        try sink.write(
          line("warning", file.path, nil, "findings", "\(left.of("finding")) are counted and not listed"))
      }
    }
    if report.ruleset.isUnverified {
      try sink.write(
        line("warning", nil, nil, "ruleset", "the ruleset \(report.ruleset.name) is unverified"))
    }
    let level = report.verdict == .review ? "warning" : report.exitStatus == 0 ? "notice" : "error"
    try sink.write(line(level, nil, nil, "checker-cli", "\(report.verdict.rawValue): \(report.meaning)"))
  }

  private func line(_ reported: ReportedFinding, in file: FileReport) -> String {
    let finding = reported.finding
    let level =
      switch finding.verdict {
      case .error, .fail: "error"
      case .review: "warning"
      case .info, .pass: "notice"
      }
    var message =
      redaction.text(finding.message) + " (\(PlaceText(redaction: redaction).text(finding, in: file)))"
    if !finding.remedy.isEmpty { message += "\nTo mend: \(finding.remedy)" }
    if let waiver = reported.waiver {
      message = "waived by \(waiver.approver) until \(waiver.expires): \(waiver.reason)\n" + message
    }
    return line(
      reported.waiver == nil ? level : "notice", file.path, finding.location.line, finding.rule.rawValue,
      message)
  }

  private func line(
    _ level: String, _ path: String?, _ line: Int?, _ title: String, _ message: String
  ) -> String {
    var properties: [String] = []
    if let path { properties.append("file=\(Escaping.annotationProperty(path))") }
    if let line, line > 0 { properties.append("line=\(line)") }
    properties.append("title=\(Escaping.annotationProperty(title))")
    return "::\(level) \(properties.joined(separator: ","))::\(Escaping.annotationMessage(message))\n"
  }
}
