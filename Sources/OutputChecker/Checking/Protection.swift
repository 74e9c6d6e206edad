// What became of a table that was to be protected.

public import DisclosureRules

/// A protected table.
public struct Protection: Sendable {
  /// The file with its cells changed; everything else as it was.
  public var bytes: [UInt8]
  /// What the request declares of it, by its new path.
  var context: ContextFile?
  /// Cells masked because a rule said so, and cells masked to protect them.
  public var primary: Int
  public var complementary: Int
  /// What is lost by the masks that a rule demands, and by those that protect them.
  public var primaryLoss: ProtectionLoss
  public var loss: ProtectionLoss
  /// Entropy of the numbers of the table, in bits.
  public var entropy: Double
  /// No cheaper set of complementary masks would do.
  public var isOptimal: Bool
  /// What those who are the only contributor of a masked cell know of other masked cells.
  public var insiders: InsiderSummary
  /// The token that masks.
  public var token: String
  /// Cells whose dominance or p% protection level was kept to.
  public var levels: Int
  /// How counts were rounded; nil when the ruleset rounds none of them.
  public var rounding: RoundingSummary?
  /// Whether the proof that masked cells are safe holds; nil when nothing is masked.
  public var proof: ProofVerdict?
  /// What the check says of the protected table.
  public var audit: FileReport

  /// The sum of the numbers that complementary masks hide.
  public var valueLost: Double { loss.sum }
}

/// What was found of those who know a masked number because it is theirs alone.
public struct InsiderSummary: Sendable, Equatable {
  /// Masked cells with one contributor, as far as the table says so.
  public var known: Int
  /// Of these, cells for which there was no time.
  public var unexamined: Int
  /// Masked cells that one of them can work out.
  public var exposed: Int
}

/// How the counts of a table were rounded.
public struct RoundingSummary: Sendable, Equatable {
  public var method: ControlledRounding.Method
  /// Counts that changed, by how much altogether, and those that moved by a whole base or more.
  public var changed: Int
  public var change: Int64
  public var distant: Int
  /// Sums that held before and hold now.
  public var sums: Int
}

/// A table that could not be protected.
public struct ProtectionFailure: Error, CustomStringConvertible {
  public var description: String
  /// The table was understood, and can't be made safe; otherwise it could not be worked on.
  public var isRefusal: Bool

  public init(description: String, isRefusal: Bool) {
    self.description = description
    self.isRefusal = isRefusal
  }
}
