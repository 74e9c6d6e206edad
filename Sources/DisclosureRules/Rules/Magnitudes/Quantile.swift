// quantile: medians and percentiles with too few people at or beyond them.

/// Finds quantiles of too few people, or with too few people in the smaller tail.
public struct Quantile: TableRule {
  /// How many people must lie on either side.
  public static let tail = Parameter<Int>.integer(
    "quantile_tail", default: 10, in: 0...10_000,
    "Fewest people, N·min(q, 1 − q), that may lie in the smaller tail of a quantile; 0 asks for none.")

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "quantile",
      family: .magnitudes,
      statbarn: .position,
      summary: "A median or percentile with too few people beyond it.",
      rationale: """
        A quantile is the value of one or two people. With fewer than n people behind it (the threshold of \
        `minimum-threshold`) it fails. With few people in the smaller tail, N·min(q, 1 − q), it comes close to \
        a minimum or maximum and is for a person to judge, once a column; the same holds for a quantile that \
        equals the extreme, because with a tail that is large enough as many people must tie there. q is read \
        from headers and labels of rows (`p25`, `Q1`, `90th percentile`, `median`); one that is not named is \
        taken for a quartile, and so are the bounds in `12 [3–20]`. Quantiles without any N are left to \
        `missing-count`.
        """,
      remedy: "Suppress the quantile, merge groups, or give one nearer the median.",
      parameters: [Self.tail.description],
      sources: [
        "Derrick, Green, Ritchie, White, The statbarns: position",
        "Guidelines for the checking of output based on microdata research (ESSnet SDC / DwB): percentiles",
      ],
      examples: [
        RuleExample(.pass, "ten on either side of the median", "ward,n,median\nElm,20,4\nFir,33,5\n"),
        RuleExample(.review, "nine and a half on either side", "ward,n,median\nElm,19,4\nFir,33,5\n"),
        RuleExample(.fail, "quartiles of nine people", "ward,n,p25,p75\nElm,9,2,8\nFir,330,3,9\n"),
        RuleExample(.review, "the 95th percentile of a hundred", "ward,n,p95\nElm,100,40\nFir,330,41\n"),
        RuleExample(.pass, "no N is another rule's concern", "ward,median\nElm,4\nFir,5\n"),
      ],
      absorbs: ["low-count-statistic"]
    )
  }

  private static let judged: Set<ColumnRole> = [.median, .quantile]

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    let columns = table.columns(holding: Self.judged).filter {
      !QuantileOrder.isOrderColumn(table.columns[$0].name ?? "")
    }
    if columns.isEmpty { return .notApplicable("no column or row holds a quantile") }
    guard let kept = table.kept else {
      return RuleOutcome(
        status: .incomplete("the table is too large to keep, and the rule needs its cells row by row"))
    }
    let n = Int64(MinimumThreshold.unsafeRange(under: ruleset).upperBound)
    let fewest = ruleset.value(Self.tail, of: name)
    let counts = BaseCounts(of: table, kept: kept, for: columns)
    var findings: [Finding] = []
    for column in columns {
      let named = table.columns[column].name.flatMap { QuantileOrder($0) }
      var few = JudgedCells(column: column)
      var thin = JudgedCells(column: column)
      for row in table.rows(of: column, holding: Self.judged, in: kept) {
        guard let base = counts.base(row: row, column: column), let size = base.value, size >= 1 else {
          continue
        }
        let role = table.cellRole(row: row, column: column)
        if base.isBelow(n) {
          let isCertain = role.isStrong && base.isStrong
          few.cells.append(.init(row: row, verdict: isCertain ? .fail : .review, role: role.role, base: base))
          continue
        }
        let order = Self.order(row: row, column: column, named: named, role: role.role, of: table, kept: kept)
        let (people, overflow) = size.multipliedReportingOverflow(by: Int64(order.tail))
        // q itself was rounded to so many digits: a third of 30 is ten.
        let needed = Int64(fewest) * Int64(QuantileOrder.whole) - Self.rounding * size.clamped
        if !overflow, people < needed {
          thin.cells.append(.init(row: row, verdict: .review, role: role.role, base: base))
        }
      }
      findings += self.findings(
        for: few, in: table, kept: kept, evidence: [.init("threshold", .count(Int(n)))]
      ) { role, verdict in
        verdict == .fail
          ? "\(TableSubject.words(for: role)) of fewer than \(n) people"
          : "what may be \(TableSubject.words(for: role)) of fewer than \(n) people"
      }
      findings += self.findings(
        for: thin, in: table, kept: kept, evidence: [.init("quantileTail", .count(fewest))]
      ) { role, _ in "\(TableSubject.words(for: role)) with fewer than \(fewest) people on its smaller side" }
    }
    return RuleOutcome(findings: findings)
  }

  /// Half a ten-thousandth is lost in q at most; counted as one.
  private static let rounding: Int64 = 1

  /// Which quantile stands in a cell: by the header, else the label of its row, else the role.
  private static func order(
    row: Int, column: Int, named: QuantileOrder?, role: ColumnRole, of table: TableSubject, kept: KeptTable
  ) -> QuantileOrder {
    // `12 [3–20]` shows three numbers, and the quartiles have the fewest people beyond them.
    if kept.cell(row: row, column: column).kind == .composite { return .quartile }
    if let named { return named }
    for label in table.columns.indices.prefix(column) {
      if let text = kept.text(row: row, column: label), let order = QuantileOrder(text) { return order }
    }
    return role == .median ? .median : .quartile
  }
}

extension Int64 {
  /// No N is larger; keeps the product with a tail from overflowing.
  fileprivate var clamped: Int64 { Swift.min(self, 1_000_000) }
}
