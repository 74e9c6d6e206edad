// Which tables of a request count the groups that another one only describes.

/// The groups of each table, by their labels.
struct SiblingCounts {
  private let request: RequestSubject
  private lazy var words = PopulationWords(request.vocabulary)
  /// By position of the table; nil for one without labels or cells.
  private var rows: [Int: Rows] = [:]

  private struct Rows {
    var keys: Set<UInt64>
    var isDistinct: Bool
    var counts: Bool
  }

  init(_ request: RequestSubject) { self.request = request }

  /// The first other table that counts people in every group that the rows of a table describe.
  mutating func table(countingTheRowsOf index: Int) -> Int? {
    guard request.tables.count > 1, let own = rows(of: index), !own.keys.isEmpty else { return nil }
    for other in request.tables.indices where other != index {
      if let found = rows(of: other), found.counts, own.keys.isSubset(of: found.keys) { return other }
    }
    return nil
  }

  /// Whether no two rows of a table have the same labels: then its rows are groups.
  mutating func hasDistinctRows(_ index: Int) -> Bool { rows(of: index)?.isDistinct ?? false }

  private mutating func rows(of index: Int) -> Rows? {
    if let known = rows[index] { return known.keys.isEmpty ? nil : known }
    var found = Rows(keys: [], isDistinct: false, counts: false)
    let table = request.tables[index]
    if let cells = CountCells(table, file: .empty, words: words, needsCounts: false),
      !cells.labelColumns.isEmpty
    {
      let keys = cells.rowKeys
      found.keys = Set(keys)
      found.isDistinct = found.keys.count == keys.count
      found.counts = cells.columns.contains { !BaseCounts.isNoBase(table.columns[$0.column]) }
    }
    rows[index] = found
    return found.keys.isEmpty ? nil : found
  }
}
