// The report as JSON, schema output-check-report/1.

import DisclosureRules

/// Writes a report as JSON, file by file, so that a large request is never one document in memory.
struct JSONReport {
  let json: ReportJSON

  init(report: CheckReport, options: ReportOptions) {
    json = ReportJSON(report: report, options: options)
  }

  func write(to sink: inout some ReportSink) throws(ReportError) {
    // Nil stands for the files.
    var members: [(key: String, value: JSONValue?)] = json.envelope().map { ($0.key, $0.value) }
    members.append(("files", nil))
    var lead = "{\n"
    for (key, value) in members.sorted(by: { $0.key < $1.key }) {
      try sink.write(lead + "  \"\(key)\" : ")
      lead = ",\n"
      guard let value else {
        try writeFiles(to: &sink)
        continue
      }
      try sink.write(value.bytes(indentedBy: 2))
    }
    try sink.write("\n}\n")
  }

  private func writeFiles(to sink: inout some ReportSink) throws(ReportError) {
    var lead = "[\n    "
    for file in json.report.files {
      try sink.write(lead)
      try sink.write(json.json(file).bytes(indentedBy: 4))
      lead = ",\n    "
    }
    try sink.write(json.report.files.isEmpty ? "[]" : "\n  ]")
  }
}
