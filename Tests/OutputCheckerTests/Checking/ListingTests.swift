// Listings of tools as a whole: what their columns, rows and second numbers are taken for, and what follows.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct ListingTests {
  private func report(_ text: String, _ name: String = "t.csv") throws -> FileReport {
    try TestChecker.sdap().check(bytes: Array(text.utf8), fileName: name)
  }

  private func roles(_ text: String, _ name: String = "t.csv") throws -> [ColumnRole] {
    try report(text, name).tables[0].columns.map(\.role.role)
  }

  private func rules(_ report: FileReport, _ verdict: Verdict) -> [RuleName] {
    report.findings.map(\.finding).filter { $0.verdict == verdict }.map(\.rule)
  }

  /// Labels and values side by side: the 4 is a number of parameters, the 1397 residual degrees of freedom.
  @Test func labelsAndValuesInPairs() throws {
    func summary(_ people: Int, _ residual: Int) -> String {
      "Dep. Variable:,visits,No. Observations:,\(people)\nModel:,OLS,Df Residuals:,\(residual)\n"
        + "Method:,Least Squares,Df Model:,4\nDate:,Mon,R-squared:,0.41\n"
    }
    let safe = try report(summary(1402, 1397))
    #expect(safe.tables[0].columns.map(\.role.role)[3] == .mixed)
    #expect(safe.verdict == .pass)
    #expect(rules(try report(summary(8, 3)), .fail).contains("minimum-threshold"))
  }

  /// Rows of more kinds than are read are no listing, so that none of its numbers goes unjudged.
  @Test(arguments: [4_997, 4_998, 4_999]) func aListingHasAnEnd(_ variables: Int) throws {
    let names = (0..<variables).map { "var\($0) mean,41.5\n" }.joined()
    let listing = try report("statistic,value\nN,412\n" + names + "SD,2.5\n")
    #expect((listing.tables[0].columns[1].role.role == .mixed) == (variables < 4_999))
  }

  /// A label whose number is the greatest there is has none behind it.
  @Test func labelsOfTheGreatestNumber() throws {
    let rows = "Q9223372036854775807,41\nQ1,30\nQ2,35\nQ3,44\nmean,38\n"
    #expect(try report("statistic,value\nN,412\n" + rows).tables.count == 1)
    #expect(try report("statistic,value\n" + rows).tables.count == 1)
  }

  @Test func standardErrorsInBracketsBelowCoefficients() throws {
    func table(_ people: Int, _ residual: Int) -> String {
      ",(1),(2)\nAge,0.34,0.33\n,(0.02),(0.02)\nBMI,,0.41\n,,(0.07)\nN,1871,\(people)\ndf_r,1869,\(residual)\n"
    }
    let safe = try report(table(1852, 1849))
    #expect(safe.tables[0].columns.map(\.role.role) == [.text, .mixed, .mixed])
    #expect(safe.tables[0].columns[1].name == "(1)")
    #expect(safe.verdict == .pass)
    let small = try report(table(7, 4))
    #expect(Set(rules(small, .fail)).isSuperset(of: ["minimum-threshold", "degrees-of-freedom"]))
  }

  @Test(arguments: [
    ("group,patients (%)\nF,\"212 (53.0%)\"\nM,\"188 (47.0%)\"\n", ColumnRole.percentage),
    ("group,attended / invited\nF,150 / 212\nM,120 / 188\n", .total),
    ("group,n,mean (SD)\nF,212,5.2 (1.1)\nM,188,4.9 (1.3)\n", .standardDeviation),
    ("group,n,mean stay\nF,212,5.2 ± 1.1\nM,188,4.9 ± 1.3\n", .standardDeviation),
    ("group,n,median [IQR]\nF,212,5 [3–8]\nM,188,4 [2–7]\n", .quantile),
    ("term,OR (95% CI)\nage,\"1.21 (1.10, 1.40)\"\nsex,\"0.92 (0.81, 1.20)\"\n", .confidenceLimit),
    ("group,n,median (range)\nF,212,5 (1–41)\nM,188,4 (1–29)\n", .maximum),
  ])
  func secondNumbers(_ text: String, _ expected: ColumnRole) throws {
    let columns = try report(text).tables[0].columns
    #expect(columns.last?.second?.role == expected, "\(text)")
    #expect(columns.first?.second == nil)
  }

  /// `[19–94]` shows the ages of two people, whatever the header above says of the group.
  @Test func aRangeInBracketsIsExtreme() throws {
    let table = "Measure,Cases (n=88),Controls (n=91)\n\"Age, median [range]\",61 [19–94],60 [21–90]\n"
    let report = try report(table)
    #expect(report.tables[0].columns.map(\.role.role) == [.text, .median, .median])
    #expect(rules(report, .review) == ["extreme-value"])
    #expect(!rules(report, .fail).contains("minimum-threshold"))
  }

  @Test func oneFractionAGroupIsItsMean() throws {
    #expect(try roles("region,bmi,age\nNorth,26.7,54.1\nSouth,26.9,55.3\n") == [.dimension, .mean, .mean])
    // The same of single people: their ages are whole, and they share their labels.
    #expect(
      try roles("sex,bmi,age\nF,26.7,54\nM,26.9,55\nF,31.2,61\nM,24.8,40\n") == [
        .dimension, .measurement, .age,
      ])
  }

  @Test func aSymmetricMatrixHoldsCorrelations() throws {
    let matrix = ",age,bmi,sbp\nage,1.0,0.12,0.31\nbmi,0.12,1.0,0.2\nsbp,0.31,0.2,1.0\n"
    #expect(try roles(matrix).dropFirst().allSatisfy { $0 == .coefficient })
  }

  /// On the scale of logarithms 1.2 lies midway between 0.6 and 2.4 (0.6·2.4 = 1.2²), on that of numbers 1.5 does.
  @Test func estimatesThatLieMidwayInLogarithmsAreRatios() throws {
    let head = "term,estimate,std.error,conf.low,conf.high\n"
    #expect(try roles(head + "a,1.20,0.35,0.60,2.40\nb,3.30,0.55,1.10,9.90\n")[1] == .ratio)
    #expect(try roles(head + "a,1.50,0.46,0.60,2.40\nb,5.50,2.24,1.10,9.90\n")[1] == .coefficient)
  }

  @Test(arguments: [
    ("imd,n,0.25,0.5,0.75\n1,529,4.0,5.0,7.0\n2,519,4.5,5.0,7.0\n", "0.5"),
    ("\"\",\"n\",\"5%\",\"50%\"\n\"East\",339,19.3,27\n\"West\",528,19,27.25\n", "50%"),
  ])
  func quantilesHeadColumns(_ text: String, _ name: String) throws {
    let columns = try report(text).tables[0].columns
    #expect(columns.first { $0.name == name }?.role.role == .median)
    #expect(columns[1].role.role == .count)
  }

  /// A month or a chapter is no quantile, though its digits are those of 0.5.
  @Test func digitsWithoutAPointAreNoQuantile() throws {
    let found = try report("region,04,05,06\nNorth,120,3,45\nSouth,45,61,52\nEast,31,77,20\n")
    #expect(found.verdict >= .review)
  }

  @Test func titlesSayHowManyPeopleThereAre() throws {
    let table = "Measure,Value\nMean age,61.2\nSD of age,11.0\nMedian stay,4.5\n"
    #expect(rules(try report(table), .review).contains("missing-count"))
    for title in ["\"Baseline, N = 1,204\",\n", "\"Baseline of 1,204 patients\",\n"] {
      #expect(!rules(try report(title + table), .review).contains("missing-count"), "\(title)")
    }
  }
}
