// low-count-statistic: means, spreads and rates of too few people.

/// Finds statistics whose N is from 1 up to the threshold of ``MinimumThreshold``.
public struct LowCountStatistic: TableRule {
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "low-count-statistic",
      family: .magnitudes,
      statbarn: .linearAggregations,
      summary: "A mean, sum, standard deviation or rate of fewer people than the threshold.",
      rationale: """
        A mean of three people, known to two of them, gives away the third; a statistic of one person is that \
        person's value. Unsafe when 1 ≤ N < n, with the threshold and comparison of `minimum-threshold`. N is \
        looked for in counts beside the statistic (in listings, in the count row above it), in its header \
        (`Drug A, N = 8`) and in the label of its row (`Female (n=7)`); of a rate both the events and the \
        people count, of a sum people and contributors. An N shown as `<8` is below 8. Quantiles are judged by `quantile`, minima and maxima by \
        `extreme-value`, indices of concentration by `concentration`, adjusted ratios by their degrees of \
        freedom. The N itself is a count and `minimum-threshold` speaks of it; this rule names the statistic.
        """,
      remedy: "Suppress the statistic together with its count, or merge groups until each has enough people.",
      sources: [
        "UK LLC Guidebook, statistical disclosure control: statistics of fewer people than the threshold",
        "Guidelines for the checking of output based on microdata research (ESSnet SDC / DwB)",
      ],
      examples: [
        RuleExample(.pass, "ten people are enough", "arm,n,mean_age\nA,10,61.2\nB,58,60.4\n"),
        RuleExample(
          .fail, "a mean and its spread of nine people",
          "arm,n,mean_age,sd_age\nA,9,61.2,8.1\nB,58,60.4,9.3\n"),
        RuleExample(.fail, "a rate of four events", "site,events,rate\nA,4,1.20\nB,58,6.30\n"),
        RuleExample(.fail, "N in the label of a row", "sex,mean_bmi\nFemale (n=7),27.1\nMale (n=31),26.4\n"),
        RuleExample(.fail, "the centre of four people", "cluster,size,bmi\n1,4,31.25\n2,112,26.81\n"),
        RuleExample(
          .review, "a whole number that may be N", "arm,zq,mean_age\nA,9,61.2\nB,58,60.4\n"),
      ]
    )
  }

  private static let judged: Set<ColumnRole> = [
    .mean, .standardDeviation, .sum, .rate, .ratio, .measurement, .age,
  ]
  /// Ratios that count people, not estimates of a model, by a word of their header: standardised mortality
  /// and incidence ratios.
  private static let countedRatios: Set<String> = [
    "smr", "sir", "shmi", "hsmr", "standardised", "standardized",
  ]
  /// A rate has events and people, a sum people and contributors: two numbers that must be large enough.
  private static let basesOfRate = 2

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    let isModel = table.columns.indices.contains { table.role($0).role == .rSquared }
    let columns = table.columns(holding: Self.judged).filter { column in
      switch table.role(column).role {
      case .ratio: Self.isCountedRatio(table.columns[column])
      // The spread of a model's residuals is judged by its degrees of freedom.
      case .standardDeviation: !isModel
      // A measurement beside a count, with fractions in it, is the mean of so many: a centroid, a group's age.
      // In listings the rows say what is what.
      case .measurement, .age:
        !table.structure.rowRoles.isEmpty
          || table.columns[column].numeric > table.columns[column].wholes
      default: true
      }
    }
    if columns.isEmpty { return .notApplicable("no column holds a mean, a sum, a spread or a rate") }
    guard let kept = table.kept else {
      return RuleOutcome(
        status: .incomplete("the table is too large to keep, and the rule needs its cells row by row"))
    }
    let n = Int64(MinimumThreshold.unsafeRange(under: ruleset).upperBound)
    let people = BaseCounts(of: table, kept: kept, for: columns)
    let events = BaseCounts(of: table, kept: kept, for: columns, roles: [.count, .total, .events])
    var findings: [Finding] = []
    for column in columns {
      var judged = JudgedCells(column: column)
      for row in table.rows(of: column, holding: Self.judged, in: kept) {
        let role = table.cellRole(row: row, column: column)
        // A sum's contributors may be counted beside its people: firms and employees.
        let isRate = [.rate, .ratio, .sum].contains(role.role)
        let bases =
          isRate
          ? events.bases(row: row, column: column, atMost: Self.basesOfRate)
          : people.bases(row: row, column: column, atMost: 1)
        guard let base = bases.first(where: { $0.isBelow(n) }) else { continue }
        let isCertain = role.isStrong && base.isStrong
        // Where nobody says that it is a mean, a hidden count beside it is not enough.
        if [.measurement, .age].contains(role.role), !isCertain || base.isBound { continue }
        judged.cells.append(
          .init(row: row, verdict: isCertain ? .fail : .review, role: role.role, base: base))
      }
      findings += self.findings(
        for: judged, in: table, kept: kept, evidence: [.init("threshold", .count(Int(n)))]
      ) { role, verdict in
        verdict == .fail
          ? "\(TableSubject.words(for: role)) of fewer than \(n) people"
          : "what may be \(TableSubject.words(for: role)) of fewer than \(n) people"
      }
    }
    return RuleOutcome(findings: findings)
  }

  private static func isCountedRatio(_ column: ColumnProfile) -> Bool {
    let words = HeaderNearness.words(of: String((column.name ?? "").prefix(SampleSize.longest)))
    return !countedRatios.isDisjoint(with: words)
  }
}
