// recoverable-suppression on whole files, with answers that others have published or that follow by hand.

import DisclosureRules
import OutputChecker
import Testing

@Suite struct RecoverableSuppressionTests {
  private func findings(_ text: String, ruleset: String = "sdap") throws -> [Finding] {
    let options = try CheckOptions(
      ruleset: RulesetStore.load(ruleset, searchPath: []), vocabulary: WordLists.vocabulary())
    return Checker(options: options).check(bytes: Array(text.utf8), fileName: "table.csv").findings.map(
      \.finding
    )
    .filter { $0.rule == "recoverable-suppression" }
  }

  private func cells(_ findings: [Finding], _ verdict: Verdict = .fail) -> [[Int]] {
    findings.filter { $0.verdict == verdict }.map { [$0.location.row ?? 0, $0.location.column ?? 0] }.sorted {
      ($0[0], $0[1]) < ($1[0], $1[1])
    }
  }

  private func interval(_ finding: Finding) -> [String] {
    guard case .parts(let parts)? = finding.evidence else { return [] }
    return ["low", "high"].compactMap { name in
      guard case .figure(let value)? = parts.first(where: { $0.name == name })?.evidence else { return nil }
      return value
    }
  }

  /// Insee's first exercise for τ-ARGUS, with the two unsafe cells masked and nothing else.
  private static let insee = """
    ACTIVITY,Total,tr1,tr2
    01,150,100,50
    02,50,x,20
    06,100,60,x
    Total,300,190,110

    """

  @Test func inseeExerciseOneIsGivenBackByItsTotals() throws {
    let found = try findings(Self.insee)
    #expect(cells(found) == [[2, 3], [3, 4]])
    #expect(found.map(interval) == [["30", "30"], ["40", "40"]])
  }

  @Test func inseeExerciseOneAsProtected() throws {
    let text = Self.insee.replacing("02,50,x,20", with: "02,50,x,x").replacing(
      "06,100,60,x", with: "06,100,x,x")
    #expect(try findings(text).isEmpty)
  }

  @Test func orderOfRowsAndColumnsIsNoMatter() throws {
    let text = "ACTIVITY,tr2,tr1,Total\nTotal,110,190,300\n06,x,60,100\n01,50,100,150\n02,20,x,50\n"
    let found = try findings(text)
    #expect(cells(found) == [[2, 2], [4, 3]])
  }

  @Test func aSiblingOfTheOnlyOtherChild() throws {
    // SAIL: a class of 9 with a published child of 6 leaves 3 for the other.
    let text = "group,people\nAll,1209\n  Adults,1200\n  Children,9\n    Boys,6\n    Girls,<5\n"
    #expect(cells(try findings(text)) == [[5, 2]])
  }

  @Test func aTidyTableIsAttackedAlongEachOfItsLabels() throws {
    let text = """
      region,sex,patients
      North,F,41
      North,M,*
      North,All,99
      South,F,60
      South,M,*
      South,All,131
      All,F,101
      All,M,129
      All,All,230

      """
    #expect(cells(try findings(text)) == [[2, 3], [5, 3]])
  }

  @Test func maskedCellsWithCompanyPass() throws {
    let text = """
      Site,Mild,Moderate,Severe,Total
      North,61,*,*,112
      South,70,*,*,139
      East,44,38,29,111
      Total,175,104,83,362

      """
    #expect(try findings(text).isEmpty)
  }

  @Test func rowsAndColumnsTogetherGiveAwayWhatNeitherDoes() throws {
    // Three masks in two rows: the row of one makes the column of two, which makes the other row.
    let text = "Site,A,B,C,Total\nNorth,*,*,30,99\nSouth,*,40,20,77\nEast,11,12,13,36\nTotal,58,91,63,212\n"
    // South A = 17, then North A = 58 - 17 - 11 = 30, North B = 99 - 30 - 30 = 39.
    let found = try findings(text)
    #expect(cells(found) == [[1, 2], [1, 3], [2, 2]])
    #expect(found.first { $0.location.row == 1 && $0.location.column == 2 }.map(interval) == ["30", "30"])
  }

  @Test func roundedTotalsLeaveRoom() throws {
    let text =
      "Outcome,People (rounded to 5)\nRecovered,210\nImproved,115\nUnchanged,65\nWorse,<13\nTotal,400\n"
    #expect(try findings(text).isEmpty)
    #expect(cells(try findings(text.replacing(" (rounded to 5)", with: ""))) == [[4, 2]])
  }

  @Test func aMissingNumberIsNoMask() throws {
    let text = "year,n,hospitals\n2016,412,NA\n2017,431,NA\n2018,440,12\n2019,462,13\n"
    #expect(try findings(text).isEmpty)
  }

  @Test func totalsThatCanNotAddUpAreSaid() throws {
    let text = """
      Age,Never,Ex,Total
      A,10,20,30
      B,40,20,60
      C,55,*,50
      D,11,15,26
      E,31,15,46

      """
    let found = try findings(text)
    #expect(found.map(\.verdict) == [.review])
    #expect(found.first?.location.row == 3)
  }

