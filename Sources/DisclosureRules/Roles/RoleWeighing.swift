// The one place where evidence becomes a role: what is added, what outweighs what, and when doubt wins.

/// Weighs the evidence about one column.
///
/// The two mistakes differ. Calling a count something else hides a disclosure; calling something else a
/// count asks a person for a look in vain. So a column that could hold counts gets another role only on
/// strong evidence, and otherwise stays ``ColumnRole/unknown``, which the rules treat as "may be a count".
enum RoleWeighing {
  /// What is counted but is not people stays below ``RoleAssignment/strong``, whatever else is known.
  static let recordsCeiling = 0.75
  /// Reasons given at most.
  static let mostReasons = 4

  static func weigh(_ evidence: [RoleEvidence], shape: ValueShape, header: HeaderReading) -> RoleAssignment {
    // 1. Log-odds add up, role by role; `unknown` stays at 0.
    var odds: [ColumnRole: Double] = [:]
    for item in evidence { odds[item.role, default: 0] += item.weight }
    // Only roles that something speaks for take part.
    let candidates = ColumnRole.allCases.filter { (odds[$0] ?? 0) > 0 && $0 != .unknown }

    // 2. Softmax over the candidates and `unknown`.
    let scale = 1 + candidates.reduce(0) { $0 + exponential(odds[$1] ?? 0) }
    func probability(_ role: ColumnRole) -> Double {
      candidates.contains(role) ? exponential(odds[role] ?? 0) / scale : 0
    }
    // The first of equals wins, in the order of the roles' declaration.
    var winner: ColumnRole?
    for role in candidates where probability(role) > (winner.map(probability) ?? 0) { winner = role }
    guard let winner, probability(winner) + familyRest(of: winner, probability) > 1 / scale else {
      return unknown(evidence, "nothing says what it holds")
    }
    // 3. The members of a family stand together.
    var confidence = probability(winner) + familyRest(of: winner, probability)

    // 4. Counts of records are no counts of people.
    var reasons = reasons(for: winner.family, evidence)
    if ColumnRole.counts.contains(winner) && header.countsRecords {
      confidence = min(confidence, recordsCeiling)
      reasons.append("it may count records or organisations, not people")
    }

    // 5. Doubt: whole numbers that may be counts are not explained away by weak evidence.
    if !ColumnRole.counts.contains(winner) && shape.couldHoldCounts
      && (shape.isWhole || shape.strayWholes > 0)
    {
      let others = candidates.filter { !ColumnRole.counts.contains($0) }.map(probability).reduce(0, +)
      if others < RoleAssignment.strong {
        return unknown(evidence, "whole numbers, and too little says that they are no count")
      }
    }
    return RoleAssignment(role: winner, confidence: confidence, reasons: reasons)
  }

  private static func familyRest(of winner: ColumnRole, _ probability: (ColumnRole) -> Double) -> Double {
    winner.family.filter { $0 != winner }.map(probability).reduce(0, +)
  }

  /// What spoke for the winner or its family, heaviest first.
  private static func reasons(for family: [ColumnRole], _ evidence: [RoleEvidence]) -> [Message] {
    let supporting = evidence.enumerated().filter {
      family.contains($0.element.role) && $0.element.weight > 0
    }
    .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
    var reasons: [Message] = []
    for item in supporting where !reasons.contains(item.element.reason) && reasons.count < mostReasons {
      reasons.append(item.element.reason)
    }
    return reasons
  }

  /// No role; the reasons say what was contradicted.
  private static func unknown(_ evidence: [RoleEvidence], _ why: Message) -> RoleAssignment {
    var reasons = [why]
    for item in evidence
    where item.weight < 0 && reasons.count < mostReasons && !reasons.contains(item.reason) {
      reasons.append(item.reason)
    }
    return RoleAssignment(role: .unknown, confidence: 0, reasons: reasons)
  }

  /// e^x by its series, halved until it converges fast: the module imports no mathematics.
  static func exponential(_ exponent: Double) -> Double {
    // Beyond this the winner is certain to all digits shown.
    let bounded = min(max(exponent, -40), 40)
    let halvings = 8
    let part = bounded / 256
    var term = 1.0
    var sum = 1.0
    for power in 1...12 {
      term *= part / Double(power)
      sum += term
    }
    for _ in 0..<halvings { sum *= sum }
    return sum
  }
}
