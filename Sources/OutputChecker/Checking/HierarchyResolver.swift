// Declared hierarchies: which rows and columns add up to which, and whether they do.

import DisclosureRules

extension ContextResolver {
  /// Finds the sums that the hierarchies of a table declare, and notes those that do not add up; call when
  /// roles are known.
  mutating func addHierarchies(to table: inout TableSubject) {
    guard let index = drafts[table.id] else { return }
    for hierarchy in context.draft.tables[index].hierarchies {
      guard let kept = keptCells(of: table, line: hierarchy.line) else { continue }
      let sums: [(sum: TableDeclaration.Sum, line: Int)] =
        if hierarchy.column != nil {
          rowSums(hierarchy, of: table, kept)
        } else if !hierarchy.levels.isEmpty {
          levelSums(hierarchy, of: table, kept)
        } else {
          columnSums(hierarchy, of: table)
        }
      for (sum, line) in sums {
        if let failure = failure(of: sum, in: table, kept) { complain(line, failure) }
        switch sum.axis {
        case .rows: table.structure.totalRows.insert(sum.total)
        case .columns: table.structure.totalColumns.insert(sum.total)
        }
        table.declared?.sums.append(sum)
      }
    }
  }

  // MARK: Finding

  /// The rows of a parent label, each with the rows of its children that have the same other labels.
  private mutating func rowSums(
    _ hierarchy: HierarchyDraft, of table: TableSubject, _ kept: KeptTable
  ) -> [(sum: TableDeclaration.Sum, line: Int)] {
    guard let name = hierarchy.column, let column = column(name, of: table) else { return [] }
    let others = labelColumns(of: table).filter { $0 != column }
    var sums: [(sum: TableDeclaration.Sum, line: Int)] = []
    for (parent, children) in hierarchy.parents {
      let parentKeys = keys([parent], inColumn: column, of: table, kept)
      let childKeys = keys(children, inColumn: column, of: table, kept)
      guard let parentKey = parentKeys.first, childKeys.count == children.count else { continue }
      var totals: [(row: Int, labels: [String])] = []
      var parts: [[String]: [Int]] = [:]
      for row in 0..<kept.rows {
        let key = LabelKey.key(row: row, column: column, in: kept)
        let labels = others.map { LabelKey.key(row: row, column: $0, in: kept) }
        if key == parentKey { totals.append((row, labels)) }
        if childKeys.contains(key) { parts[labels, default: []].append(row) }
      }
      for total in totals {
        // A child without a row may be hidden: then nothing has to add up.
        guard let rows = parts[total.labels], rows.count == childKeys.count else { continue }
        sums.append((TableDeclaration.Sum(axis: .rows, total: total.row, parts: rows), parent.line))
      }
    }
    return sums
  }

  /// Rows whose finer level is blank or says "all", each with the rows below it.
  private mutating func levelSums(
    _ hierarchy: HierarchyDraft, of table: TableSubject, _ kept: KeptTable
  ) -> [(sum: TableDeclaration.Sum, line: Int)] {
    let levels = hierarchy.levels.compactMap { column($0, of: table) }
    guard levels.count == hierarchy.levels.count else { return [] }
    let others = labelColumns(of: table).filter { !levels.contains($0) }
    func isAll(_ row: Int, _ column: Int) -> Bool {
      let cell = kept.cell(row: row, column: column)
      return cell.kind == .empty || (kept.text(row: row, column: column).map(totals.contains) ?? false)
    }
    func labels(_ row: Int, _ columns: some Sequence<Int>) -> [String] {
      columns.map { LabelKey.key(row: row, column: $0, in: kept) }
    }
    var sums: [(sum: TableDeclaration.Sum, line: Int)] = []
    for depth in levels.indices {
      // Depth d: all levels before d say something, d says "all", and the parts say something at d only.
      var parts: [[String]: [Int]] = [:]
      var named: [[String]: Set<String>] = [:]
      var totals: [(row: Int, labels: [String])] = []
      for row in 0..<kept.rows {
        guard levels[..<depth].allSatisfy({ !isAll(row, $0) }) else { continue }
        let isBelow = levels[(depth + 1)...].allSatisfy { isAll(row, $0) }
        let key = labels(row, levels[..<depth]) + labels(row, others)
        if isAll(row, levels[depth]) {
          if isBelow { totals.append((row, key)) }
        } else {
          named[key, default: []].insert(LabelKey.key(row: row, column: levels[depth], in: kept))
          if isBelow { parts[key, default: []].append(row) }
        }
      }
      for total in totals {
        // A part without a row of its own may be hidden: then nothing has to add up.
        guard let rows = parts[total.labels], rows.count > 1, rows.count == named[total.labels]?.count else {
          continue
        }
        sums.append((TableDeclaration.Sum(axis: .rows, total: total.row, parts: rows), hierarchy.line))
      }
    }
    return sums
  }

