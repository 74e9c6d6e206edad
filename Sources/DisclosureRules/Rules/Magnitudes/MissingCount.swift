// missing-count: statistics that nobody can judge, because nothing says of how many people they are.

/// Finds tables of statistics without any N.
public struct MissingCount: RequestRule {
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
        means, medians, quantiles or standard deviations without it is one question. So is a table of decimals by \
        group that nothing else explains, and one of weighted counts, which are no N. Another table of the \
        request that counts the same groups answers it: then it is noted only. Rates shown to at most two \
        decimals are noted only as well: such rates hardly give their counts away. Listings of models with \
        neither N nor degrees of freedom are one question a request, unless a table of the models' fit has them. \
        Sums need what their largest contributors hold: without it dominance can't be judged.
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
        RuleExample(
          .info, "N in another table", fileName: "means.csv",
          "ward,mean_stay,sd_stay\nElm,5.2,1.1\nFir,6.1,1.3\n",
          others: [.init("numbers.csv", "ward,patients\nElm,41\nFir,52\n")]),
        RuleExample(
          .review, "a listing of a model",
          "term,estimate,std.error,p.value\nage,0.031,0.004,0.0001\nsex,-0.12,0.051,0.019\n"),
        RuleExample(
          .review, "decimals by group, which can only be means", "region,bmi\nNorth,27.0362\nSouth,26.9386\n"),
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
  /// What a listing of a model has beside its estimates.
  private static let inference: Set<ColumnRole> = [.standardError, .confidenceLimit, .pValue, .testStatistic]
  /// A weaker guess that a column holds sums is no question.
  private static let likely = 0.5
  private static let sums: Set<ColumnRole> = [.sum]
  private static let contributions: Set<ColumnRole> = [.largest, .secondLargest, .shareOfLargest]
  /// Degrees of freedom tell as much: `emmeans` prints them beside its means.
  private static let counts: Set<ColumnRole> = [.count, .total, .events, .atRisk, .degreesOfFreedom]
  /// What weighted counts are taken for: with decimals, which counts of people don't have, for nothing.
  private static let weightable: Set<ColumnRole> = [.count, .unknown]
  /// With more digits a rate gives away its numerator and denominator. Source: the definition of the rule.
  private static let harmlessDecimals: UInt8 = 2

  public func judge(_ request: RequestSubject, under ruleset: Ruleset) -> RuleOutcome {
    var findings: [Finding] = []
    var listings: [TableSubject] = []
    var isApplicable = false
    lazy var siblings = SiblingCounts(request)
    for (index, table) in request.tables.enumerated() {
      guard let question = question(in: table, &siblings, index) else { continue }
      isApplicable = true
      if question.needsLabels, table.kept == nil {
        return RuleOutcome(
          status: .incomplete("a table is too large to keep, and the rule looks for N in its labels"))
      }
      if question.isModel, !isDescribed(table, in: request) { listings.append(table) }
      guard var finding = question.finding else { continue }
      if finding.verdict == .review, let sibling = siblings.table(countingTheRowsOf: index) {
        finding.verdict = .info
        finding.related.append(Location(table: request.tables[sibling].id))
      }
      findings.append(finding)
    }
    for table in request.tables {
      let sums = table.columns(holding: Self.sums).filter {
        table.role($0).confidence >= Self.likely && table.declared?.counted($0) != .weighted
      }
      guard table.columns(holding: Self.contributions).isEmpty, table.declared?.source?.hasValue != true,
        let finding = finding(sums, in: table, "sums", lacking: "what their largest contributors hold")
      else { continue }
      isApplicable = true
      findings.append(finding)
    }
    if listings.count > request.tables.count(where: Self.describesModels),
      let finding = finding(forListings: listings)
    {
      findings.append(finding)
    }
    if !isApplicable { return .notApplicable("no column or row holds a statistic that needs an N") }
    return RuleOutcome(findings: findings)
  }

  /// What a table without any N leaves open.
  private struct Question {
    /// One a table: the most weighty.
    var finding: Finding?
    /// It lists estimates of a model.
    var isModel = false
    /// Only the table's labels could still answer.
    var needsLabels = false
  }

