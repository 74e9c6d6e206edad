// Requests that are judged as a whole: what tables give away together, in whatever order they come.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct RequestTests {
  private typealias Files = [(path: String, bytes: [UInt8])]

  private func files(_ texts: [(String, String)]) -> Files {
    texts.map { (path: $0.0, bytes: Array($0.1.utf8)) }
  }

  /// The verdict of one rule's own findings.
  private func verdict(of rule: RuleName = "differencing", _ texts: [(String, String)]) throws -> Verdict {
    let report = try TestChecker.sdap().check(files: files(texts))
    return report.files.flatMap(\.findings).map(\.finding).filter { $0.rule == rule }.map(\.verdict).max()
      ?? .pass
  }

  @Test(arguments: [
    // What stands for the whole, and for the whole but some.
    ("all.csv", "excl_prisons.csv", Verdict.fail), ("cohort.csv", "cohort-excluding-prisons.csv", .fail),
    ("asthma_all.csv", "asthma_without_copd.csv", .fail), ("everyone.csv", "all except prisons.csv", .fail),
    ("deaths_including_unknown.csv", "deaths.csv", .fail), ("asthma.csv", "copd_excl_asthma.csv", .pass),
    ("deaths.csv", "births.csv", .pass), ("deaths_v1.csv", "deaths_v2.csv", .review),
    ("deaths_final.csv", "deaths_draft.csv", .review), ("deaths_2019.csv", "deaths_2020.csv", .pass),
    ("records.csv", "records_excluding_prisons.csv", .pass),
  ])
  func filesAreComparedByTheirNames(first: String, second: String, expected: Verdict) throws {
    let whole = "region,patients\nNorth,1204\nSouth,1451\n"
    let part = "region,patients\nSouth,1402\nNorth,1201\n"
    #expect(try verdict([(first, whole), (second, part)]) == expected)
  }

  @Test(arguments: [
    ("18-64", "18-65", Verdict.fail), ("aged 16+", "aged 18 and over", .fail), ("<18", "under 16", .fail),
    ("within 7 days", "within 30 days", .fail), ("at least one dose", "at least two doses", .fail),
    ("18-64", "65+", .pass), ("16-24", "20-29", .pass), ("stage 3", "stage 4", .pass),
    ("All patients", "All patients excluding prisons", .fail), ("Asthma", "Asthma (excl. COPD)", .fail),
    ("Yes", "No", .pass), ("2018-2019", "2019-2020", .pass),
  ])
  func rowsAreComparedByTheirLabels(first: String, second: String, expected: Verdict) throws {
    // Either may be the part: what the difference is, decides.
    let verdicts = try [("1204", "1201"), ("1201", "1204")].map { left, right in
      try verdict([("t.csv", "definition,patients\n\(first),\(left)\n\(second),\(right)\n")])
    }
    #expect(verdicts.max() == expected)
  }

  @Test func inferredNestingNeedsTenCellsThatAgree() throws {
    func request(_ rows: Int, last: Int = -40) throws -> Verdict {
      let values = (0..<rows).map { 211 + 37 * $0 }
      let whole = values.enumerated().map { "R\($0),\($1)\n" }.joined()
      let part = values.enumerated().map { "R\($0),\($0 == 0 ? $1 - 4 : $0 == 1 ? $1 + last : $1 - 31)\n" }
        .joined()
      return try verdict([
        ("all.csv", "area,patients\n" + whole), ("eligible.csv", "area,patients\n" + part),
      ])
    }
    #expect(try request(10) == .review)
    #expect(try request(9) == .pass)
    #expect(try request(10, last: 1) == .pass)
  }

  @Test func theThresholdDecides() throws {
    func request(_ difference: Int) throws -> Verdict {
      try verdict([
        ("all.csv", "region,patients\nNorth,1204\n"),
        ("excl_prisons.csv", "region,patients\nNorth,\(1204 - difference)\n"),
      ])
    }
    // sdap: n is 10.
    #expect(try request(0) == .pass)
    #expect(try request(1) == .fail)
    #expect(try request(9) == .fail)
    #expect(try request(10) == .pass)
  }

  @Test func orderChangesNothing() throws {
    let texts = [
      ("a/all.csv", "region,sex,patients\nNorth,F,1204\nNorth,M,1451\nSouth,F,811\nSouth,M,904\n"),
      ("a/excl_prisons.csv", "patients,sex,region\n1201,F,North\n1302,M,North\n795,F,South\n899,M,South\n"),
      ("b/other.csv", "age,patients\n18-64,520\n18-65,523\n65+,211\n"),
    ]
    let checker = try TestChecker.sdap()
    func findings(_ report: CheckReport) -> [Finding] { report.files.flatMap(\.findings).map(\.finding) }
    let report = checker.check(files: files(texts))
    for order in [[1, 0, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1], [0, 2, 1]] {
      let other = checker.check(files: files(order.map { texts[$0] }))
      #expect(findings(other) == findings(report))
    }
    // The rows of each table the other way round: other places, the same number of cells.
    let turned = texts.map { name, text in
      let lines = text.split(separator: "\n")
      return (name, ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n") + "\n")
    }
    let other = checker.check(files: files(turned))
    func cells(_ report: CheckReport) -> [String] {
      report.files.flatMap(\.findings).map(\.finding).map { "\($0.rule) \($0.verdict) \($0.occurrences)" }
        .sorted()
    }
    #expect(cells(other) == cells(report))
    #expect(cells(report).filter { $0.hasPrefix("differencing fail") }.count == 2)
  }

  /// What tables say together does not depend on whether they came in an archive or in a folder.
  @Test func membersOfArchivesAreComparedAsFilesAre() throws {
    let checker = try TestChecker.sdap()
    let all = "region,patients\nNorth,1204\nSouth,1451\n"
    let fewer = "region,patients\nNorth,1201\nSouth,1402\n"
    let inFolder = checker.check(files: files([("all.csv", all), ("excl_prisons.csv", fewer)]))
    let archive = ZipBuilder.archive([
      (name: "all.csv", content: Array(all.utf8)), (name: "excl_prisons.csv", content: Array(fewer.utf8)),
    ])
    let inArchive = checker.check(files: [(path: "both.zip", bytes: archive)])
    func rules(_ report: CheckReport) -> [String] {
      report.files.flatMap(\.findings).map { "\($0.finding.rule) \($0.finding.verdict)" }.sorted()
    }
    #expect(rules(inFolder).contains { $0.hasPrefix("differencing") })
    #expect(rules(inArchive) == rules(inFolder))
  }

  @Test func aRequestThatIsTooLargeIsForReview() throws {
    let checker = try TestChecker.sdap { $0.budget.requestCells = 6 }
    let text = "region,patients\nNorth,1204\nSouth,1451\n"
    let report = checker.check(files: files([("a.csv", text), ("b.csv", text)]))
    #expect(report.files.map(\.verdict) == [.review, .review])
    #expect(
      report.files[0].rules.contains {
        $0.rule == "differencing" && $0.status.reason?.contains("more cells than are kept") == true
      })
  }

  @Test func everyRequestGetsTheVerdictOfItsFolder() throws {
    let checker = try TestChecker.sdap()
    for verdict in ["pass", "review", "fail"] {
      let folder = "fixtures/requests/\(verdict)"
      for name in try Repository.names(in: folder) {
        let report = checker.check(paths: ["\(Repository.root)/\(folder)/\(name)"])
        #expect(report.verdict.rawValue == verdict, "\(name)")
      }
    }
  }
}
