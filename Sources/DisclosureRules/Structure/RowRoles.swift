// What each row holds, in listings whose rows are different statistics.

/// Reads the labels of rows as headers are read: `N`, `Mean`, `SD`, `25%` down the side of a table.
struct RowRoles {
  /// A listing has at least so many rows that name a statistic, …
  static let leastRows = 3
  /// … of at least so many different roles, …
  static let leastRoles = 2
  /// … and they are at least this share of its rows, in halves.
  private static let leastHalves = 1
  /// How sure a label makes of its row when it is nothing but the word, and when it has more to it.
  static let wholeConfidence = 0.9
  static let partConfidence = 0.7

  /// Statistics that stand in rows of listings and nowhere among the labels of groups.
  private static let statistics: Set<ColumnRole> = [
    .mean, .standardDeviation, .median, .quantile, .minimum, .maximum, .sum, .standardError, .rSquared,
    .degreesOfFreedom, .coefficient, .confidenceLimit,
  ]

  /// The role of each row; empty when columns say what numbers are.
  static func find(in context: RoleContext) -> [RoleAssignment] {
    guard let kept = context.table.kept, kept.rows >= leastRows,
      // A column that says what it holds is believed before the labels of its rows.
      !context.table.columns.indices.contains(where: { isNamedStatistic($0, in: context) }),
      let labels = labelColumn(in: context)
    else { return [] }
    // The same few words stand in many rows: each is read once.
    var known: [String: RoleAssignment] = [:]
    var roles: [RoleAssignment] = []
    roles.reserveCapacity(kept.rows)
    for row in 0..<kept.rows {
      guard let text = label(row, labels, kept) else {
        roles.append(.unknown)
        continue
      }
      if known[text] == nil { known[text] = role(of: text, in: context) }
      roles.append(known[text] ?? .unknown)
    }
    let named = roles.filter { $0.role != .unknown }
    let statistics = named.filter { Self.statistics.contains($0.role) }
    guard named.count >= leastRows, named.count * 2 >= kept.rows * leastHalves, statistics.count >= 2,
      Set(named.map(\.role)).count >= leastRoles
    else { return [] }
    return roles
  }

  private static func isNamedStatistic(_ column: Int, in context: RoleContext) -> Bool {
    guard context.shapes[column].numeric > 0, context.isNamed(column) else { return false }
    let labels: Set<ColumnRole> = Set(ColumnRole.labels).union([.age, .measurement])
    return !context.headerRoles[column].isSubset(of: labels)
  }

  /// The first column of texts, or of texts and percentages such as `25%`.
  private static func labelColumn(in context: RoleContext) -> Int? {
    context.shapes.indices.first { column in
      let shape = context.shapes[column]
      return !shape.isEmpty && shape.profile.cells(.text) > 0 && shape.share(.text) >= 0.5
    }
  }

  /// The text of a label; a percentage is written out again.
  private static func label(_ row: Int, _ column: Int, _ kept: KeptTable) -> String? {
    let cell = kept.cell(row: row, column: column)
    if cell.kind == .number, cell.marks.contains(.percent), let percent = cell.number.whole {
      return "\(percent)%"
    }
    return kept.text(row: row, column: column)
  }

  private static func role(of label: String, in context: RoleContext) -> RoleAssignment {
    let reading = context.reading(of: label)
    let best = reading.phrases.filter { !ColumnRole.labels.contains($0.role) }
      .max { ($0.weight, $1.role.rawValue) < ($1.weight, $0.role.rawValue) }
    guard let best, best.weight >= RoleContext.namingWeight, best.role != .age, best.role != .measurement
    else {
      return .unknown
    }
    let isWhole = HeaderText(best.text, lookAlikes: [:]).letters == reading.text.letters
    return RoleAssignment(
      role: best.role, confidence: isWhole ? wholeConfidence : partConfidence,
      reasons: ["the row's label says \"\(name: best.text)\""])
  }
}
