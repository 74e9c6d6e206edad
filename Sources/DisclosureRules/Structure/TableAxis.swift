// One direction in which the numbers of a table may add up: down its rows, across its columns, or along the
// labels of one of its columns.

/// The items along which sums are looked for, and every line of cells that has them.
struct TableAxis {
  /// What the items are.
  enum Kind: Equatable {
    case rows
    case columns
    /// The labels of a column, where other columns of labels make groups.
    case labels(column: Int)
  }

  /// One row, column or label.
  struct Item {
    /// As the file has it.
    var label: String
    /// In lower case, split at what is neither letter nor digit.
    var words: [String]
    /// How far the label is moved to the right.
    var indent: Int
    /// The label is a word for all.
    var isTotal: Bool
    /// The label begins or ends with a word for all.
    var mayBeTotal: Bool
  }

  let kind: Kind
  /// A column names the level of each row: sums follow it, and nothing else.
  var isLevelled = false
  let items: [Item]
  /// For each line the cell of each item, nil where it has none.
  let lines: [[CellPosition?]]

  /// Cells of all lines of an axis; larger ones are not searched.
  static let cellLimit = 4_000_000
  /// Words that make a label a candidate for a total when it begins or ends with them.
  private static let partWords: Set<String> = [
    "total", "totals", "subtotal", "overall", "all", "sum", "both",
  ]

  static func item(_ label: String, isTotal: Bool) -> Item {
    let lower = label.lowercased()
    let words = lower.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let indent = label.unicodeScalars.prefix { $0.properties.isWhitespace }.reduce(0) {
      $0 + ($1 == "\t" ? 4 : 1)
    }
    let may = [words.first, words.last].contains { $0.map(partWords.contains) ?? false }
    return Item(label: label, words: words, indent: indent, isTotal: isTotal, mayBeTotal: may || isTotal)
  }

  /// The axes of a table; those that are too large are left out.
  static func all(of cells: AdditiveCells) -> (axes: [TableAxis], isComplete: Bool) {
    var axes: [TableAxis] = []
    var isComplete = true
    func add(_ axis: TableAxis?) {
      if let axis { axes.append(axis) } else { isComplete = false }
    }
    let keys = self.keys(of: cells)
    if cells.columns.count >= 3 { add(columns(of: cells)) }
    let dimensions = keys.count < 2 ? [] : keys.compactMap { labels(of: $0, keys: keys, cells: cells) }
    if dimensions.isEmpty {
      if cells.kept.rows >= 3 { add(rows(of: cells)) }
    } else {
      axes += dimensions
      for column in keys {
        if let depths = depths(by: column, of: cells), cells.kept.rows >= 3 {
          add(rows(of: cells, depths: depths))
        }
      }
    }
    return (axes, isComplete)
  }

  /// Levels that a column of level names has at least and at most: `Country`, `Region`, `Authority`.
  private static let levels = 2...6

  /// How deep each row stands where a column names the levels of a hierarchy, in the order in which they first
  /// appear; nil where it names something else.
  ///
  /// Levels go down one by one, and what is above the deepest is followed by what is below it.
  private static func depths(by column: Int, of cells: AdditiveCells) -> [Int]? {
    let (depths, names, _) = cells.labelNumbers(column)
    guard levels.contains(names.count), depths.first == 0,
      names.allSatisfy({ !AdditiveCells.trimmed($0).isEmpty })
    else { return nil }
    let deepest = names.count - 1
    let goesDown = zip(depths, depths.dropFirst()).allSatisfy { $0 == deepest || $1 == $0 + 1 }
    // Categories that come again and again, one by one, are no levels.
    let isWide = zip(depths, depths.dropFirst()).contains { $0 == deepest && $1 == deepest }
    return goesDown && isWide && depths.last == deepest ? depths : nil
  }

  // MARK: Columns and rows

  static func columns(of cells: AdditiveCells) -> TableAxis? {
    guard cells.columns.count * cells.kept.rows <= cellLimit else { return nil }
    let structure = cells.table.structure
    return TableAxis(
      kind: .columns,
      items: cells.columns.map { column in
        let isTotal =
          structure.labelledTotalColumns.contains(column) || cells.table.role(column).role == .total
        return item(cells.table.columns[column].name ?? "", isTotal: isTotal)
      },
      lines: (0..<cells.kept.rows).map { row in
        cells.columns.map { CellPosition(row: row, column: $0) }
      })
  }

