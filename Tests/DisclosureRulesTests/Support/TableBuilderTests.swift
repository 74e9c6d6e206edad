// The tables that other tests rest on.

import DisclosureRules
import Testing

@Suite struct TableBuilderTests {
  @Test func placesAreThoseOfTheText() {
    // region,n
    // North,12
    // South,3
    let table = TableBuilder.table([
      BuiltColumn("region", .dimension, ["North", "South"]), BuiltColumn("n", .count, ["12", "3"]),
    ])
    #expect(table.kept?.place(row: 1, column: 1) == CellPlace(row: 2, line: 3, byteOffset: 24, byteLength: 1))
    #expect(table.columns[1].small.occurrences.map(\.place.byteOffset) == [15, 24])
  }

  @Test func numbersKeepTheirDecimals() {
    #expect(TableBuilder.number("-3.50") == ExactNumber(mantissa: -350, scale: 2))
    #expect(TableBuilder.number("12") == ExactNumber(mantissa: 12))
    #expect(TableBuilder.number("North") == nil)
  }

  @Test func profilesCountKinds() {
    let column = TableBuilder.table([BuiltColumn("x", .unknown, ["0", "5.0", "*", "<8", "", "60%", "abc"])])
      .columns[0]
    #expect(column.cells(.number) == 3)
    #expect(column.cells(.mask) == 1)
    #expect(column.cells(.bound) == 1)
    #expect(column.cells(.empty) == 1)
    #expect(column.cells(.text) == 1)
    #expect(column.percents == 1)
    #expect(column.small.total(in: 0..<1) == 1)
    #expect(column.small.total(in: 5..<6) == 1)
  }
}
