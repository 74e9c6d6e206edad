// One file on the page: its verdict, its tables, its findings.

import DisclosureRules

/// Draws the section of a file.
struct HTMLFile {
  /// Places listed of findings that say the same.
  private static let listedPlaces = 20

  let file: FileReport
  /// From 1, in the order of the page.
  let number: Int
  let rules: [RuleName]
  let options: ReportOptions
  let redaction: Redaction

  /// Classes by which filters find a file.
  static func classes(of file: FileReport, rules: [RuleName]) -> String {
    let found = Set(file.findings.map(\.finding.rule))
    return
      (["file", "v-\(file.verdict.rawValue)"]
      + rules.indices.filter { found.contains(rules[$0]) }.map { "r-\($0)" }).joined(separator: " ")
  }

  func section() -> String {
    let groups = FindingGroup.groups(of: file.worstFindingsFirst, redaction)
    var html = "<section class=\"\(Self.classes(of: file, rules: rules))\" id=\"f\(number)\" "
    html += "aria-labelledby=\"f\(number)-name\">\n"
    html +=
      "<h2 id=\"f\(number)-name\">\(HTMLReport.badge(file.verdict)) \(HTMLReport.path(file.path))</h2>\n"
    html += "<p class=\"reason\">\(Escaping.markup(file.reason))</p>\n"
    html += "<p class=\"shape\">\(Escaping.markup(file.shape))"
    if let sha256 = file.sha256 { html += " <span class=\"digest\">SHA-256 <code>\(sha256)</code></span>" }
    html += "</p>\n"
    for (rule, reason) in file.incompleteRules {
      html += "<p class=\"incomplete\"><strong>Not judged:</strong> \(rule): \(Escaping.markup(reason))</p>\n"
    }
    for (position, table) in file.tables.enumerated() {
      let drawing = HTMLTable(
        table: table, id: "f\(number)-t\(position + 1)", file: number, groups: groups,
        cells: ExcerptCells(table, groups, redaction, options), redaction: redaction)
      // What needs nobody is there on request.
      html +=
        groups.isEmpty
        ? "<details><summary>Show the table</summary>\n\(drawing.html())</details>\n" : drawing.html()
      if options.explainsRoles { html += drawing.reasons() }
    }
    for (position, group) in groups.enumerated() { html += self.html(of: group, position + 1) }
    let unlisted = file.findingsTotal - file.findings.count
    if unlisted > 0 {
      html += "<p>and \(unlisted.of("finding")) more, which are counted and not listed</p>\n"
    }
    return html + "</section>\n"
  }

  // MARK: - Findings

  private func html(of group: FindingGroup, _ position: Int) -> String {
    let id = "f\(number)-g\(position)"
    let filter = rules.firstIndex(of: group.rule).map { " r-\($0)" } ?? ""
    let waived = group.waiver == nil ? "" : " waived"
    var html = "<article class=\"finding \(group.verdict.rawValue)\(filter)\(waived)\" id=\"\(id)\" "
    html += "aria-labelledby=\"\(id)-name\">\n<h3 id=\"\(id)-name\"><span class=\"mark\">\(position)</span> "
    html += "\(HTMLReport.badge(group.verdict)) <span class=\"rule\">\(group.rule)</span></h3>\n"
    html += "<p class=\"message\">\(group.message)</p>\n"
    if let waiver = group.waiver {
      html += "<p class=\"waiver\"><strong>Waived</strong> by \(Escaping.markup(waiver.approver)) until "
      html += "\(Escaping.markup(waiver.expires)): \(Escaping.markup(waiver.reason))</p>\n"
    }
    html += places(of: group)
    if let rule = options.describe(group.rule) {
      html += "<p class=\"why\"><strong>Why:</strong> \(Escaping.markup(rule.summary))</p>\n"
    }
    if let remedy = group.remedy {
      html += "<p class=\"remedy\"><strong>How to mend it:</strong> \(Escaping.markup(remedy))</p>\n"
    }
    return html + about(group) + "</article>\n"
  }

  private func places(of group: FindingGroup) -> String {
    let places = PlaceText(redaction: redaction)
    var html = "<ul class=\"places\">\n"
    for finding in group.findings.prefix(Self.listedPlaces) {
      html += "<li>\(places.text(finding, in: file))"
      let others = finding.related.prefix(Self.listedPlaces).map { places.text($0, in: file) }
      if !others.isEmpty { html += "<br>see also \(others.joined(separator: "; "))" }
      html += "</li>\n"
    }
    let more = group.findings.count - Self.listedPlaces
    if more > 0 { html += "<li>and \(more.of("place")) more</li>\n" }
    return html + "</ul>\n"
  }

  /// Why the rule is as it is, what the finding rests on, where to read more.
  private func about(_ group: FindingGroup) -> String {
    var html = "<details><summary>More on this rule</summary>\n"
    if let rule = options.describe(group.rule) {
      html += "<p>\(Escaping.markup(rule.rationale))</p>\n"
      html += "<ul>\n" + rule.sources.map { "<li>\(Escaping.markup($0))</li>\n" }.joined() + "</ul>\n"
    }
    if let evidence = group.findings.first?.evidence {
      html += "<p>Evidence of the first: \(text(of: evidence))</p>\n"
    }
    return html + "<p>All of it: <code>checker-cli explain \(group.rule)</code></p>\n</details>\n"
  }

  private func text(of evidence: Evidence) -> String {
    switch evidence {
    case .words(let words): Escaping.markup(words)
    case .count(let count): count.grouped
    case .number(let number): Self.rounded(number)
    case .flag(let flag): flag ? "yes" : "no"
    case .value(let value): redaction.value(value)
    case .figure(let figure): redaction.figure(figure)
    case .list(let list): list.map(text).joined(separator: ", ")
    case .parts(let parts):
      parts.map { "\(Escaping.markup($0.name)): \(text(of: $0.evidence))" }.joined(separator: "; ")
    }
  }

  /// Four decimals are enough for people; the JSON report has all.
  private static func rounded(_ number: Double) -> String {
    guard number.magnitude < 1e9 else { return "\(number)" }
    let text = "\((number * 10_000).rounded() / 10_000)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
