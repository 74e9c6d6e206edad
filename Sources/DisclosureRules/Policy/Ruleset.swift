// A policy as a value: what a ruleset file says once it has been read and found valid.

/// How sure the ruleset's author is of a parameter's value.
public enum Confidence: String, Sendable, CaseIterable {
  case high, medium, low
}

/// Where a parameter's value comes from.
public struct PolicySource: Sendable, Equatable {
  /// Short name by which parameters refer to it.
  public var key: String
  /// Authors, title and edition, as one cites it.
  public var title: String
  /// Where it can be read.
  public var url: String?
  /// The day it was read, `2026-01-30`.
  public var date: String?
  public init(key: String, title: String, url: String? = nil, date: String? = nil) {
    self.key = key
    self.title = title
    self.url = url
    self.date = date
  }
}

/// One parameter's value in a ruleset.
public struct Setting: Sendable, Equatable {
  /// What the ruleset sets.
  public var value: ParameterValue
  /// Key of a ``PolicySource``; nil in rulesets of one's own.
  public var source: String?
  /// How sure the author is that the source says so.
  public var confidence: Confidence?
  public init(value: ParameterValue, source: String? = nil, confidence: Confidence? = nil) {
    self.value = value
    self.source = source
    self.confidence = confidence
  }
}

/// What a ruleset says of one rule.
public struct RuleSettings: Sendable, Equatable {
  /// Whether the rule runs.
  public var isEnabled: Bool
  /// By parameter key.
  public var settings: [String: Setting]
  public init(isEnabled: Bool = true, settings: [String: Setting] = [:]) {
    self.isEnabled = isEnabled
    self.settings = settings
  }
}

/// A token that stands for a hidden number.
public struct MaskToken: Sendable, Equatable {
  /// As written in a cell, compared without case and outer spaces.
  public var token: String
  /// Least and greatest value it may hide; nil for an opaque token.
  public var range: ClosedRange<Int>?
  /// Whether it also marks complementary suppression, which hides large cells.
  public var mayBeSecondary: Bool
  public init(token: String, range: ClosedRange<Int>? = nil, mayBeSecondary: Bool = true) {
    self.token = token
    self.range = range
    self.mayBeSecondary = mayBeSecondary
  }
}

/// A disclosure policy.
public struct Ruleset: Sendable, Equatable {
  /// Printed in every report.
  public var name: String
  /// Any text; changes with every change of the policy.
  public var version: String
  /// One line for people.
  public var title: String
  /// The policy could not be read first-hand: every report warns.
  public var isUnverified: Bool
  /// What parameters may refer to, those of extended rulesets included.
  public var sources: [PolicySource]
  /// The rules that the ruleset mentions; read them with ``settings(of:)``.
  public var rules: [RuleName: RuleSettings]
  /// Tokens that stand for a hidden number.
  public var masks: [MaskToken]
  /// Overrides of the budget, by the limit's name.
  public var limits: [String: Setting]
  /// What holds for all identifiers, by parameter key; see ``IdentifierPolicy``.
  public var identifiers: [String: Setting] = [:]

  public init(
    name: String, version: String = "1", title: String = "", isUnverified: Bool = false,
    sources: [PolicySource] = [], rules: [RuleName: RuleSettings] = [:], masks: [MaskToken] = [],
    limits: [String: Setting] = [:]
  ) {
    self.name = name
    self.version = version
    self.title = title
    self.isUnverified = isUnverified
    self.sources = sources
    self.rules = rules
    self.masks = masks
    self.limits = limits
  }

  /// A rule that the ruleset does not mention is enabled with its own defaults: leaving a rule out must
  /// not switch it off.
  public func settings(of rule: RuleName) -> RuleSettings { rules[rule] ?? RuleSettings() }

  /// The value of a rule's parameter: the ruleset's, or else the parameter's default.
  public func value<Value>(_ parameter: Parameter<Value>, of rule: RuleName) -> Value {
    settings(of: rule).settings[parameter.description.key].flatMap { parameter.read($0.value) }
      ?? parameter.defaultValue
  }

  /// The value of a parameter that holds for all identifiers.
  public func identifierValue<Value>(_ parameter: Parameter<Value>) -> Value {
    identifiers[parameter.description.key].flatMap { parameter.read($0.value) } ?? parameter.defaultValue
  }
}
