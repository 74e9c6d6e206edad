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
    ("rates.csv", "arm,n,events,event_rate_pct\nDrug,112,12,10.7\nPlacebo,108,@,13.0\n", "14", "4"),
    (
      "exclusions.csv",
      "Description,Patients\nAll in the extract,5412\nAfter removing duplicates,5310\nAfter excluding under 18s,@\nAfter excluding missing sex,5106\n",
      "5210", "5109"
    ),
    (
      "cohort.log",
      "2024-03-01 10:00:04 INFO patients in extract: 5412\n2024-03-01 10:00:05 INFO seed: 5411\n2024-03-01 10:00:06 INFO remaining after linkage: @\n2024-03-01 10:00:07 INFO events found: 812\n2024-03-01 10:00:08 INFO after excluding under 18s: 5106\n",
      "5210", "5109"
    ),
    (
      "cohort.txt",
      "All in the extract: 5412\nAfter removing duplicates: 5310\nAfter excluding missing sex: @\n", "5210",
      "5306"
    ),
    (
      "base.csv", "\"Outcome at 12 weeks (N = 103)\",%\nImproved,56.3\nUnchanged,@\nLost to follow-up,13.6\n",
      "30.1", "2.9"
    ),
    (
      "confusion.log",
      "INFO:eval:loading fold 1\nINFO:eval:confusion matrix [[812  37]\n [  @ 147]]\nINFO:eval:accuracy 0.959\n",
      "44", "4"
    ),
    (
      "levels.csv",
      "Level,Area,Adults in paid work\nRegion,North,@\nAuthority,Anglesey,61\nAuthority,Gwynedd,103\nAuthority,Conwy,c\nRegion,South,593\nAuthority,Cardiff,341\nAuthority,Vale,112\nAuthority,Newport,140\nRegion,West,264\nAuthority,Pembroke,88\nAuthority,Ceredigion,41\nAuthority,Carmarthen,135\n",
      "c", "172"
    ),
    (
      "legend.csv",
      "Service,Under 18,18-64,Not known,All\nCrisis,45,318,12,375\nEating,61,[c],[c],@\nPerinatal,13,204,11,228\n\n[c] = confidential: a count between 1 and 9\n",
      "71", "79"
    ),
    (
      "means.lst",
      """
                                     The MEANS Procedure

                                Analysis Variable : il6 (pg/mL)

                   N
       severity    Obs       N          Mean       Std Dev
       ---------------------------------------------------
       Mild         88      84    14.2107143     6.0141120

       Moderate     57      55    31.8163636    14.4428170

       Fatal        @      @    98.4333333    41.0022560
       ---------------------------------------------------

      """, "36", " 6"
    ),
    (
      "crossing.log",
      """
      . tab smoker outcome, row nokey

                 |             outcome
          smoker | Live birt  Stillbirt   Neonatal  |     Total
      -----------+---------------------------------+----------
           never |     4,112         21         14 |     4,147
                 |     99.16       0.51       0.34 |    100.00
      -----------+---------------------------------+----------
              ex |     1,006         11         @ |     1,0&
                 |     98.63       1.08       0.29 |    100.00
      -----------+---------------------------------+----------
           Total |     5,118         32         1# |     5,16~

      """, "13", " 3"
    ),
    (
      "adverse.json",
      "{\"exposed\": 1288, \"events\": {\"nausea\": {\"patients\": 211, \"pct\": 16.4}, \"rash\": {\"patients\": @, \"pct\": 1.4}}}",
      "18", "6"
    ),
  ]

  @Test(arguments: forms.indices)
  func oneSmallNumberDecides(_ form: Int) throws {
    let (name, template, safe, unsafe) = Self.forms[form]
    // What follows from the number in the crossing.
    func text(_ number: String) -> String {
      let last = Int(number.filter { $0 != " " }) ?? 0
      return template.replacing("1,0&", with: "1,0\(17 + last)").replacing("1#", with: "\(14 + last)")
        .replacing("5,16~", with: "5,\(164 + last)").replacing("@", with: number)
    }
    #expect(try verdict(text(safe), name) != .fail, "\(name)")
    #expect(try verdict(text(unsafe), name) == .fail, "\(name)")
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
    ("variable,type,length,label\nsex,integer,1,Recorded sex\nimd,integer,2,Decile\n", .pass),
    ("code,term,category,include\n1766166,Asthma,1,Y\n8322632,Severe asthma,2,Y\n", .pass),
    ("region,length\nNorth,41\nSouth,2\n", .review),
    ("model,n,k_params,AIC\nnull,33871,1,42802.0\nage,33871,3,42262.0\nfull,33871,7,41878.0\n", .pass),
    ("nodeid,yes,no,gain\na,11,12,211.8\nb,23,2,40.2\n", .review),
    // Shares of which the base shows in their digits, and of which it does not.
    ("age,pct yes,pct no,pct unsure\n65+,68.421053,12.280702,19.298246\n", .review),
    ("age,pct yes,pct no,pct unsure\n65+,68.4,12.3,19.3\n", .pass),
    // Groups that leave three people over, nobody, and so many that they are no parts of the total.
    ("clinic,all persons,men,women\nElm,412,201,208\nFir,388,190,198\n", .review),
    ("clinic,all persons,men,women\nElm,412,201,211\nFir,388,190,198\n", .pass),
    ("clinic,all persons,men,women\nElm,412,101,208\nFir,388,90,98\n", .pass),
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

  /// Notes and comments are no rows, unless they hold the size of a group.
  @Test(arguments: [
    ("Counts are rounded to the nearest 5; totals are sums of rounded cells.", Verdict.pass),
    ("Cells of fewer than 7 people or of between 1 and 9 staff were merged.", .pass),
    ("Those who moved away in the year, namely 3, are counted in the north", .review),
    ("South,3", .fail),
  ])
  func notesBelowATable(_ note: String, _ expected: Verdict) throws {
    #expect(
      try verdict("ward,patients\nElm,41\nFir,22\nOak,35\n\(note)\n", "table.csv") == expected, "\(note)")
  }

  @Test(arguments: [
    ("# 84 months, residual df 80, rate per 1000", Verdict.pass),
    ("# excluded: n = 3, moved away, or not", .fail),
    ("3,4,5", .review),
  ])
  func commentsBelowATable(_ note: String, _ expected: Verdict) throws {
    let table =
      "term,estimate,std.error,p,df.residual\nstep,-5.207,1.108,0.001,80\ntrend,0.114,0.032,0.003,80\n"
    #expect(try verdict(table + note + "\n", "model.csv") == expected, "\(note)")
  }

  @Test(arguments: [
    "# test set: n = 5800, sepsis 2100, no sepsis 3700\nward,patients,beds\nElm,41,20\nFir,@,31\n",
    "Submissions to laboratories, GB 2023\nBy species, carcases and others\n\nward,patients,beds,rooms\nElm,41,20,80\nFir,@,31,90\n",
  ])
  func titlesWithCommas(_ text: String) throws {
    #expect(try verdict(text.replacing("@", with: "35"), "table.csv") == .pass)
    #expect(try verdict(text.replacing("@", with: "3"), "table.csv") == .fail)
  }

  /// The titles of two tables in one file say which of them counts part of the other.
  @Test func titlesNamePopulations() throws {
    let text =
      "Table 4a. All patients\nEvent,Patients\nStroke,318\nMI,402\n\nTable 4b. All patients excluding prior dialysis\nEvent,Patients\nStroke,@\nMI,302\n"
    #expect(try verdict(text.replacing("@", with: "312"), "tables.csv") == .fail)
    #expect(try verdict(text.replacing("@", with: "218"), "tables.csv") == .pass)
  }

  /// A table by time is no flow chart, though its file is called after steps; a list of steps is.
  @Test func timesAreNoSteps() throws {
    let curve = "time,n.risk,n.event,surv\n30,800,34,0.95750\n60,766,33,0.91625\n90,733,26,0.88375\n"
    #expect(try verdict(curve, "steps_with_events.csv") == .pass)
    #expect(try verdict("step,patients\nall,5210\nlinked,5206\nadults,5061\n", "steps.csv") == .fail)
  }

  @Test(arguments: [
    ("We identified 412 women. Of these **four women lost the graft** within a year.\n", Verdict.review),
    ("We identified 412 women. Of these 4 (1.0%) lost the graft within a year.\n", .review),
    ("We identified 412 women. Of these fourteen women lost the graft within a year.\n", .pass),
    ("The model has four parameters, as in two cases of the earlier work.\n", .pass),
  ])
  func numbersInWords(_ text: String, _ expected: Verdict) throws {
    #expect(try verdict(text, "results.md") == expected, "\(text)")
  }

  /// A percentage of a group whose size its sentence gives. 0.5 % of 412 are 2, 99 % of 412 leave 4; 0.5 % of 41,200
  /// are 206.
  @Test(arguments: [
    ("The study ran for a year. Of 412 women 0.5% died.\n", Verdict.review),
    ("The study ran for a year. Died: 0.5% (n = 412).\n", .review),
    (
      "The study ran for a year. Of about 400 older women, 1 per cent declined, and others came twice.\n",
      .review
    ),
    ("The study ran for a year. Attendance was 99% among 412 children.\n", .review),
    ("The study ran for a year. Of 41,200 women 0.5% died.\n", .pass),
    ("The study ran for a year. Of 412 women 12.4% died.\n", .pass),
    ("The study ran for a year. In 412 women risk fell by 1% (95% CI 0.2 to 1.8).\n", .pass),
    ("The study ran for a year. In 412 women the mean was 3.1 (99% confidence interval 2 to 4).\n", .pass),
    ("The study ran for a year. It had 412 women. Prices rose by some 1% overall.\n", .pass),
  ])
  func percentagesInSentences(_ text: String, _ expected: Verdict) throws {
    #expect(try verdict(text, "results.txt") == expected, "\(text)")
  }

  /// Columns that are headed by the codes of a variable, as programs print crossings. What is small in one is found.
  @Test(arguments: [
    (
      "           |         died\n    region |         0          1 |     Total\n-----------+----------------------+----------\n     North |       211         34 |       245 \n     South |       198         @@ |       2## \n-----------+----------------------+----------\n     Total |       409         && |       4~~ \n",
      "tab.log"
    ),
    (
      "> table(d$sex, d$died, dnn = c(\"sex\", \"died\"))\n   died\nsex   0   1\n  F 512  @@\n  M 489 133\n",
      "dnn.txt"
    ),
    ("died    0    1\nsex           \nF     512   @@\nM     489  133\n", "crosstab.txt"),
    ("died,0,1\nsex,,\nF,512,@@\nM,489,133\n", "index.csv"),
    ("sex,0,1\nF,512,@@\nM,489,133\n", "crosstab.csv"),
    ("> table(d$stage)\n\n  1   2   3 \n412 206  @@ \n", "stages.txt"),
  ])
  func codesOfColumns(_ template: String, _ name: String) throws {
    func text(_ number: Int) -> String {
      let padded = number < 10 ? " \(number)" : "\(number)"
      // The row's total without its first digit.
      let total = number < 12 ? "0\(number - 2)" : "\(number - 2)"
      return template.replacing("@@", with: padded).replacing("##", with: total)
        .replacing("&&", with: "\(34 + number)").replacing("~~", with: "\(43 + number)")
    }
    #expect(try verdict(text(45), name) == .pass, "\(name)")
    #expect(try verdict(text(5), name) > .info, "\(name)")
  }

  /// What R prints of a model: stars, `< 2e-16` and a header whose names stand close together.
  @Test(arguments: ["<2e-16", "< 2e-16"])
  func coefficientsOfR(_ least: String) throws {
    let number = String(repeating: " ", count: 8 - least.count) + least
    let text =
      "> summary(m)\n\nCoefficients:\n            Estimate Std. Error z value Pr(>|z|)    \n(Intercept) -1.44232    0.10102 -14.277 \(number) ***\nsexMale      0.14051    0.14012   1.003    0.316    \n---\nSignif. codes:  0 '***' 0.001 '**' 0.01 '*' 0.05 '.' 0.1 ' ' 1\n\n    Null deviance: 1260.1  on 1254  degrees of freedom\nResidual deviance: 1259.1  on 1253  degrees of freedom\n"
    #expect(try verdict(text, "model.txt") == .pass)
  }

  /// The averages below the report of a classifier are rows of it, and what R says of a test is no table.
  @Test func blocksOfAReport() throws {
    let report =
      "              precision    recall  f1-score   support\n\n           0       0.95      0.97      0.96      4120\n           1       0.71      0.60      0.65       512\n\n    accuracy                           0.93      4632\n   macro avg       0.83      0.78      0.80      4632\nweighted avg       0.92      0.93      0.92      4632\n"
    #expect(try verdict(report, "report.txt") == .pass)
    #expect(try verdict(report.replacing("       512", with: "         5"), "report.txt") > .info)
    let test =
      "\tPearson's Chi-squared test\n\ndata:  tab\nX-squared = 12.411, df = 1, p-value = 0.0004271\n"
    #expect(try verdict(test, "test.txt") == .pass)
  }

  /// Long names stand in several lines, sentences below their tables, and names of groups above their rows.
  @Test(arguments: [
    (
      """
                                   The MEANS Procedure

                                Analysis Variable : los

                     N
          ward     Obs       N            Mean         Std Dev          Median
          --------------------------------------------------------------------
          Ash      412     @@@       6.2101942       4.1011121       5.0000000

          Elm      388     388       5.9020619       3.8711212       5.0000000
          --------------------------------------------------------------------

      """, "means.lst"
    ),
    (
      """
                                The LOGISTIC Procedure

                Number of Observations Read        5120
                Number of Observations Used        5002

                      Analysis of Maximum Likelihood Estimates

                                        Standard          Wald
         Parameter    DF    Estimate       Error    Chi-Square    Pr > ChiSq

         Intercept     1     -1.4423      0.1010      203.9112        <.0001
         age           1      0.0410      0.0051       64.6290        <.0001

                  Response profile

         died      Frequency

         no             4590
         yes             @@@

      """, "logistic.lst"
    ),
    (
      """
      . sts list, at(0 365 730) by(arm)

                    Beg.                      Survivor      Std.
          Time     Total     Fail             Function     Error     [95% Conf. Int.]
      -------------------------------------------------------------------------------
      A
             0       512        0               1.0000         .          .         .
           365       451       31               0.9376    0.0108     0.9127    0.9555
           730       371      @@@               0.8431    0.0167     0.8071    0.8729
      B
             0       508        0               1.0000         .          .         .
           365       432       44               0.9117    0.0127     0.8832    0.9336
           730       351       51               0.7991    0.0183     0.7601    0.8325
      -------------------------------------------------------------------------------
      Note: Net lost equals the number lost minus the number who entered.

      """, "sts.log"
    ),
  ])
  func namesInSeveralLines(_ template: String, _ name: String) throws {
    #expect(try verdict(template.replacing("@@@", with: "412"), name) == .pass, "\(name)")
    #expect(try verdict(template.replacing("@@@", with: "  4"), name) == .fail, "\(name)")
  }

  /// A model whose number of observations stands in words; the first values of a data frame are records.
  @Test func wordsAroundModels() throws {
    let margins =
      "Predictive margins                              Number of obs     =      1,020\n\n             |     Margin   std. err.      z    P>|z|     [95% conf. interval]\n-------------+----------------------------------------------------------------\n         arm |\n          A  |   .1201121   .0141211     8.51   0.000     .0924353    .1477889\n"
    #expect(try verdict(margins, "margins.log") == .pass)
    let records =
      "> str(d)\n'data.frame':\t5120 obs. of  2 variables:\n $ age : int  61 74 55 67 49 ...\n $ sex : chr  \"F\" \"M\" \"F\" ...\n"
    #expect(try verdict(records, "str.txt") == .review)
  }

  /// Ranges as names, and items of a list that are sentences.
  @Test func bandsAndItems() throws {
    let bands =
      "Distribution of BMI (n = 5,002)\n <18.5     : @\n 18.5-24.9 : 1801\n 25-29.9   : 1790\n 30+       : 1299\n"
    #expect(try verdict(bands.replacing("@", with: "112"), "bmi.txt") == .pass)
    #expect(try verdict(bands.replacing("@", with: "6"), "bmi.txt") > .info)
    let items =
      "# Model card\n\n- Training data: 41,211 admissions at 3 hospitals, 2015-2019\n- Test data: 10,102 admissions, 2020\n- Features: 14 vital signs and 22 laboratory tests\n- Threshold 0.12 gives sensitivity 0.81 and specificity 0.74\n"
    #expect(try verdict(items, "card.md") == .pass)
    #expect(try verdict(items.replacing("10,102 admissions", with: "4 patients"), "card.md") > .info)
    #expect(try verdict(items.replacing(", 2020", with: ", of which 4 had sepsis"), "card.md") > .info)
    let log =
      "2025-06-03 10:12:31 [INFO] Cohort: 412 patients\n2025-06-03 10:12:44 [INFO] Deaths in exposed: 3\n2025-06-03 10:13:01 [INFO] Deaths in unexposed: 31\n"
    #expect(try verdict(log, "run.log") > .info)
  }

  /// A rate in per cent is a percentage: 3.6 % of 112 are four.
  @Test func ratesInPercent() throws {
    let table = "arm,n,event_rate_pct\nDrug,112,@\nPlacebo,108,13.0\n"
    #expect(try verdict(table.replacing("@", with: "13.4"), "rates.csv") == .pass)
    #expect(try verdict(table.replacing("@", with: "3.6"), "rates.csv") > .info)
  }

  /// Settings beside results are no counts, whatever they are called.
  @Test(arguments: [
    (
      "{\"metrics\":{\"auc\":0.812,\"n_train\":40112},\"params\":{\"max_depth\":4,\"n_estimators\":200}}",
      "run.json", Verdict.pass
    ),
    (
      "{\"metrics\":{\"auc\":0.812,\"n_train\":4},\"params\":{\"max_depth\":4,\"n_estimators\":200}}",
      "run.json", .fail
    ),
    ("model:\n  name: xgboost\n  max_depth: 6\n  min_child_weight: 5\n", "run.yaml", .pass),
    ("groups:\n  name: clinic\n  children: 5\n", "run.yaml", .fail),
  ])
  func settingsBesideResults(_ text: String, _ name: String, _ expected: Verdict) throws {
    #expect(try verdict(text, name) == expected, "\(text)")
  }

  /// The number of people stands beside the estimates of one document.
  @Test func sizeBesideEstimates() throws {
    let model =
      #""coef":[{"term":"x","hr":1.21,"lcl":1.10,"ucl":1.33},{"term":"z","hr":1.02,"lcl":0.91,"ucl":1.14}]"#
    #expect(try verdict("{\"model\":\"cox\",\"n\":5120,\(model)}", "model.json") == .pass)
    #expect(try verdict("{\"model\":\"cox\",\(model)}", "model.json") == .review)
  }

  /// A table more than are looked at is for a person.
  @Test(arguments: [(1_000, Verdict.pass), (1_001, .review)])
  func tablesOfATextAreLimited(_ tables: Int, _ expected: Verdict) throws {
    let text = String(
      repeating: "ward  beds_mean  n\nElm       41.5  82\nFir       22.5  71\n\n", count: tables)
    #expect(try verdict(text, "listing.txt") == expected)
  }

  @Test func captionsOfLaTeX() throws {
    let text =
      "\\begin{table}\n\\caption{Hazard ratios ($N=@$)}\n\\begin{tabular}{lrr}\n & HR & 95\\% CI \\\\\nAge & 1.42 & (1.37, 1.47) \\\\\nSex & 1.21 & (1.08, 1.35) \\\\\n\\end{tabular}\n\\end{table}\n"
    #expect(try verdict(text.replacing("@", with: "9{,}845"), "cox.tex") == .pass)
    #expect(try verdict(text.replacing("@", with: "7"), "cox.tex") != .pass)
    let header = text.replacing("& HR", with: "& HR ($n = 6\\,212$)").replacing("@", with: "6\\,212")
    #expect(try rules(header, "cox.tex", .fail).isEmpty)
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
    (
      "2025-02-18 08:14:02,114 INFO  [main] started, 8 workers\n2025-02-18 08:14:41,902 INFO  [load] 2,418,833 rows, 31 columns\n2025-02-18 08:15:10,556 INFO  [clean] step 3/7, 3,977 rows\n",
      .pass
    ),
    (
      "locale:\n [1] LC_CTYPE=en_GB.UTF-8       LC_NUMERIC=C\n [3] LC_TIME=en_GB.UTF-8        LC_COLLATE=C\n\nother attached packages:\n [1] gtsummary_1.7.2 mice_3.16.0     survival_3.5-3\n [5] Matrix_1.5-3    broom_1.0.5     forcats_1.0.0\n",
      .pass
    ),
    ("ward patients\nElm        41\nFir         3\nOak        22\n", .fail),
  ])
  func linesOfWords(_ text: String, _ expected: Verdict) throws {
    #expect(try verdict(text, "log.txt") == expected)
  }
}
