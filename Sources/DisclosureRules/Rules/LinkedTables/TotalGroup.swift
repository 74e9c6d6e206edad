// A total of a table with the parts that it adds up.

/// A total and its parts: 0-based rows and columns of a table.
struct TotalGroup {
  /// A published count.
  struct Member {
    var row: Int
    var column: Int
    var value: Int64
  }

  var total: Member
  /// In file order; all published.
  var parts: [Member]

  /// A total has at least so many parts: of one part the rest is class-disclosure's.
  static let fewestParts = 2

  /// The total minus its parts.
  var difference: Int128 { Int128(total.value) - parts.reduce(0) { $0 + Int128($1.value) } }
}

extension CountCells {
  /// The rows of a column whose label says "all", each with the rows that agree with it in every other label.
  /// Totals with a part that is hidden are left out, and so are those that stand twice.
  ///
  /// - Parameter position: of the column among ``columns``.
  func totalGroups(column position: Int) -> [TotalGroup] {
    let column = columns[position].column
    return axes.prefix(labelColumns.count).flatMap { axis -> [TotalGroup] in
      let isTotal = axis.labels.map(\.isTotal)
      guard isTotal.contains(true) else { return [] }
      let totals = (0..<kept.rows).filter { isTotal[axis.codes[$0]] }
      var groups: [(total: TotalGroup.Member, parts: [TotalGroup.Member])?] = []
      var known: [UInt64: Int] = [:]
      func member(_ row: Int) -> TotalGroup.Member? {
        count(row: row, column: column).map { TotalGroup.Member(row: row, column: column, value: $0) }
      }
      for row in totals {
        let key = rowKeys[row] &- axis.keys[axis.codes[row]]
        if let group = known[key] {
          groups[group] = nil
        } else {
          known[key] = groups.count
          groups.append(member(row).map { ($0, []) })
        }
      }
      for row in 0..<kept.rows where !isTotal[axis.codes[row]] {
        guard let group = known[rowKeys[row] &- axis.keys[axis.codes[row]]] else { continue }
        if let part = member(row) { groups[group]?.parts.append(part) } else { groups[group] = nil }
      }
      return groups.compactMap { group in
        guard let group, group.parts.count >= TotalGroup.fewestParts else { return nil }
        return TotalGroup(total: group.total, parts: group.parts)
      }
    }
  }

  /// The rows of the one column of totals, each with the other columns of counts.
  func totalGroupsAcross() -> [TotalGroup] {
    let totals = columns.filter { table.structure.totalColumns.contains($0.column) }
    let parts = columns.filter { !table.structure.totalColumns.contains($0.column) }
    guard totals.count == 1, let total = totals.first, parts.count >= TotalGroup.fewestParts else {
      return []
    }
    return (0..<kept.rows).compactMap { row in
      let members = parts.compactMap { part in
        count(row: row, column: part.column).map {
          TotalGroup.Member(row: row, column: part.column, value: $0)
        }
      }
      guard members.count == parts.count, let value = count(row: row, column: total.column) else {
        return nil
      }
      return TotalGroup(total: .init(row: row, column: total.column, value: value), parts: members)
    }
  }
}
