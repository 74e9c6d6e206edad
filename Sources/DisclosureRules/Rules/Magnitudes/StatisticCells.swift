// The cells of a table that hold certain statistics, and findings about them: shared by the rules on statistics.

/// Cells of one column that a rule finds fault with.
struct JudgedCells {
  /// One cell: its 0-based row, what to say of it, and where its N stands.
  struct One {
    var row: Int
    var verdict: Verdict
    var role: ColumnRole
    var base: BaseCount?
  }

  var column: Int
  var cells: [One] = []
}

extension TableSubject {
  /// Roles of columns that name rows: no statistic stands in them, whatever a listing's rows say.
  private static let naming: Set<ColumnRole> = [.dimension, .date, .code, .identifier, .rank, .text]

  /// The columns in which a cell may have one of these roles.
  func columns(holding roles: Set<ColumnRole>) -> [Int] {
    let rowsSay =
      structure.rowRoles.contains { roles.contains($0.role) }
      || structure.cellRoles.values.contains { roles.contains($0.role) }
      || structure.rowSeconds.values.contains { roles.contains($0.role) }
    return columns.indices.filter { column in
      columns[column].numeric > 0
        && (roles.contains(role(column).role)
          || (seconds.indices.contains(column) ? seconds[column] : nil).map { roles.contains($0.role) }
            ?? false
          || (rowsSay && !Self.naming.contains(role(column).role)))
    }
  }

  /// The 0-based rows of a column whose cells show a number of one of these roles.
  func rows(of column: Int, holding roles: Set<ColumnRole>, in kept: KeptTable) -> [Int] {
    (0..<kept.rows).filter { row in
      let kind = kept.cell(row: row, column: column).kind
      return (kind == .number || kind == .composite)
        && roles.contains(cellRole(row: row, column: column, among: roles).role)
    }
  }

  /// What a statistic is called in messages.
  static func words(for role: ColumnRole) -> Message {
    switch role {
    case .mean: "a mean"
    case .standardDeviation: "a standard deviation"
    case .median: "a median"
    case .quantile: "a quantile"
    case .minimum: "a minimum"
    case .maximum: "a maximum or range"
    case .largest, .secondLargest: "a largest contribution"
    case .sum: "a sum"
    case .rate: "a rate"
    case .ratio: "a ratio"
    default: "a statistic"
    }
  }
}

extension Rule {
  /// The statbarn of a statistic by its role.
  static func statbarn(of role: ColumnRole) -> Statbarn? {
    switch role {
    case .mean, .sum: .linearAggregations
    case .standardDeviation: .shape
    case .median, .quantile: .position
    case .minimum, .maximum, .largest, .secondLargest: .endpoints
    case .rate, .ratio: .calculatedRatios
    default: nil
    }
  }

  /// The findings for cells of one column: one each while they are few and fail, otherwise one at the column
  /// for each verdict; where an N stands is related.
  ///
  /// - Parameter says: the sentence after "holds": `a mean of fewer than 10 people`.
  func findings(
    for judged: JudgedCells, in table: TableSubject, kept: KeptTable, evidence: [Evidence.Part] = [],
    says: (ColumnRole, Verdict) -> Message
  ) -> [Finding] {
    [Verdict.fail, .review, .info].flatMap { verdict -> [Finding] in
      let cells = judged.cells.filter { $0.verdict == verdict }
      guard let first = cells.first else { return [] }
      let column = table.location(column: judged.column)
      func template(_ one: JudgedCells.One) -> Finding {
        let confidence = table.cellRole(row: one.row, column: judged.column, among: [one.role]).confidence
        return self.finding(
          verdict, at: column, "\(table.title(column: judged.column)) holds \(says(one.role, verdict)).",
          statbarn: Self.statbarn(of: one.role),
          evidence: .parts(evidence + [.init("roleConfidence", .number(confidence))]),
          related: one.base.flatMap { $0.location(in: table, kept: kept) }.map { [$0] } ?? [])
      }
      func place(_ one: JudgedCells.One) -> CellPlace { kept.place(row: one.row, column: judged.column) }
      if verdict == .fail, cells.count <= Finding.separateCellLimit {
        return cells.map { one in
          var finding = template(one)
          finding.location = column.at(place(one))
          return finding
        }
      }
      var finding = template(first)
      finding.occurrences = cells.count
      finding.cells = cells.map(place)
      return [finding]
    }
  }
}