  @Test func magnitudesMustStayWide() throws {
    // 1,000 less 980 leaves 20 for two cells, one of which is at most 1 by its mask.
    let text = "firm,turnover\nA,480.5\nB,499.5\nC,*\nD,<=1.0\nTotal,1000.0\n"
    #expect(cells(try findings(text)) == [[3, 2]])
    let wide = "firm,turnover\nA,480.5\nB,499.5\nC,*\nD,*\nTotal,1000.0\n"
    #expect(try findings(wide).isEmpty)
  }

  // MARK: Totals that stand in no cell of their own

  private static let drugs = "Characteristic,\"Drug A, N = 262\",\"Drug B, N = 130\"\n"
  private static let sexes = "Sex,,\nFemale,140 (53%),70 (54%)\nMale,122 (47%),60 (46%)\n"

  /// Worked out by hand: the N less the categories that are published.
  @Test(arguments: [
    // 262 − 257 = 5; Drug B shows that the two categories are all.
    (drugs + sexes + "Status,,\nNever,<10,50 (38%)\nEver,257 (98%),80 (62%)\n", [5, 2], "5"),
    // 50 − 45 = 5; the other rows show that Yes and No are all.
    ("arm,N,Yes,No\nA,50,45,<10\nB,60,30,30\nC,44,20,24\n", [1, 4], "5"),
    ("arm,Yes,No\nDrug A (N=50),45,<10\nDrug B (N=60),30,30\nDrug C (N=44),20,24\n", [1, 3], "5"),
    (
      "Characteristic,Drug A,Drug B\nN,262,130\nSex: Female,140,70\nSex: Male,122,60\nSmoking: Never,<10,50\n"
        + "Smoking: Ever,257,80\n", [4, 2], "5"
    ),
    (
      "Variable,Level,Drug A (N=262),Drug B (N=130)\nSex,Female,140 (53%),70 (54%)\nSex,Male,122 (47%),60 (46%)\n"
        + "Smoking,Never,<10,50 (38%)\nSmoking,Ever,257 (98%),80 (62%)\n", [3, 3], "5"
    ),
    // 120 is 60.0% of 200 and of no other whole number; 200 − 120 − 72 = 8.
    ("smoking,n (%)\nNever,120 (60.0%)\nFormer,72 (36.0%)\nCurrent,<10\n", [3, 2], "8"),
    (
      "q,Yes n (%),No n (%),Missing n (%)\nQ1,120 (60.0%),72 (36.0%),<10\nQ2,100 (50.0%),60 (30.0%),40 (20.0%)\n"
        + "Q3,150 (75.0%),30 (15.0%),20 (10.0%)\n", [1, 4], "8"
    ),
    // Low, Medium and High are one variable, Male and Female another: 84 − 31 − 46 = 7.
    (
      "variable,N,Low,Medium,High,Male,Female\nA,101,21,30,50,46,55\nB,123,40,33,50,60,63\nC,84,*,31,46,37,47\n"
        + "D,92,31,30,31,41,51\n", [3, 3], "7"
    ),
    ("group,n,pct\na,1-9,\nb,120,60%\nc,72,36%\nTotal,200,100%\n", [1, 2], "8"),
  ]) func whatIsStatedBesideTheCellsIsATotal(text: String, cell: [Int], value: String) throws {
    let found = try findings(text)
    #expect(cells(found) == [cell])
    #expect(found.map(interval) == [[value, value]])
  }

  /// No single possible value: two cells hidden in each sum, or answers of which people give several.
  @Test(arguments: [
    "Characteristic,\"Overall, N = 392\",\"Drug A, N = 262\",\"Drug B, N = 130\"\nStage,,,\n I,200 (51%),150 (57%),50 (38%)\n"
      + " II,102 (26%),*,*\n III,90 (23%),*,*\n",
    drugs + "Comorbidity,,\nAsthma,40 (15%),20 (15%)\nDiabetes,<10,18 (14%)\nCOPD,32 (12%),18 (14%)\n",
    drugs + "Age,,\n <40,*,*\n 40-64,*,60 (46%)\n 65+,109 (42%),65 (50%)\n" + sexes,
    "symptom,n (%)\nCough,120 (60.0%)\nFever,110 (55.0%)\nRash,<10\n",
  ]) func notEveryNIsTheSumOfWhatFollows(text: String) throws {
    #expect(cells(try findings(text)).isEmpty)
  }

  @Test func aTotalWithoutACompleteInstanceIsForReview() throws {
    // 45 is 30.0% of 150, and 60 is 40.0% of it: 150 − 45 − 60 − 38 = 7.
    let shares = try findings(
      "group,n,percent\nNorth,45,30.0\nSouth,60,40.0\nEast,*,*\nWest,38,25.3\n")
    #expect(cells(shares).isEmpty)
    #expect(cells(shares, .review) == [[3, 2]])
    // 262 − 150 − 109 = 3 is small enough for a mask, and no column shows that the three categories are all.
    let found = try findings(
      Self.drugs + "Age,,\n<40,*,*\n40-64,150 (57%),60 (46%)\n65+,109 (42%),65 (50%)\n")
    #expect(cells(found).isEmpty)
    #expect(cells(found, .review).contains([2, 2]))
  }
}
