// The numbers of one table of a request, found by their labels: where two tables say the same, in whatever order.

/// A cell of a request.
struct RequestCell: Hashable, Comparable {
  /// Which of the request's tables, from 0.
  var table: Int
  var cell: CellPosition

  static func < (left: RequestCell, right: RequestCell) -> Bool {
    (left.table, left.cell) < (right.table, right.cell)
  }
}

/// One table's numbers with the keys of their labels.
///
/// The key of a cell is the sum of its labels' keys, so that it doesn't matter whether a category is a row or a
/// column; a label for all counts nothing. What a lone column of numbers is called says what is counted and not of
/// whom, so each column is also looked at without its header: numbers that agree show which view is right.
struct LinkedCells {
  /// One way to look at the table.
  struct View {
    /// 0-based columns of numbers.
    var columns: [Int]
    /// Headers are categories.
    var hasHeaders: Bool
    /// Cells by key; those with a key that comes twice are left out.
    var cells: [UInt64: CellPosition]
  }

  let table: TableSubject
  let cells: AdditiveCells
  private(set) var views: [View]
  /// For each column of labels the key of each row's label.
  private let rowKeys: [[UInt64]]
  /// For each column of numbers the key of its header, by position among the columns.
  private let headerKeys: [Int: UInt64]

  /// Columns of numbers of one table that are looked at one by one.
  static let viewLimit = 24
  /// Columns of labels that totals may leave out.
  static let axisLimit = 4

  /// Nil when the table has no numbers that add up, or is not kept.
  init?(_ table: TableSubject, words: PopulationWords, ruleset: Ruleset, threshold: Int) {
    guard let kept = table.kept, kept.rows > 0, table.structure.rowRoles.isEmpty else { return nil }
    let cells = AdditiveCells.withProved(table, kept: kept, ruleset: ruleset, threshold: threshold)
    guard !cells.columns.isEmpty, !cells.labels.isEmpty else { return nil }
    self.table = table
    self.cells = cells
    let structure = table.structure
    rowKeys = cells.labels.map { column in
      let axis = LabelAxis(column: column, of: kept, words: words)
      return (0..<kept.rows).map { row in
        structure.isTotalLabel(kept.cell(row: row, column: column), column: column)
          ? 0 : axis.keys[axis.codes[row]]
      }
    }
    headerKeys = cells.columns.reduce(into: [:]) { keys, column in
      let isTotal = structure.labelledTotalColumns.contains(column)
      keys[column] = isTotal ? 0 : words.read(table.columns[column].name ?? "").key
    }
    var views: [View] = []
    if cells.columns.count > 1 { views.append(View(columns: cells.columns, hasHeaders: true, cells: [:])) }
    views += cells.columns.prefix(Self.viewLimit).map { View(columns: [$0], hasHeaders: false, cells: [:]) }
    self.views = views
    for index in views.indices { self.views[index].cells = keyed(views[index]) }
  }

  /// The key of a cell as a view sees it, without the labels of some axes.
  ///
  /// - Parameter dropped: positions among the columns of labels; their number stands for the headers.
  func key(_ cell: CellPosition, in view: View, without dropped: [Int] = []) -> UInt64 {
    var key: UInt64 = 0
    for axis in rowKeys.indices where !dropped.contains(axis) { key &+= rowKeys[axis][cell.row] }
    if view.hasHeaders, !dropped.contains(rowKeys.count) { key &+= headerKeys[cell.column] ?? 0 }
    return key
  }

  /// What the header of a view of one column says is counted; 0 for people.
  func name(of view: View) -> UInt64 { view.columns.first.flatMap { headerKeys[$0] } ?? 0 }

  /// Whether a cell is a total along one of some axes.
  func isTotal(_ cell: CellPosition, along axes: [Int]) -> Bool {
    axes.contains { $0 < rowKeys.count ? rowKeys[$0][cell.row] == 0 : (headerKeys[cell.column] ?? 0) == 0 }
  }

  /// Sets of axes that a total in another table may leave out, smallest first.
  func droppable(in view: View) -> [[Int]] {
    let axes = Array(rowKeys.indices.prefix(Self.axisLimit)) + (view.hasHeaders ? [rowKeys.count] : [])
    return (1..<(1 << axes.count)).map { mask in
      axes.indices.filter { mask & (1 << $0) != 0 }.map { axes[$0] }
    }.sorted { ($0.count, $0.first ?? 0, $0.last ?? 0) < ($1.count, $1.first ?? 0, $1.last ?? 0) }
  }

  /// Whether any number is hidden.
  var hasMasks: Bool {
    (0..<cells.kept.rows).contains { row in
      cells.columns.contains { cells.reading(CellPosition(row: row, column: $0)).isHidden }
    }
  }

  /// All cells of a view.
  func places(of view: View) -> [CellPosition] {
    (0..<cells.kept.rows).flatMap { row in view.columns.map { CellPosition(row: row, column: $0) } }
  }

  private func keyed(_ view: View) -> [UInt64: CellPosition] {
    var found: [UInt64: CellPosition] = [:]
    var twice: Set<UInt64> = []
    for place in places(of: view) where cells.reading(place) != .none {
      let key = key(place, in: view)
      if found.updateValue(place, forKey: key) != nil { twice.insert(key) }
    }
    for key in twice { found[key] = nil }
    return found
  }
}
