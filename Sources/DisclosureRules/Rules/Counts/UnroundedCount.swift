// unrounded-count: counts off the grid, where the ruleset rounds.

/// Finds counts that were not rounded as the ruleset demands.
public struct UnroundedCount: TableRule {
  /// How counts are rounded.
  public enum Method: String, Sendable, CaseIterable {
    /// To the nearest multiple of the base.
    case nearest
    /// To the middle of a step: ceil(x/b)·b − b/2.
    case midpoint
    /// To the next multiple above.
    case up
  }

  /// What a total must be.
  public enum Totals: String, Sendable, CaseIterable {
    /// On the grid, or the sum of its published parts.
    case either
    /// On the grid.
    case grid
    /// Not looked at.
    case ignore
  }

  public static let base = Parameter<Int>.integer(
    "base", default: 0, in: 0...1000, "The base to which counts are rounded; 0: the ruleset does not round.")
  public static let method = Parameter<Method>.choice(
    "method", default: .nearest,
    "`nearest` and `up`: multiples of the base; `midpoint`: the middles between them, and 0.")
  public static let alsoMidpoint = Parameter<Int>.integer(
    "also_midpoint", default: 0, in: 0...1000,
    "A base whose midpoints are accepted as well, a column at a time; 0: none.")
  public static let bands = Parameter<[[String: Double]]>.records(
    "bands", fields: ["from", "base"], default: [["from": 0, "base": 0]],
    "Other bases for larger counts: `base` holds for counts of `from` and more; a base of 0: as for smaller ones."
  )
  public static let totals = Parameter<Totals>.choice(
    "totals", default: .either,
    "`either`: a total is on the grid or the sum of its parts; `grid`: on the grid; `ignore`: not looked at.")

