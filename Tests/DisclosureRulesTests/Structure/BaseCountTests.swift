// The N behind a statistic, wherever a table or its declaration gives it.

import Testing

@testable import DisclosureRules

@Suite struct BaseCountTests {
  private static func base(
    _ columns: [BuiltColumn], _ declared: TableDeclaration? = nil, row: Int, column: Int
  )
    throws -> BaseCount?
  {
    var table = TableBuilder.table(columns)
    table.declared = declared
    return BaseCounts(of: table, kept: try #require(table.kept), for: [column]).base(row: row, column: column)
  }

  private static let columns = [
    BuiltColumn("ward", .dimension, ["Elm", "Fir (n=7)"]), BuiltColumn("n", .count, ["12", "30"]),
    BuiltColumn("mean", .mean, ["5.5", "6.5"]), BuiltColumn("other", .count, ["40", "50"]),
  ]

  @Test func foundInTheTable() throws {
    #expect(try Self.base(Self.columns, row: 0, column: 2)?.value == 12)
    #expect(try Self.base(Self.columns, row: 1, column: 2)?.value == 7)
  }

  @Test func declaredBeatsFound() throws {
    var declared = TableDeclaration()
    declared.size = .column(3)
    #expect(try Self.base(Self.columns, declared, row: 1, column: 2)?.value == 50)
    declared.columns[2] = TableDeclaration.Column(size: .number(8))
    #expect(try Self.base(Self.columns, declared, row: 1, column: 2)?.value == 8)
    declared.columns[3] = TableDeclaration.Column(size: .row(0))
    #expect(try Self.base(Self.columns, declared, row: 1, column: 3)?.value == 40)
    // The microdata know best.
    var source = TableSource(file: "m.csv")
    var group = SourceGroup()
    group.records = 4
    group.valued = 3
    source.groups = [group]
    source.cells = [KeptTable.key(row: 1, column: 2): 0]
    declared.source = source
    #expect(try Self.base(Self.columns, declared, row: 1, column: 2)?.value == 3)
  }

  @Test func weightedAndRoundedCountsAreNoStrongBase() throws {
    var declared = TableDeclaration()
    declared.size = .column(1)
    #expect(try Self.base(Self.columns, declared, row: 0, column: 2)?.isStrong == true)
    declared.columns[1] = TableDeclaration.Column(rounding: 5)
    #expect(try Self.base(Self.columns, declared, row: 0, column: 2)?.isStrong == false)
    declared.columns[1] = TableDeclaration.Column(counted: .weighted)
    #expect(try Self.base(Self.columns, declared, row: 0, column: 2)?.isStrong == false)
  }
}