  /// Nil when the table holds no statistic that needs an N.
  private func question(in table: TableSubject, _ siblings: inout SiblingCounts, _ index: Int) -> Question? {
    let statistics = table.columns(holding: Self.statistics)
    let rates = table.columns(holding: Self.rates)
    let models = table.columns(holding: Self.models)
    let weighted = table.columns.indices.filter {
      table.declared?.counted($0) == .weighted
        || Self.weightable.contains(table.role($0).role) && BaseCounts.isWeighted(table.columns[$0])
          && table.columns[$0].numeric > 0
    }
    let isListing = !models.isEmpty && !table.columns(holding: Self.inference).isEmpty
    var means: [Int] = []
    if statistics.isEmpty && rates.isEmpty && models.isEmpty && weighted.isEmpty {
      means = Self.unexplainedMeans(in: table)
      if !means.isEmpty, !siblings.hasDistinctRows(index) { means = [] }
      if means.isEmpty { return nil }
    }
    if Self.statesCount(table) { return Question() }
    var question = Question(needsLabels: true)
    let long = rates.filter { Self.isLong(table.columns[$0]) }
    if let finding = finding(statistics, in: table, "means, medians, quantiles or spreads") {
      question.finding = finding
    } else if isListing {
      question.isModel = true
    } else if let finding = finding(long, in: table, "rates to many decimals") {
      question.finding = finding
    } else if let finding = finding(weighted, in: table, "weighted counts") {
      question.finding = finding
    } else if let finding = finding(means, in: table, "decimals that may be means") {
      question.finding = finding
    } else {
      question.finding =
        finding(rates, in: table, "rates", .info) ?? finding(models, in: table, "estimates of a model", .info)
    }
    return question
  }

  /// Columns of decimals that nothing explains, in a table that holds nothing else but labels: an average by group.
  private static func unexplainedMeans(in table: TableSubject) -> [Int] {
    let numeric = table.columns.indices.filter { column in
      table.columns[column].numeric > 0 && !ColumnRole.labels.contains(table.role(column).role)
    }
    let isPlain = numeric.allSatisfy { [.measurement, .age].contains(table.role($0).role) }
    guard isPlain, !table.roles.contains(where: { $0.role == .identifier || $0.role == .code }),
      table.rows >= 2
    else {
      return []
    }
    return numeric.filter { table.columns[$0].wholes * 2 < table.columns[$0].numeric }
  }

  /// Whether a table gives the fit of models with their N or degrees of freedom, as `broom::glance` does.
  private static func describesModels(_ table: TableSubject) -> Bool {
    !table.columns(holding: [.rSquared, .degreesOfFreedom]).isEmpty && table.columns(holding: models).isEmpty
      && statesCount(table)
  }

  /// Whether one row beside a table, in the same document, gives the number of people: `{"n": 512, "coefficients": …}`.
  private func isDescribed(_ table: TableSubject, in request: RequestSubject) -> Bool {
    let file = table.id.split(separator: "#").first
    return request.tables.contains { other in
      other.rows == 1 && other.id != table.id && other.id.split(separator: "#").first == file
        && other.columns(holding: Self.models).isEmpty && Self.statesCount(other)
    }
  }

  private func finding(forListings tables: [TableSubject]) -> Finding? {
    guard let first = tables.first else { return nil }
    let names = tables.dropFirst().reduce("\(name: first.fileName)" as Message) {
      $0 + ", \(name: $1.fileName)"
    }
    var finding = finding(
      .review, at: Location(table: first.id),
      "Listings of models with neither the number of observations nor residual degrees of freedom: " + names
        + ".",
      statbarn: .correlationCoefficients, related: tables.dropFirst().map { Location(table: $0.id) })
    finding.occurrences = tables.count
    return finding
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
      let profile = table.columns[column]
      // A column of whole numbers that no word explains may be N: minimum-threshold asks about it.
      let isOpen = table.role(column).role == .unknown && profile.isWhole
      return (counts.contains(table.role(column).role) || isOpen) && !BaseCounts.isNoBase(profile)
        || table.declared?.columns[column]?.size != nil
    }
    if hasColumn || table.structure.sizeRow != nil
      || table.structure.rowRoles.contains(where: { counts.contains($0.role) })
      || table.structure.cellRoles.values.contains(where: { counts.contains($0.role) })
    {
      return true
    }
    if table.structure.statedSize != nil { return true }
    let hasHeader = table.columns.contains { $0.name.map { SampleSize.stated(in: $0) != nil } ?? false }
    if hasHeader { return true }
    return table.kept?.columns.contains { column in
      column.texts.contains { SampleSize.stated(in: $0) != nil }
    } ?? false
  }

  private static func isLong(_ column: ColumnProfile) -> Bool { column.maximumScale > harmlessDecimals }
}
