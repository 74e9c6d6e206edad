// checker-cli protect: a safe version of a table.

import ArgumentParser
import DisclosureRules
import OutputChecker

/// Masks what must be hidden, and what would give it away.
struct Protect: CheckerCommand {
  static let configuration = CommandConfiguration(
    commandName: "protect",
    abstract: "Write a safe version of a table.",
    discussion: """
      Where the ruleset rounds, counts are rounded so that they still add up. Cells that the ruleset does not let \
      out are masked, and further ones so that no total gives these back, at the least loss. The result is \
      checked as an intruder would, its proof is verified, and it is written only if it holds. Nothing but \
      cells is changed. Exit status: 0 it was written; 1 it can't be made safe; 2 it could not be worked on.
      """)

  @Argument(help: "The table.")
  var table: String

  @Option(name: [.short, .long], help: ArgumentHelp("Where the safe version goes.", valueName: "file"))
  var output: String

  @Option(help: ArgumentHelp("The policy to protect for.", valueName: "name|file"))
  var ruleset = RulesetStore.defaultName

  @Option(
    help: ArgumentHelp(
      "What the request declares of the table: hierarchies, and the microdata with contributors and holdings.",
      valueName: "file"))
  var context: String?

  @Option(
    help: ArgumentHelp(
      """
      What further masks are to cost as little as possible of: cells, sum (of their numbers), or a file laid \
      out like the table with a weight from 0 up in place of each number; a cell without a weight stays.
      """, valueName: "cells|sum|file"))
  var weights = "cells"

  @Option(
    help: ArgumentHelp(
      "Write a report on the safe version, such as json=report.json. May be repeated.",
      valueName: "format=file"))
  var report: [String] = []

  @Option(
    help: ArgumentHelp("Write the proof that masked cells are safe, for verify-proof.", valueName: "file"))
  var proof: String?

  func execute() throws -> ExitStatus {
    var inputs = ReportTarget.Inputs(paths: [table])
    for path in [ruleset, weights] + [context].compactMap({ $0 }) { inputs.add(file: path) }
    let target = try ReportTarget(path: output, inputs: inputs)
    let proofTarget = try proof.map { try ReportTarget(path: $0, inputs: inputs) }
    if let proofTarget, proofTarget.isSamePlace(as: target) {
      throw UsageError("the proof can't be written to the file of the table")
    }
    let reports = try ReportOutputs(
      report, inputs: inputs, options: ReportOptions(), beside: [target] + [proofTarget].compactMap { $0 })
    for old in [target, proofTarget] { try old?.removeOldReport() }
    try reports.removeOldReports()

    var options = try CheckOptions(
      ruleset: RulesetSearch.load(ruleset, checking: [table]), vocabulary: WordLists.vocabulary())
    options.context = try context.map { path throws(ContextError) in try ContextFile.load(path) }
    if let epoch = Surroundings.variable("SOURCE_DATE_EPOCH").flatMap({ Int($0) }) { options.now = { epoch } }
    let bytes = try InputFile.read(table, limit: options.budget.bytes)
    var protector = TableProtector(options: options)
    protector.weights = try readWeights(options)
    do throws(ProtectionFailure) {
      let protection = try protector.protect(
        bytes: bytes, fileName: InputFile.name(of: table), path: table, as: output)
      try write(protection.bytes, to: target)
      let files = protector.files(of: protection, at: output)
      if let proofTarget { try write(Array(files.proof.utf8), to: proofTarget) }
      if let error = reports.write(files.report, options.ruleset.ruleset).first {
        throw ProtectionFailure(description: "\(error)", isRefusal: false)
      }
      do { try Terminal.print(ProtectionSummary.text(of: protection)) } catch {
        throw ProtectionFailure(description: "\(error)", isRefusal: false)
      }
      return .passed
    } catch {
      Terminal.complain("\(table) was not protected: \(error)")
      return error.isRefusal ? .refused : .notChecked
    }
  }

  private func readWeights(_ options: CheckOptions) throws -> ProtectionWeights {
    switch weights {
    case "cells": .cells
    case "sum": .sum
    default:
      .file(
        bytes: try InputFile.read(weights, limit: options.budget.bytes), name: InputFile.name(of: weights))
    }
  }

  private func write(_ bytes: [UInt8], to target: ReportTarget) throws(ProtectionFailure) {
    do {
      let writer = try ReportWriter(target: target)
      try writer.write(bytes)
      try writer.finish()
    } catch {
      throw ProtectionFailure(description: "\(error)", isRefusal: false)
    }
  }
}
