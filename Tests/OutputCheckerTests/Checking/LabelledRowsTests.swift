// Rows whose label says how the cells of a first table are to be read.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct LabelledRowsTests {
  private func understood(_ csv: String) throws -> TableSubject {
    try #require(TestChecker.sdap().understood(bytes: Array(csv.utf8), fileName: "t.csv").tables.first)
  }

  private func role(_ csv: String, row: Int, column: Int = 1) throws -> ColumnRole {
    try understood(csv).cellRole(row: row, column: column).role
  }

  @Test(
    arguments: [
      ("Stroke (%)", "41 (9.8)", ColumnRole.count), ("Stroke, n (%)", "41 (9.8)", .count),
      ("Stroke, No. (%)", "41 (9.8)", .count), ("age (mean (SD))", "61.2 (11.1)", .mean),
      ("Age, mean (SD)", "61.2 (11.1)", .mean), ("crp (median [IQR])", "4.10 [1.80, 9.90]", .median),
    ])
  func theEndOfALabelNamesBothNumbers(label: String, cell: String, role: ColumnRole) throws {
    let csv = "characteristic,Drug,Placebo\n\"\(label)\",\"\(cell)\",\"\(cell)\"\nother,30,31\n"
    #expect(try self.role(csv, row: 0) == role)
    #expect(try understood(csv).cellRole(row: 0, column: 1).isStrong)
  }

  // 11.1 behind 61.2 is no percentage of a count, whatever the label says; neither is 120% of anybody.
  @Test(arguments: ["61.2 (11.1)", "61 (120)"])
  func whatCannotBeACountIsNone(cell: String) throws {
    #expect(try role("characteristic,Drug\nStroke (%),\(cell)\nother,30\n", row: 0) != .count)
  }

  @Test func rowsBelowAHeadingAreReadAsItSays() throws {
    let csv =
      "characteristic,Drug\n\"Smoking, n (%)\",\n  Never,300 (73)\n  Pipe,4 (1)\n\"Age, mean (SD)\",61.2 (11.1)\n"
      + "Score,12.5 (2.5)\n"
    #expect(try role(csv, row: 1) == .count)
    #expect(try role(csv, row: 2) == .count)
    #expect(try role(csv, row: 3) == .mean)
    #expect(try role(csv, row: 4) != .mean)
  }

  @Test func rowsWithoutALabelBelongToTheOneAbove() throws {
    let csv = "\"\",level,Drug\nsex (%),F,12 (3.0)\n\"\",M,390 (97.0)\n"
    #expect(try role(csv, row: 0, column: 2) == .count)
    #expect(try role(csv, row: 1, column: 2) == .count)
  }

  @Test func numberedLevelsAmongWordsAreCategories() throws {
    let csv =
      "\"\",level,Drug\nsex (%),F,12 (3.0)\n\"\",M,390 (97.0)\nill (%),0,390 (97.0)\n\"\",1,12 (3.0)\n"
    #expect(try understood(csv).roles[1].role == .dimension)
  }
}
