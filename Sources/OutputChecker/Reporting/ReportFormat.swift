// The formats a report comes in.

public import DisclosureRules

/// A format of the report.
public enum ReportFormat: String, Sendable, CaseIterable {
  case text, json, jsonl, sarif, junit, html, markdown, github, gitlab, acro
}

/// How a report is shown. The report itself doesn't depend on it.
public struct ReportOptions: Sendable {
  /// Show cells, but for what looks like an identifier.
  public var showsValues = false
  /// In the text report, say what each column was taken for, and why.
  public var explainsRoles = false
  /// In the text report, colours.
  public var palette = Palette.plain
  /// In the text report, columns of a line.
  public var width = 100

  /// What is said of a rule; nil for one that is not known.
  public var describe: @Sendable (RuleName) -> RuleDescription? = {
    RuleCatalogue.rule(named: $0)?.description
  }

  /// No values, no roles, no colours.
  public init() {}
}

extension CheckReport {
  /// Writes the report in a format.
  public func write(
    _ format: ReportFormat, options: ReportOptions, to sink: inout some ReportSink
  ) throws(ReportError) {
    switch format {
    case .text: try TextReport(report: self, options: options).write(to: &sink)
    case .json: try JSONReport(report: self, options: options).write(to: &sink)
    case .jsonl: try JSONLinesReport(report: self, options: options).write(to: &sink)
    case .sarif: try SARIFReport(report: self, options: options).write(to: &sink)
    case .junit: try JUnitReport(report: self, options: options).write(to: &sink)
    case .html: try HTMLReport(report: self, options: options).write(to: &sink)
    case .markdown: try MarkdownReport(report: self, options: options).write(to: &sink)
    case .github: try GitHubReport(report: self, options: options).write(to: &sink)
    case .gitlab: try GitLabReport(report: self, options: options).write(to: &sink)
    case .acro: try AcroReport(report: self, options: options).write(to: &sink)
    }
  }
}
