// Which columns belong to one magnitude.

import Testing

@testable import DisclosureRules

@Suite struct MagnitudeColumnsTests {
  private func find(_ columns: [BuiltColumn]) throws -> [MagnitudeColumns] {
    let table = TableBuilder.table(columns)
    return MagnitudeColumns.find(in: table, kept: try #require(table.kept))
  }

  @Test(arguments: [
    ("turnover_top1", ["turnover", "top", "1"]), ("TurnoverTop1", ["turnover", "top", "1"]),
    ("Turnover, top 1 (£)", ["turnover", "top", "1"]), ("", []), ("N", ["n"]),
  ])
  func headersAreWords(header: String, words: [String]) {
    #expect(HeaderNearness.words(of: header) == words)
  }

  @Test func columnsBesideEachOther() throws {
    let groups = try find([
      BuiltColumn("region", .dimension, ["N"]), BuiltColumn("n", .count, ["14"]),
      BuiltColumn("total", .total, ["100"]), BuiltColumn("largest", .largest, ["40"]),
      BuiltColumn("second_largest", .secondLargest, ["30"]),
    ])
    #expect(groups == [MagnitudeColumns(total: 2, largest: 3, second: 4, contributors: 1)])
  }

  @Test func severalMagnitudesGoByTheirWords() throws {
    let groups = try find([
      BuiltColumn("employees_total", .sum, ["900"]), BuiltColumn("turnover_total", .sum, ["1000"]),
      BuiltColumn("turnover_top1", .largest, ["400"]), BuiltColumn("turnover_top2", .secondLargest, ["300"]),
      BuiltColumn("employees_top1", .largest, ["500"]),
    ])
    #expect(
      groups == [
        MagnitudeColumns(total: 1, largest: 2, second: 3),
        MagnitudeColumns(total: 0, largest: 4, second: nil),
      ])
  }

  @Test func aColumnThatStandsWhereATotalWouldIsAGuess() throws {
    let groups = try find([
      BuiltColumn("region", .dimension, ["N"]), BuiltColumn("spend", .unknown, ["1000"]),
      BuiltColumn("top1", .largest, ["400"]),
    ])
    #expect(groups == [MagnitudeColumns(total: 1, totalIsGuess: true, largest: 2)])
  }

  @Test func aSharedWordOutweighsAWordForTotal() throws {
    let groups = try find([
      BuiltColumn("turnover", .measurement, ["1000"]), BuiltColumn("total_staff", .total, ["5000"]),
      BuiltColumn("turnover_top1", .largest, ["400"]),
    ])
    #expect(groups == [MagnitudeColumns(total: 0, totalIsGuess: true, largest: 2)])
  }

  @Test func aTotalMostlySmallerThanItsPartIsNone() throws {
    let groups = try find([
      BuiltColumn("sales", .sum, ["1000", "900", "800"]), BuiltColumn("total", .total, ["12", "14", "16"]),
      BuiltColumn("largest", .largest, ["400", "300", "200"]),
    ])
    #expect(groups.map(\.total) == [0])
  }

  @Test func nothingToCompareWith() throws {
    #expect(try find([BuiltColumn("largest", .largest, ["40"])]) == [])
    #expect(try find([BuiltColumn("share", .shareOfLargest, ["0.4"])]) == [MagnitudeColumns(share: 0)])
  }

  @Test func tooManyAreNotJudged() {
    let many = (0...MagnitudeColumns.limit).map { BuiltColumn("top1 of \($0)", .largest, ["40"]) }
    let outcome = Dominance().judge(TableBuilder.table(many), under: .defaults)
    #expect(outcome.status.name == "incomplete")
    let fewer = Dominance().judge(TableBuilder.table(Array(many.dropFirst())), under: .defaults)
    #expect(fewer.status.name == "notApplicable")
  }
}
