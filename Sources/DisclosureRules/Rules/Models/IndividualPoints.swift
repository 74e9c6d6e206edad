// individual-points: series with about one point for each person.

/// Finds the points of curves and plots that stand for single people.
public struct IndividualPoints: TableRule {
  /// A curve with fewer points is binned, or drawn from few thresholds.
  private static let manyPoints = 20
  /// With fewer rows a diagnostic is an example.
  private static let fewRows = 3
  /// Shares with fewer decimals don't tell their base.
  private static let leastDecimals: UInt8 = 3
  /// Groups larger than this leave no steps that survive rounding.
  private static let largestBase = 100_000.0

  private static let falseRate: Set<String> = [
    "fpr", "falsepositiverate", "falsepositives", "specificity", "spec", "tnr",
  ]
  private static let trueRate: Set<String> = ["tpr", "truepositiverate", "sensitivity", "sens", "recall"]
  private static let precision: Set<String> = ["precision", "ppv"]
  private static let cut: Set<String> = ["threshold", "thresholds", "cutoff", "cutpoint", "alpha"]
  private static let residual: Set<String> = [
    "resid", "residual", "residuals", "stdresid", "standardizedresiduals", "studentizedresiduals", "rstudent",
    "pearsonresiduals", "devianceresiduals", "martingaleresiduals",
  ]
  private static let fit: Set<String> = [
    "fitted", "fittedvalues", "fittedvalue", "predicted", "pred", "yhat",
  ]
  private static let influence: Set<String> = [
    "hat", "leverage", "cooksd", "cooksdistance", "dffits", "mahalanobis",
  ]
  private static let cumulative: Set<String> = [
    "ecdf", "empiricalcdf", "cdf", "cumulativeproportion", "cumulativeprobability",
  ]
  private static let theory: Set<String> = [
    "theoretical", "theoreticalquantile", "theoreticalquantiles", "normalquantile",
  ]
  private static let sample: Set<String> = [
    "sample", "samplequantile", "samplequantiles", "observed", "orderedvalues",
  ]
  private static let outlier: Set<String> = ["outlier", "outliers", "outliervalue", "fliers"]
  private static let score: Set<String> = [
    "propensityscore", "propensity", "riskscore", "predictedprobability", "predictedrisk", "yscore",
    "linearpredictor",
  ]

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "individual-points",
      family: .models,
      statbarn: .position,
      summary: "A series of points that stand for single people.",
      rationale: """
        A residual, a leverage, a predicted score or an outlier belongs to one person. ROC and \
        precision-recall curves, empirical distribution functions and Q–Q plots have a point for each person \
        unless they are binned, and so have scatter plots: their steps give away how many people there are and where each of them lies. \
        Unsafe when there is about one point for fewer people than the threshold. Where the shares show \
        their base N, points ≥ N/n is a breach; otherwise a person must look.
        """,
      remedy:
        "Bin the points so that each stands for at least as many people as the threshold, or publish a smoothed curve.",
      sources: [
        "Guidelines for the checking of output based on microdata research (ESSnet SDC / DwB), graphs and residuals",
        "SDC Handbook (SDAP), graphs",
      ],
      examples: [
        RuleExample(
          .pass, "a curve at five thresholds",
          "threshold,fpr,tpr\n0.9,0.01,0.21\n0.7,0.05,0.48\n0.5,0.14,0.72\n0.3,0.33,0.88\n0.1,0.71,0.97\n"),
        RuleExample(
          .fail, "one residual a person",
          "sbp,.fitted,.resid\n133,123.6,9.4\n120,125.5,-5.5\n121,126.4,-5.4\n143,121.8,21.2\n"),
        RuleExample(
          .review, "the points of a scatter plot",
          "x,y\n"
            + (0..<24).map { "\(($0 * 37) % 101).\($0 % 9 + 1),\(($0 * 53) % 97).\($0 % 7 + 1)\n" }.joined()),
        RuleExample(
          .review, "outliers", "outlier,region\n61.2,North\n97.4,South\n88.1,East\n"),
        RuleExample(
          .fail, "a distribution function with a step a person",
          "hb,ecdf\n101,0.125\n104,0.250\n111,0.375\n118,0.500\n125,0.625\n131,0.750\n140,0.875\n152,1.000\n"),
      ]
    )
  }

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    func column(_ names: Set<String>) -> Int? {
      StatisticNames.columns(named: names, in: table).first { table.columns[$0].numeric >= Self.fewRows }
    }
    let n = MinimumThreshold.unsafeRange(under: ruleset).upperBound
    var findings: [Finding] = []
    func add(_ verdict: Verdict, _ position: Int, _ why: Message) {
      var report = finding(
        verdict, at: table.location(column: position), "\(table.title(column: position)) \(why).")
      report.occurrences = table.columns[position].numeric
      findings.append(report)
    }
    // Residuals, fits and leverages of single people; an analysis of variance has its residuals in rows.
    let isAggregated = table.columns.indices.contains { position in
      // A declaration can't take evidence away.
      let role = table.declared?.columns[position]?.inferred ?? table.role(position)
      return switch role.role {
      case .count, .total, .pValue, .confidenceLimit, .degreesOfFreedom: role.isStrong
      default: false
      }
    }
    let residual = column(Self.residual)
    let influence = column(Self.influence)
    let fit = column(Self.fit)
    if let found = residual ?? influence, !isAggregated {
      let isCertain = [residual, influence, fit].count(where: { $0 != nil }) >= 2
      add(isCertain ? .fail : .review, found, "has a value for each person of a model")
    }
    if let found = column(Self.outlier), !isAggregated {
      add(.review, found, "holds outliers, each of them one person")
    }
    if let found = column(Self.score), !isAggregated, table.rows >= Self.manyPoints,
      ValueShape(table.columns[found]).isNearlyUnique
    {
      add(.review, found, "has a score for each row, which may be a person")
    }
    if let rate = column(Self.trueRate), let other = column(Self.falseRate) ?? column(Self.precision),
      column(Self.cut) != nil || table.rows >= Self.manyPoints
    {
      let others =
        Self.falseRate.contains(StatisticNames.squeezed(table.columns[other].name ?? ""))
        ? [rate, other] : [rate]
      let bases = others.compactMap { Self.base(of: $0, in: table) }
      let people =
        bases.count == others.count ? Int64(clamping: bases.reduce(0, +)) : table.declaredTotal
      if let people, Int64(clamping: table.rows * n) >= people, table.rows >= n {
        add(.fail, rate, "has a point for fewer than \(n) people each")
      } else if table.rows >= Self.manyPoints {
        add(.review, rate, "has so many points that each may be a person")
      }
    }
    if let found = column(Self.cumulative) {
      let people = Self.base(of: found, in: table).map { Int64(clamping: $0) } ?? table.declaredTotal
      if let people, Int64(clamping: table.rows * n) >= people, table.rows >= Self.fewRows {
        add(.fail, found, "has a step for fewer than \(n) people each")
      } else if table.rows >= Self.manyPoints {
        add(.review, found, "has so many steps that each may be a person")
      }
    }
    if let found = column(Self.sample), column(Self.theory) != nil, table.rows >= Self.fewRows {
      add(
        table.rows >= Self.manyPoints ? .fail : .review, found, "orders single values against a distribution")
    }
    let isCloud = isCloud(table)
    if isCloud, let first = table.columns.indices.first {
      add(
        .review, first,
        "and the columns beside it hold pairs of measurements, each of which may be a person's")
    }
    let named =
      isCloud
      || [
        Self.residual, Self.influence, Self.outlier, Self.score, Self.trueRate, Self.cumulative, Self.sample,
      ].contains { column($0) != nil }
    return named ? RuleOutcome(findings: findings) : .notApplicable("no series of points")
  }

  /// Decimals without labels that two rows hardly share: the points of a scatter plot, or of a swarm.
  ///
  /// A curve rises along one of its columns, and a table of statistics says what its rows are.
  private func isCloud(_ table: TableSubject) -> Bool {
    guard table.rows >= Self.manyPoints, table.columns.count >= 2 else { return false }
    let isMeasured = table.columns.indices.allSatisfy { position in
      [.measurement, .unknown, .age].contains(table.role(position).role)
        && table.columns[position].numeric == table.rows && !table.columns[position].isIncreasing
    }
    let distinct = table.columns.filter { $0.maximumScale > 0 && ValueShape($0).isNearlyUnique }
    return isMeasured && distinct.count >= 2
  }

  /// The number of people that shares are of, when all steps are multiples of one share.
  private static func base(of position: Int, in table: TableSubject) -> Int? {
    guard let kept = table.kept, table.columns[position].maximumScale >= leastDecimals else { return nil }
    let tolerance = table.columns[position].maximumScale.asTolerance
    let values = (0..<kept.rows).compactMap { row -> Double? in
      let cell = kept.cell(row: row, column: position)
      return cell.kind == .number ? cell.number.double : nil
    }.sorted()
    guard values.count >= fewRows, let last = values.last, last <= 1 + tolerance, (values.first ?? -1) >= 0
    else { return nil }
    let steps = zip([0] + values, values).map { $1 - $0 }.filter { $0 > 2 * tolerance }
    guard let least = steps.min() else { return nil }
    let base = (1 / least).rounded()
    guard base <= largestBase, 2 * tolerance * base < 0.25 else { return nil }
    let areMultiples = values.allSatisfy { abs($0 * base - ($0 * base).rounded()) <= tolerance * base + 1e-9 }
    return areMultiples ? Int(base) : nil
  }
}