  /// - Parameter depths: how deep each row stands where a column says so; else its label is indented.
  private static func rows(of cells: AdditiveCells, depths: [Int]? = nil) -> TableAxis? {
    guard cells.columns.count * cells.kept.rows <= cellLimit else { return nil }
    let structure = cells.table.structure
    let items = (0..<cells.kept.rows).map { row in
      // The innermost label says what the row is; labels to its left are those of groups.
      let texts = cells.labels.map { cells.label(row: row, column: $0) }
      let label = texts.last { !AdditiveCells.trimmed($0).isEmpty } ?? ""
      let isTotal =
        depths == nil
        && cells.labels.contains { column in
          structure.isTotalLabel(cells.kept.cell(row: row, column: column), column: column)
        }
      var item = item(label, isTotal: isTotal)
      if let depths {
        item.indent = depths[row]
        item.mayBeTotal = false
      }
      return item
    }
    var axis = TableAxis(
      kind: .rows, items: items,
      lines: cells.columns.map { column in (0..<cells.kept.rows).map { CellPosition(row: $0, column: column) }
      })
    axis.isLevelled = depths != nil
    return axis
  }

  // MARK: Labels

  /// Columns of labels that together tell rows apart; of two that say the same only the first.
  private static func keys(of cells: AdditiveCells) -> [Int] {
    var keys: [Int] = []
    var numbers: [[Int]] = []
    for column in cells.labels {
      let own = cells.labelNumbers(column).numbers
      if Set(own).count < 2 { continue }
      let isKnown = numbers.contains { other in
        // One to one with a column that is already taken.
        let pairs = Set(zip(own, other).map { $0 << 32 | $1 })
        return pairs.count == Set(own).count && pairs.count == Set(other).count
      }
      if isKnown { continue }
      keys.append(column)
      numbers.append(own)
    }
    return keys
  }

  /// The axis along one column of labels, if rows that agree in all others differ in it.
  private static func labels(of column: Int, keys: [Int], cells: AdditiveCells) -> TableAxis? {
    let own = cells.labelNumbers(column)
    var groups = Array(repeating: 0, count: cells.kept.rows)
    var count = 1
    for other in keys where other != column {
      let numbers = cells.labelNumbers(other).numbers
      var known: [Int: Int] = [:]
      for row in groups.indices {
        let key = groups[row] << 32 | numbers[row]
        let number = known[key] ?? known.count
        known[key] = number
        groups[row] = number
      }
      count = known.count
    }
    // Groups of one, or a label twice in a group: this column tells nothing apart by itself.
    guard count < cells.kept.rows, count * own.names.count * max(1, cells.columns.count) <= cellLimit else {
      return nil
    }
    var rowOf = Array(repeating: -1, count: count * own.names.count)
    for row in groups.indices {
      let place = groups[row] * own.names.count + own.numbers[row]
      guard rowOf[place] < 0 else { return nil }
      rowOf[place] = row
    }
    var lines: [[CellPosition?]] = []
    for group in 0..<count {
      let rows = rowOf[group * own.names.count..<(group + 1) * own.names.count]
      guard rows.count(where: { $0 >= 0 }) >= 2 else { continue }
      for value in cells.columns {
        lines.append(rows.map { $0 < 0 ? nil : CellPosition(row: $0, column: value) })
      }
    }
    let structure = cells.table.structure
    let items = own.names.indices.map { label in
      item(
        own.names[label],
        isTotal: structure.isTotalLabel(cells.kept.cell(row: own.rows[label], column: column), column: column)
      )
    }
    return lines.isEmpty ? nil : TableAxis(kind: .labels(column: column), items: items, lines: lines)
  }
}

extension AdditiveCells {
  /// The label of a row in one column, numbers written out.
  func label(row: Int, column: Int) -> String {
    if let text = kept.text(row: row, column: column) { return text }
    let cell = kept.cell(row: row, column: column)
    guard cell.kind == .number else { return "" }
    return cell.number.whole.map { String($0) } ?? String(cell.number.double)
  }

  /// A number for each row's label, the labels, and a row that has each.
  func labelNumbers(_ column: Int) -> (numbers: [Int], names: [String], rows: [Int]) {
    var known: [String: Int] = [:]
    var names: [String] = []
    var rows: [Int] = []
    let numbers = (0..<kept.rows).map { row in
      let name = label(row: row, column: column)
      let key = Self.trimmed(name)
      if let number = known[key] { return number }
      known[key] = names.count
      names.append(name)
      rows.append(row)
      return names.count - 1
    }
    return (numbers, names, rows)
  }
}
