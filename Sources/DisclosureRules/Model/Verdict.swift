// What the checker says of a finding, a file or a request.

/// A judgement, ordered by how much it matters: the verdict of a whole is the highest of its parts.
///
/// `info` belongs to findings only: it is noted and never changes the verdict of a file.
public enum Verdict: String, Sendable, CaseIterable, Comparable {
  /// Checked, and nothing was found that needs a person.
  case pass
  /// Noted; a file with nothing worse still passes.
  case info
  /// A person must look: weak evidence, or a question that no program can settle.
  case review
  /// A breach of the ruleset on strong evidence.
  case fail
  /// Could not be checked; never counts as passed.
  case error

  private var rank: Int {
    switch self {
    case .pass: 0
    case .info: 1
    case .review: 2
    case .fail: 3
    case .error: 4
    }
  }

  public static func < (left: Verdict, right: Verdict) -> Bool { left.rank < right.rank }

  /// The verdict of a file with these findings: the highest, where `info` counts as `pass`.
  public static func overall(_ verdicts: some Sequence<Verdict>) -> Verdict {
    let highest = verdicts.max() ?? .pass
    return highest == .info ? .pass : highest
  }

  /// One step milder, for evidence that is weaker than the rule's usual: `fail` becomes `review`,
  /// `review` becomes `info`.
  public var lowered: Verdict {
    switch self {
    case .error: .error
    case .fail: .review
    case .review, .info: .info
    case .pass: .pass
    }
  }
}
