// The documentation page of a rule, made from the rule's own description.

public import DisclosureRules

/// Markdown pages of rules: `docs/rules/<rule>.md` and their index.
public enum RulePage {
  /// The page of one rule.
  public static func markdown(for rule: any Rule) -> String {
    let description = rule.description
    var blocks: [String] = [
      "# \(description.name)", description.summary, facts(of: description), "## Why it matters",
      description.rationale, "## How to mend it", description.remedy, "## Parameters",
    ]
    blocks += parameters(of: description)
    blocks.append("## Examples")
    if description.shownUnder != RulesetStore.defaultName {
      blocks.append("Under the ruleset `\(description.shownUnder)`:")
    }
    for example in description.examples { blocks += self.example(example) }
    blocks.append("## Sources")
    blocks.append(description.sources.map { "- \($0)" }.joined(separator: "\n"))
    blocks.append("---")
    blocks.append("This page is made from the rule's description; change it there.")
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// The list of all pages, by family, in the order of the families and of the rules given.
  public static func index(of rules: [any Rule]) -> String {
    var blocks = [
      "# Rules",
      """
      One page a rule. A rule has one name everywhere: in reports, in rulesets, in `checker-cli explain` and in \
      the files that define and test it.
      """,
    ]
    for family in RuleFamily.allCases {
      let members = rules.map(\.description).filter { $0.family == family }
      if members.isEmpty { continue }
      blocks.append("## \(title(of: family))")
      let rows = members.map { "| [\($0.name)](\($0.name).md) | \(cell($0.summary)) |" }
      blocks.append((["| rule | what it finds |", "| --- | --- |"] + rows).joined(separator: "\n"))
    }
    blocks.append("---")
    blocks.append("This page is made from the rules' descriptions.")
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func facts(of description: RuleDescription) -> String {
    var lines = ["- Family: \(title(of: description.family).lowercased())"]
    if let statbarn = description.statbarn { lines.append("- Statbarn: `\(statbarn.rawValue)`") }
    if !description.absorbs.isEmpty {
      let rules = description.absorbs.map { "[\($0)](\($0).md)" }.joined(separator: ", ")
      lines.append("- Tells, of the same cell, what more general rules find: \(rules)")
    }
    return lines.joined(separator: "\n")
  }

  private static func parameters(of description: RuleDescription) -> [String] {
    if description.parameters.isEmpty { return ["It has none."] }
    let rows = description.parameters.map { parameter in
      "| `\(parameter.key)` | \(cell(values(of: parameter.kind))) "
        + "| \(cell(value(parameter.defaultValue, of: parameter.kind))) | \(cell(parameter.summary)) |"
    }
    return [
      (["| key | values | default | meaning |", "| --- | --- | --- | --- |"] + rows).joined(separator: "\n")
    ]
  }

  private static func values(of kind: ParameterKind) -> String {
    switch kind {
    case .integer(let range): "whole number, \(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "number, \(number(range.lowerBound)) to \(number(range.upperBound))"
    case .flag: "`true`, `false`"
    case .choice(let words): words.map { "`\($0)`" }.joined(separator: ", ")
    case .words: "list of words"
    case .records(let fields): "list of records with " + fields.map { "`\($0)`" }.joined(separator: ", ")
    }
  }

  private static func value(_ value: ParameterValue, of kind: ParameterKind) -> String {
    switch value {
    case .integer(let whole): return "\(whole)"
    case .number(let decimal): return number(decimal)
    case .flag(let flag): return "`\(flag)`"
    case .word(let word): return "`\(word)`"
    case .words(let words): return words.isEmpty ? "none" : words.map { "`\($0)`" }.joined(separator: ", ")
    case .records(let records):
      // The order of the fields is the description's: a dictionary has none.
      guard case .records(let fields) = kind else { return "" }
      return records.map { record in
        "`{" + fields.map { field in "\(field): \(number(record[field] ?? 0))" }.joined(separator: ", ")
          + "}`"
      }.joined(separator: ", ")
    }
  }

  private static func example(_ example: RuleExample) -> [String] {
    let heading = "`\(example.verdict.rawValue)`: \(example.title) (`\(example.fileName)`)"
    if example.text.isEmpty { return [heading + ". The file holds nothing."] }
    let files = example.others.reduce([heading, block(example.shownLines)]) {
      $0 + ["with `\($1.name)`", block($1.shownLines)]
    }
    guard let context = example.context else { return files }
    return files + ["with the context file", "```yaml\n\(context)```"]
  }

  private static func block(_ lines: [String]) -> String {
    // A fence longer than any run of backticks inside.
    var fence = "```"
    while lines.contains(where: { $0.contains(fence) }) { fence += "`" }
    return "\(fence)csv\n\(lines.joined(separator: "\n"))\n\(fence)"
  }

  private static func title(of family: RuleFamily) -> String {
    switch family {
    case .linkedTables: "Linked tables"
    default: family.rawValue.prefix(1).uppercased() + family.rawValue.dropFirst()
    }
  }

  /// 85 rather than 85.0.
  private static func number(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Text within a table's cell.
  private static func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
