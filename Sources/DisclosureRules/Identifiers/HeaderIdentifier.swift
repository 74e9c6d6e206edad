// What a column's header says of identifiers.

/// An identifier of people that a header names.
public struct HeaderIdentifier: Sendable, Equatable {
  /// The rule that looks for the identifier.
  public var rule: RuleName
  /// The header says so for certain, or only perhaps.
  public var isCertain: Bool

  /// What a header says of one identifier.
  public init(rule: RuleName, isCertain: Bool) {
    self.rule = rule
    self.isCertain = isCertain
  }
}
