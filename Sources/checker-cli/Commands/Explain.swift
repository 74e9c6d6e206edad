// checker-cli explain: what a rule does and how to satisfy it.

import ArgumentParser
import DisclosureRules
import OutputChecker

/// Explains a rule.
struct Explain: CheckerCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown
  }

  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a rule: what it finds, why it matters, how to mend it.")

  @Argument(help: "The rule, as findings name it.")
  var rule: String?

  @Flag(help: "Explain every rule.")
  var all = false

  @Option(help: "text, json or markdown.")
  var format = Format.text

  func execute() throws -> ExitStatus {
    let rules = try chosen()
    let descriptions = rules.map(\.description)
    switch format {
    case .text:
      let page = RuleText(layout: TextLayout(width: Terminal.width))
      try Terminal.print(descriptions.map(page.text).joined(separator: "\n\n"))
    case .markdown:
      try Terminal.print(rules.map { RulePage.markdown(for: $0) }.joined(separator: "\n"))
    case .json:
      try Terminal.print(all ? RuleJSON.text(descriptions) : descriptions.map(RuleJSON.text).joined())
    }
    return .passed
  }

  private func chosen() throws -> [any Rule] {
    switch (rule, all) {
    case (nil, true): return RuleCatalogue.all
    case (let name?, false):
      guard let found = RuleCatalogue.rule(named: RuleName(rawValue: name)) else {
        throw UsageError.unknown("rule", name, known: RuleCatalogue.all.map(\.name.rawValue))
      }
      return [found]
    default: throw UsageError("name one rule, or give --all")
    }
  }
}
