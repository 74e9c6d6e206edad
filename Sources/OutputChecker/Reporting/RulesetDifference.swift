// In what two rulesets differ.

public import DisclosureRules

/// Parameters on which two policies do not agree.
public struct RulesetDifference: Sendable, Equatable {
  /// One parameter.
  public struct Row: Sendable, Equatable {
    /// `minimum-threshold threshold`, `limits bytes`, `mask "*"`.
    public var name: String
    /// What the first policy says.
    public var first: String
    /// What the second says.
    public var second: String
  }

  /// In the order of the catalogue; limits and masks last.
  public var rows: [Row]

  /// Compares two policies as they are in force, defaults included.
  public init(_ first: Ruleset, _ second: Ruleset, rules: [any Rule] = RuleCatalogue.all) {
    rows = []
    for rule in rules.map(\.description) {
      let settings = (first.settings(of: rule.name), second.settings(of: rule.name))
      add(rule.name.rawValue, Self.state(settings.0.isEnabled), Self.state(settings.1.isEnabled))
      // Parameters of a rule that is off in both change nothing.
      guard settings.0.isEnabled || settings.1.isEnabled else { continue }
      for parameter in rule.parameters {
        func value(_ settings: RuleSettings) -> String {
          (settings.settings[parameter.key]?.value ?? parameter.defaultValue).text
        }
        add("\(rule.name) \(parameter.key)", value(settings.0), value(settings.1))
      }
    }
    for limit in Set(first.limits.keys).union(second.limits.keys).sorted() {
      func value(_ ruleset: Ruleset) -> String { ruleset.limits[limit]?.value.text ?? "the default" }
      add("limits \(limit)", value(first), value(second))
    }
    let tokens = Set((first.masks + second.masks).map(\.token)).sorted()
    for token in tokens {
      add("mask \"\(token)\"", Self.mask(token, in: first), Self.mask(token, in: second))
    }
  }

  private mutating func add(_ name: String, _ first: String, _ second: String) {
    if first != second { rows.append(Row(name: name, first: first, second: second)) }
  }

  private static func state(_ isEnabled: Bool) -> String { isEnabled ? "on" : "off" }

  private static func mask(_ token: String, in ruleset: Ruleset) -> String {
    guard let mask = ruleset.masks.first(where: { $0.token == token }) else { return "no mask" }
    let hides = mask.range.map { "hides \($0.lowerBound) to \($0.upperBound)" } ?? "hides any number"
    return hides + (mask.mayBeSecondary ? "" : ", primary only")
  }
}
