// The report as JSON lines: one object a line, for programs that read as they go.

import DisclosureRules

/// Writes a report as JSON lines: first the run (`"type":"report"`), then each file (`"file"`) followed by its
/// findings (`"finding"`, with the file's path).
struct JSONLinesReport {
  let json: ReportJSON

  init(report: CheckReport, options: ReportOptions) {
    json = ReportJSON(report: report, options: options)
  }

  func write(to sink: inout some ReportSink) throws(ReportError) {
    try write(json.envelope(), type: "report", to: &sink)
    for file in json.report.files {
      try write(json.facts(of: file), type: "file", to: &sink)
      for finding in file.findings {
        try write([("path", .string(file.path))] + json.members(of: finding), type: "finding", to: &sink)
      }
    }
  }

  private func write(
    _ members: [ReportJSON.Member], type: String, to sink: inout some ReportSink
  ) throws(ReportError) {
    try sink.write(JSONValue.object([("type", .string(type))] + members).line())
    try sink.write("\n")
  }
}
