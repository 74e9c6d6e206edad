// The report for people: what decides stands first.

import DisclosureRules

/// Writes a report as text for a terminal.
struct TextReport {
  /// Findings listed for a file. Source: the report contract.
  static let listedFindings = 20

  let report: CheckReport
  let options: ReportOptions
  let palette: Palette
  let layout: TextLayout
  let redaction: Redaction
  private var places: PlaceText { PlaceText(redaction: redaction) }

  /// Pieces of tables drawn for a file.
  private static let drawings = 5
  /// Columns of a verdict with the space after it.
  private static let margin = 8

  init(report: CheckReport, options: ReportOptions) {
    self.report = report
    self.options = options
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
    for (rule, reason) in file.incompleteRules {
      text += layout.paragraph(
        Escaping.terminal("\(rule): \(reason)"), indent: indent + 4,
        lead: String(repeating: " ", count: indent) + palette.paint("not judged:", .review) + " ",
        leadWidth: indent + 12)
    }
    text += findings(of: file)
    if options.explainsRoles { text += roles(of: file) }
    return text + "\n"
  }

  // MARK: - Findings

  private func findings(of file: FileReport) -> String {
    let listed = Array(file.worstFindingsFirst.prefix(Self.listedFindings))
    let groups = FindingGroup.groups(of: listed, redaction)
    var drawings = Self.drawings
    var text = ""
    for (position, group) in groups.enumerated() {
      text += "\n" + self.text(of: group, in: file)
      if drawings > 0, let drawing = drawing(of: group, groups, in: file) {
        drawings -= 1
        text += "\n" + drawing + "\n"
      }
      // Said once where several findings of a rule follow one another.
      let isLast = position + 1 == groups.count || groups[position + 1].rule != group.rule
      if isLast { text += advice(on: group) }
    }
    let unlisted = file.findingsTotal - listed.count
    if unlisted > 0 {
      text += "\n" + layout.paragraph("and \(unlisted.of("finding")) more", indent: Self.margin + 2)
    }
    return text
  }

  private func text(of group: FindingGroup, in file: FileReport) -> String {
    let indent = Self.margin + 2
    let waived = group.waiver == nil ? "" : " (waived)"
    let label = "\(group.verdict.rawValue)\(waived) \(group.rule):"
    let lead =
      String(repeating: " ", count: indent)
      + palette.paint(group.verdict.rawValue + waived, group.waiver == nil ? group.verdict.style : .faint)
      + " \(group.rule): "
    var text = layout.paragraph(
      group.message, indent: indent + 4, lead: lead, leadWidth: indent + label.count + 1)
    for finding in group.findings {
      text += layout.paragraph(places.text(finding, in: file), indent: indent + 2)
      for other in finding.related {
        text += layout.paragraph("see also \(places.text(other, in: file))", indent: indent + 4)
      }
    }
    if let waiver = group.waiver {
      let said = "\(waiver.approver), until \(waiver.expires): \(waiver.reason)"
      text += labelled("Waived:", Escaping.terminal(said))
    }
    return text
  }

  private func drawing(of group: FindingGroup, _ groups: [FindingGroup], in file: FileReport) -> String? {
    guard let name = group.findings.first?.location.table,
      let table = file.tables.first(where: { $0.id == name })
    else { return nil }
    return TextExcerpt(palette: palette, width: layout.width).text(
      of: table, group, ExcerptCells(table, groups, redaction, options), indent: Self.margin + 6)
  }

  /// Why it matters, and what to do.
  private func advice(on group: FindingGroup) -> String {
    var text = ""
    if let rule = options.describe(group.rule) { text += labelled("Why:", Escaping.terminal(rule.summary)) }
    if let remedy = group.remedy { text += labelled("To mend:", Escaping.terminal(remedy)) }
    return text
  }

  private func labelled(_ label: String, _ text: String) -> String {
    let indent = Self.margin + 4
    return layout.paragraph(
      text, indent: indent + 9,
      lead: String(repeating: " ", count: indent) + palette.paint(label, .faint) + " ",
      leadWidth: indent + label.count + 1)
  }

  // MARK: - Roles

  private func roles(of file: FileReport) -> String {
    file.tables.reduce(into: "") { text, table in
      text += String(repeating: " ", count: Self.margin) + "Columns of \(Escaping.terminal(table.id)):\n"
      text += layout.table(
        table.columns.flatMap { column in
          let name = column.name.map { "\"\(redaction.name($0))\"" } ?? "-"
          return [row(String(column.index), name, column.role)]
            + (column.second.map { [row("", "2nd number", $0)] } ?? [])
        }, indent: Self.margin + 2)
    }
  }

  private func row(_ index: String, _ name: String, _ role: RoleAssignment) -> [String] {
    [
      index, name, role.role.rawValue, Self.hundredths(role.confidence),
      role.reasons.map(redaction.text).joined(separator: "; "),
    ]
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
