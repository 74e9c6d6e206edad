// Which columns of a table can be masked, and which go together.

/// Columns by what masking does to them.
public enum SuppressionColumns {
  /// Roles of statistics that stand by themselves: masking one takes nothing from another.
  private static let statistics: Set<ColumnRole> = [
    .percentage, .proportion, .mean, .standardDeviation, .median, .quantile, .minimum, .maximum, .rate,
    .ratio, .coefficient,
    .standardError, .confidenceLimit, .testStatistic, .pValue, .atRisk, .survivalProbability, .largest,
    .secondLargest,
    .shareOfLargest, .rSquared, .degreesOfFreedom,
  ]

  /// Whether numbers of a role add up to totals, so that the attack and its proof speak of them.
  public static func addUp(_ role: ColumnRole) -> Bool { AdditiveCells.additive.contains(role) }

  /// The columns in which cells may be masked: numbers, no labels.
  public static func maskable(in table: TableSubject, under ruleset: Ruleset) -> Set<Int> {
    guard let kept = table.kept else { return [] }
    let cells = AdditiveCells.withProved(
      table, kept: kept, ruleset: ruleset,
      threshold: MinimumThreshold.unsafeRange(under: ruleset).upperBound)
    let others = table.columns.indices.filter {
      statistics.contains(table.role($0).role) && !cells.labels.contains($0)
    }
    return Set(cells.columns + others)
  }

  /// Columns that say something of the magnitudes in a column: in the same row, and in all rows.
  public static func companions(of column: Int, in table: TableSubject) -> (ofRow: [Int], ofAll: [Int]) {
    MagnitudeCell.companions(of: column, in: table)
  }
}
