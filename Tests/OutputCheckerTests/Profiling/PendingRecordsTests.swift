// Tables whose records wait to be kept, against the same tables kept row by row.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct PendingRecordsTests {
  /// The table of a text, if it is kept, and its first rows otherwise.
  private static func table(
    _ text: String, blockSize: Int, keptCells: Int
  ) throws -> (kept: KeptTable?, firstRows: KeptTable?) {
    var budget = Budget()
    budget.keptCells = keptCells
    let parser = CSVParser(
      source: MemorySource(Array(text.utf8)), dialect: Dialect(), blockSize: blockSize, budget: budget)
    var observer = ColumnsObserver(
      width: 3, reader: CellReader(masks: MaskTable([])), placesBelow: 10, budget: budget)
    while let batch = try parser.next() {
      var places = PlaceCursor(batch: batch, headerRecords: 0, sourceMap: .identity(markLength: 0))
      observer.observe(batch, data: 0..<batch.recordCount, places: &places)
      parser.giveBack(batch)
    }
    return observer.takeTable()
  }

  /// Rows, each with its place and its cells.
  private static func rows(_ table: KeptTable?) -> [String]? {
    table.map { table in
      (0..<table.rows).map { row in
        let cells = table.columns.indices.map { column in
          let cell = table.cell(row: row, column: column)
          return "\(cell.kind) \(cell.number) \(table.text(row: row, column: column) ?? "") "
            + "\(String(describing: table.second(row: row, column: column))) "
            + "\(table.columns[column].offsets[row])+\(table.columns[column].lengths[row])"
        }
        return "\(table.rowOffsets[row]) \(table.rowLines[row]) " + cells.joined(separator: " | ")
      }
    }
  }

  /// 2,000 rows of three cells; a ragged one among them, or none.
  private static func text(raggedAt ragged: Int?) -> String {
    (0..<2_000).map { row in
      row == ragged ? "a,b,c,d,e\n" : "\(row),\"name, \"\"\(row % 700)\"\"\nof\",\(row % 9) / 40\n"
    }.joined()
  }

  @Test(arguments: [1, 30, 600, 5_999, 6_000, 1_000_000], [nil, 10, 1_500])
  func equalsKeepingRowByRow(keptCells: Int, ragged: Int?) throws {
    let text = Self.text(raggedAt: ragged)
    // A block of 3,000 bytes holds too few records to wait.
    let byRow = try Self.table(text, blockSize: 3_000, keptCells: keptCells)
    for size in [20_000, 1 << 20] {
      let later = try Self.table(text, blockSize: size, keptCells: keptCells)
      #expect(Self.rows(later.kept) == Self.rows(byRow.kept))
      #expect(Self.rows(later.firstRows) == Self.rows(byRow.firstRows))
    }
    #expect((byRow.kept != nil) == (keptCells >= 6_000 && (ragged == nil || keptCells >= 10_000)))
  }
}
