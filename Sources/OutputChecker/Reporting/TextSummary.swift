// The end of the report for people: the verdict, the numbers, and what was not checked.

import DisclosureRules

/// The closing lines of the text report.
struct TextSummary {
  let report: CheckReport
  let palette: Palette
  let layout: TextLayout

  /// Columns of a line's name with the space after it.
  private static let margin = 15

  func text() -> String {
    var text = line("Verdict", "\(report.verdict.rawValue): \(report.meaning)", style: report.verdict.style)
    for problem in report.problems {
      text += line("Error", Escaping.terminal(problem.text), style: .fail)
    }
    text += line("Files", report.fileCounts)
    text += line("Findings", report.findingCounts)
    for gap in ReportGaps(report: report, escape: { Escaping.terminal($0) }).sentences() {
      text += line("Not checked", gap, style: .review)
    }
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
}
