// How hard a ruleset judges an identifier.

/// What a certain identifier of one kind gets.
public enum IdentifierVerdict: String, Sendable, CaseIterable {
  case review, fail

  /// The verdict that the word stands for.
  public var verdict: Verdict {
    switch self {
    case .review: .review
    case .fail: .fail
    }
  }

  static let parameter = Parameter<IdentifierVerdict>.choice(
    "verdict", default: .fail,
    "What a certain identifier gets: `review` or `fail`. What is less certain never gets more than `review`.")
}

/// What a certain value of one identifier gets: a verdict of its own, or that of its tier.
public enum IdentifierSeverity: String, Sendable, CaseIterable {
  case tier, review, fail

  /// The verdict under a ruleset.
  func verdict(of tier: IdentifierTier, under ruleset: Ruleset) -> Verdict {
    switch self {
    case .tier: IdentifierPolicy.verdict(of: tier, under: ruleset)
    case .review: .review
    case .fail: .fail
    }
  }

  static let parameter = Parameter<IdentifierSeverity>.choice(
    "verdict", default: .tier,
    """
    What a certain identifier gets: `review`, `fail`, or `tier`, what the ruleset's `identifiers` say of its \
    tier. What is less certain never gets more than `review`.
    """)
}
