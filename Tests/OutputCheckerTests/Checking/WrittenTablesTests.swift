// Tables in the forms in which people and programs write them, each with the verdict a person gives it.

import DisclosureRules
import Testing

@testable import OutputChecker

/// Pairs of one form: what may leave, and what may not or needs a look. `@` stands for the number that decides.
@Suite struct WrittenTablesTests {
  private func verdict(_ text: String, _ name: String) throws -> Verdict {
    try TestChecker.sdap().check(bytes: Array(text.utf8), fileName: name).verdict
  }

  private func rules(_ text: String, _ name: String, _ verdict: Verdict) throws -> Set<String> {
    let findings = try TestChecker.sdap().check(bytes: Array(text.utf8), fileName: name).findings
    return Set(findings.filter { $0.finding.verdict == verdict }.map { $0.finding.rule.rawValue })
  }

  private static let forms: [(name: String, text: String, safe: String, unsafe: String)] = [
    (
      "tidy.csv",
      "group,variable,stat,value\nDrug,age,mean,61.2\nDrug,age,sd,11.1\nDrug,age,n,412\nDrug,stroke,n,@\nPlacebo,age,mean,60.8\nPlacebo,age,sd,10.9\nPlacebo,age,n,408\nPlacebo,stroke,n,87\n",
      "41", "4"
    ),
    (
      "spss.csv",
      "sex * fallen Crosstabulation,,,,\n,,,fallen,,Total\n,,,No,Yes,\nsex,Female,Count,312,41,353\n,,% within sex,88.4%,11.6%,100.0%\n,Male,Count,288,@,295\n,,% within sex,97.6%,2.4%,100.0%\n",
      "57", "7"
    ),
    (
      "confusion.csv",
      ",Predicted negative,Predicted positive\nActual negative,812,41\nActual positive,@,61\n",
      "31", "3"
    ),
    (
      "cymraeg.csv",
      "Bwrdd iechyd,Nifer y cleifion,Canran\nBetsi,411,47\nPowys,@,7\nGwent,298,34\nCaerdydd,156,18\n", "60",
      "6"
    ),
    (
      "events.csv",
      "Time (months),Number at risk,Cumulative events\n0,412,0\n12,340,41\n24,281,@\n36,221,99\n", "72", "43"
    ),
  ]

  @Test(arguments: forms.indices)
  func oneSmallNumberDecides(_ form: Int) throws {
    let (name, text, safe, unsafe) = Self.forms[form]
    #expect(try verdict(text.replacing("@", with: safe), name) != .fail, "\(name)")
    #expect(try verdict(text.replacing("@", with: unsafe), name) == .fail, "\(name)")
  }

  /// Small whole numbers that are no counts, by the headers they stand among, and what remains doubtful.
  @Test(arguments: [
    ("SNP,CHR,BP,A1,A2,EAF\nrs11,19,45411941,C,T,0.152\nrs12,1,11856378,A,G,0.341\n", Verdict.pass),
    ("region,CHR,group\nNorth,19,x\nSouth,1,y\nEast,31,z\n", .review),
    (
      "max_depth,n_estimators,learning_rate,mean_cv_auroc,n_folds\n2,100,0.10,0.781,5\n6,300,0.05,0.808,5\n",
      .pass
    ),
    ("max_depth,region\n2,North\n61,South\n7,East\n", .review),
    ("topic,word,weight\n0,pain,0.041\n0,chest,0.032\n1,fall,0.051\n1,hip,0.044\n", .pass),
    ("feature,importance_gain,importance_rank\nage,0.312,1\negfr,0.152,2\nimd,0.021,3\n", .pass),
    // Years in the header; nothing says that people are counted.
    ("group,2019/20,2020/21\nAsthma,1204,845\nCOPD,2210,1650\n", .pass),
    ("group,2019/20,2020/21\nAsthma,1204,4\nCOPD,2210,1650\n", .review),
    ("region,rank\nNorth,3\nSouth,120\nEast,7\n", .review),
    // Counts that were weighted have decimals; nobody can tell the people behind them.
    ("region,weighted_n\nNorth,1204.4\nSouth,1711.2\nIslands,8.1\n", .review),
  ])
  func headersStandTogether(_ text: String, _ expected: Verdict) throws {
    #expect(try verdict(text, "table.csv") == expected, "\(text)")
  }

  /// A range says what a mask says, unless it is narrower than what has to be hidden.
  @Test(arguments: [
    ("1-9", Verdict.pass), ("1 to 9", .pass), ("0–9", .pass), ("10-19", .pass), ("4-5", .review),
    ("4 to 5", .review), ("1-4", .review), ("5-12", .review),
  ])
  func rangesInPlaceOfCounts(_ range: String, _ expected: Verdict) throws {
    #expect(try verdict("ward,patients\nElm,41\nFir,\(range)\nOak,22\nAsh,102\n", "table.csv") == expected)
  }

  /// In long form a mean belongs to the N of its own group, not to the nearest.
  @Test func basesOfLongForm() throws {
    let text =
      "arm,measure,statistic,value\nDrug,age,n,412\nDrug,age,mean,61.2\nDrug,bmi,n,@\nDrug,bmi,mean,27.1\n"
    #expect(try rules(text.replacing("@", with: "398"), "long.csv", .fail).isEmpty)
    let report = try TestChecker.sdap().check(
      bytes: Array(text.replacing("@", with: "7").utf8), fileName: "long.csv")
    let means = report.findings.filter { $0.finding.rule == "low-count-statistic" }
    #expect(means.map(\.finding.occurrences) == [1])
  }

  // MARK: Texts

  /// The summary of statsmodels as it prints it: the day of the run stands among shorter texts.
  private static let statsmodels = """
                               Logit Regression Results                           
    ==============================================================================
    Dep. Variable:                  death   No. Observations:                 @
    Model:                          Logit   Df Residuals:                     8408
    Method:                           MLE   Df Model:                            3
    Date:                Mon, 04 Mar 2024   Pseudo R-squ.:                 0.08112
    Time:                        09:15:09   Log-Likelihood:                -2011.3
    converged:                       True   LL-Null:                       -2188.9
    Covariance Type:            nonrobust   LLR p-value:                 1.102e-76
    ==============================================================================
                     coef    std err          z      P>|z|      [0.025      0.975]
    ------------------------------------------------------------------------------
    const         -4.1120      0.210    -19.581      0.000      -4.524      -3.700
    age            0.0312      0.002     14.860      0.000       0.027       0.035
    ==============================================================================

    """

  @Test func daysOfARunAreOneCell() throws {
    #expect(try verdict(Self.statsmodels.replacing("@", with: "8412"), "model.txt") == .pass)
    #expect(try verdict(Self.statsmodels.replacing("@", with: "   7"), "model.txt") == .fail)
  }

  @Test(arguments: [
    (
      "2024-03-04 09:12:01 INFO  starting extract\n2024-03-04 09:14:41 INFO  read 120345 rows, 41 columns\n2024-03-04 09:15:09 INFO  finished in 188 s\n",
      Verdict.pass
    ),
    (
      "Performance on the held-out test set (n = 3,021; 402 events)\nAUROC 0.812 (95% CI 0.790 to 0.834)\nCalibration slope 0.97, calibration-in-the-large -0.02\nSensitivity at 90% specificity: 0.47\n",
      .pass
    ),
    ("ward patients\nElm        41\nFir         3\nOak        22\n", .fail),
  ])
  func linesOfWords(_ text: String, _ expected: Verdict) throws {
    #expect(try verdict(text, "log.txt") == expected)
  }
}
