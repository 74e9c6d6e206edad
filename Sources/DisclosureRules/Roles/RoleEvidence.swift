// One thing that speaks for or against a role, and what collects such things.

/// A piece of evidence about one column.
struct RoleEvidence: Sendable {
  var role: ColumnRole
  /// Log-odds against ``ColumnRole/unknown``; negative speaks against the role.
  var weight: Double
  /// A short phrase; it may quote header words, never values.
  var reason: Message

  init(_ role: ColumnRole, _ weight: Double, _ reason: Message) {
    self.role = role
    self.weight = weight
    self.reason = reason
  }

  /// The same evidence for several roles.
  static func each(_ roles: [ColumnRole], _ weight: Double, _ reason: Message) -> [RoleEvidence] {
    roles.map { RoleEvidence($0, weight, reason) }
  }
}

/// Collects the evidence of one kind. Collectors know nothing of each other: what they say is weighed in
/// ``RoleWeighing`` alone.
protocol EvidenceCollector {
  /// Evidence about the column at a 0-based position.
  func evidence(for column: Int, in context: RoleContext) -> [RoleEvidence]
}

extension ColumnRole {
  /// Numbers of people, organisations or events: which of them matters less than that it is one.
  public static let counts: [ColumnRole] = [.count, .total, .events, .atRisk]
  /// What labels a row rather than measuring it.
  public static let labels: [ColumnRole] = [.dimension, .date, .code, .identifier, .rank, .text]

  /// Roles that mean the same to the rules: their probabilities add up.
  var family: [ColumnRole] {
    if Self.counts.contains(self) { return Self.counts }
    if Self.labels.contains(self) { return Self.labels }
    return [self]
  }
}