  /// Places listed in one finding.
  static let placeLimit = 1000
  /// Columns of counts that are added up row by row; tables with more get no sums across columns.
  static let summedColumns = 64

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "unrounded-count",
      family: .counts,
      statbarn: .frequencies,
      summary: "A count that is not rounded, where the ruleset demands rounding.",
      rationale: """
        Rounding protects only if every count is rounded: one exact count, or the difference of an exact and \
        a rounded one, gives the people away that rounding was to hide. Where the ruleset rounds to a base, a \
        count of people or events off the grid fails; in a column that may hold something else it is for \
        review, once a column. Each column may be on its own grid, of those that the ruleset accepts. A cell \
        that is the sum of its published parts satisfies the rule; years, degrees of freedom and codes are on \
        no grid.
        """,
      remedy:
        "Round every count as the policy says, and derive totals and percentages from the rounded counts.",
      parameters: [
        Self.base.description, Self.method.description, Self.alsoMidpoint.description,
        Self.bands.description, Self.totals.description,
      ],
      sources: [
        "OpenSAFELY documentation, Applying statistical disclosure control: counts are rounded to the nearest 5",
        "NHS Digital, change to disclosure control methodology for HES and ECDS, 2018",
        "Vilhuber, drb_rounder: rounding in bands, as the US Census Bureau's Disclosure Review Board asks for",
      ],
      examples: [
        RuleExample(.pass, "every count is a multiple of 5", "region,patients\nNorth,120\nSouth,45\n"),
        RuleExample(.fail, "one exact count", "region,patients\nNorth,121\nSouth,45\n"),
        RuleExample(.review, "a number of unknown meaning", "region,zq\nNorth,121\nSouth,45\n"),
        RuleExample(
          .pass, "a total of midpoints", "region,men,women,total\nNorth,123,129,252\nSouth,45,51,96\n"),
      ],
      shownUnder: "opensafely"
    )
  }

  /// A set of values that counts may have.
  private struct Grid {
    var base: Int64
    var isMidpoint: Bool
    /// Bases for larger counts, the largest counts first.
    var bands: [(from: Int64, base: Int64)] = []

    func holds(_ value: Int64) -> Bool {
      if value == 0 { return true }
      // What lies at the lower edge of a band may have been rounded up to it from the band below.
      let base = bands.first { value > $0.from }?.base ?? base
      return isMidpoint ? value % base == base / 2 : value % base == 0
    }
  }

  /// The bands of the ruleset that say something, for larger counts first.
  static func bands(under ruleset: Ruleset) -> [(from: Int64, base: Int64)] {
    ruleset.value(Self.bands, of: RuleName(rawValue: "unrounded-count")).compactMap {
      band -> (from: Int64, base: Int64)? in
      guard let from = Int64(exactly: band["from"] ?? 0), let base = Int64(exactly: band["base"] ?? 0),
        base >= 2
      else { return nil }
      return (from, base)
    }.sorted { $0.from > $1.from }
  }

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    let base = ruleset.value(Self.base, of: name)
    if base < 2 { return .notApplicable("the ruleset does not round counts") }
    var grids = [
      Grid(
        base: Int64(base), isMidpoint: ruleset.value(Self.method, of: name) == .midpoint,
        bands: Self.bands(under: ruleset))
    ]
    let also = ruleset.value(Self.alsoMidpoint, of: name)
    if also >= 2 { grids.append(Grid(base: Int64(also), isMidpoint: true)) }
    let totals = ruleset.value(Self.totals, of: name)
    guard let kept = table.kept else {
      return RuleOutcome(
        status: .incomplete("the table is too large to keep, and the rule needs its cells row by row"))
    }
    let judged = table.columns.indices.filter { column in
      (0..<kept.rows).contains {
        Self.isCount(table.cellRole(row: $0, column: column), of: table.columns[column])
      }
    }
    if judged.isEmpty { return .notApplicable("no column holds counts") }
    var findings: [Finding] = []
    for column in judged {
      // The grid that fits the column best.
      let offending = grids.map {
        cells(of: column, off: $0, judged: judged, totals: totals, in: table, kept: kept)
      }
      guard let rows = offending.min(by: { $0.count < $1.count }), !rows.isEmpty else { continue }
      findings += self.findings(for: rows, column: column, base: base, in: table, kept: kept)
    }
    return RuleOutcome(findings: findings)
  }

  /// Whether numbers of a role are counts that have to be rounded.
  static func isCount(_ role: RoleAssignment, of column: ColumnProfile) -> Bool {
    switch role.role {
    case .count, .total, .events, .atRisk: true
    case .unknown: column.isWhole
    default: false
    }
  }

  /// Rows in which a column's count is off the grid and no sum of published parts.
  private func cells(
    of column: Int, off grid: Grid, judged: [Int], totals: Totals, in table: TableSubject, kept: KeptTable
  ) -> [Int] {
    var rows: [Int] = []
    let below = totals == .grid ? nil : PartSum(of: column, in: table, kept: kept)
    for row in 0..<kept.rows {
      let role = table.cellRole(row: row, column: column)
      let cell = kept.cell(row: row, column: column)
      guard Self.isCount(role, of: table.columns[column]), cell.kind == .number || cell.kind == .composite,
        let value = cell.number.whole, value > 0, !grid.holds(value)
      else { continue }
      let isTotal =
        role.role == .total || table.isTotal(row: row) || table.structure.totalColumns.contains(column)
      if isTotal, totals == .ignore { continue }
      if totals != .grid, isSum(value, row: row, column: column, judged: judged, kept: kept) { continue }
      if below?.makes(value, at: row, in: table, kept: kept) ?? false { continue }
      rows.append(row)
    }
    return rows
  }

  /// Whether a value is the sum of the other counts of its row, or of a run of them that ends beside it.
  private func isSum(_ value: Int64, row: Int, column: Int, judged: [Int], kept: KeptTable) -> Bool {
    guard judged.count <= Self.summedColumns, let position = judged.firstIndex(of: column) else {
      return false
    }
    for run in [Array(judged[..<position].reversed()), Array(judged[(position + 1)...])] {
      var sum: Int128 = 0
      for (taken, part) in run.enumerated() {
        guard let number = PartSum.whole(row, part, kept) else { break }
        sum += Int128(number)
        if taken >= 1, sum == Int128(value) { return true }
      }
    }
    return false
  }

  private func findings(
    for rows: [Int], column: Int, base: Int, in table: TableSubject, kept: KeptTable
  ) -> [Finding] {
    let strong = rows.filter {
      let role = table.cellRole(row: $0, column: column)
      // A total may add up parts that are not published.
      return role.isStrong && role.role != .unknown && role.role != .total
    }
    let weak = rows.count - strong.count
    var findings: [Finding] = []
    if !strong.isEmpty {
      let template = finding(
        .fail, at: table.location(column: column),
        "\(table.title(column: column)) holds a count that is not rounded to \(base).",
        evidence: .parts([
          .init("base", .count(base)), .init("roleConfidence", .number(table.role(column).confidence)),
        ]))
      let places = strong.prefix(Self.placeLimit).map { kept.place(row: $0, column: column) }
      findings += Finding.perCell(template, cells: places, occurrences: strong.count)
    }
    if weak > 0 {
      var one = finding(
        .review, at: table.location(column: column),
        "\(table.title(column: column)) holds whole numbers that may be counts and are not rounded to \(base).",
        evidence: .parts([
          .init("base", .count(base)), .init("roleConfidence", .number(table.role(column).confidence)),
        ]))
      let known = Set(strong)
      one.occurrences = weak
      one.cells = rows.lazy.filter { !known.contains($0) }.prefix(Self.placeLimit).map {
        kept.place(row: $0, column: column)
      }
      findings.append(one)
    }
    return findings
  }
}

/// What the rows of a column that are no totals make together: read once, not once a total.
private struct PartSum {
  private var sum: Int128 = 0
  private var parts = 0
  private var unread = 0

  init(of column: Int, in table: TableSubject, kept: KeptTable) {
    for row in 0..<kept.rows where !table.isTotal(row: row) {
      if let value = Self.whole(row, column, kept) {
        sum += Int128(value)
        parts += 1
      } else {
        unread += 1
      }
    }
  }

  static func whole(_ row: Int, _ column: Int, _ kept: KeptTable) -> Int64? {
    kept.cell(row: row, column: column).leadingWhole
  }

  /// Whether a first, last or labelled row holds the sum of the others.
  func makes(_ value: Int64, at row: Int, in table: TableSubject, kept: KeptTable) -> Bool {
    let isTotal = table.isTotal(row: row)
    guard unread == 0, isTotal || row == 0 || row == kept.rows - 1 else { return false }
    let own = isTotal ? 0 : 1
    return parts - own >= 2 && sum - (isTotal ? 0 : Int128(value)) == Int128(value)
  }
}
