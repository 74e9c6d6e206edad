// checker-cli rulesets diff and rulesets try: what a change of policy changes.

import ArgumentParser
import DisclosureRules
import OutputChecker

extension Rulesets {
  /// In what two rulesets differ.
  struct Diff: CheckerCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract: "Say which parameters of two rulesets differ.")

    @Argument(help: ArgumentHelp("A ruleset.", valueName: "name|file"))
    var first: String

    @Argument(help: ArgumentHelp("Another.", valueName: "name|file"))
    var second: String

    func execute() throws -> ExitStatus {
      let rulesets = try [first, second].map {
        try RulesetStore.load($0, searchPath: RulesetSearch.path).ruleset
      }
      let rows = RulesetDifference(rulesets[0], rulesets[1]).rows
      let text =
        rows.isEmpty
        ? "no parameter differs"
        : TextLayout(width: Terminal.width).table(
          [["", rulesets[0].name, rulesets[1].name]] + rows.map { [$0.name, $0.first, $0.second] })
      try Terminal.print(Escaping.terminal(text, keepingNewlines: true))
      return .passed
    }
  }

  /// Which verdicts a change of policy would change.
  struct Try: CheckerCommand {
    static let configuration = CommandConfiguration(
      commandName: "try",
      abstract: "Check files under two rulesets and say which verdicts differ.",
      discussion: "Exit status: 0 whether or not verdicts differ; 2 when a file could not be checked.")

    @Argument(help: ArgumentHelp("The ruleset in force.", valueName: "name|file"))
    var first: String

    @Argument(help: ArgumentHelp("The one to try.", valueName: "name|file"))
    var second: String

    @Argument(help: "Files and folders.")
    var paths: [String] = []

    func execute() throws -> ExitStatus {
      guard !paths.isEmpty else { throw UsageError("no file or folder to check was given") }
      guard !paths.contains("-") else {
        throw UsageError("standard input can be read only once; name files or folders")
      }
      let vocabulary = try WordLists.vocabulary()
      let reports = try [first, second].map { name in
        let options = try CheckOptions(
          ruleset: RulesetSearch.load(name, checking: paths), vocabulary: vocabulary)
        return Checker(options: options).check(paths: paths)
      }
      let changes = VerdictChange.changes(from: reports[0], to: reports[1])
      var text = ""
      if !changes.isEmpty {
        text = TextLayout(width: Terminal.width).table(
          [["", reports[0].ruleset.name, reports[1].ruleset.name]]
            + changes.map { [$0.path, $0.first, $0.second] })
      }
      text += "\(changes.count) of \(reports[1].files.count) files change their verdict\n"
      try Terminal.print(Escaping.terminal(text, keepingNewlines: true))
      let isUnread = reports.contains { $0.verdict == .error }
      return isUnread ? .notChecked : .passed
    }
  }
}
