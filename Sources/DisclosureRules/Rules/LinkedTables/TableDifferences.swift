// Compares whole tables of which one counts part of the other's people: by declaration, or as versions.

/// Pairs of tables, compared cell by cell.
struct TableDifferences {
  private let tables: [CountCells]
  private let nestings: [DeclaredNesting]

  init(_ tables: [CountCells], nestings: [DeclaredNesting]) {
    self.tables = tables
    self.nestings = nestings
  }

  /// Compares; returns the number of cells that were looked at.
  func compare(into book: inout ComparisonBook, workLimit: Int) -> Int {
    var work = 0
    for pair in pairs() {
      work += tables[pair.outer].work + tables[pair.inner].work
      if work > workLimit { break }
      compare(pair.outer, pair.inner, pair.evidence, &book)
    }
    return work
  }

  private func pairs() -> [(outer: Int, inner: Int, evidence: NestingEvidence)] {
    var pairs: [(outer: Int, inner: Int, evidence: NestingEvidence)] = []
    for nesting in nestings {
      let outer = tables.indices.filter { tables[$0].table.id == nesting.outer }
      let inner = tables.indices.filter { tables[$0].table.id == nesting.inner }
      for first in outer {
        for second in inner where second != first { pairs.append((first, second, .declared)) }
      }
    }
    return pairs + versions()
  }

  /// Each version of a table with the one before it.
  private func versions() -> [(outer: Int, inner: Int, evidence: NestingEvidence)] {
    var groups: [String: [Int]] = [:]
    for index in tables.indices {
      let file = tables[index].file
      groups[file.versionless ?? file.meaning, default: []].append(index)
    }
    return groups.sorted { $0.key < $1.key }.flatMap { name, members in
      zip(members, members.dropFirst()).compactMap { first, second in
        let labels = [tables[first].file, tables[second].file].filter { $0.versionless != nil }
        // Two tables without a name of their own are versions only if both say so.
        guard labels.count == 2 || (!labels.isEmpty && !name.isEmpty) else { return nil }
        let isDated = labels.allSatisfy(\.isDated)
        return (first, second, isDated ? .days : .versions)
      }
    }
  }

  private func compare(_ outer: Int, _ inner: Int, _ evidence: NestingEvidence, _ book: inout ComparisonBook)
  {
    let (first, second) = (tables[outer], tables[inner])
    var cells: [UInt64: [ComparedCell]] = [:]
    for row in 0..<first.kept.rows {
      let key = first.rowKeys[row]
      for (position, column) in first.columns.enumerated() where !column.label.countsOtherUnit {
        cells[key &+ column.label.key, default: []].append(
          ComparedCell(table: outer, row: row, column: position))
      }
    }
    let others = second.axes.map { axis in axis.labels.map(\.countsOtherUnit) }
    for row in 0..<second.kept.rows {
      if second.axes.indices.contains(where: { others[$0][second.axes[$0].codes[row]] }) { continue }
      let key = second.rowKeys[row]
      for (position, column) in second.columns.enumerated() {
        // A key that several cells have says nothing of which belongs to which.
        guard let found = cells[key &+ column.label.key], found.count == 1, let match = found.first,
          let part = second.count(row: row, column: column.column),
          let whole = first.count(row: match.row, column: first.columns[match.column].column)
        else { continue }
        book.add(
          match, ComparedCell(table: inner, row: row, column: position),
          difference: Int128(whole) - Int128(part), names: (first.file.text, second.file.text), evidence)
      }
    }
  }
}
