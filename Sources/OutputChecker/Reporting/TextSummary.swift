// The end of the report for people: the verdict, the numbers, and what was not checked.

import DisclosureRules

/// The closing lines of the text report.
struct TextSummary {
  let report: CheckReport
  let palette: Palette
  let layout: TextLayout

  /// Columns of a line's name with the space after it.
  private static let margin = 15
  /// Files named in a line of the summary.
  private static let namedFiles = 5

  func text() -> String {
    var text = line("Verdict", meaning, style: report.verdict.style)
    text += line("Files", counts([.fail, .error, .review, .pass], of: report.files(with:), total: "file"))
    text += line(
      "Findings", counts([.fail, .error, .review, .info], of: report.findings(with:), total: "finding"))
    for gap in gaps() { text += line("Not checked", gap, style: .review) }
    if report.ruleset.isUnverified {
      text += line(
        "Warning", Escaping.terminal("the ruleset \(report.ruleset.name) is unverified"), style: .review)
    }
    let seconds = max(0, report.finishedAt - report.startedAt)
    return text
      + line("Time", "\(UTCTime.text(secondsSince1970: report.finishedAt)), after \(seconds.of("second"))")
  }

  private func line(_ name: String, _ content: String, style: Palette.Style? = nil) -> String {
    let label = name + ":"
    return layout.paragraph(
      content, indent: Self.margin, lead: style.map { palette.paint(label, $0) } ?? label,
      leadWidth: label.count)
  }

  private var meaning: String {
    switch report.exitStatus {
    case 0: "pass: every byte was checked, and nothing needs a person"
    case 1: "fail: must not leave as it is"
    case 3: "review: a person must look"
    default: report.files.isEmpty ? "error: no file was checked" : "error: something could not be checked"
    }
  }

  private func counts(_ verdicts: [Verdict], of count: (Verdict) -> Int, total noun: String) -> String {
    let total = verdicts.reduce(0) { $0 + count($1) }
    let parts = verdicts.filter { count($0) > 0 }.map { "\(count($0).grouped) \($0.rawValue)" }
    return total.of(noun) + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
  }

  /// What no rule looked at, one sentence each.
  private func gaps() -> [String] {
    var gaps: [String] = []
    let errors = report.files.filter { $0.verdict == .error }.map(\.path)
    if !errors.isEmpty { gaps.append(named(errors)) }
    for (rule, paths) in files(whereRuleIs: { if case .incomplete = $0 { true } else { false } }) {
      gaps.append("\(rule), which could not judge \(named(paths))")
    }
    let disabled = files(whereRuleIs: { if case .disabled = $0 { true } else { false } }).map(\.rule.rawValue)
    if report.isLimited {
      gaps.append("every rule but those named with --only; without the others no file passes")
    } else if !disabled.isEmpty {
      gaps.append("rules that the ruleset switches off: \(disabled.joined(separator: ", "))")
    }
    return gaps
  }

  /// Rules with a status in some files, by name.
  private func files(
    whereRuleIs matches: (RuleStatus) -> Bool
  ) -> [(rule: RuleName, paths: [String])] {
    var paths: [RuleName: [String]] = [:]
    for file in report.files {
      for rule in file.rules where matches(rule.status) { paths[rule.rule, default: []].append(file.path) }
    }
    return paths.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private func named(_ paths: [String]) -> String {
    let named = paths.prefix(Self.namedFiles).map { Escaping.terminal($0) }.joined(separator: ", ")
    return paths.count > Self.namedFiles
      ? "\(named) and \((paths.count - Self.namedFiles).grouped) more" : named
  }
}
