// Totals, rows that say what numbers are, and blocks of columns.

import DisclosureRules
import Testing

@Suite struct StructureTests {
  @Test func rowsOfAListingHaveRoles() {
    let table = understood("statistic,age,bmi\nN,7,7\nMean,45.2,27.1\nSD,9.8,4.4\nMedian,44,26\nMin,18,19\n")
    let roles = table.structure.rowRoles.map(\.role)
    #expect(roles == [.count, .mean, .standardDeviation, .median, .minimum])
    #expect(table.structure.rowRoles[0].isStrong)
    #expect(table.cellRole(row: 0, column: 1).role == .count)
  }

  @Test(arguments: [
    // A header that says what the column holds is believed before the labels.
    "statistic,patients\nN,7\nMean,45\nSD,9\nMedian,44\n",
    "region,age\nNorth,7\nSouth,9\nEast,12\n",
    // One word is no listing.
    "region,age\nNorth,7\nMean,9\nEast,12\nWest,14\n",
  ])
  func columnsSayWhatNumbersAre(_ csv: String) {
    #expect(understood(csv).structure.rowRoles.isEmpty)
  }

  @Test(
    arguments: [
      ("effect,Drug (%)\nBase (N),125\nRash,24.0\nFit,2.4\n", 0),
      ("effect,Drug (%)\nRash,24.0\nFit,2.4\nNumber of patients,125\n", 2),
      // A share of people is no number of people, and two such rows are none for the column.
      ("effect,Drug (%)\nBase,12.5\nRash,24.0\n", nil),
      ("effect,Drug (%)\nN,125\nRash,24.0\nN,250\nRash,12.0\n", nil),
      ("effect,Drug (%)\nNausea,12\nRash,24.0\n", nil),
    ] as [(String, Int?)])
  func aRowGivesTheNumberOfPeople(csv: String, row: Int?) {
    let table = understood(csv)
    #expect(table.structure.sizeRow == row)
    if let row {
      #expect(table.cellRole(row: row, column: 1).role == .count)
      #expect(table.cellRole(row: 1, column: 1).role == .percentage)
    }
  }

  @Test func totalsAreFoundByLabel() {
    let table = understood("region,F,M,All\nNorth,120,81,201\nSouth,*,45,*\nGrand total,*,126,*\n")
    #expect(table.structure.totalRows == [2])
    #expect(table.structure.totalColumns == [3])
  }

  @Test func totalsAreFoundByArithmetic() {
    let table = understood("area,F,M\nEngland,60,75\nNorth,10,20\nSouth,20,24\nEast,30,31\n")
    #expect(table.structure.totalRows == [0])
    // One cell off, and it is no sum.
    let other = understood("area,F,M\nEngland,60,76\nNorth,10,20\nSouth,20,24\nEast,30,31\n")
    #expect(other.structure.totalRows.isEmpty)
  }

  @Test func columnsUnderCategoriesAreCountsTogether() {
    let weak = understood("region,F,M\nNorth,120,81\nSouth,33,45\nEast,61,3\n")
    #expect(weak.roles[1].role == .count && !weak.roles[1].isStrong)
    let strong = understood("region,F,M\nNorth,120,81\nSouth,33,45\nEast,61,<8\n")
    #expect(strong.roles[1].role == .count && strong.roles[1].isStrong)
    // Columns of any other name stay open.
    let open = understood("region,x1,x2\nNorth,120,81\nSouth,33,45\nEast,61,3\n")
    #expect(open.roles[1].role == .unknown)
  }
}
