// Several tables in one file, and tables that only look like several.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct TablePartsTests {
  private func tables(_ text: String) throws -> [TableReport] {
    try TestChecker.sdap().check(bytes: Array(text.utf8), fileName: "t.csv").tables
  }

  @Test func aTitleAndAHeaderBeginATable() throws {
    let found = try tables(
      "Table 1,\nsex,patients\nF,212\nM,188\n,\nTable 2,\nregion,deaths\nNorth,41\nSouth,52\nEast,66\n")
    #expect(found.map(\.id) == ["t.csv", "t.csv#2"])
    #expect(found.map(\.rows) == [2, 3])
    #expect(found.map { $0.columns.map(\.name) } == [["sex", "patients"], ["region", "deaths"]])
    #expect(found[1].columns[1].role.role == .events)
  }

  /// Lines that hold nothing at all are no records, and still part tables.
  @Test func emptyLinesPartTables() throws {
    let found = try tables("sex,patients\nF,212\nM,188\n\nregion,n,deaths\nNorth,120,41\nSouth,130,52\n")
    #expect(found.map(\.rows) == [2, 2])
    #expect(found[1].columns.map(\.name) == ["region", "n", "deaths"])
  }

  @Test func theSameHeaderAgainBeginsATable() throws {
    #expect(try tables("sex,n\nF,212\nM,188\nsex,n\nF,41\nM,52\n").map(\.rows) == [2, 2])
  }

  @Test func findingsOfLaterTablesStandAtTheirTrueLine() throws {
    let text = "Table 1\nsex,patients\nF,212\nM,188\n\nTable 2\nregion,patients\nNorth,41\nSouth,3\nEast,66\n"
    let report = try TestChecker.sdap().check(bytes: Array(text.utf8), fileName: "t.csv")
    #expect(report.verdict == .fail)
    let place = try #require(report.findings.first { $0.finding.verdict == .fail }).finding.location
    #expect(place.table == "t.csv#2")
    #expect(place.row == 2)
    #expect(place.line == 9)
    let offset = try #require(place.byteOffset)
    #expect(Array(text.utf8)[offset] == UInt8(ascii: "3"))
  }

  /// One table stays one: sections, rows of masks and missing values, footnotes, a total line of words.
  @Test(arguments: [
    "group,A,B\nSex,,\nF,120,130\nM,110,140\n,,\nAge,,\n18-39,90,80\n40+,140,190\n",
    "region,n,deaths\nNorth,120,41\nSouth,NA,NA\nEast,130,33\n\nSource: survey\n",
    "code,term\nA01,Typhoid\nB02,Zoster\n\nC03,Lip\nD04,Skin\n",
    "region,n\nNorth,120\n\nSouth,130\n",
  ])
  func oneTableStaysOne(_ text: String) throws { #expect(try tables(text).count == 1) }
}
