// derivable-count: percentages of a number of people that stands once for many of them.

import DisclosureRules
import Testing

@Suite struct StatedBaseSharesTests {
  private func judge(_ columns: [BuiltColumn], sizeRow: Int? = nil) -> RuleOutcome {
    var table = TableBuilder.table(columns)
    table.structure.sizeRow = sizeRow
    return DerivableCount().judge(table, under: .defaults)
  }

  private func effects(_ header: String, _ cells: [String], confidence: Double = 0.95) -> [BuiltColumn] {
    [
      BuiltColumn("effect", .dimension, cells.indices.map { "effect \($0)" }),
      BuiltColumn(header, .percentage, confidence: confidence, cells),
    ]
  }

  // Of 125 people 24.0% are 30, 12.0% are 15, 2.4% are 3; of 120 they are 28.8, 14.4 and 2.9.
  @Test(
    arguments: [("% (N=125)", [Verdict.fail]), ("% (N=120)", []), ("%", [])] as [(String, [Verdict])])
  func theHeaderSaysOfHowMany(header: String, verdicts: [Verdict]) {
    #expect(judge(effects(header, ["24.0", "12.0", "2.4"])).verdicts == verdicts)
  }

  @Test func theSmallOneIsTold() {
    #expect(judge(effects("% (N=125)", ["24.0", "12.0", "2.4"])).rows == [3])
  }

  @Test func aRowSaysOfHowMany() {
    #expect(judge(effects("%", ["125", "24.0", "12.0", "2.4"]), sizeRow: 0).verdicts == [.fail])
    #expect(judge(effects("%", ["125", "24.0", "12.0", "2.4"]), sizeRow: nil).verdicts == [])
    #expect(judge(effects("%", ["24.0", "12.0", "2.4", "125"]), sizeRow: 3).rows == [3])
  }

  @Test func littleEvidenceIsForPeople() {
    // 2.4% of 125 alone: one whole number in eight is met by chance.
    #expect(judge(effects("% (N=125)", ["2.4"])).verdicts == [.review])
    #expect(judge(effects("% (N=125)", ["24.0", "12.0", "2.4"], confidence: 0.5)).verdicts == [.review])
  }

  @Test func noneAndAllAreNoEvidence() {
    #expect(judge(effects("% (N=125)", ["0.0", "100", "2.4"])).verdicts == [.review])
    #expect(Set(judge(effects("% (N=125)", ["2.4", "2.4", "2.4"])).verdicts) == [.review])
  }

  @Test func aRowOfOtherPeopleMakesItDoubtful() {
    // 12.3% of 125 are 15.4 people: one row of five is about fewer.
    #expect(judge(effects("% (N=125)", ["24.0", "12.0", "16.0", "12.3", "2.4"])).verdicts == [.review])
    #expect(judge(effects("% (N=125)", ["24.3", "12.3", "16.3", "12.0", "2.4"])).verdicts == [])
  }

  @Test func roundedCountsGiveNothingAway() {
    // 30, 15, 20 and 5 of 125: all on a grid of 5.
    #expect(judge(effects("% (N=125)", ["24.0", "12.0", "16.0", "4.0"])).verdicts == [])
  }
}