  /// Headers that add up to another header.
  private mutating func columnSums(
    _ hierarchy: HierarchyDraft, of table: TableSubject
  ) -> [(sum: TableDeclaration.Sum, line: Int)] {
    hierarchy.parents.compactMap { parent, children in
      let parts = children.compactMap { column($0, of: table) }
      guard let total = column(parent, of: table), parts.count == children.count else { return nil }
      return (TableDeclaration.Sum(axis: .columns, total: total, parts: parts.sorted()), parent.line)
    }
  }

  private func labelColumns(of table: TableSubject) -> [Int] {
    let labels = Set(ColumnRole.labels).union([.age])
    return table.columns.indices.filter { labels.contains(table.role($0).role) }
  }

  // MARK: Adding up

  /// Roles of numbers that add up.
  private static let additive = Set(ColumnRole.counts).union([.sum, .personTime])

  /// Why a sum does not hold in the published numbers; nil when it does, wherever nothing is masked.
  private func failure(
    of sum: TableDeclaration.Sum, in table: TableSubject, _ kept: KeptTable
  ) -> String? {
    switch sum.axis {
    case .rows:
      for column in table.columns.indices where Self.additive.contains(table.role(column).role) {
        let cells = ([sum.total] + sum.parts).map { kept.cell(row: $0, column: column) }
        if Self.holds(cells, base: table.declared?.rounding(column)) == false {
          let name = PolicyNode.quoted(table.columns[column].name ?? String(column + 1))
          return "its children do not add up to it in column \(name) of \(place(sum.total, table, kept))"
        }
      }
    case .columns:
      for row in 0..<kept.rows {
        guard Self.additive.contains(table.cellRole(row: row, column: sum.total).role) else { continue }
        let cells = ([sum.total] + sum.parts).map { kept.cell(row: row, column: $0) }
        if Self.holds(cells, base: table.declared?.rounding(sum.total)) == false {
          return "its children do not add up to it in \(place(row, table, kept))"
        }
      }
    }
    return nil
  }

  private func place(_ row: Int, _ table: TableSubject, _ kept: KeptTable) -> String {
    "\(PolicyNode.quoted(table.id)), row \(row + 1), line \(kept.rowLines[row])"
  }

  /// Whether the first cell is the sum of the others, each right to half of the base or of its last decimal;
  /// nil where one isn't a number.
  private static func holds(_ cells: [Cell], base: Int?) -> Bool? {
    guard let total = cells.first, cells.allSatisfy({ $0.kind == .number }) else { return nil }
    var rest: WideDecimal? = WideDecimal(total.number)
    for part in cells.dropFirst() { rest = rest?.subtracting(WideDecimal(part.number)) }
    let decimals = cells.map { $0.number.scale }.max() ?? 0
    let unit =
      base.map { WideDecimal(Int64($0)) }
      ?? (decimals > 0 ? WideDecimal(ExactNumber(mantissa: 1, scale: decimals)) : .zero)
    guard let rest = rest?.magnitude, let twice = rest.adding(rest),
      let slack = unit.multiplied(by: WideDecimal(Int64(cells.count)))
    else { return nil }
    return slack.isLess(than: twice).map { !$0 }
  }
}
