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
    // Worst first; the order of paths within a verdict.
    for verdict in Verdict.allCases.reversed() {
      for file in report.files where file.verdict == verdict {
        try sink.write(section(file))
      }
    }
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
    text += layout.paragraph(reason(for: file), indent: indent)
    let shape = shape(of: file)
    if !shape.isEmpty { text += palette.paint(layout.paragraph(shape, indent: indent), .faint) }
    text += findings(of: file)
    for rule in file.rules {
      guard case .incomplete(let reason) = rule.status else { continue }
      text += layout.paragraph(
        Escaping.terminal("\(rule.rule): \(reason)"), indent: indent + 4,
        lead: String(repeating: " ", count: indent) + palette.paint("not judged:", .review) + " ",
        leadWidth: indent + 12)
    }
    if explainsRoles { text += roles(of: file) }
    return text + "\n"
  }

  /// Why the file has its verdict, in a sentence.
  private func reason(for file: FileReport) -> String {
    func rules(_ verdict: Verdict) -> String {
      let names = Set(file.findings.filter { $0.finding.verdict == verdict }.map(\.finding.rule)).sorted()
      return names.isEmpty ? "" : " (" + names.map(\.rawValue).joined(separator: ", ") + ")"
    }
    let total = file.findingTotals[file.verdict] ?? 0
    let incomplete = file.rules.count { if case .incomplete = $0.status { true } else { false } }
    switch file.verdict {
    case .error:
      if let problem = file.problem {
        let place = problem.byteOffset.map { " (at byte \($0.grouped))" } ?? ""
        return Escaping.terminal("Could not be checked: \(problem.message)\(place)")
      }
      return "Could not be checked: \(total.of("error"))\(rules(.error))."
    case .fail:
      return "Must not leave as it is: \(total.of("finding"))\(rules(.fail))."
    case .review:
      if total > 0 { return "A person must look: \(total.of("question"))\(rules(.review))." }
      if incomplete > 0 { return "A person must look: \(incomplete.of("rule")) could not judge the file." }
      return "A person must look."
    case .pass, .info:
      let notes = file.findingTotals[.info] ?? 0
      let incompleteness = file.isComplete ? "" : " The check is not complete."
      return (notes > 0 ? "Nothing needs a person; \(notes.of("note"))." : "Nothing was found.")
        + incompleteness
    }
  }

  private func shape(of file: FileReport) -> String {
    var parts: [String] = []
    if let format = file.format {
      parts.append(file.compression.map { "\(format), compressed with \($0)" } ?? format)
    }
    if let bytes = file.bytes { parts.append(bytes.of("byte")) }
    for table in file.tables {
      parts.append("\(table.rows.of("row")) × \(table.columns.count.of("column"))")
    }
    return Escaping.terminal(parts.joined(separator: ", "))
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
      text += layout.paragraph(place(of: finding, in: file), indent: indent + 2)
      for other in finding.related {
        text += layout.paragraph("see also \(place(other, in: file))", indent: indent + 4)
      }
    }
    return text
  }

  /// Rows named of a finding that stands for many cells.
  private static let namedRows = 10

  private func place(of finding: Finding, in file: FileReport) -> String {
    let place = place(finding.location, in: file)
    guard finding.occurrences > 1 || !finding.cells.isEmpty else { return place }
    let cells = finding.occurrences.of("cell")
    guard !finding.cells.isEmpty else { return "\(place): \(cells)" }
    // A preamble's cells have no row.
    let hasRows = finding.cells.allSatisfy { $0.row > 0 }
    let numbers = finding.cells.prefix(Self.namedRows).map { hasRows ? $0.row : $0.line }
    let more = finding.occurrences - numbers.count
    let noun = hasRows ? "row" : "line"
    return "\(place): \(cells), in \(numbers.count == 1 && more <= 0 ? noun : noun + "s") "
      + numbers.map(String.init).joined(separator: ", ") + (more > 0 ? " and \(more.grouped) more" : "")
  }

  private func place(_ location: Location, in file: FileReport) -> String {
    var parts: [String] = []
    if let part = location.part {
      parts.append(part == "filename" ? "the file's name" : redaction.name(part))
    }
    if let table = location.table, table != file.path { parts.append("table \(Escaping.terminal(table))") }
    if let sheet = location.sheet { parts.append("sheet \"\(redaction.name(sheet))\"") }
    if let cell = location.cell { parts.append("cell \(Escaping.terminal(cell))") }
    if let row = location.row { parts.append("row \(row)") }
    if let line = location.line { parts.append("line \(line)") }
    if let character = location.textColumn { parts.append("character \(character)") }
    if let column = location.column {
      parts.append("column \(column)" + (location.columnName.map { " \"\(redaction.name($0))\"" } ?? ""))
    }
    return parts.isEmpty ? "the whole file" : parts.joined(separator: ", ")
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

extension Array where Element: Equatable {
  /// Each element where it first stands.
  fileprivate func withoutRepeats() -> [Element] {
    reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
