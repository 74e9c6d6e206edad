// The report as one page for output checkers: no script, no network, nothing but this file.

import Crypto
import DisclosureRules
import FoundationEssentials

/// Writes a report as HTML.
struct HTMLReport {
  /// Files named beside the verdict.
  private static let decidingFiles = 6

  let report: CheckReport
  let options: ReportOptions
  let redaction: Redaction
  /// Rules with findings, by name: the filter's choices.
  let rules: [RuleName]

  init(report: CheckReport, options: ReportOptions) {
    self.report = report
    self.options = options
    redaction = Redaction(
      showsValues: options.showsValues, escape: { Escaping.markup($0) },
      escapeWords: { Escaping.markup($0) })
    rules = Set(report.files.flatMap { $0.findings.map(\.finding.rule) }).sorted()
  }

  func write(to sink: inout some ReportSink) throws(ReportError) {
    try sink.write(head())
    try sink.write(verdict())
    try sink.write(filters())
    try sink.write("<main id=\"files\">\n")
    try sink.write(overview())
    let files = report.worstFirst
    for (position, file) in files.enumerated() {
      try sink.write(
        HTMLFile(file: file, number: position + 1, rules: rules, options: options, redaction: redaction)
          .section())
    }
    try sink.write("</main>\n")
    try sink.write(footer())
  }

  // MARK: - Head

