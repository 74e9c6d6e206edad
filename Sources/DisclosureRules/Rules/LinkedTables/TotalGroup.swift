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
    return labelColumns.indices.flatMap { labels -> [TotalGroup] in
      let totals = (0..<kept.rows).map { isTotal(row: $0, at: labels) }
      guard totals.contains(true) else { return [] }
      var groups: [UInt64: (total: TotalGroup.Member?, parts: [TotalGroup.Member], isWhole: Bool)] = [:]
      for row in 0..<kept.rows {
        let key = key(row: row) &- label(row: row, at: labels).key
        let member = count(row: row, column: column).map {
          TotalGroup.Member(row: row, column: column, value: $0)
        }
        var group = groups[key] ?? (nil, [], true)
        if totals[row] {
          if group.total != nil || member == nil { group.isWhole = false }
          group.total = member
        } else if let member {
          group.parts.append(member)
        } else {
          group.isWhole = false
        }
        groups[key] = group
      }
      return groups.values.compactMap { group in
        guard group.isWhole, let total = group.total, group.parts.count >= TotalGroup.fewestParts else {
          return nil
        }
        return TotalGroup(total: total, parts: group.parts)
      }.sorted { $0.total.row < $1.total.row }
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

  private func isTotal(row: Int, at position: Int) -> Bool {
    let label = label(row: row, at: position)
    return !label.text.isEmpty && label.meaning.isEmpty && label.relation == .none
  }
}
