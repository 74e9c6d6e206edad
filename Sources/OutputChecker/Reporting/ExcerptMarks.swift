// Which cells of an excerpt are marked, and by which findings.

import DisclosureRules

/// Marks of one table, by row and column; a mark is the number of a group of findings, from 1.
struct ExcerptMarks {
  /// A cell's place, both from 1; row 0 is the header.
  struct Place: Hashable {
    var row: Int
    var column: Int
  }

  /// Groups that mark a cell, in order.
  private(set) var marks: [Place: [Int]] = [:]
  /// Cells that matter for a finding elsewhere.
  private(set) var related: Set<Place> = []

  /// - Parameter table: the table's name in the report.
  init(_ groups: [FindingGroup], table: String) {
    for (position, group) in groups.enumerated() {
      for finding in group.findings where finding.location.table == table {
        mark(finding, position + 1)
        for other in finding.related where other.table == nil || other.table == table {
          if let column = other.column { related.insert(Place(row: other.row ?? 0, column: column)) }
        }
      }
    }
  }

  private mutating func mark(_ finding: Finding, _ number: Int) {
    guard let column = finding.location.column else { return }
    let rows = finding.cells.isEmpty ? [finding.location.row ?? 0] : finding.cells.map(\.row)
    for row in rows where row >= 0 {
      let place = Place(row: row, column: column)
      if marks[place]?.contains(number) != true { marks[place, default: []].append(number) }
    }
  }
}
