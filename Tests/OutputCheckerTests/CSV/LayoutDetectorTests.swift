// Titles, header rows and data told apart.

import DisclosureRules
import Testing

@testable import OutputChecker

/// The layout of a small text.
private func layout(_ text: String) throws -> TableLayout {
  let guess = DialectSniffer.guess(Array(text.utf8), isWhole: true, budget: Budget())
  let masks = try TestChecker.sdap().options.ruleset.ruleset.masks
  return LayoutDetector.detect(guess.head, width: guess.width, reader: CellReader(masks: MaskTable(masks)))
}

@Suite struct LayoutDetectorTests {
  @Test(arguments: [
    "Table 1. Patients\nregion,patients\nNorth,120\nSouth,45\nEast,31\n",
    "Table 1. Patients,\nregion,patients\nNorth,120\nSouth,45\nEast,31\n",
    "\"Patients, by region\",\n,\nregion,patients\nNorth,120\nSouth,45\nEast,31\n",
  ])
  func titlesAreNoHeader(_ text: String) throws {
    let found = try layout(text)
    #expect(found.names == ["region", "patients"])
    #expect(found.headerRecords == 1)
    #expect(found.preambleRecords > 0)
  }

  @Test func rowsOfTheHeaderAreJoined() throws {
    let repeated = try layout("ageband,16-39,16-39,70+,70+,total\nsex,F,M,F,M,\nasthma,120,3,45,81,249\n")
    #expect(repeated.names == ["ageband sex", "16-39 F", "16-39 M", "70+ F", "70+ M", "total"])
    let merged = try layout(
      "region,Women,,Men,,\n,n,%,n,%,Total\nNorth,120,31.2,81,9.1,201\nSouth,45,1.5,66,2,111\n")
    #expect(merged.names == ["region", "Women n", "Women %", "Men n", "Men %", "Total"])
    let years = try layout("region,2019,2019,2020,2020\n,F,M,F,M\nNorth,120,3,45,81\nSouth,1,2,3,4\n")
    #expect(years.names == ["region", "2019 F", "2019 M", "2020 F", "2020 M"])
  }

  @Test func theIndexIsNamedBelow() throws {
    let found = try layout(
      ",age,age,bmi\n,count,mean,mean\nregion,,,\nNorth,897,54.7,26.1\nSouth,807,55.9,26.7\n")
    #expect(found.headerRecords == 3)
    #expect(found.names == ["region", "age count", "age mean", "bmi mean"])
  }

  @Test func rowNamesMayHaveNoHeader() throws {
    let found = try layout("sex\tn\n1\tF\t120\n2\tM\t3\n")
    #expect(found.names == ["", "sex", "n"])
    #expect(found.width == 3)
    // A delimiter at the end of every row is no column of its own.
    #expect(try layout("region,n\nNorth,120,\nSouth,3,\n").names == ["region", "n"])
  }

  /// Rows with a number in them are data, wherever they stand.
  @Test(arguments: [
    ("North,3\nSouth,120\nEast,31\n", 0),
    ("N,7\nregion,patients\nNorth,120\nSouth,45\n", 0),
    ("7,\nregion,patients\nNorth,120\nSouth,45\n", 0),
    ("North,3,3\nregion,patients,deaths\nSouth,120,31\nEast,45,19\n", 0),
    ("region,patients,patients\nNorth,3,4\nSouth,120,31\nEast,45,19\n", 1),
    ("region,patients,patients\nNorth,*,*\nSouth,120,31\nEast,45,19\n", 1),
    ("region,patients,deaths\nNorth,few,few\nSouth,120,31\nEast,45,19\n", 1),
    ("region,,\nNorth,3,4\nSouth,120,31\nEast,45,19\n", 1),
    ("region,start,end\nNorth,2019,2020\nSouth,2012,2021\nEast,2011,2014\n", 1),
    ("region,year,year\nNorth,2019,2020\nSouth,2012,2021\nEast,2011,2014\n", 1),
    ("sex,group,group\nF,yes,no\nF,no,no\nM,yes,yes\n", 1),
  ])
  func dataStaysData(_ text: String, _ records: Int) throws {
    #expect(try layout(text).recordsBeforeData == records)
  }

