// Groups of people of whom only those in one category are published beside all: `Total | Stroke`, `Patients | Stroke`.

/// Reads a count and the number of all people beside it as two categories: those counted, and the rest.
enum ImpliedRest {
  /// Rows in which the count must be no larger than the total.
  static let leastRows = 2

  /// Beside these a second count is the number of values behind them, not of people in a category.
  private static let statistics: Set<ColumnRole> = [.mean, .median, .standardDeviation, .quantile, .minimum]

  /// One variable for each count that is part of a total in every row.
  static func variables(in table: TableSubject, kept: KeptTable, words: CategoryWords) -> [CategoryVariable] {
    let numeric = table.columns.indices.filter { table.columns[$0].numeric > 0 }
    var totals = numeric.filter { table.role($0).role == .total && table.role($0).isStrong }
    let isNamed = !totals.isEmpty
    if !isNamed { totals = numeric.filter(table.structure.peopleColumns.contains) }
    // Which of two totals a count is part of, nothing says.
    guard totals.count == 1, let total = totals.first,
      !numeric.contains(where: { statistics.contains(table.role($0).role) })
    else { return [] }
    var counts = numeric.filter {
      $0 != total && [.count, .events].contains(table.role($0).role) && table.role($0).isStrong
    }
    // The only other number beside a total is part of it, whatever its header says.
    if counts.isEmpty, numeric.count == 2, let other = numeric.first(where: { $0 != total }),
      table.columns[other].isWhole, [.count, .events, .unknown].contains(table.role(other).role)
    {
      counts = [other]
    }
    return counts.compactMap { count in
      var variable = variable(count: count, total: total, in: table, kept: kept, words: words)
      // "Patients" beside "Vaccinated" are perhaps all of them.
      variable?.isPartition = isNamed
      return variable
    }
  }

  private static func variable(
    count: Int, total: Int, in table: TableSubject, kept: KeptTable, words: CategoryWords
  ) -> CategoryVariable? {
    let header = (table.columns[count].name ?? "").lowercased()
    if header.isEmpty || words.isTotal(header) || words.forbids(header) { return nil }
    var groups: [CategoryGroup] = []
    for row in 0..<kept.rows where !table.isTotal(row: row) {
      guard let all = whole(kept.cell(row: row, column: total)),
        let part = whole(kept.cell(row: row, column: count))
      else { continue }
      if part > all { return nil }
      groups.append(
        CategoryGroup(members: [
          .init(row: row, column: count, label: 0, value: part),
          .init(row: row, column: total, label: 1, value: all - part),
        ]))
    }
    guard groups.count >= leastRows else { return nil }
    return CategoryVariable(
      labels: [header, ""], groups: groups, isPartition: true, isCount: true, isStrong: true,
      isRounded: table.commonBase(of: [count, total]) != nil, rest: 1)
  }

  private static func whole(_ cell: Cell) -> Int128? {
    guard cell.kind == .number || cell.kind == .composite, let value = cell.number.whole, value >= 0 else {
      return nil
    }
    return Int128(value)
  }
}
