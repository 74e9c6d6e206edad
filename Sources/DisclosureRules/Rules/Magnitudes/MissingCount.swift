// missing-count: statistics that nobody can judge, because nothing says of how many people they are.

/// Finds tables of statistics without any N.
public struct MissingCount: TableRule {
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "missing-count",
      family: .magnitudes,
      statbarn: .linearAggregations,
      summary: "A mean, median, spread, sum or rate with no number of people anywhere.",
      rationale: """
        Whether a mean or a median is safe depends on the number of people behind it; without one nobody can \
        tell, and missing context is a frequent reason for returning a request. N is looked for in every \
        column and row of counts, in headers (`Drug A, N = 98`), labels and notes of the table. A table of \
        means, medians, quantiles or standard deviations without it is one question. Rates shown to at most \
        two decimals, and listings of models, are noted only: such rates hardly give their counts away, and \
        models are judged by their degrees of freedom. Counts that are only weighted are no N. Sums \
        need what their largest contributors hold: without it dominance can't be judged.
        """,
      remedy:
        "Add the unweighted number of people behind each statistic, or give it in the request; for sums the largest contributions.",
      sources: [
        "OpenSAFELY, output checking: requests returned for missing context",
        "Guidelines for the checking of output based on microdata research (ESSnet SDC / DwB)",
      ],
      examples: [
        RuleExample(.pass, "N beside the mean", "ward,n,mean_stay\nElm,41,5.2\nFir,33,6.1\n"),
        RuleExample(.review, "means without N", "ward,mean_stay,sd_stay\nElm,5.2,1.1\nFir,6.1,1.3\n"),
        RuleExample(.pass, "N in the header", "measure,\"mean stay (n=98)\"\nElm,5.2\nFir,6.1\n"),
        RuleExample(.info, "rates to two decimals", "month,rate\n2021-01,4.25\n2021-02,4.31\n"),
        RuleExample(
          .review, "sums without the largest contributors",
          "trust,n,total_cost\nRA1,312,120411.5\nRB2,288,99820.2\n"),
      ]
    )
  }

  private static let statistics: Set<ColumnRole> = [.mean, .standardDeviation, .median, .quantile]
  private static let rates: Set<ColumnRole> = [.rate]
  private static let models: Set<ColumnRole> = [.coefficient, .standardError, .ratio]
  private static let sums: Set<ColumnRole> = [.sum]
  private static let contributions: Set<ColumnRole> = [.largest, .secondLargest, .shareOfLargest]
  /// Degrees of freedom tell as much: `emmeans` prints them beside its means.
  private static let counts: Set<ColumnRole> = [.count, .total, .events, .atRisk, .degreesOfFreedom]
  /// With more digits a rate gives away its numerator and denominator. Source: the definition of the rule.
  private static let harmlessDecimals: UInt8 = 2

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    // A weighted count stands for more people than were asked: it needs an N, not contributors.
    let weighted = table.columns.indices.filter { table.declared?.counted($0) == .weighted }
    let statistics = (table.columns(holding: Self.statistics) + weighted).sorted()
    let rates = table.columns(holding: Self.rates)
    let models = table.columns(holding: Self.models)
    let sums = table.columns(holding: Self.sums).filter { !weighted.contains($0) }
    if statistics.isEmpty && rates.isEmpty && models.isEmpty && sums.isEmpty {
      return .notApplicable("no column or row holds a statistic that needs an N")
    }
    var findings: [Finding] = []
    if !Self.statesCount(table) {
      if table.kept == nil {
        return RuleOutcome(
          status: .incomplete("the table is too large to keep, and the rule looks for N in its labels"))
      }
      let long = rates.filter { Self.isLong(table.columns[$0]) }
      // Most weighty first: one question a table is enough.
      if let finding = finding(statistics, in: table, "means, medians, quantiles or spreads") {
        findings.append(finding)
      } else if let finding = finding(long, in: table, "rates to many decimals") {
        findings.append(finding)
      } else if let finding = finding(rates, in: table, "rates", .info) {
        findings.append(finding)
      } else if let finding = finding(models, in: table, "estimates of a model", .info) {
        findings.append(finding)
      }
    }
    if table.columns(holding: Self.contributions).isEmpty, table.declared?.source?.hasValue != true,
      let finding = finding(sums, in: table, "sums", lacking: "what their largest contributors hold")
    {
      findings.append(finding)
    }
    return RuleOutcome(findings: findings)
  }

  private func finding(
    _ columns: [Int], in table: TableSubject, _ what: String, _ verdict: Verdict = .review,
    lacking: String = "the number of people behind them"
  ) -> Finding? {
    guard let first = columns.first else { return nil }
    let titles = columns.dropFirst().reduce(table.title(column: first)) {
      $0 + ", " + table.title(column: $1)
    }
    return finding(
      verdict, at: table.location(column: first), "The table shows \(what) in \(titles), but not \(lacking).",
      statbarn: Self.statbarn(of: table.role(first).role),
      evidence: .parts([.init("roleConfidence", .number(table.role(first).confidence))]),
      related: columns.dropFirst().map { table.location(column: $0) })
  }

  /// Whether any column, row, header or text of the table gives a number of people.
  private static func statesCount(_ table: TableSubject) -> Bool {
    if let declared = table.declared, declared.size != nil || declared.source != nil { return true }
    let hasColumn = table.columns.indices.contains { column in
      (counts.contains(table.role(column).role) && !BaseCounts.isWeighted(table.columns[column]))
        || table.declared?.columns[column]?.size != nil
    }
    if hasColumn || table.structure.rowRoles.contains(where: { counts.contains($0.role) }) { return true }
    let hasHeader = table.columns.contains { $0.name.map { SampleSize.stated(in: $0) != nil } ?? false }
    if hasHeader { return true }
    return table.kept?.columns.contains { column in
      column.texts.contains { SampleSize.stated(in: $0) != nil }
    } ?? false
  }

  private static func isLong(_ column: ColumnProfile) -> Bool { column.maximumScale > harmlessDecimals }
}
