// Rules and rulesets for people and for programs: what `explain` and `rulesets show` print.

public import DisclosureRules

/// A rule as text for a terminal.
public struct RuleText {
  let layout: TextLayout
  private static let indent = 4

  /// - Parameter layout: how wide lines are.
  public init(layout: TextLayout) { self.layout = layout }

  /// The whole of what a rule says of itself.
  public func text(_ rule: RuleDescription) -> String {
    var text = layout.paragraph("\(rule.name): \(rule.summary)", indent: 0)
    text += "family: \(rule.family.rawValue)"
    if let statbarn = rule.statbarn { text += ", statbarn: \(statbarn.rawValue)" }
    text += "\n\nWhy it matters\n" + layout.paragraph(rule.rationale, indent: Self.indent)
    text += "\nHow to mend it\n" + layout.paragraph(rule.remedy, indent: Self.indent)
    if !rule.parameters.isEmpty {
      text += "\nParameters\n"
      text += layout.table(
        rule.parameters.map { [$0.key, $0.kind.text, "default \($0.defaultValue.text)", $0.summary] },
        indent: Self.indent)
    }
    text += "\nExamples\n"
    for example in rule.examples {
      text += layout.paragraph(
        "\(example.verdict.rawValue): \(example.title) (\(example.fileName))", indent: Self.indent)
      text += Self.lines(of: example.shownLines)
      for other in example.others {
        text += layout.paragraph("with \(other.name)", indent: Self.indent)
        text += Self.lines(of: other.shownLines)
      }
      guard let context = example.context else { continue }
      text += layout.paragraph("with the context file", indent: Self.indent)
      text += Self.lines(of: context.split(separator: "\n").map(String.init))
    }
    text += "\nSources\n"
    for source in rule.sources {
      text += layout.paragraph(source, indent: Self.indent + 2, lead: "    - ")
    }
    return text
  }

  private static func lines(of example: [String]) -> String {
    example.map { "        | \(Escaping.terminal($0))\n" }.joined()
  }
}

/// A rule as JSON.
public enum RuleJSON {
  /// One rule: an object.
  public static func text(_ rule: RuleDescription) throws(ReportError) -> String {
    String(decoding: try json(rule).bytes(), as: UTF8.self) + "\n"
  }

  /// Several rules: a list.
  public static func text(_ rules: [RuleDescription]) throws(ReportError) -> String {
    String(decoding: try JSONValue.array(rules.map(json)).bytes(), as: UTF8.self) + "\n"
  }

  private static func json(_ rule: RuleDescription) -> JSONValue {
    .object([
      ("rule", .string(rule.name.rawValue)), ("family", .string(rule.family.rawValue)),
      ("statbarn", JSONValue(rule.statbarn?.rawValue)), ("summary", .string(rule.summary)),
      ("rationale", .string(rule.rationale)), ("remedy", .string(rule.remedy)),
      ("parameters", .array(rule.parameters.map(json))),
      ("sources", .array(rule.sources.map(JSONValue.string))),
      (
        "examples",
        .array(
          rule.examples.map { example in
            .object([
              ("verdict", .string(example.verdict.rawValue)), ("title", .string(example.title)),
              ("fileName", .string(example.fileName)), ("text", .string(example.text)),
              (
                "others",
                .array(
                  example.others.map {
                    .object([("fileName", .string($0.name)), ("text", .string($0.text))])
                  })
              ),
              ("context", JSONValue(example.context)),
            ])
          })
      ),
    ])
  }

  private static func json(_ parameter: ParameterDescription) -> JSONValue {
    .object([
      ("key", .string(parameter.key)), ("takes", .string(parameter.kind.text)),
      ("default", json(parameter.defaultValue)), ("summary", .string(parameter.summary)),
    ])
  }

  private static func json(_ value: ParameterValue) -> JSONValue {
    switch value {
    case .integer(let number): .integer(number)
    case .number(let number): .number(number)
    case .flag(let flag): .flag(flag)
    case .word(let word): .string(word)
    case .words(let words): .array(words.map(JSONValue.string))
    case .records(let records):
      .array(records.map { record in .object(record.map { ($0.key, .number($0.value)) }) })
    }
  }
}

