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
      Masks the cells that the ruleset does not let out and the fewest others that would give them back, checks \
      the result as an intruder would, and writes it only if it holds. Nothing but cells is changed. Exit \
      status: 0 it was written; 1 it can't be made safe by masking; 2 it could not be worked on.
      """)

  @Argument(help: "The table.")
  var table: String

  @Option(name: [.short, .long], help: ArgumentHelp("Where the safe version goes.", valueName: "file"))
  var output: String

  @Option(help: ArgumentHelp("The policy to protect for.", valueName: "name|file"))
  var ruleset = RulesetStore.defaultName

  func execute() throws -> ExitStatus {
    let target = try ReportTarget(path: output, inputs: ReportTarget.Inputs(paths: [table, ruleset]))
    try target.removeOldReport()
    let options = try CheckOptions(
      ruleset: RulesetSearch.load(ruleset, checking: [table]), vocabulary: WordLists.vocabulary())
    let bytes = try InputFile.read(table, limit: options.budget.bytes)
    do throws(ProtectionFailure) {
      let protection = try TableProtector(options: options).protect(
        bytes: bytes, fileName: InputFile.name(of: table))
      try write(protection, to: target)
      return .passed
    } catch {
      Terminal.complain("\(table) was not protected: \(error)")
      return error.isRefusal ? .refused : .notChecked
    }
  }

  private func write(_ protection: Protection, to target: ReportTarget) throws(ProtectionFailure) {
    do {
      let writer = try ReportWriter(target: target)
      try writer.write(protection.bytes)
      try writer.finish()
      let method = protection.isOptimal ? "the fewest that do" : "chosen one by one: fewer may do"
      try Terminal.print(
        """
        Masked with \(protection.token): \(protection.primary) cells that the ruleset hides, \
        \(protection.complementary) more to protect them (\(method)).
        Numbers lost to the further masks add up to \(protection.valueLost).
        Every masked cell was attacked and found to be hidden; the whole check says: \(protection.audit.verdict.rawValue).
        """)
    } catch {
      throw ProtectionFailure(description: "\(error)", isRefusal: false)
    }
  }
}
