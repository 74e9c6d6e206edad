// checker-cli rules: the catalogue.

import ArgumentParser
import DisclosureRules
import OutputChecker

/// Lists every rule, one line each.
struct Rules: CheckerCommand {
  static let configuration = CommandConfiguration(commandName: "rules", abstract: "List the rules.")

  func execute() throws -> ExitStatus {
    let rows = RuleCatalogue.all.map(\.description).map {
      [$0.name.rawValue, $0.family.rawValue, $0.summary]
    }
    try Terminal.print(TextLayout(width: Terminal.width).table(rows))
    return .passed
  }
}
