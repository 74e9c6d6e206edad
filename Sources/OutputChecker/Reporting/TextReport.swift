// The report for people: what decides stands first.

import DisclosureRules

/// Writes a report as text for a terminal.
struct TextReport {
  /// Findings listed for a file. Source: the report contract.
  static let listedFindings = 20

  let report: CheckReport
  let explainsRoles: Bool
  let palette: Palette
  let layout: TextLayout
  let redaction: Redaction
  private var places: PlaceText { PlaceText(redaction: redaction) }

  /// Columns of a verdict with the space after it.
  private static let margin = 8

  init(report: CheckReport, options: ReportOptions) {
    self.report = report
    explainsRoles = options.explainsRoles
    palette = options.palette
    layout = TextLayout(width: options.width)
    redaction = Redaction(showsValues: options.showsValues, escape: { Escaping.terminal($0) })
  }

  func write(to sink: inout some ReportSink) throws(ReportError) {
    try sink.write(head())
    for file in report.worstFirst { try sink.write(section(file)) }
    try sink.write(TextSummary(report: report, palette: palette, layout: layout).text())
  }

  private func head() -> String {
    let ruleset = "\(report.ruleset.name) \(report.ruleset.version)"
    var text = palette.paint("checker-cli \(Version.current)", .strong)
    text +=
      Escaping.terminal(", ruleset \(ruleset), \(UTCTime.text(secondsSince1970: report.startedAt))") + "\n"
    if report.ruleset.isUnverified {
      text += layout.paragraph(
        Escaping.terminal(
          "The ruleset \(report.ruleset.name) is unverified: it was written without sight of the policy it stands for."
            + " Do not rely on it."),
        indent: Self.margin + 1, lead: palette.paint("WARNING", .review), leadWidth: 7)
    }
    return text + "\n"
  }

  // MARK: - A file

  private func section(_ file: FileReport) -> String {
    let verdict = file.verdict.rawValue.uppercased()
    let lead = palette.paint(verdict, file.verdict.style)
    let indent = Self.margin
    var text = lead + String(repeating: " ", count: max(1, indent - verdict.count))
    text += palette.paint(Escaping.terminal(file.path), .strong) + "\n"
    text += layout.paragraph(Escaping.terminal(file.reason), indent: indent)
    let shape = Escaping.terminal(file.shape)
    if !shape.isEmpty { text += palette.paint(layout.paragraph(shape, indent: indent), .faint) }
    text += findings(of: file)
    for (rule, reason) in file.incompleteRules {
      text += layout.paragraph(
        Escaping.terminal("\(rule): \(reason)"), indent: indent + 4,
        lead: String(repeating: " ", count: indent) + palette.paint("not judged:", .review) + " ",
        leadWidth: indent + 12)
    }
    if explainsRoles { text += roles(of: file) }
    return text + "\n"
  }

  // MARK: - Findings

  private func findings(of file: FileReport) -> String {
    // Worst first, and the report's order among equals.
    let ordered = Verdict.allCases.reversed().flatMap { verdict in
      file.findings.lazy.map(\.finding).filter { $0.verdict == verdict }
    }
    let listed = ordered.prefix(Self.listedFindings)
    var text = ""
    for rule in listed.map(\.rule).withoutRepeats() {
      let findings = listed.filter { $0.rule == rule }
      for group in groups(of: findings) { text += self.text(of: group, in: file) }
      if let remedy = findings.first?.remedy, !remedy.isEmpty {
        text += layout.paragraph(
          remedy, indent: Self.margin + 13,
          lead: String(repeating: " ", count: Self.margin + 4) + palette.paint("To mend:", .faint) + " ",
          leadWidth: Self.margin + 13)
      }
    }
    let unlisted = file.findingsTotal - listed.count
    if unlisted > 0 {
      text += layout.paragraph("and \(unlisted.of("finding")) more", indent: Self.margin + 2)
    }
    return text
  }

  /// Findings that say the same of different places.
  private struct Group {
    var verdict: Verdict
    var message: String
    var findings: [Finding]
  }

  private func groups(of findings: [Finding]) -> [Group] {
    var groups: [Group] = []
    for finding in findings {
      let message = redaction.text(finding.message)
      if let known = groups.firstIndex(where: { $0.verdict == finding.verdict && $0.message == message }) {
        groups[known].findings.append(finding)
      } else {
        groups.append(Group(verdict: finding.verdict, message: message, findings: [finding]))
      }
    }
    return groups
  }

  private func text(of group: Group, in file: FileReport) -> String {
    guard let rule = group.findings.first?.rule else { return "" }
    let indent = Self.margin + 2
    let label = "\(group.verdict.rawValue) \(rule):"
    let lead =
      String(repeating: " ", count: indent)
      + palette.paint(group.verdict.rawValue, group.verdict.style) + " \(rule): "
    var text = layout.paragraph(
      group.message, indent: indent + 4, lead: lead, leadWidth: indent + label.count + 1)
    for finding in group.findings {
      text += layout.paragraph(places.text(finding, in: file), indent: indent + 2)
      for other in finding.related {
        text += layout.paragraph("see also \(places.text(other, in: file))", indent: indent + 4)
      }
    }
    return text
  }

  // MARK: - Roles

  private func roles(of file: FileReport) -> String {
    file.tables.reduce(into: "") { text, table in
      text += String(repeating: " ", count: Self.margin) + "Columns of \(Escaping.terminal(table.id)):\n"
      text += layout.table(
        table.columns.map { column in
          [
            String(column.index), column.name.map { "\"\(redaction.name($0))\"" } ?? "-",
            column.role.role.rawValue, Self.hundredths(column.role.confidence),
            column.role.reasons.map(redaction.text).joined(separator: "; "),
          ]
        }, indent: Self.margin + 2)
    }
  }

  /// A share with two decimals: `0.98`.
  static func hundredths(_ share: Double) -> String {
    guard share >= 0, share <= 1 else { return "?" }
    let number = Int((share * 100).rounded())
    return "\(number / 100).\(number % 100 < 10 ? "0" : "")\(number % 100)"
  }
}

extension Verdict {
  /// How the verdict is coloured.
  var style: Palette.Style {
    switch self {
    case .pass, .info: .pass
    case .review: .review
    case .fail, .error: .fail
    }
  }
}

extension Array where Element: Equatable {
  /// Each element where it first stands.
  fileprivate func withoutRepeats() -> [Element] {
    reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
