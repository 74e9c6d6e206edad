// What the second number of a column's cells is.

/// Assigns roles to second numbers: from the brackets of headers and captions, from how cells are written, and
/// from what the first number is.
enum SecondRoles {
  /// How sure the way in which a cell is written makes of its second number.
  static let byPattern = 0.9
  static let byFirst = 0.7

  /// One a column; nil where cells hold one number.
  static func find(in context: RoleContext, roles: [RoleAssignment]) -> [RoleAssignment?] {
    context.shapes.indices.map { column in
      let profile = context.shapes[column].profile
      guard profile.cells(.composite) > 0 else { return nil }
      return second(column, pattern: profile.pattern, first: roles[column].role, in: context)
    }
  }

  private static func second(
    _ column: Int, pattern: CompositePattern?, first: ColumnRole, in context: RoleContext
  ) -> RoleAssignment {
    switch pattern {
    case .percentage:
      return RoleAssignment(.percentage, byPattern, "a percent sign stands behind the second number")
    case .fraction:
      return RoleAssignment(.total, byPattern, "the second number stands behind \"/\" or \"of\"")
    default: break
    }
    for text in [context.headers[column].original] + context.table.captions {
      guard let inside = StatisticLabel.split(text).inside else { continue }
      let named = StatisticLabel.second(of: context.reading(of: inside))
      if secondary.contains(named.role) { return named }
    }
    switch (pattern, first) {
    case (.spread, _): return RoleAssignment(.standardDeviation, byFirst, "a spread around the first number")
    case (.interval, .median): return RoleAssignment(.quantile, byFirst, "an interval around a median")
    case (.interval, .mean), (.interval, .ratio), (.interval, .coefficient), (.interval, .rate),
      (.interval, .proportion), (.interval, .percentage), (.interval, .survivalProbability):
      return RoleAssignment(.confidenceLimit, byFirst, "an interval around an estimate")
    case (.bracketed, .mean): return RoleAssignment(.standardDeviation, byFirst, "in brackets behind a mean")
    case (.bracketed, .coefficient):
      return RoleAssignment(.standardError, byFirst, "in brackets behind a coefficient")
    case (.bracketed, .count), (.bracketed, .total), (.bracketed, .events):
      return RoleAssignment(.percentage, byFirst, "in brackets behind a count")
    default: return .unknown
    }
  }

  /// What stands behind another number.
  private static let secondary: Set<ColumnRole> = [
    .percentage, .proportion, .standardDeviation, .standardError, .quantile, .minimum, .maximum,
    .confidenceLimit,
    .total, .count, .rate, .testStatistic, .pValue,
  ]
}

extension RoleAssignment {
  /// A role for one reason.
  init(_ role: ColumnRole, _ confidence: Double, _ reason: Message) {
    self.init(role: role, confidence: confidence, reasons: [reason])
  }
}
