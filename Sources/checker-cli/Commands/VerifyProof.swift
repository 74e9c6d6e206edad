// checker-cli verify-proof: whether a proof of safety holds.

import ArgumentParser
import OutputChecker

/// Checks a proof by adding up.
struct VerifyProof: CheckerCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify-proof",
    abstract: "Check a proof that masked cells are safe, with nothing but addition.",
    discussion: """
      Prints the equations that the proof rests on: it holds as far as these are all that the table obeys. \
      Exit status: 0 it holds; 1 it does not; 2 it could not be read.
      """)

  @Argument(help: "The table.")
  var table: String

  @Argument(help: "The proof, as check --proof has written it.")
  var proof: String

  @Option(help: ArgumentHelp("The policy whose masks the table uses.", valueName: "name|file"))
  var ruleset = RulesetStore.defaultName

  @Option(help: ArgumentHelp("What the request declared of the table when it was proved.", valueName: "file"))
  var context: String?

  func execute() throws -> ExitStatus {
    var options = try CheckOptions(
      ruleset: RulesetSearch.load(ruleset, checking: [table]), vocabulary: WordLists.vocabulary())
    options.context = try context.map { path throws(ContextError) in try ContextFile.load(path) }
    let bytes = try InputFile.read(table, limit: options.budget.bytes)
    let verdict = ProofFile.verify(
      try InputFile.read(proof, limit: options.budget.bytes), of: bytes, fileName: InputFile.name(of: table),
      path: table, options: options)
    switch verdict {
    case .holds(let equations, let rounded):
      var lines = [
        "The proof holds for this table by itself, given these \(equations.count) equations (row,column):"
      ]
      lines += equations
      if !rounded.isEmpty {
        lines.append("These published numbers count as rounded: \(rounded.joined(separator: " ")).")
      }
      try Terminal.print(lines.joined(separator: "\n"))
      return .passed
    case .fails(let reason), .incomplete(let reason):
      try Terminal.print("The proof does not hold: \(Escaping.terminal(reason))")
      return .refused
    case .unreadable(let reason):
      Terminal.complain("the proof can't be checked: \(reason)")
      return .notChecked
    }
  }
}