  private func head() -> String {
    let style = String(decoding: PackageResources.report_css, as: UTF8.self) + filterRules()
    // The one style sheet is named by its digest; everything else, scripts too, is refused.
    let digest = Data(SHA256.hash(data: Array(style.utf8))).base64EncodedString()
    let policy = "default-src 'none'; style-src 'sha256-\(digest)'; base-uri 'none'; form-action 'none'"
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <meta name="robots" content="noindex">
      <title>\(report.verdict.rawValue): output check of \(report.files.count.of("file"))</title>
      <style>\(style)</style>
      </head>
      <body>
      <a class="skip" href="#files">Skip to the files</a>

      """
  }

  /// A rule is named by its place in the list: style sheets have an alphabet of their own.
  private func filterRules() -> String {
    var css = ""
    for verdict in Self.verdicts {
      css += "body:has(#v-\(verdict):checked) .file:not(.v-\(verdict)){display:none}\n"
    }
    for position in rules.indices {
      css += "body:has(#r-\(position):checked) :is(.file,.finding):not(.r-\(position)){display:none}\n"
    }
    return css
  }

  private static let verdicts: [Verdict] = [.error, .fail, .review, .pass]

  // MARK: - First screen

  private func verdict() -> String {
    let name = report.verdict.rawValue
    var html = "<header class=\"v-\(name)\">\n<h1>\(Self.badge(report.verdict)) "
    html += "\(Escaping.markup(report.meaning.prefix(1).uppercased() + report.meaning.dropFirst()))</h1>\n"
    if report.ruleset.isUnverified {
      html += "<p class=\"warning\"><strong>Warning:</strong> the ruleset "
      html += "\(Escaping.markup(report.ruleset.name)) is unverified: it was written without sight of the "
      html += "policy it stands for. Do not rely on it.</p>\n"
    }
    for problem in report.problems {
      html += "<p class=\"warning\"><strong>Error:</strong> \(Escaping.markup(problem.text))</p>\n"
    }
    html += deciding()
    html +=
      "<dl class=\"facts\">\n" + fact("Files", report.fileCounts) + fact("Findings", report.findingCounts)
    for gap in ReportGaps(report: report, escape: { $0 }).sentences() { html += fact("Not checked", gap) }
    html += fact("Ruleset", "\(report.ruleset.name) \(report.ruleset.version)")
    let seconds = max(0, report.finishedAt - report.startedAt)
    html += fact(
      "Checked", "\(UTCTime.text(secondsSince1970: report.finishedAt)), in \(seconds.of("second"))")
    html += fact(
      "Values", options.showsValues ? "shown; what looks like an identifier is masked" : "hidden")
    return html + "</dl>\n</header>\n"
  }

  private func fact(_ name: String, _ text: String) -> String {
    "<div><dt>\(name)</dt><dd>\(Escaping.markup(text))</dd></div>\n"
  }

  /// The files that a person has to deal with, the worst first.
  private func deciding() -> String {
    let files = report.worstFirst.enumerated().filter { $0.element.verdict >= .review }
    guard report.verdict > .pass, !files.isEmpty else { return "" }
    var html = "<h2 class=\"small\">What decides it</h2>\n<ul class=\"deciding\">\n"
    for (position, file) in files.prefix(Self.decidingFiles) {
      html += "<li>\(Self.badge(file.verdict)) <a href=\"#f\(position + 1)\">\(Self.path(file.path))</a> "
      html += "\(Escaping.markup(file.reason))</li>\n"
    }
    if files.count > Self.decidingFiles {
      html += "<li>and \((files.count - Self.decidingFiles).of("file")) more</li>\n"
    }
    return html + "</ul>\n"
  }

  // MARK: - Filters

  private func filters() -> String {
    guard report.files.count > 1 || rules.count > 1 else { return "" }
    var html = "<nav class=\"filters\" aria-label=\"Filters\">\n<fieldset><legend>Verdict</legend>\n"
    html += choice("verdict", "v-all", "all", report.files.count, isChosen: true)
    for verdict in Self.verdicts where report.files(with: verdict) > 0 {
      html += choice("verdict", "v-\(verdict)", verdict.rawValue, report.files(with: verdict))
    }
    html += "</fieldset>\n"
    if !rules.isEmpty {
      html += "<fieldset><legend>Rule</legend>\n"
      html += choice("rule", "r-all", "all", nil, isChosen: true)
      for (position, rule) in rules.enumerated() {
        let count = report.files.count { file in file.findings.contains { $0.finding.rule == rule } }
        html += choice("rule", "r-\(position)", rule.rawValue, count)
      }
      html += "</fieldset>\n"
    }
    return html + "</nav>\n"
  }

  private func choice(
    _ group: String, _ id: String, _ label: String, _ count: Int?, isChosen: Bool = false
  ) -> String {
    let number = count.map { " <span class=\"number\">\($0.grouped)</span>" } ?? ""
    return "<label><input type=\"radio\" name=\"\(group)\" id=\"\(id)\"\(isChosen ? " checked" : "")> "
      + "\(Escaping.markup(label))\(number)</label>\n"
  }

  // MARK: - Files

  private func overview() -> String {
    guard !report.files.isEmpty else { return "" }
    var html = "<section class=\"overview\" aria-labelledby=\"overview\">\n<h2 id=\"overview\">Files</h2>\n"
    html += "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table of files\">\n<table>\n"
    html += "<thead><tr><th scope=\"col\">Verdict</th><th scope=\"col\">File</th>"
    html += "<th scope=\"col\">Why</th></tr></thead>\n<tbody>\n"
    for (position, file) in report.worstFirst.enumerated() {
      html += "<tr class=\"\(HTMLFile.classes(of: file, rules: rules))\"><td>\(Self.badge(file.verdict))</td>"
      html += "<td><a href=\"#f\(position + 1)\">\(Self.path(file.path))</a></td>"
      html += "<td>\(Escaping.markup(file.reason))</td></tr>\n"
    }
    return html + "</tbody>\n</table>\n</div>\n</section>\n"
  }

  private func footer() -> String {
    """
    <footer>
    <p>Made by checker-cli \(Version.current) under the ruleset \(Escaping.markup(report.ruleset.name)) \
    \(Escaping.markup(report.ruleset.version)), SHA-256 <code>\(Escaping.markup(report.ruleset.sha256))</code>.
    A <em>pass</em> says that its rules found nothing in bytes that were all read; it supports a person's judgement and
    does not replace it.</p>
    </footer>
    </body>
    </html>

    """
  }

  // MARK: - Pieces

  /// A verdict as a word with a sign: colour alone tells nothing.
  static func badge(_ verdict: Verdict) -> String {
    let sign =
      switch verdict {
      case .error: "!"
      case .fail: "✕"
      case .review: "?"
      case .pass: "✓"
      case .info: "i"
      }
    return "<span class=\"badge \(verdict.rawValue)\"><span aria-hidden=\"true\">\(sign)</span> "
      + "\(verdict.rawValue)</span>"
  }

  static func path(_ path: String) -> String { "<code class=\"path\">\(Escaping.markup(path))</code>" }
}
