// checker-cli rulesets: the policies.

import ArgumentParser
import DisclosureRules
import OutputChecker

/// Lists, shows and validates rulesets.
struct Rulesets: CheckerCommand {
  static let configuration = CommandConfiguration(
    commandName: "rulesets",
    abstract: "List, show, validate and compare rulesets.",
    subcommands: [List.self, Show.self, Validate.self, Diff.self, Try.self, Schema.self])

  func execute() throws -> ExitStatus {
    throw UsageError("say what to do: rulesets list, rulesets show NAME or rulesets validate FILE")
  }

  /// Every ruleset that can be named.
  struct List: CheckerCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the rulesets.")

    func execute() throws -> ExitStatus {
      let rows = try RulesetStore.names(searchPath: RulesetSearch.path).map { name in
        let ruleset = try RulesetStore.load(name, searchPath: RulesetSearch.path).ruleset
        return [name, ruleset.version, ruleset.title + (ruleset.isUnverified ? " (unverified)" : "")]
      }
      try Terminal.print(
        Escaping.terminal(TextLayout(width: Terminal.width).table(rows), keepingNewlines: true))
      return .passed
    }
  }

  /// A ruleset with everything it leaves to the defaults.
  struct Show: CheckerCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show the policy of a ruleset, with the source of each parameter.")

    @Argument(help: ArgumentHelp("The ruleset.", valueName: "name|file"))
    var ruleset: String

    func execute() throws -> ExitStatus {
      let loaded = try RulesetStore.load(ruleset, searchPath: RulesetSearch.path)
      let text = RulesetText(layout: TextLayout(width: Terminal.width)).text(loaded)
      try Terminal.print(Escaping.terminal(text, keepingNewlines: true))
      return .passed
    }
  }

  /// The form of a ruleset, for editors.
  struct Schema: CheckerCommand {
    static let configuration = CommandConfiguration(
      commandName: "schema",
      abstract: "Print the JSON Schema of rulesets, by which editors complete and check their keys.")

    func execute() throws -> ExitStatus {
      try Terminal.print(RulesetSchema.text(of: RuleCatalogue.all))
      return .passed
    }
  }

  /// Whether a file is a valid ruleset.
  struct Validate: CheckerCommand {
    static let configuration = CommandConfiguration(
      commandName: "validate", abstract: "Say whether a file is a valid ruleset.")

    @Argument(help: ArgumentHelp("The ruleset's file.", valueName: "file"))
    var file: String

    func execute() throws -> ExitStatus {
      // A bare name would find an embedded ruleset and call the file of that name valid unread.
      let path = file.contains("/") ? file : "./" + file
      let ruleset = try RulesetStore.load(path, searchPath: []).ruleset
      let set = ruleset.rules.values.reduce(0) { $0 + $1.settings.count }
      try Terminal.print(
        Escaping.terminal(
          "\(file): valid: ruleset \(ruleset.name) \(ruleset.version), \(ruleset.rules.count) rules, \(set) parameters"
        ))
      return .passed
    }
  }
}
