// What the columns of a wide table say about each other.

/// Evidence of blocks: columns whose headers are categories (`F`, `M`; `16-39`, `40+`; years) and which all
/// hold the same thing.
struct BlockEvidence: EvidenceCollector {
  /// A category and nothing else in a header makes counts likelier, but never strongly so by itself.
  static let category = 1.3
  /// So do whole numbers side by side under headers that name nothing.
  static let unnamed = 0.6
  /// Numbers hidden below a bound stand among counts.
  static let bounded = 2.5
  /// Opaque masks stand among magnitudes as well.
  static let masked = 0.5
  /// All numbers of the block lie on one grid.
  static let rounded = 1.0
  /// A bound above this says nothing about counts: thresholds of release lie below. Source: the rulesets.
  static let greatestBound: Double = 30

  private let block: Set<Int>
  private let shared: [RoleEvidence]

  /// Looks for the block of a table.
  ///
  /// - Parameter relations: what ``ColumnRelations`` found; what proves one column of the block holds for all.
  init(_ context: RoleContext, relations: [[RoleEvidence]]) {
    let members = context.shapes.indices.filter { column in
      let shape = context.shapes[column]
      return shape.isWhole && shape.share(.text) == 0 && (shape.range?.lowerBound ?? -1) >= 0
        && !shape.isRowNumber
        && shape.profile.percents == 0 && shape.profile.leadingZeros == 0 && Self.isOpen(context, column)
    }
    guard members.count >= 2 else {
      block = []
      shared = []
      return
    }
    block = Set(members)
    shared = Self.evidence(of: members, context, relations)
  }

  func evidence(for column: Int, in context: RoleContext) -> [RoleEvidence] {
    block.contains(column) ? shared : []
  }

  /// The header says nothing of its own but perhaps a category.
  private static func isOpen(_ context: RoleContext, _ column: Int) -> Bool {
    guard !context.headers[column].text.isEmpty else { return false }
    return context.headers[column].phrases.allSatisfy { $0.weight < RoleContext.namingWeight }
  }

  private static func evidence(
    of members: [Int], _ context: RoleContext, _ relations: [[RoleEvidence]]
  ) -> [RoleEvidence] {
    var evidence: [RoleEvidence] = []
    let categories = members.count { context.isCategory($0) }
    if categories * 3 >= members.count * 2 {
      evidence.append(RoleEvidence(.count, category, "whole numbers under categories"))
    } else if members.count < context.shapes.count {
      evidence.append(RoleEvidence(.count, unnamed, "whole numbers side by side"))
    }
    let profiles = members.map { context.table.columns[$0] }
    if let kept = context.table.kept, members.contains(where: { hasSmallBound(kept, $0) }) {
      evidence.append(RoleEvidence(.count, bounded, "small numbers are given as bounds"))
    } else if profiles.contains(where: { $0.cells(.mask) > 0 }) {
      evidence.append(RoleEvidence(.count, masked, "masked numbers among them"))
    }
    let values = profiles.reduce(0) { $0 + $1.rounding.values }
    let filled = profiles.filter { $0.rounding.values > 0 }.map(\.rounding)
    let onGrid = filled.allSatisfy { $0.divisor.isMultiple(of: RoundingEvidence.smallestBase) }
    if values >= RoundingEvidence.provingValues && (onGrid || filled.allSatisfy(\.midpointSix)) {
      evidence.append(RoleEvidence(.count, rounded, "all numbers are rounded to one base"))
    }
    // The columns hold the same thing, so what adds up in one of them speaks for all.
    let proofs = members.flatMap { column in relations[column].filter { $0.role == .count && $0.weight > 0 } }
    if let proof = proofs.max(by: { $0.weight < $1.weight }), proofs.count * 2 >= members.count {
      evidence.append(RoleEvidence(.count, proof.weight / 2, "columns of the same kind add up"))
    }
    return evidence
  }

  private static func hasSmallBound(_ kept: KeptTable, _ column: Int) -> Bool {
    guard kept.columns.indices.contains(column) else { return false }
    return kept.columns[column].cells.contains {
      $0.kind == .bound && !$0.marks.contains(.lowerBound) && $0.number.whole != nil
        && $0.number.double <= greatestBound
    }
  }
}
