// Rows whose label says how their cells are to be read: `Stroke, n (%)`, `age (mean (SD))`, `crp (median [IQR])`.

/// Reads the statements at the end of row labels, as first tables of studies have them, where the columns are groups.
struct LabelledRows {
  /// What cells hold that such a label speaks of.
  struct Found {
    /// By ``KeptTable/key(row:column:)``: what the first number is.
    var cells: [Int: RoleAssignment] = [:]
    /// By row: what the second number is.
    var seconds: [Int: RoleAssignment] = [:]
  }

  /// Pairs of statistics that are printed in one cell.
  private static let pairs: [ColumnRole: Set<ColumnRole>] = [
    .count: [.percentage], .mean: [.standardDeviation, .standardError, .confidenceLimit],
    .median: [.quantile, .minimum, .maximum, .standardDeviation],
  ]

  /// Everyone, in percent.
  private static let everyone = ExactNumber(mantissa: 100)

  private let context: RoleContext
  private let kept: KeptTable
  /// The 0-based column of labels.
  private let labels: Int

  /// What labels say of cells of two numbers; nothing where they say nothing.
  static func find(in context: RoleContext) -> Found {
    guard let kept = context.table.kept, kept.rows > 0,
      let labels = context.shapes.indices.first(where: { context.shapes[$0].isTextOnly }),
      context.shapes.contains(where: { $0.profile.cells(.composite) > 0 })
    else { return Found() }
    return LabelledRows(context: context, kept: kept, labels: labels).find()
  }

  private func find() -> Found {
    var found = Found()
    var known: [UInt32: StatisticLabel?] = [:]
    // What the last label said is said of the rows below it that have none, or that it heads.
    var current: StatisticLabel?
    var isHeading = false
    for row in 0..<kept.rows {
      let cell = kept.cell(row: row, column: labels)
      let composites = context.shapes.indices.filter {
        $0 != labels && kept.cell(row: row, column: $0).kind == .composite
      }
      if cell.kind == .text {
        let own = known[cell.text] ?? kept.text(row: row, column: labels).flatMap(statement)
        known[cell.text] = .some(own)
        let isEmpty = context.shapes.indices.allSatisfy {
          $0 == labels || kept.cell(row: row, column: $0).kind == .empty
        }
        if own != nil || isEmpty || !isHeading { (current, isHeading) = (own, isEmpty && own != nil) }
      }
      guard let current else { continue }
      for column in composites where holds(current, row: row, column: column) {
        found.cells[KeptTable.key(row: row, column: column)] = current.role
        found.seconds[row] = current.second
      }
    }
    return found
  }

  /// The two statistics that the end of a label names in brackets; nil where it names no such pair.
  private func statement(_ label: String) -> StatisticLabel? {
    let outer = StatisticLabel.split(label)
    guard let inside = outer.inside else { return nil }
    let read = StatisticLabel(label, in: context)
    let inner = StatisticLabel.split(inside)
    // `crp (median [IQR])` has both in one pair of brackets.
    let second = StatisticLabel.second(of: context.reading(of: inner.inside ?? inside))
    var first =
      inner.inside == nil ? read.role : StatisticLabel.second(of: context.reading(of: inner.outside))
    if second.role == .percentage, first.role == .unknown || first.role == .percentage {
      // `Stroke (%)` over `41 (9.8)`: what stands before a percentage is the count.
      first = RoleAssignment(.count, RowRoles.wholeConfidence, "the row's label says \"(%)\"")
    }
    guard Self.pairs[first.role]?.contains(second.role) ?? false else { return nil }
    // Two statistics that go together leave no doubt, wherever in the label the first is named.
    first.confidence = RowRoles.wholeConfidence
    return StatisticLabel(role: first, second: second)
  }

  /// Whether a cell can be what the label says.
  private func holds(_ label: StatisticLabel, row: Int, column: Int) -> Bool {
    let first = kept.cell(row: row, column: column).number
    guard label.role.role == .count else { return true }
    guard let share = kept.second(row: row, column: column) else { return false }
    return first.whole.map { $0 >= 0 } ?? false && share.mantissa >= 0 && !(Self.everyone < share)
  }
}
