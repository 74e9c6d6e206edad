// constant-group: groups in which everyone has the same, published value.

/// Finds groups whose spread is nil.
public struct ConstantGroup: TableRule {
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "constant-group",
      family: .magnitudes,
      statbarn: .shape,
      summary: "A group in which everyone has the same value.",
      rationale: """
        A standard deviation of exactly 0, or a minimum equal to the maximum, says that every member of the \
        group has the value printed beside it, however large the group. It fails when other groups show that \
        the value varies and the group's value isn't 0; else it is for a person to judge: an SD of 0 without \
        the value, an SD rounded to whole numbers, a group whose size is not given, or a table where no other \
        group varies. A mean of 1 among means from 0 to 1 may say that everyone has an attribute and is for a \
        person to judge too. A spread of one person is always nil and concerns `low-count-statistic`. Groups that all \
        fall in one category are judged by `class-disclosure`.
        """,
      remedy: "Suppress the statistics of the group, or merge it with another.",
      sources: [
        "ACRO: all-values-are-same",
        "Guidelines for the checking of output based on microdata research (ESSnet SDC / DwB): group disclosure",
      ],
      examples: [
        RuleExample(
          .pass, "every group varies", "protocol,n,mean,sd\nA,34,51.2,6.0\nB,28,40.1,0.1\nC,41,62.2,9.8\n"),
        RuleExample(
          .fail, "one group had the same dose",
          "protocol,n,mean,sd\nA,34,51.2,6.0\nB,28,40.0,0.0\nC,41,62.2,9.8\n"),
        RuleExample(
          .review, "everyone had none", "protocol,n,mean,sd\nA,34,51.2,6.0\nB,28,0.0,0.0\nC,41,62.2,9.8\n"),
        RuleExample(
          .fail, "the least is the most", "ward,n,min_age,max_age\nElm,41,18,97\nFir,33,65,65\n"),
        RuleExample(
          .review, "everyone of Fir, if it is a share",
          "ward,n,mean_diabetic\nElm,41,0.317\nFir,33,1.0\nOak,52,0.404\n"),
        RuleExample(.pass, "one person never varies", "ward,n,mean,sd\nElm,41,5.2,1.1\nFir,1,6.0,0.0\n"),
      ],
      absorbs: ["low-count-statistic"]
    )
  }

  private static let spread: Set<ColumnRole> = [.standardDeviation]
  private static let least: Set<ColumnRole> = [.minimum]
  private static let values: Set<ColumnRole> = [.mean, .median]

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    let spreads = table.columns(holding: Self.spread)
    let minima = table.columns(holding: Self.least)
    let shares = table.columns.indices.filter { Self.isMeanOfFlags(table.columns[$0], table.role($0)) }
    if spreads.isEmpty && minima.isEmpty && shares.isEmpty {
      let exact = sourceFindings(in: table, besides: [])
      if !exact.isEmpty { return RuleOutcome(findings: exact) }
      return .notApplicable("no column or row holds a standard deviation, a minimum or a mean of 0 to 1")
    }
    guard let kept = table.kept else {
      return RuleOutcome(
        status: .incomplete("the table is too large to keep, and the rule needs its cells row by row"))
    }
    let reader = ConstantGroupReader(table: table, kept: kept, columns: spreads + minima + shares)
    var findings: [Finding] = []
    for column in spreads {
      let rows = table.rows(of: column, holding: Self.spread, in: kept)
      let values = reader.valueColumn(of: column)
      findings += found(
        rows.map { reader.spread(row: $0, column: column, values: values) }, column: column, of: reader)
    }
    for column in minima {
      let rows = table.rows(of: column, holding: Self.least, in: kept)
      let maxima = reader.maximumColumn(of: column)
      findings += found(
        rows.compactMap { reader.range(row: $0, column: column, maxima: maxima) }, column: column, of: reader)
    }
    for column in shares { findings += atBound(column: column, of: reader) }
    return RuleOutcome(findings: findings + sourceFindings(in: table, besides: findings))
  }

  /// Means between 0 and 1 of which one is 1: of zeros and ones, perhaps.
  private static func isMeanOfFlags(_ column: ColumnProfile, _ role: RoleAssignment) -> Bool {
    role.role == .mean && column.numeric > column.wholes && (column.minimum?.mantissa ?? -1) >= 0
      && column.maximum?.isEqual(to: ExactNumber(mantissa: 1)) ?? false
  }

  /// Groups whose mean is 1, where the others' lie below: if it is the mean of zeros and ones, everyone has it.
  private func atBound(column: Int, of reader: ConstantGroupReader) -> [Finding] {
    var judged = JudgedCells(column: column)
    let one = ExactNumber(mantissa: 1)
    for row in reader.table.rows(of: column, holding: [.mean], in: reader.kept) {
      guard reader.kept.cell(row: row, column: column).number.isEqual(to: one),
        !reader.table.isTotal(row: row)
      else { continue }
      let base = reader.base(row: row, column: column)
      if let size = base?.value, size <= 1 { continue }
      judged.cells.append(.init(row: row, verdict: .review, role: .mean, base: base))
    }
    return findings(for: judged, in: reader.table, kept: reader.kept) { _, _ in
      "a mean of 1 among means below: if it is one of zeros and ones, everyone in the group has it"
    }
  }

  private func found(
    _ groups: [ConstantGroupReader.Group], column: Int, of reader: ConstantGroupReader
  ) -> [Finding] {
    // In listings the rows are statistics and the columns are variables: no other group is beside.
    let othersVary = reader.table.structure.rowRoles.isEmpty && groups.contains { !$0.isConstant }
    var judged = JudgedCells(column: column)
    for group in groups where group.isConstant {
      if let base = group.base, let size = base.value, size <= 1 { continue }
      let role = reader.table.cellRole(row: group.row, column: column)
      let isKnownSize = group.base.map { $0.isStrong && $0.value != nil } ?? false
      let isCertain =
        othersVary && isKnownSize && role.isStrong && group.isExact && group.value == .some(false)
      judged.cells.append(
        .init(row: group.row, verdict: isCertain ? .fail : .review, role: role.role, base: group.base))
    }
    return findings(for: judged, in: reader.table, kept: reader.kept) { role, _ in
      role == .minimum
        ? "a minimum that equals the maximum: everyone in the group has that value"
        : "a standard deviation of 0: everyone in the group has the same value"
    }
  }
}

