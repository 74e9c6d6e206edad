// degrees-of-freedom: models and tests that leave too few residual degrees of freedom.

/// Finds residual degrees of freedom below a minimum.
public struct DegreesOfFreedom: TableRule {
  public static let minimum = Parameter<Int>.integer(
    "minimum", default: 10, in: 1...1_000, "The least residual degrees of freedom that may be published.")

  /// How tools call residual, denominator or error degrees of freedom.
  static let residualNames: Set<String> = [
    "dfresidual", "dfresiduals", "dfresid", "dfr", "residualdf", "residualsdf", "residdf", "resdf", "dfres",
    "dfdenom", "dendf", "dfden", "denominatordf", "ddf", "df2", "dferror", "errordf", "dfwithin",
    "residualdegreesoffreedom", "residualdegreesfreedom", "degreesoffreedomresidual",
    "degreesoffreedomresiduals",
    "dofresidual", "residualdof", "dofresid", "ddfm",
  ]
  private static let plainNames: Set<String> = ["df", "dof", "degreesoffreedom"]
  /// Rows of an analysis of variance that hold what the model leaves over.
  private static let residualRows: Set<String> = [
    "residual", "residuals", "resid", "error", "within", "withingroups", "residualerror",
  ]
  private static let estimateNames: Set<String> = [
    "emmean", "lsmean", "lsmeans", "estimate", "contrast", "prediction",
  ]
  /// Beside these a plain `df` counts terms or parameters.
  private static let termNames: Set<String> = [
    "sumsq", "sumofsq", "ss", "meansq", "ms", "fvalue", "f", "chisq", "chi2", "chisquare", "waldchisquare",
    "wald", "lrt", "deviance", "loglik", "aic", "bic", "lrchisq", "typeiiiss",
  ]
  private static let eventNames: Set<String> = [
    "nevent", "nevents", "events", "numberofevents", "noofevents",
  ]
  private static let survivalModelNames: Set<String> = [
    "concordance", "statisticlog", "statisticsc", "pvaluelog",
  ]
  private static let sizeNames: Set<String> = [
    "nobs", "noobservations", "numberofobs", "numberofobservations",
  ]
  private static let modelNames: Set<String> = ["dfmodel", "modeldf"]

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "degrees-of-freedom",
      family: .models,
      statbarn: .correlationCoefficients,
      summary: "A model or test with too few residual degrees of freedom.",
      rationale: """
        A model with nearly as many parameters as observations repeats its data: from coefficients and fit \
        the values of single people can be solved. What counts is what the model leaves over: the residual \
        (denominator, error) degrees of freedom. Degrees of freedom of terms, of whole models, of chi-square, \
        Wald and likelihood-ratio tests and of the numerator of F say how many parameters there are, and are \
        never compared. Where no residual degrees of freedom are published, the observations (for logistic \
        and Cox models the events) minus the parameters stand for them.
        """,
      remedy: "Leave the model out, or fit it with fewer parameters or on more people.",
      parameters: [Self.minimum.description],
      sources: [
        "ACRO, default.yaml: safe_dof_threshold 10",
        "Guidelines for the checking of output based on microdata research (ESSnet SDC / DwB), regressions",
      ],
      examples: [
        RuleExample(
          .pass, "ten are left", "model,r.squared,df,df.residual\nfull,0.41,4,10\nsmall,0.37,2,12\n"),
        RuleExample(
          .pass, "a test of two terms has no residual",
          "term,Chisq,Df,Pr(>Chisq)\nregion,7.31,4,0.12\nsex,0.52,1,0.47\n"),
        RuleExample(
          .fail, "nine are left", "model,r.squared,df,df.residual\nfull,0.41,5,9\nsmall,0.37,2,12\n"),
        RuleExample(
          .fail, "an analysis of variance",
          "term,Df,Sum Sq,Mean Sq,F value\nregion,4,1879.2,469.8,3.84\nResiduals,6,733.5,122.3,\n"),
        RuleExample(
          .fail, "a label with its number",
          "No. Observations:,11\nDf Residuals:,6\nDf Model:,4\nR-squared:,0.69\n"),
        RuleExample(
          .review, "observations minus parameters",
          "No. Observations:,12\nDf Model:,4\nR-squared:,0.69\n"),
      ]
    )
  }

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    let minimum = ruleset.value(Self.minimum, of: name)
    guard let kept = table.kept else { return judgeProfiles(of: table, minimum: minimum) }
    var cells = Self.residualCells(in: table, kept: kept)
    var verdict = Verdict.fail
    if cells.isEmpty {
      cells = Self.remainders(in: table, kept: kept)
      // The parameters are counted from what is published, which may leave some out.
      verdict = .review
      let events = Self.eventCells(in: table, kept: kept).filter { $0.left < Double(minimum) }
      if !events.isEmpty {
        return RuleOutcome(findings: report(.fail, events, of: kept, in: table, minimum: minimum))
      }
    }
    if cells.isEmpty { return .notApplicable("no residual degrees of freedom") }
    let unsafe = cells.filter { $0.left < Double(minimum) }
    return RuleOutcome(findings: report(verdict, unsafe, of: kept, in: table, minimum: minimum))
  }

  /// A published number and the degrees of freedom that it leaves.
  private struct Remainder {
    var row: Int
    var column: Int
    var left: Double
  }

  private func report(
    _ verdict: Verdict, _ cells: [Remainder], of kept: KeptTable, in table: TableSubject, minimum: Int
  ) -> [Finding] {
    Set(cells.map(\.column)).sorted().flatMap { column in
      let places = cells.filter { $0.column == column }.map { kept.place(row: $0.row, column: column) }
      let template = finding(
        verdict, at: table.location(column: column),
        "\(table.title(column: column)) leaves fewer than \(minimum) residual degrees of freedom.",
        evidence: .parts([.init("minimum", .count(minimum))]))
      return Finding.perCell(template, cells: places, occurrences: places.count)
    }
  }

  /// Too large to keep: the columns' extremes still tell.
  private func judgeProfiles(of table: TableSubject, minimum: Int) -> RuleOutcome {
    let columns = StatisticNames.columns(named: Self.residualNames, in: table)
    if columns.isEmpty { return .notApplicable("no residual degrees of freedom") }
    return RuleOutcome(
      findings: columns.compactMap { column in
        guard let least = table.columns[column].minimum, least < ExactNumber(mantissa: Int64(minimum)) else {
          return nil
        }
        return finding(
          .fail, at: table.location(column: column),
          "\(table.title(column: column)) holds fewer than \(minimum) residual degrees of freedom.")
      })
  }

  private static func residualCells(in table: TableSubject, kept: KeptTable) -> [Remainder] {
    var cells: [Remainder] = []
    func add(row: Int, column: Int) {
      let cell = kept.cell(row: row, column: column)
      guard cell.kind == .number || cell.kind == .composite else { return }
      cells.append(Remainder(row: row, column: column, left: cell.number.double))
    }
    var named = StatisticNames.columns(named: residualNames, in: table)
    let plain = table.columns.indices.filter {
      plainNames.contains(StatisticNames.squeezed(table.columns[$0].name ?? ""))
    }
    if named.isEmpty, isOfEstimates(table) {
      // All 1: a parameter's own degree of freedom, as SAS prints it.
      named = plain.filter { table.columns[$0].small.total(in: 1..<2) < table.columns[$0].numeric }
    }
    var seen = Set(named)
    for column in named { for row in 0..<kept.rows { add(row: row, column: column) } }
    let others = table.columns.indices.filter { column in
      !seen.contains(column) && (plain.contains(column) || table.role(column).role == .degreesOfFreedom)
    }
    for label in StatisticNames.labels(residualRows, in: kept) {
      for column in others where column != label.column { add(row: label.row, column: column) }
    }
    seen.formUnion(others)
    for value in StatisticNames.values(of: residualNames, in: kept) {
      add(row: value.row, column: value.column)
    }
    // A cell may be found by its column and by its row: it is one all the same.
    let sorted = cells.sorted { ($0.column, $0.row) < ($1.column, $1.row) }
    return sorted.indices.compactMap { index in
      let isRepeated =
        index > 0 && sorted[index].row == sorted[index - 1].row
        && sorted[index].column == sorted[index - 1].column
      return isRepeated ? nil : sorted[index]
    }
  }

  /// Estimates with their errors and no statistic of a term: a `df` beside them is that of the error.
  private static func isOfEstimates(_ table: TableSubject) -> Bool {
    let names = table.columns.map { StatisticNames.squeezed($0.name ?? "") }
    return names.contains { estimateNames.contains($0) } && !names.contains { termNames.contains($0) }
      && table.columns.indices.contains { table.role($0).role == .standardError }
  }

  /// Observations minus parameters, at the cells of the observations.
  private static func remainders(in table: TableSubject, kept: KeptTable) -> [Remainder] {
    var cells: [Remainder] = []
    let models = StatisticNames.values(of: modelNames, in: kept)
    for size in StatisticNames.values(of: sizeNames, in: kept) {
      guard let model = models.first(where: { $0.column == size.column }) ?? models.first else { continue }
      // The intercept is one more.
      cells.append(
        Remainder(row: size.row, column: size.column, left: size.number.double - model.number.double - 1))
    }
    if cells.isEmpty, let size = table.declaredTotal {
      cells += models.map {
        Remainder(row: $0.row, column: $0.column, left: Double(size) - $0.number.double - 1)
      }
    }
    guard let sizes = StatisticNames.column(named: sizeNames, in: table),
      let parameters = StatisticNames.column(named: plainNames.union(modelNames), in: table),
      StatisticNames.column(named: ["rsquared", "adjrsquared"], in: table) != nil
    else { return cells }
    for row in 0..<kept.rows {
      let (size, model) = (kept.cell(row: row, column: sizes), kept.cell(row: row, column: parameters))
      guard size.kind == .number, model.kind == .number else { continue }
      cells.append(Remainder(row: row, column: sizes, left: size.number.double - model.number.double - 1))
    }
    return cells
  }

  /// Events of a survival model minus the one parameter that every model has.
  private static func eventCells(in table: TableSubject, kept: KeptTable) -> [Remainder] {
    guard StatisticNames.column(named: survivalModelNames, in: table) != nil,
      let column = StatisticNames.column(named: eventNames, in: table)
    else { return [] }
    return (0..<kept.rows).compactMap { row in
      let cell = kept.cell(row: row, column: column)
      guard cell.kind == .number else { return nil }
      return Remainder(row: row, column: column, left: cell.number.double - 1)
    }
  }
}
