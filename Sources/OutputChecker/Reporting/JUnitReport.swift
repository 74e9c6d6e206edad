// The report as JUnit XML, for the test pages of CI systems.

import DisclosureRules

/// Writes a test suite a file and a test case a rule that judged it: `failure` for fail, `skipped` for review,
/// `error` for what could not be checked.
struct JUnitReport {
  let report: CheckReport
  let redaction: Redaction

  init(report: CheckReport, options: ReportOptions) {
    self.report = report
    redaction = Redaction(
      showsValues: options.showsValues, escape: { Escaping.markup($0) },
      escapeWords: { Escaping.markup($0) })
  }

  /// One test.
  private struct Case {
    var name: String
    /// `pass`, or the worst that there is to say.
    var verdict = Verdict.pass
    var summary = ""
    /// Escaped; waived findings too.
    var lines: [String] = []
  }

  func write(to sink: inout some ReportSink) throws(ReportError) {
    var suites = report.files.map { (name: $0.path, file: Optional($0), cases: cases(of: $0)) }
    let gaps = gaps()
    if !gaps.isEmpty { suites.append((name: "the request", file: nil, cases: gaps)) }
    let seconds = max(0, report.finishedAt - report.startedAt)
    try sink.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    try sink.write(
      "<testsuites name=\"checker-cli\" \(counts(suites.flatMap(\.cases))) time=\"\(seconds)\">\n")
    for suite in suites {
      try sink.write("  <testsuite name=\"\(Escaping.markup(suite.name))\" \(counts(suite.cases)) ")
      let time = UTCTime.text(secondsSince1970: report.startedAt).dropLast()
      try sink.write("timestamp=\"\(time)\" time=\"0\">\n")
      if let file = suite.file { try sink.write(properties(of: file)) }
      for test in suite.cases { try sink.write(text(of: test, in: suite.name)) }
      try sink.write("  </testsuite>\n")
    }
    try sink.write("</testsuites>\n")
  }

  private func counts(_ cases: [Case]) -> String {
    func number(_ verdict: Verdict) -> Int { cases.count { $0.verdict == verdict } }
    return "tests=\"\(cases.count)\" failures=\"\(number(.fail))\" errors=\"\(number(.error))\""
      + " skipped=\"\(number(.review))\""
  }

  private func properties(of file: FileReport) -> String {
    var properties = [("verdict", file.verdict.rawValue), ("ruleset", report.ruleset.name)]
    if let sha256 = file.sha256 { properties.append(("sha256", sha256)) }
    return "    <properties>\n"
      + properties.map {
        "      <property name=\"\($0.0)\" value=\"\(Escaping.markup($0.1))\"/>\n"
      }.joined() + "    </properties>\n"
  }

  private func text(of test: Case, in suite: String) -> String {
    let name = Escaping.markup(test.name)
    let head = "    <testcase name=\"\(name)\" classname=\"\(Escaping.markup(suite))\" time=\"0\""
    let body = test.lines.joined(separator: "\n")
    let element =
      switch test.verdict {
      case .fail: "failure"
      case .error: "error"
      case .review: "skipped"
      case .pass, .info: "system-out"
      }
    guard test.verdict >= .review || !body.isEmpty else { return head + "/>\n" }
    let message = test.verdict >= .review ? " message=\"\(test.summary)\"" : ""
    let type = test.verdict >= .fail ? " type=\"\(name)\"" : ""
    return head + ">\n      <\(element)\(message)\(type)>\(body)</\(element)>\n    </testcase>\n"
  }

  // MARK: - Tests

  private func cases(of file: FileReport) -> [Case] {
    var cases = [Case(name: "read")]
    if file.problem != nil {
      cases[0].verdict = .error
      cases[0].summary = Escaping.markup(file.reason)
    }
    let known = file.rules.map(\.rule)
    let others = Set(file.findings.map(\.finding.rule)).subtracting(known).sorted()
    for rule in known + others {
      let findings = file.findings.filter { $0.finding.rule == rule }
      let status = file.rules.first { $0.rule == rule }?.status ?? .ran
      guard status == .ran || status.isIncomplete || !findings.isEmpty else { continue }
      cases.append(test(rule, status, findings, in: file))
    }
    if file.isTruncated, file.openFindings(with: .fail) + file.openFindings(with: .review) > 0 {
      let left = file.findingsTotal - file.findings.count
      cases.append(
        Case(
          name: "findings left out", verdict: file.verdict == .error ? .fail : file.verdict,
          summary: "\(left.of("finding")) are counted and not listed"))
    }
    return cases
  }

  private func test(
    _ rule: RuleName, _ status: RuleStatus, _ findings: [ReportedFinding], in file: FileReport
  ) -> Case {
    var test = Case(name: rule.rawValue)
    let open = findings.filter { $0.waiver == nil }.map(\.finding)
    test.verdict = Verdict.overall(open.map(\.verdict) + (status.isIncomplete ? [.review] : []))
    if let worst = open.first(where: { $0.verdict == test.verdict }) {
      let more = open.count - 1
      test.summary = redaction.text(worst.message) + (more > 0 ? " And \(more.grouped) more." : "")
    } else if case .incomplete(let reason) = status {
      test.summary = Escaping.markup("could not judge: \(reason)")
    }
    let places = PlaceText(redaction: redaction)
    test.lines = findings.map { reported in
      let finding = reported.finding
      let place = places.text(finding, in: file)
      let waived = reported.waiver.map { Escaping.markup("waived (\($0.reason)): ") } ?? ""
      return "\(waived)\(finding.verdict.rawValue): \(place): \(redaction.text(finding.message))"
        + (finding.remedy.isEmpty ? "" : " To mend: \(Escaping.markup(finding.remedy))")
    }
    return test
  }

  /// What no file tells.
  private func gaps() -> [Case] {
    var cases: [Case] = []
    for problem in report.problems {
      cases.append(Case(name: problem.name, verdict: .error, summary: Escaping.markup(problem.text)))
    }
    if report.isLimited {
      cases.append(
        Case(
          name: "all rules", verdict: .review,
          summary: "Only some rules ran; without the others nothing passes."))
    }
    if report.ruleset.isUnverified {
      cases.append(Case(name: "verified ruleset", verdict: .review, summary: "The ruleset is unverified."))
    }
    return cases
  }
}
