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
