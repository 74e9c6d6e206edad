// The formats a report comes in.

/// A format of the report.
public enum ReportFormat: String, Sendable, CaseIterable {
  case text, json
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
    }
  }
}
