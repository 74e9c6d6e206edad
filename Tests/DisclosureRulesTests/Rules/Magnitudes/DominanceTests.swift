// dominance at its boundaries, and the handbook's answer.

import DisclosureRules
import Testing

@Suite struct DominanceTests {
  private func table(
    _ total: [String], _ largest: [String], _ second: [String]? = nil, n: [String]? = nil,
    confidence: Double = 1,
    keep: Bool = true
  ) -> TableSubject {
    var columns = [BuiltColumn("region", .dimension, total.map { _ in "North" })]
    if let n { columns.append(BuiltColumn("n", .count, n)) }
    columns.append(BuiltColumn("total", .sum, confidence: confidence, total))
    columns.append(BuiltColumn("largest", .largest, largest))
    if let second { columns.append(BuiltColumn("second_largest", .secondLargest, second)) }
    return TableBuilder.table(columns, keep: keep)
  }

  private func pairs(_ pairs: [(Double, Double)], atLeast: Bool = false) -> Ruleset {
    .setting(
      "dominance",
      [
        "rules": .records(pairs.map { ["n": $0.0, "k": $0.1] }),
        "comparison": .word(atLeast ? "at-least" : "above"),
      ])
  }

  @Test func oneLargeContributor() {
    let outcome = Dominance().judge(
      table(["1000", "1000", "1000"], ["499", "500", "501"], ["1", "1", "1"]), under: .defaults)
    #expect(outcome.verdicts == [.fail])
    let finding = outcome.findings[0]
    #expect(finding.location.row == 3)
    #expect(finding.location.columnName == "total")
    #expect(finding.related.map(\.columnName) == ["largest", "second_largest"])
    #expect(
      finding.message.plain
        == #""total" holds an unsafe total: its largest contribution is more than 50% of it."#)
  }

  @Test func twoLargeContributors() {
    let outcome = Dominance().judge(
      table(["1000", "1000", "1000"], ["450", "450", "450"], ["399", "400", "401"]), under: .defaults)
    #expect(outcome.rows == [3])
    #expect(outcome.verdicts == [.fail])
  }

  @Test func atLeastMakesTheTieUnsafe() {
    let tie = table(["1000", "1000"], ["450", "450"], ["450", "449"])
    #expect(Dominance().judge(tie, under: pairs([(2, 90)], atLeast: true)).rows == [1])
    #expect(Dominance().judge(tie, under: pairs([(2, 90)])).findings == [])
  }

  /// Handbook chapter 4, example 2: 102,000 of 110,000 is 92.7%.
  @Test func handbookExample2() {
    let handbook = table(["110000"], ["52000"], ["50000"])
    #expect(Dominance().judge(handbook, under: pairs([(2, 90.9)])).verdicts == [.fail])
    #expect(Dominance().judge(handbook, under: pairs([(2, 92.8)])).verdicts == [])
  }

  @Test func tiesOfDecimalsAreExact() {
    // 0.1 + 0.2 of 0.3 is a tie at 100%, and 909 of 1,000 one at 90.9%.
    #expect(
      Dominance().judge(table(["0.33"], ["0.2"], ["0.1"]), under: pairs([(2, 90.9)], atLeast: true)).verdicts
        == [.fail])
    #expect(
      Dominance().judge(table(["100.0"], ["50.9"], ["40.00"]), under: pairs([(2, 90.9)])).findings == [])
  }

  @Test func negativesAreTakenAsAbsolutes() {
    let outcome = Dominance().judge(table(["-1000"], ["-600"], ["10"]), under: .defaults)
    #expect(outcome.verdicts == [.fail])
    #expect(outcome.findings[0].message.plain.contains("absolute values"))
  }

  @Test func withoutASecondOneCanStillProveABreach() {
    #expect(Dominance().judge(table(["1000"], ["860"]), under: pairs([(2, 85)])).verdicts == [.fail])
    // 2 × 425 is 85%, not more: safe whatever the second is.
    #expect(Dominance().judge(table(["1000"], ["425"]), under: pairs([(2, 85)])).findings == [])
    #expect(Dominance().judge(table(["1000"], ["426"]), under: pairs([(2, 85)])).verdicts == [.info])
  }

  @Test func oneOrTwoContributorsAreKnown() {
    let two = table(["1000", "1000"], ["426", "426"], n: ["2", "12"])
    let outcome = Dominance().judge(two, under: pairs([(2, 85)]))
    #expect(outcome.verdicts == [.fail, .info])
    #expect(outcome.findings[0].location.row == 1)
    #expect(
      Dominance().judge(table(["1000", "1000"], ["", "30"], n: ["1", "50"]), under: .defaults).rows == [1])
  }

  @Test func aHiddenLargestIsAQuestion() {
    let outcome = Dominance().judge(
      table(["1000", "*", "0"], ["*", "*", ""], ["", "", ""]), under: .defaults)
    #expect(outcome.verdicts == [])
    let mixed = Dominance().judge(
      table(["1000", "900", "*"], ["*", "100", "800"], ["", "50", "1"]), under: .defaults)
    #expect(mixed.verdicts == [.review])
    #expect(mixed.rows == [1])
  }

  @Test func weakRolesAreReviewed() {
    #expect(
      Dominance().judge(table(["1000"], ["600"], ["1"], confidence: 0.79), under: .defaults).verdicts == [
        .review
      ])
    let guess = TableBuilder.table([
      BuiltColumn("spend", .unknown, confidence: 0, ["1000"]), BuiltColumn("top1", .largest, ["600"]),
    ])
    #expect(Dominance().judge(guess, under: .defaults).verdicts == [.review])
  }

  @Test(arguments: [
    (["0.5", "0.51"], [2]), (["50", "51"], [2]), (["50%", "51%"], [2]), (["0.5%", "0.51%"], []),
  ])
  func sharesOfTheLargest(shares: [String], rows: [Int]) {
    let outcome = Dominance().judge(
      TableBuilder.table([BuiltColumn("share", .shareOfLargest, shares)]), under: pairs([(1, 50)]))
    #expect(outcome.rows == rows)
    #expect(outcome.verdicts == rows.map { _ in .fail })
  }

  @Test func moreThanTwentyCellsAreOneFinding() {
    let outcome = Dominance().judge(
      table(
        Array(repeating: "1000", count: 21), Array(repeating: "600", count: 21),
        Array(repeating: "1", count: 21)),
      under: .defaults)
    #expect(outcome.verdicts == [.fail])
    #expect(outcome.findings[0].occurrences == 21)
    #expect(outcome.rows == Array(1...21))
  }

  @Test func whatItCannotJudge() {
    #expect(
      Dominance().judge(TableBuilder.table([BuiltColumn("n", .count, ["3"])]), under: .defaults).status
        == .notApplicable("no column says what the largest contributions are"))
    #expect(
      Dominance().judge(table(["1000"], ["600"], keep: false), under: .defaults).status.name == "incomplete")
    #expect(Dominance().judge(table(["1000"], ["600"]), under: pairs([(1, 120)])).status.name == "incomplete")
    #expect(
      Dominance().judge(table(["1000"], ["600"]), under: pairs([(0.5, 50)])).status.name == "incomplete")
  }
}
