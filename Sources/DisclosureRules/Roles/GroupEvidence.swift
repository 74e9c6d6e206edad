// What a table says of its columns as a whole: means of groups, correlations, ratios.

/// Evidence of the table's form.
struct GroupEvidence: EvidenceCollector {
  /// One value a group outweighs the word for what was measured.
  static let mean = 7.5
  static let matrix = 8.0
  /// An estimate on the scale of ratios outweighs the word "estimate" and its neighbours.
  static let ratio = 8.5

  private let isGrouped: Bool
  private let correlations: Set<Int>

  init(_ context: RoleContext) {
    isGrouped = Self.isGrouped(context)
    correlations = Self.correlations(context)
  }

  func evidence(for column: Int, in context: RoleContext) -> [RoleEvidence] {
    if correlations.contains(column) {
      return [RoleEvidence(.coefficient, Self.matrix, "a symmetric matrix with ones on its diagonal")]
    }
    let shape = context.shapes[column]
    let measures: Set<ColumnRole> = [.measurement, .age]
    if isGrouped, shape.fractional > 0,
      shape.profile.cells(.composite) == 0,
      !context.headerRoles[column].isDisjoint(with: measures), context.headers[column].identifiers.isEmpty,
      context.headers[column].roles.isSubset(of: measures)
    {
      return [RoleEvidence(.mean, Self.mean, "one value for each group of rows")]
    }
    if context.headerRoles[column].contains(.coefficient), isRatio(column, context) {
      return [RoleEvidence(.ratio, Self.ratio, "its limits or tests lie about 1")]
    }
    return []
  }

  // MARK: Means of groups

  /// Fewer rows may be anything.
  private static let leastRows = 2

  /// Whether each row is a group: its labels are words or dates that no other row has together, and nothing that
  /// was measured is whole, as the ages and pressures of single people are.
  private static func isGrouped(_ context: RoleContext) -> Bool {
    guard let kept = context.table.kept, kept.rows >= leastRows else { return false }
    let naming: Set<ColumnRole> = [.dimension, .date, .code, .text]
    let labels = context.shapes.indices.filter { column in
      context.shapes[column].isTextOnly || context.shapes[column].share(.date) > 0.5
        || !context.headerRoles[column].isDisjoint(with: naming)
    }
    guard !labels.isEmpty, labels.allSatisfy({ context.headers[$0].identifiers.isEmpty }) else {
      return false
    }
    let measures: Set<ColumnRole> = [.measurement, .age]
    let wholes = context.shapes.indices.contains { column in
      !labels.contains(column) && context.shapes[column].isWhole
        && !context.headerRoles[column].isDisjoint(with: measures)
    }
    if wholes { return false }
    var groups = LabelCodes(rows: kept.rows)
    for column in labels {
      groups = groups.combined(with: LabelCodes(column: column, of: kept))
      if groups.count == kept.rows { return true }
    }
    return false
  }

  // MARK: Correlations

  /// The columns of a square matrix whose rows have the names of its columns.
  private static func correlations(_ context: RoleContext) -> Set<Int> {
    guard let kept = context.table.kept, let label = context.shapes.indices.first,
      context.shapes[label].isTextOnly, kept.rows >= 2, context.shapes.count == kept.rows + 1
    else { return [] }
    let columns = Array(context.shapes.indices.dropFirst())
    for (row, column) in columns.enumerated() {
      let cell = kept.cell(row: row, column: column)
      guard kept.text(row: row, column: label) == context.table.columns[column].name, cell.kind == .number,
        cell.number.whole == 1, context.shapes[column].lies(in: -1...1)
      else { return [] }
    }
    return Set(columns)
  }

  // MARK: Ratios

  /// Whether estimates are ratios: above 0, and either midway between their limits on the scale of logarithms
  /// and not on that of numbers, or below 1 exactly where the test is below 0.
  private func isRatio(_ column: Int, _ context: RoleContext) -> Bool {
    guard let kept = context.table.kept, let range = context.shapes[column].range, range.lowerBound > 0 else {
      return false
    }
    func number(_ row: Int, _ column: Int) -> Double? {
      let cell = kept.cell(row: row, column: column)
      return cell.kind == .number ? cell.number.double : nil
    }
    let limits = context.shapes.indices.filter { context.headerRoles[$0].contains(.confidenceLimit) }
    if limits.count == 2, context.shapes[limits[0]].range?.lowerBound ?? 0 > 0 {
      var asRatio = 0
      var asNumber = 0
      for row in 0..<kept.rows {
        guard let low = number(row, limits[0]), let high = number(row, limits[1]),
          let estimate = number(row, column), low > 0, low < high
        else { continue }
        let middle = (low + high) / 2
        // Which middle is nearer tells the two scales apart; close to 1 they hardly differ.
        let ratioGap = (estimate * estimate - low * high).magnitude / (estimate * estimate)
        let numberGap = (estimate - middle).magnitude * 2 / estimate
        if ratioGap < numberGap { asRatio += 1 } else { asNumber += 1 }
      }
      return asRatio >= 2 && asNumber == 0 || asRatio >= 1 && asNumber == 0 && kept.rows == 1
    }
    guard
      let test = context.shapes.indices.first(where: { context.headerRoles[$0].contains(.testStatistic) }),
      context.shapes[test].range?.lowerBound ?? 0 < 0
    else { return false }
    var below = 0
    var above = 0
    for row in 0..<kept.rows {
      guard let estimate = number(row, column), let statistic = number(row, test), statistic != 0 else {
        continue
      }
      guard (estimate < 1) == (statistic < 0) else { return false }
      if estimate < 1 { below += 1 } else { above += 1 }
    }
    return below >= 1 && below + above >= 3
  }
}