/// Reads whether the groups of a table vary.
struct ConstantGroupReader {
  struct Group {
    var row: Int
    var isConstant: Bool
    /// The spread was not rounded to 0 from something visible.
    var isExact: Bool
    /// Whether everyone's value is 0; nil when the value is not published.
    var value: Bool?
    var base: BaseCount?
  }

  let table: TableSubject
  let kept: KeptTable
  private let counts: BaseCounts
  private let nearness: HeaderNearness
  private let valueColumns: [Int]
  private let maxima: [Int]
  /// In listings: the rows of means and medians, and those of maxima.
  private let valueRows: NearestRows
  private let maximumRows: NearestRows

  init(table: TableSubject, kept: KeptTable, columns: [Int]) {
    self.table = table
    self.kept = kept
    counts = BaseCounts(of: table, kept: kept, for: columns)
    nearness = HeaderNearness(of: table, anchors: [])
    valueColumns = table.columns.indices.filter { [.mean, .median].contains(table.role($0).role) }
    maxima = table.columns.indices.filter { table.role($0).role == .maximum }
    let rowRoles = table.structure.rowRoles
    valueRows = NearestRows(rowRoles.indices.filter { [.mean, .median].contains(rowRoles[$0].role) })
    maximumRows = NearestRows(rowRoles.indices.filter { rowRoles[$0].role == .maximum })
  }

  /// The column that shows the value whose spread a column shows; nil in listings and where there is none.
  func valueColumn(of column: Int) -> Int? { nearness.nearest(to: column, of: valueColumns) }

  /// The column of maxima that goes with a column of minima.
  func maximumColumn(of column: Int) -> Int? { nearness.nearest(to: column, of: maxima) }

  /// What a standard deviation says of its group.
  ///
  /// - Parameter values: ``valueColumn(of:)`` of the column.
  func spread(row: Int, column: Int, values: Int?) -> Group {
    let number = kept.cell(row: row, column: column).number
    // Composite `12.1 (3.0)` under a header of a standard deviation shows it second.
    let value = companion(row: row, column: column, rows: valueRows, other: values)
    return Group(
      row: row, isConstant: isNil(row: row, column: column), isExact: table.columns[column].maximumScale > 0,
      value: value.map { $0.mantissa == 0 },
      base: number.mantissa == 0 ? counts.base(row: row, column: column) : nil)
  }

  /// What a minimum and the maximum that goes with it say of their group; nil without a maximum.
  ///
  /// - Parameter maxima: ``maximumColumn(of:)`` of the column.
  func range(row: Int, column: Int, maxima: Int?) -> Group? {
    let least = kept.cell(row: row, column: column).number
    guard let most = companion(row: row, column: column, rows: maximumRows, other: maxima) else { return nil }
    let isConstant = least.isEqual(to: most)
    return Group(
      row: row, isConstant: isConstant, isExact: true, value: least.mantissa == 0,
      base: isConstant ? counts.base(row: row, column: column) : nil)
  }

  /// The number of people of the group.
  func base(row: Int, column: Int) -> BaseCount? { counts.base(row: row, column: column) }

  private func isNil(row: Int, column: Int) -> Bool {
    let cell = kept.cell(row: row, column: column)
    return cell.kind == .number && cell.number.mantissa == 0
  }

  /// The number beside it in the other column; in listings that of the nearest of the rows.
  private func companion(row: Int, column: Int, rows: NearestRows, other: Int?) -> ExactNumber? {
    if !table.structure.rowRoles.isEmpty {
      return rows.nearest(to: row).flatMap { number(row: $0, column: column) }
    }
    return other.flatMap { number(row: row, column: $0) }
  }

  private func number(row: Int, column: Int) -> ExactNumber? {
    let cell = kept.cell(row: row, column: column)
    return cell.kind == .number || cell.kind == .composite ? cell.number : nil
  }
}
