// What the other columns' headers say about a column.

/// Evidence of the neighbours: short headers such as `p`, `t`, `low` mean something beside an estimate.
struct NeighbourEvidence: EvidenceCollector {
  /// A role that becomes likelier (or less likely) when another column has one of certain roles.
  private struct Pull {
    var role: ColumnRole
    var beside: Set<ColumnRole>
    var weight: Double
    /// Only where the column's own header speaks for the role, however weakly.
    var needsHeader = true
    /// Only where the other column is the next on the right or on the left.
    var isAdjacent = false
    var reason: Message
  }

  private static let estimates: Set<ColumnRole> = [.ratio, .coefficient]

  private static let pulls: [Pull] = [
    Pull(
      role: .confidenceLimit, beside: estimates.union([.rate, .mean, .survivalProbability]), weight: 2.5,
      reason: "beside an estimate"),
    Pull(
      role: .pValue, beside: estimates.union([.testStatistic, .standardError]), weight: 2.5,
      reason: "beside an estimate or a test"),
    Pull(
      role: .testStatistic, beside: estimates.union([.pValue, .standardError]), weight: 2.5,
      reason: "beside an estimate or a p-value"),
    Pull(role: .standardError, beside: estimates, weight: 2, reason: "beside an estimate"),
    Pull(
      role: .coefficient, beside: [.standardError, .pValue, .confidenceLimit], weight: 2,
      reason: "beside a standard error, a p-value or a confidence limit"),
    Pull(
      role: .ratio, beside: [.pValue, .confidenceLimit], weight: 2,
      reason: "beside a p-value or a confidence limit"),
    Pull(role: .personTime, beside: [.rate, .events], weight: 2.5, reason: "beside a rate or events"),
    Pull(
      role: .events, beside: [.rate, .personTime, .atRisk], weight: 2.5,
      reason: "beside a rate or people at risk"),
    Pull(role: .degreesOfFreedom, beside: [.testStatistic, .pValue], weight: 1.5, reason: "beside a test"),
    Pull(role: .standardDeviation, beside: [.mean], weight: 2, reason: "beside a mean"),
    Pull(role: .mean, beside: [.standardDeviation], weight: 2, reason: "beside a standard deviation"),
    Pull(role: .minimum, beside: [.maximum, .mean, .median], weight: 1.5, reason: "beside other statistics"),
    Pull(role: .maximum, beside: [.minimum, .mean, .median], weight: 1.5, reason: "beside other statistics"),
    Pull(role: .median, beside: [.quantile], weight: 1.5, reason: "beside quantiles"),
    Pull(role: .quantile, beside: [.quantile, .median], weight: 1.5, reason: "beside quantiles"),
    Pull(
      role: .count, beside: [.percentage], weight: 1.2, needsHeader: false, isAdjacent: true,
      reason: "next to a percentage"),
    Pull(
      role: .count, beside: [.mean, .standardDeviation, .median], weight: 1, reason: "beside a mean or median"
    ),
    Pull(role: .secondLargest, beside: [.largest], weight: 3, reason: "beside the largest contribution"),
    // The contributions to a cell: its total is a magnitude, not a number of people.
    Pull(
      role: .sum, beside: [.largest, .secondLargest, .shareOfLargest], weight: 4,
      reason: "beside the largest contribution"),
    Pull(
      role: .total, beside: [.largest, .secondLargest, .shareOfLargest], weight: -5,
      reason: "beside the largest contribution"),
  ]

  func evidence(for column: Int, in context: RoleContext) -> [RoleEvidence] {
    let shape = context.shapes[column]
    let header = context.headers[column]
    guard shape.numeric > 0 || !shape.isTextOnly else { return [] }
    return Self.pulls.compactMap { pull in
      if pull.needsHeader {
        guard context.headerRoles[column].contains(pull.role) else { return nil }
      } else {
        // Without a word of its own only a column of whole numbers, and none that another role explains.
        guard header.phrases.isEmpty, shape.isWhole, shape.fits(pull.role, header: header) else { return nil }
      }
      let isThere =
        pull.isAdjacent
        ? [column - 1, column + 1].contains { other in
          context.headerRoles.indices.contains(other)
            && !context.headerRoles[other].isDisjoint(with: pull.beside)
        }
        : context.hasHeader(of: pull.beside, otherThan: column)
      return isThere ? RoleEvidence(pull.role, pull.weight, pull.reason) : nil
    }
  }
}