  /// Codes, years and numbers of categories name columns where their order and what is beside them say so.
  @Test(arguments: [
    "activity,Total,1,1.1,1.2,2\nA,812.5,300,180.5,119.5,512.5\nB,97,[c],12,[c],41\n",
    "activity,1.1,1.2,1,2.1,2.2,2\nA,180,120,300,200,312,512\nB,55,14,69,41,9,50\n",
    "activity,Total,1,2,1.1,1.2,2.1,2.2\nA,812,300,512,180,120,200,312\nB,119,69,50,55,14,41,9\n",
    "region,2011,2016,2021\nNorth,120,31,45\nSouth,81,44,19\n",
    "region,2023,2021,2019\nNorth,120,31,45\nSouth,81,44,19\n",
    "region,5,10,15,20\nNorth,120,31,45,8\nSouth,81,44,19,77\n",
    "region,1,2,3,5,9\nNorth,120,31,45,8,14\nSouth,81,44,19,77,3\n",
    ",2,4,6\nNorth,120,31,45\nSouth,81,44,19\n",
    "code,1,2,4,Total\n11,120,31,45,196\n12,81,44,19,144\n",
    "group,2019/20,2020/21\nAsthma,1204,3\nCOPD,2210,1650\n",
    "ward,Jan 2024,Feb 2024\nElm,31,*\nFir,44,<5\n",
  ])
  func numbersMayNameColumns(_ text: String) throws {
    #expect(try layout(text).recordsBeforeData == 1)
  }

  @Test(arguments: [
    // Counts in any order, or in the order that all rows have.
    "North,12,3,15,34\nSouth,120,31,45,8\nEast,81,44,19,77\n",
    "North,3,12,15,34\nSouth,5,9,11,40\nEast,1,2,2,9\n",
    "North,3,12,15,34\nSouth,50,9,11,40\nEast,14,2,2,9\n",
    "North,1950,2034\nSouth,120,31\nEast,81,44\n",
    "North,1,1.1,1.2\nSouth,2,0.8,3.1\nEast,5,7.1,6.6\n",
    // A day among days.
    "North,2019-01-02,3\nSouth,2019-01-03,31\nEast,2019-01-09,14\n",
    // The word is a mask of one letter.
    "North,c,4,7\nSouth,31,45,81\nEast,44,19,20\n",
    // The first column says the same again.
    "North,1,2,3,4\nNorth,31,45,8,81\nEast,44,19,20,3\n",
  ])
  func numbersInOrderMayBeData(_ text: String) throws {
    #expect(try layout(text).recordsBeforeData == 0)
  }

  // MARK: Through the whole check

  private func problems(_ text: String) throws -> [String] {
    let report = try TestChecker.sdap().check(bytes: Array(text.utf8), fileName: "table.csv")
    var kinds: [String] = []
    for reported in report.findings {
      let finding = reported.finding
      guard finding.rule == "malformed-table", finding.verdict >= .review else { continue }
      guard case .parts(let parts)? = finding.evidence, case .words(let kind)? = parts.first?.evidence else {
        continue
      }
      kinds.append(kind)
    }
    return kinds
  }

  @Test func footnotesAreNotRagged() throws {
    let table = "region,patients\nNorth,120\nSouth,45\nEast,31\n"
    #expect(try problems(table + "Source: simulated\n").isEmpty)
    #expect(try problems(table + "* fewer than 10\n† provisional\n[1] revised\n").isEmpty)
    #expect(try problems(table + "Notes\n\nCounts are of people.\n").isEmpty)
  }

  @Test func whatMayBeARowIsRagged() throws {
    let table = "region,patients\nNorth,120\nSouth,45\nEast,31\n"
    #expect(try problems(table + "7\n") == ["ragged-row"])
    #expect(try problems(table + "West 7\n") == ["ragged-row"])
    #expect(try problems(table + "West\t120\n") == ["ragged-row"])
    #expect(try problems(table + "West\nWales,120\n") == ["ragged-row"])
    #expect(try problems(table + String(repeating: "West\n", count: 21)) == ["ragged-row"])
  }

  @Test func smallGroupsInTitlesAndNotesAreSeen() throws {
    let table = "region,patients\nNorth,120\nSouth,45\nEast,31\n"
    // "N = 7" reads as a number and may be a row.
    #expect(try problems(table + "N = 7\n") == ["ragged-row"])
    #expect(try problems(table + "Missing (n = 7)\n") == ["number-outside"])
    #expect(try problems("Patients (n=7)\n" + table) == ["number-outside"])
    #expect(try problems("Excluded: 4\n" + table) == ["number-outside"])
    #expect(try problems("Table 1: 5 year survival (N = 1,204)\n" + table).isEmpty)
  }
}
