// The reports a check was asked for, and where each goes.

import OutputChecker

/// Formats and targets of the reports of one run.
struct ReportOutputs {
  private struct Output {
    var format: ReportFormat
    /// Nil is standard output.
    var target: ReportTarget?
    var options: ReportOptions
  }

  private var outputs: [Output] = []

  /// Finds out what is to be written where; writes and removes nothing.
  init(of check: Check) throws {
    var inputs = ReportTarget.Inputs(paths: check.paths)
    inputs.add(file: check.ruleset)
    if let context = check.context { inputs.add(file: context) }
    if let waivers = check.waivers { inputs.add(file: waivers) }
    let format = try Self.format(check.format ?? ReportFormat.text.rawValue)
    var options = ReportOptions()
    options.showsValues = check.showValues
    options.explainsRoles = check.explainRoles

    for report in check.report {
      guard let equals = report.firstIndex(of: "="), report.index(after: equals) != report.endIndex else {
        throw UsageError("--report takes FORMAT=FILE, such as json=report.json, not \"\(report)\"")
      }
      let path = String(report[report.index(after: equals)...])
      if path == "-" { throw UsageError("--report writes files; for standard output use --format") }
      let target = try ReportTarget(path: path, inputs: inputs)
      outputs.append(
        Output(format: try Self.format(String(report[..<equals])), target: target, options: options))
    }
    if let output = check.output, output != "-" {
      let target = try ReportTarget(path: output, inputs: inputs)
      options.palette = check.color == .always ? .coloured : .plain
      outputs.append(Output(format: format, target: target, options: options))
    } else if !check.quiet || check.format != nil {
      options.palette = Terminal.isColoured(check.color, descriptor: 1) ? .coloured : .plain
      options.width = Terminal.width
      outputs.append(Output(format: format, target: nil, options: options))
    }
    try refuseSharedPlaces()
  }

  private func refuseSharedPlaces() throws {
    let targets = outputs.compactMap(\.target)
    for (position, target) in targets.enumerated() {
      if targets[..<position].contains(where: { $0.isSamePlace(as: target) }) {
        throw UsageError("two reports can't be written to the same file: \(target.path)")
      }
    }
  }

  private static func format(_ name: String) throws -> ReportFormat {
    guard let format = ReportFormat(rawValue: name) else {
      throw UsageError.unknown("report format", name, known: ReportFormat.allCases.map(\.rawValue))
    }
    return format
  }

  /// Removes the reports of an earlier run.
  func removeOldReports() throws {
    for output in outputs { try output.target?.removeOldReport() }
  }

  /// Writes every report that can be written.
  ///
  /// - Returns: why the others could not.
  func write(_ report: CheckReport) -> [ReportError] {
    outputs.compactMap { output in
      do throws(ReportError) {
        var writer =
          try output.target.map { target throws(ReportError) in try ReportWriter(target: target) }
          ?? ReportWriter.standardOutput()
        try report.write(output.format, options: output.options, to: &writer)
        try writer.finish()
        return nil
      } catch {
        return error
      }
    }
  }
}
