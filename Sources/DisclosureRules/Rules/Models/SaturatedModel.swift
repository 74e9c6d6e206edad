// saturated-model: models that repeat their data.

/// Finds models that fit exactly.
public struct SaturatedModel: TableRule {
  private static let rSquaredNames: Set<String> = [
    "rsquared", "r2", "rsq", "rsquare", "adjrsquared", "adjustedrsquared", "adjr2", "multiplersquared",
    "adjrsq",
    "adjrsquare",
  ]
  private static let errorNames: Set<String> = [
    "sigma", "rootmse", "rmse", "residualstandarderror", "residualse",
  ]
  private static let residualNames: Set<String> = ["resid", "residual", "residuals"]
  /// A 1 with so many decimals, or with none, is not the rounding of something less.
  private static let exactDecimals: UInt8 = 4
  /// Fewer zeros in a row may be slips.
  private static let leastResiduals = 3

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "saturated-model",
      family: .models,
      statbarn: .correlationCoefficients,
      summary: "A model that fits its data exactly.",
      rationale: """
        A model with as many parameters as observations is its data in another form: R² is 1, all residuals \
        are 0, no residual degrees of freedom are left. A model saturated with categories is its table of \
        cells and must keep the rules for them. A 1 that may be the rounding of 0.9996 is for a person to \
        judge.
        """,
      remedy:
        "Leave the model out, or fit it with fewer parameters, and judge a saturated one as the table of its cells.",
      sources: [
        "Guidelines for the checking of output based on microdata research (ESSnet SDC / DwB), regressions",
        "SDC Handbook (SDAP), regression: saturated models",
      ],
      examples: [
        RuleExample(.pass, "R² below 1", "model,r.squared,df.residual\nfull,0.9871,40\n"),
        RuleExample(.review, "1.00 may be rounded", "model,r.squared,df.residual\nfull,1.00,40\n"),
        RuleExample(
          .fail, "exact among four decimals", "model,r.squared,sigma\ncrude,0.2817,4.1\nfull,1.0,2.2\n"),
        RuleExample(.fail, "nothing is left", "model,r.squared,df,df.residual\nfull,1,3,0\n"),
        RuleExample(.fail, "a label with its number", "Dep. Variable:,sbp\nR-squared:,1\nDf Model:,3\n"),
      ]
    )
  }

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    // In genetics R² says how alike two variants are.
    let hasCodes = table.columns.indices.contains { table.role($0).role == .code && table.role($0).isStrong }
    guard let kept = table.kept else { return .notApplicable("the table is too large for a list of models") }
    if hasCodes { return .notApplicable("the rows are codes, not models") }
    var findings: [Finding] = []
    var isModel = false
    func add(_ names: Set<String>, _ why: Message, _ judge: (ExactNumber, UInt8) -> Verdict) {
      var cells = StatisticNames.values(of: names, in: kept).map {
        (row: $0.row, column: $0.column, number: $0.number, decimals: $0.number.scale)
      }
      for column in StatisticNames.columns(named: names, in: table) {
        for row in 0..<kept.rows {
          let cell = kept.cell(row: row, column: column)
          // Software leaves out the zeros behind the last digit; the others of the column show the decimals.
          let decimals = max(cell.number.scale, table.columns[column].maximumScale)
          if cell.kind == .number { cells.append((row, column, cell.number, decimals)) }
        }
      }
      if !cells.isEmpty { isModel = true }
      for verdict in [Verdict.fail, .review] {
        let unsafe = cells.filter { judge($0.number, $0.decimals) == verdict }
        for column in Set(unsafe.map(\.column)).sorted() {
          let places = unsafe.filter { $0.column == column }.map { kept.place(row: $0.row, column: column) }
          let template = finding(
            verdict, at: table.location(column: column), "\(table.title(column: column)) says that \(why).")
          findings += Finding.perCell(template, cells: places, occurrences: places.count)
        }
      }
    }
    let one = ExactNumber(mantissa: 1)
    add(Self.rSquaredNames, "a model explains everything: R² is 1") { number, decimals in
      guard number.isEqual(to: one) else { return .pass }
      return number.scale == 0 || decimals >= Self.exactDecimals ? .fail : .review
    }
    add(DegreesOfFreedom.residualNames, "a model has no residual degrees of freedom left") { number, _ in
      number.mantissa == 0 ? .fail : .pass
    }
    add(Self.errorNames, "a model leaves no error") { number, decimals in
      guard number.mantissa == 0 else { return .pass }
      return number.scale == 0 || decimals >= Self.exactDecimals ? .fail : .review
    }
    for column in StatisticNames.columns(named: Self.residualNames, in: table) {
      let profile = table.columns[column]
      guard profile.numeric >= Self.leastResiduals else { continue }
      isModel = true
      if profile.numeric == profile.open, profile.small.total(in: 0..<1) == profile.numeric {
        findings.append(
          finding(
            .fail, at: table.location(column: column),
            "\(table.title(column: column)) holds residuals that are all 0."))
      }
    }
    return isModel ? RuleOutcome(findings: findings) : .notApplicable("no fit of a model")
  }
}
