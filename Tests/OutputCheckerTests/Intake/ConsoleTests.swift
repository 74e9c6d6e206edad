// Tables as programs print them: what is a row, what is a header, and what stands around them.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct ConsoleTests {
  private func check(_ text: String, _ name: String) throws -> FileReport {
    try TestChecker.sdap().check(bytes: Array(text.utf8), fileName: name)
  }

  /// `@@@` is a count of three characters.
  private static let listings: [(name: String, text: String)] = [
    (
      "series.txt",
      "region  sex\nEast    F      320\n        M      345\nNorth   F      125\n        M      @@@\nName: patients, dtype: int64\n"
    ),
    ("counted.txt", "region\nNorth    125\nSouth    @@@\nEast     320\nName: count, dtype: int64\n"),
    (
      "tibble.Rout",
      "# A tibble: 3 × 2\n  region patients\n  <chr>     <int>\n1 North       125\n2 South       @@@\n3 East        320\n"
    ),
    (
      "polars.txt",
      "shape: (3, 2)\n┌────────┬──────────┐\n│ region ┆ patients │\n│ ---    ┆ ---      │\n│ str    ┆ i64      │\n╞════════╪══════════╡\n│ North  ┆ 125      │\n│ South  ┆ @@@      │\n│ East   ┆ 320      │\n└────────┴──────────┘\n"
    ),
    (
      "query.txt",
      "mysql> select region, count(*) from t group by region;\n+--------+----------+\n| region | count(*) |\n+--------+----------+\n| North  |      125 |\n| South  |      @@@ |\n| East   |      320 |\n+--------+----------+\n3 rows in set (0.00 sec)\n"
    ),
    (
      "listed.lst",
      "                 The SAS System          10:15 Monday, March 4, 2024   1\n\n          Obs    region    patients\n\n           1     North        125\n           2     South        @@@\n           3     East         320\n"
    ),
    (
      "listed.log",
      ". list region patients, clean\n\n       region   patients  \n  1.    North        125  \n  2.    South        @@@  \n  3.     East        320  \n"
    ),
    (
      "boxed.log",
      ". list region patients\n\n     +-------------------+\n     | region   patients |\n     |-------------------|\n  1. |  North        125 |\n  2. |  South        @@@ |\n  3. |   East        320 |\n     +-------------------+\n"
    ),
    (
      "titled.log",
      "First table\nregion   patients\nNorth         125\nSouth         235\n\nSecond table\nsex      patients\nF             300\nM             @@@\n"
    ),
    (
      "stata.log",
      "      name:  <unnamed>\n       log:  out.log\n  log type:  text\n opened on:   4 Mar 2024, 10:15:00\n\n. tabulate region\n\n     region |      Freq.     Percent        Cum.\n------------+-----------------------------------\n      North |        265       40.00       40.00\n      South |        @@@       30.00       70.00\n       East |        195       30.00      100.00\n------------+-----------------------------------\n"
    ),
    (
      "table.json",
      "{\"schema\":{\"fields\":[{\"name\":\"region\",\"type\":\"string\"},{\"name\":\"patients\",\"type\":\"integer\"}]},\"data\":[{\"region\":\"North\",\"patients\":125},{\"region\":\"South\",\"patients\":@@@},{\"region\":\"East\",\"patients\":320}]}"
    ),
    (
      "index.json",
      "{\"0\":{\"region\":\"North\",\"patients\":125},\"1\":{\"region\":\"South\",\"patients\":@@@},\"2\":{\"region\":\"East\",\"patients\":320}}"
    ),
    (
      "lists.json", "[[\"region\",\"patients\"],[\"North\",125],[\"South\",@@@],[\"East\",320]]"
    ),
    (
      "tabular.tex",
      "\\begin{tabularx}{\\textwidth}{lr}\nregion & patients\\\\[2pt]\nNorth & 125\\tabularnewline\nSouth & $@@@$\\tabularnewline\nEast & 320\\\\\n\\end{tabularx}\n"
    ),
    (
      "spanning.tex",
      "\\begin{tabular}{lr}\nregion & patients\\\\\nNorth & 125\\\\\nSouth & \\multicolumn{1}{r}{@@@ \\\\ }\\\\\nEast & 320\\\\\n\\end{tabular}\n"
    ),
  ]

  @Test func cellsWithinCellsEndSomewhere() throws {
    let depth = 20_000
    let nested =
      String(repeating: "\\multicolumn{1}{c}{", count: depth) + "4" + String(repeating: "}", count: depth)
    let text =
      "\\begin{tabular}{lr}\nregion & patients\\\\\nNorth & 125\\\\\nSouth & \(nested)\\\\\n\\end{tabular}\n"
    let report = try check(text, "nested.tex")
    // What stands deeper is text, and no number of people.
    #expect(
      report.findings.contains { $0.finding.rule == "minimum-threshold" && $0.finding.verdict == .review })
  }

  @Test(arguments: listings.indices) func aSmallCountFails(index: Int) throws {
    let listing = Self.listings[index]
    let report = try check(listing.text.replacing("@@@", with: "  4"), listing.name)
    #expect(
      report.findings.contains {
        $0.finding.rule == "minimum-threshold" && $0.finding.verdict == .fail
      }, "\(listing.name): \(report.findings.map { "\($0.finding.rule) \($0.finding.verdict)" })")
  }

  @Test(arguments: listings.indices) func aSafeListingPasses(index: Int) throws {
    let listing = Self.listings[index]
    let report = try check(listing.text.replacing("@@@", with: "235"), listing.name)
    #expect(
      report.verdict == .pass,
      "\(listing.name): \(report.findings.map { "\($0.finding.rule) \($0.finding.verdict)" })")
    #expect(!report.tables.isEmpty, "\(listing.name)")
  }

  /// Only the first number of a cell is a frequency; those below it are percentages.
  @Test(arguments: [(" 41", Verdict.pass), ("  4", .fail)]) func crossingsOfSAS(
    count: String, verdict: Verdict
  )
    throws
  {
    let text = """
      Frequency|
      Percent  |
      Row Pct  |F       |M       |  Total
      ---------+--------+--------+
      North    |    125 |    140 |    265
               |   4.00 |  44.92 |
               |  47.17 |  52.83 |
      ---------+--------+--------+
      South    |    \(count) |    190 |
               |   6.56 |  42.30 |
               |  13.43 |  86.57 |
      ---------+--------+--------+

      """
    let report = try check(text, "crossing.lst")
    #expect(report.tables.first?.rows == 2)
    let found = report.findings.filter { $0.finding.rule == "minimum-threshold" }.map(\.finding)
    #expect(found.map(\.verdict) == (verdict == .pass ? [] : [.review]), "\(found)")
  }

  private static func regression(_ residual: Int) -> String {
    """
    Call:
    lm(formula = y ~ x)

    Coefficients:
                Estimate Std. Error t value Pr(>|t|)
    (Intercept)  0.09403    0.06525   1.441    0.150
    x            0.34023    0.04279   7.951    1e-14 ***
    ---
    Signif. codes:  0 ‘***’ 0.001 ‘**’ 0.01 ‘*’ 0.05 ‘.’ 0.1 ‘ ’ 1

    Residual standard error: 1.011 on \(residual) degrees of freedom
    Multiple R-squared:  0.1654,\tAdjusted R-squared:  0.1625

    """
  }

  @Test(arguments: [(9, true), (10, false), (11, false)])
  func degreesOfFreedomInASentence(residual: Int, fails: Bool) throws {
    let report = try check(Self.regression(residual), "model.Rout")
    let found = report.findings.map(\.finding).filter { $0.rule == "degrees-of-freedom" }
    #expect(found.map(\.verdict) == (fails ? [.fail] : []))
    #expect(found.allSatisfy { $0.location.line == 11 })
    // The sentence says how many people there are, and the stars hide nothing.
    #expect(report.verdict == (fails ? .fail : .pass), "\(report.findings.map(\.finding.rule))")
  }

  @Test(arguments: [(9, true), (10, false), (11, false)])
  func observationsBesideAnAnalysisOfVariance(residual: Int, fails: Bool) throws {
    let text = """
            Source |       SS           df       MS      Number of obs   =       \(residual + 1)
      -------------+----------------------------------   F(1, \(residual))        =     29.42
             Model |   184233937         1   184233937   Prob > F        =    0.0000
          Residual |   450831459 \(residual < 10 ? "        " : "       ")\(residual)  6261548.04   R-squared       =    0.2901
      -------------+----------------------------------   Adj R-squared   =    0.2802
             Total |   635065396 \(residual < 9 ? "        " : "       ")\(residual + 1)  8699525.97   Root MSE        =    2502.3

      """
    let report = try check(text, "model.log")
    #expect(
      report.findings.contains { $0.finding.rule == "degrees-of-freedom" && $0.finding.verdict == .fail }
        == fails)
  }

  /// The smallest and the largest value are of one person each.
  @Test func summariesOfRShowExtremes() throws {
    let text =
      "      age             sbp       \n Min.   :14.60   Min.   :102.1  \n 1st Qu.:43.21   1st Qu.:124.4  \n Median :49.37   Median :130.5  \n Mean   :50.04   Mean   :130.5  \n 3rd Qu.:57.72   3rd Qu.:137.1  \n Max.   :76.84   Max.   :158.6  \n"
    let report = try check(text, "summary.Rout")
    #expect(report.findings.contains { $0.finding.rule == "extreme-value" })
    #expect(report.tables.first?.columns.map(\.name) == ["statistic", "age", "sbp"])
  }

  @Test(arguments: [
    ("Region North: 125\nRegion South: 4\nRegion East: 320\n", true),
    ("- North: 125\n- South: 4\n- East: 320\n", true),
    ("tables:\n  - region: North\n    patients: 4\n  - region: South\n    patients: 120\n", true),
    ("Number of patients: 3\n", true), ("Number of patients: 30\n", false),
    ("Region North: 125\nRegion South: 40\nRegion East: 320\n", false), ("Seed: 4\nThreshold: 12\n", false),
    ("1. Table 1, patients by region\n2. Table 2, means by age\n", false),
  ])
  func labelsWithANumber(text: String, needsAPerson: Bool) throws {
    let report = try check("# Notes on the run of the models\n\n" + text, "notes.md")
    #expect((report.verdict == .review) == needsAPerson, "\(text): \(report.findings.map(\.finding.rule))")
    #expect(report.verdict <= .review)
  }
}