/// A ruleset as text for a terminal.
public struct RulesetText {
  let layout: TextLayout

  /// - Parameter layout: how wide lines are.
  public init(layout: TextLayout) { self.layout = layout }

  /// The policy in force: every rule with every parameter, set or by default, and where each comes from.
  public func text(_ loaded: LoadedRuleset) -> String {
    let ruleset = loaded.ruleset
    var text = layout.paragraph(
      "\(ruleset.name) \(ruleset.version)" + (ruleset.title.isEmpty ? "" : ": \(ruleset.title)"), indent: 0)
    text += "sha256 \(loaded.sha256)\n"
    if ruleset.isUnverified {
      text += layout.paragraph("UNVERIFIED: written without sight of the policy it stands for.", indent: 0)
    }
    for rule in RuleCatalogue.all.map(\.description) {
      let settings = ruleset.settings(of: rule.name)
      text += "\n\(rule.name): \(settings.isEnabled ? "on" : "off")\n"
      text += layout.table(
        rule.parameters.map { parameter in
          row(parameter.key, settings.settings[parameter.key], default: parameter.defaultValue)
        }, indent: 2)
    }
    if !ruleset.limits.isEmpty {
      text += "\nlimits\n"
      text += layout.table(
        ruleset.limits.sorted { $0.key < $1.key }.map { [$0.key, $0.value.value.text, origin($0.value)] },
        indent: 2)
    }
    if !ruleset.identifiers.isEmpty {
      text += "\nidentifiers\n"
      text += layout.table(
        ruleset.identifiers.sorted { $0.key < $1.key }.map {
          [$0.key, $0.value.value.text, origin($0.value)]
        },
        indent: 2)
    }
    if !ruleset.masks.isEmpty { text += "\nmasks\n" + layout.table(ruleset.masks.map(row), indent: 2) }
    if !ruleset.sources.isEmpty {
      text += "\nsources\n"
      text += layout.table(
        ruleset.sources.map { source in
          [
            source.key,
            [source.title, source.url, source.date.map { "read \($0)" }].compactMap(\.self).joined(
              separator: ", "),
          ]
        }, indent: 2)
    }
    return text
  }

  private func row(_ key: String, _ setting: Setting?, default value: ParameterValue) -> [String] {
    guard let setting else { return [key, value.text, "the rule's default"] }
    return [key, setting.value.text, origin(setting)]
  }

  private func row(_ mask: MaskToken) -> [String] {
    let hides = mask.range.map { "hides \($0.lowerBound) to \($0.upperBound)" } ?? "hides any number"
    return ["\"\(mask.token)\"", hides, mask.mayBeSecondary ? "primary or secondary" : "primary only"]
  }

  private func origin(_ setting: Setting) -> String {
    let source = setting.source.map { "source: \($0)" } ?? "no source given"
    return source + (setting.confidence.map { ", confidence: \($0.rawValue)" } ?? "")
  }
}

extension ParameterValue {
  /// As a ruleset would write it.
  var text: String {
    switch self {
    case .integer(let number): String(number)
    case .number(let number): "\(number)"
    case .flag(let flag): flag ? "true" : "false"
    case .word(let word): word
    case .words(let words): "[" + words.joined(separator: ", ") + "]"
    case .records(let records):
      "["
        + records.map { record in
          "{" + record.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
            + "}"
        }.joined(separator: ", ") + "]"
    }
  }
}

extension ParameterKind {
  /// What it takes, in a few words.
  var text: String {
    switch self {
    case .integer(let range): "whole number, \(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "number, \(range.lowerBound) to \(range.upperBound)"
    case .flag: "true or false"
    case .choice(let words): words.joined(separator: " | ")
    case .words: "list of words"
    case .records(let fields): "list of {\(fields.joined(separator: ", "))}"
    }
  }
}
