// The report as Markdown, for a comment on a merge request.

import DisclosureRules

/// Writes a table of files and, of each that needs attention, what was found.
struct MarkdownReport {
  /// Findings listed for a file.
  static let listedFindings = 20
  /// Rows of the table of files; the worst come first.
  static let listedFiles = 100
  /// Characters from which on nothing is added but the end. Source: GitHub takes comments of 65,536.
  static let characterLimit = 60_000

  let report: CheckReport
  let redaction: Redaction
  private let code: @Sendable (String) -> String = { Escaping.markdownCode($0) }
  private let words: @Sendable (String) -> String = { Escaping.markdownWords($0) }

  init(report: CheckReport, options: ReportOptions) {
    self.report = report
    redaction = Redaction(
      showsValues: options.showsValues, escape: { Escaping.markdownCode($0) },
      escapeWords: { Escaping.markdownWords($0) })
  }

  func write(to sink: inout some ReportSink) throws(ReportError) {
    var text = head()
    let files = report.worstFirst
    text += table(files.prefix(Self.listedFiles))
    if files.count > Self.listedFiles {
      text += "\nand \((files.count - Self.listedFiles).of("file")) more\n"
    }
    var length = text.count
    try sink.write(text)
    var leftOut = 0
    for file in files where file.verdict != .pass || !file.findings.isEmpty {
      let section = section(file)
      if length + section.count > Self.characterLimit {
        leftOut += 1
      } else {
        length += section.count
        try sink.write(section)
      }
    }
    if leftOut > 0 {
      try sink.write(
        "\nThere is no room for the findings of \(leftOut.of("file")); other formats list them.\n")
    }
    try sink.write(summary())
  }

  private func head() -> String {
    var text = "## Output check: \(report.verdict.rawValue)\n\n**\(report.meaning)**\n\n"
    for problem in report.problems { text += "- **error** \(code(problem.text))\n" }
    if !report.problems.isEmpty { text += "\n" }
    if report.ruleset.isUnverified {
      text += "**Warning:** the ruleset is unverified; do not rely on it.\n\n"
    }
    return text
  }

  private func table(_ files: some Sequence<FileReport>) -> String {
    files.reduce(into: "| verdict | file | why |\n| --- | --- | --- |\n") { text, file in
      text += "| **\(file.verdict.rawValue)** | \(code(file.path)) | \(words(file.reason)) |\n"
    }
  }

  private func section(_ file: FileReport) -> String {
    var text = "\n### \(code(file.path)): \(file.verdict.rawValue)\n\n"
    if !file.shape.isEmpty { text += words(file.shape) + "\n\n" }
    for (rule, reason) in file.incompleteRules {
      text += "- **not judged** \(code(rule.rawValue)): \(words(reason))\n"
    }
    let places = PlaceText(redaction: redaction)
    for reported in file.worstFindingsFirst.prefix(Self.listedFindings) {
      let finding = reported.finding
      let label = reported.waiver == nil ? finding.verdict.rawValue : "\(finding.verdict.rawValue), waived"
      text += "- **\(label)** \(code(finding.rule.rawValue)): \(redaction.text(finding.message))\n"
      text += "  - \(places.text(finding, in: file))\n"
      if !finding.remedy.isEmpty { text += "  - To mend: \(words(finding.remedy))\n" }
      if let waiver = reported.waiver {
        text += "  - Waived by \(code(waiver.approver)) until \(waiver.expires): \(code(waiver.reason))\n"
      }
    }
    let unlisted = file.findingsTotal - min(file.findings.count, Self.listedFindings)
    if unlisted > 0 { text += "- and \(unlisted.of("finding")) more\n" }
    return text
  }

  private func summary() -> String {
    var lines = [words(report.fileCounts), words(report.findingCounts)]
    lines += ReportGaps(report: report, escape: code).sentences().map { "Not checked: \($0)" }
    let ruleset = "ruleset \(code(report.ruleset.name)) \(code(report.ruleset.version))"
    lines.append(
      "checker-cli \(Version.current), \(ruleset), \(UTCTime.text(secondsSince1970: report.finishedAt))")
    return "\n" + lines.map { "- \($0)\n" }.joined()
  }
}
