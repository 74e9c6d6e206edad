// The reports a check was asked for, and where each goes.

import DisclosureRules
import OutputChecker

/// Formats and targets of the reports of one run.
struct ReportOutputs {
  private struct Output {
    var format: ReportFormat
    var place: Place
    var options: ReportOptions
  }

  private enum Place {
    case standardOutput
    case file(ReportTarget)
    /// What ACRO writes is a folder of files.
    case folder(ReportFolder)
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

    try add(check.report, inputs, options)
    if let output = check.output, output != "-" {
      options.palette = check.color == .always ? .coloured : .plain
      outputs.append(
        Output(format: format, place: try Self.place(output, format, inputs), options: options))
    } else if !check.quiet || check.format != nil {
      options.palette = Terminal.isColoured(check.color, descriptor: 1) ? .coloured : .plain
      options.width = Terminal.width
      outputs.append(Output(format: format, place: .standardOutput, options: options))
    }
    try refuseSharedPlaces()
  }

  /// Reports that go to files, beside other files that are written.
  ///
  /// - Parameter reports: each as `FORMAT=FILE`.
  init(
    _ reports: [String], inputs: ReportTarget.Inputs, options: ReportOptions, beside others: [ReportTarget]
  ) throws {
    try add(reports, inputs, options)
    try refuseSharedPlaces()
    for output in outputs {
      let shared =
        switch output.place {
        case .standardOutput: false
        case .file(let target): others.contains { target.isSamePlace(as: $0) }
        case .folder(let folder): others.contains { folder.isSamePlace(as: $0) }
        }
      if shared { throw UsageError("a report can't be written to the file of the table or of the proof") }
    }
  }

  private mutating func add(_ reports: [String], _ inputs: ReportTarget.Inputs, _ options: ReportOptions)
    throws
  {
    for report in reports {
      guard let equals = report.firstIndex(of: "="), report.index(after: equals) != report.endIndex else {
        throw UsageError("--report takes FORMAT=FILE, such as json=report.json, not \"\(report)\"")
      }
      let path = String(report[report.index(after: equals)...])
      if path == "-" { throw UsageError("--report writes files; for standard output use --format") }
      let format = try Self.format(String(report[..<equals]))
      outputs.append(
        Output(format: format, place: try Self.place(path, format, inputs), options: options))
    }
  }

  private static func place(
    _ path: String, _ format: ReportFormat, _ inputs: ReportTarget.Inputs
  ) throws -> Place {
    guard format == .acro, ReportFolder.isFolder(path) else {
      return .file(try ReportTarget(path: path, inputs: inputs))
    }
    return .folder(try ReportFolder(path: path, main: AcroFolder.resultsName, inputs: inputs))
  }

  private func refuseSharedPlaces() throws {
    for (position, output) in outputs.enumerated() {
      for other in outputs[..<position] {
        let shared: String? =
          switch (output.place, other.place) {
          case (.file(let one), .file(let two)): one.isSamePlace(as: two) ? one.path : nil
          case (.folder(let one), .folder(let two)): one.isSamePlace(as: two) ? one.path : nil
          case (.file(let file), .folder(let folder)), (.folder(let folder), .file(let file)):
            folder.isSamePlace(as: file) ? file.path : nil
          case (.standardOutput, _), (_, .standardOutput): nil
          }
        if let shared { throw UsageError("two reports can't be written to the same file: \(shared)") }
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
    for output in outputs {
      switch output.place {
      case .standardOutput: break
      case .file(let target): try target.removeOldReport()
      case .folder(let folder): try folder.prepare()
      }
    }
  }

  /// Writes every report that can be written.
  ///
  /// - Parameter ruleset: what judged.
  /// - Returns: why the others could not.
  func write(_ report: CheckReport, _ ruleset: Ruleset) -> [ReportError] {
    outputs.compactMap { output in
      do throws(ReportError) {
        switch output.place {
        case .standardOutput: try write(report, output, to: .standardOutput())
        case .file(let target): try write(report, output, to: ReportWriter(target: target))
        case .folder(let folder):
          try folder.write(AcroFolder(report: report, options: output.options, ruleset: ruleset).files())
        }
        return nil
      } catch {
        return error
      }
    }
  }

  private func write(
    _ report: CheckReport, _ output: Output, to writer: ReportWriter
  ) throws(ReportError) {
    var writer = writer
    try report.write(output.format, options: output.options, to: &writer)
    try writer.finish()
  }
}
