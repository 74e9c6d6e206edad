// Rows whose label says how the cells of a first table are to be read.

import DisclosureRules
import Testing

@Suite struct LabelledRowsTests {
  private func role(_ csv: String, row: Int, column: Int = 1) -> ColumnRole {
    understood(csv).cellRole(row: row, column: column).role
  }

  @Test(
    arguments: [
      ("Stroke (%)", "41 (9.8)", ColumnRole.count), ("Stroke, n (%)", "41 (9.8)", .count),
      ("Stroke, No. (%)", "41 (9.8)", .count), ("age (mean (SD))", "61.2 (11.1)", .mean),
      ("Age, mean (SD)", "61.2 (11.1)", .mean), ("crp (median [IQR])", "4.10 [1.80, 9.90]", .median),
    ])
  func theEndOfALabelNamesBothNumbers(label: String, cell: String, role: ColumnRole) {
    let csv = "characteristic,Drug,Placebo\n\"\(label)\",\"\(cell)\",\"\(cell)\"\nother,30,31\n"
    #expect(self.role(csv, row: 0) == role)
    #expect(understood(csv).cellRole(row: 0, column: 1).isStrong)
  }

  // 11.1 behind 61.2 is no percentage of a count, whatever the label says; neither is 120% of anybody.
  @Test(arguments: ["61.2 (11.1)", "61 (120)"])
  func whatCannotBeACountIsNone(cell: String) {
    #expect(role("characteristic,Drug\nStroke (%),\(cell)\nother,30\n", row: 0) != .count)
  }

  @Test func rowsBelowAHeadingAreReadAsItSays() {
    let csv =
      "characteristic,Drug\n\"Smoking, n (%)\",\n  Never,300 (73)\n  Pipe,4 (1)\n\"Age, mean (SD)\",61.2 (11.1)\n"
      + "Score,12.5 (2.5)\n"
    #expect(role(csv, row: 1) == .count)
    #expect(role(csv, row: 2) == .count)
    #expect(role(csv, row: 3) == .mean)
    #expect(role(csv, row: 4) != .mean)
  }

  @Test func rowsWithoutALabelBelongToTheOneAbove() {
    let csv = "\"\",level,Drug\nsex (%),F,12 (3.0)\n\"\",M,390 (97.0)\n"
    #expect(role(csv, row: 0, column: 2) == .count)
    #expect(role(csv, row: 1, column: 2) == .count)
  }

  @Test func numberedLevelsAmongWordsAreCategories() {
    let csv = "\"\",level,Drug\nsex (%),F,12 (3.0)\n\"\",M,390 (97.0)\nill (%),0,390 (97.0)\n\"\",1,12 (3.0)\n"
    #expect(understood(csv).roles[1].role == .dimension)
  }
}
