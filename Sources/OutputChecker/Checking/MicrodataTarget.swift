// What one table asks of its microdata: which records stand behind which cell.

import DisclosureRules

/// A table whose cells are recomputed, and the groups that its cells stand for.
struct MicrodataTarget {
  /// A column of the microdata by which the table groups its people.
  struct Dimension {
    /// In the microdata.
    var source: ContextName
    /// In the table, 0-based; nil when the labels are headers.
    var column: Int?
    /// Labels of the table, each with its number.
    var codes: [String: Int] = [:]
    /// Numbers of labels that stand for all.
    var totals: [Int] = []
    /// Numbers of the labels to which a label belongs by the declared hierarchies, itself not included.
    var ancestors: [String: [Int]] = [:]
    /// Numbers of labels that records had, themselves or as part of another one.
    var seen: Set<Int> = []
    /// What a number counts for in the key of a group.
    var stride = 1

    /// The numbers of all labels of the table to which a record with this label belongs.
    func members(_ key: String) -> [Int] {
      var members = totals
      if let own = codes[key] { members.append(own) }
      members += ancestors[key] ?? []
      return Set(members).sorted()
    }
  }

  /// Where the table stands: file and table of the request.
  let file: Int
  let table: Int
  /// The table's name.
  let id: String
  let draft: MicrodataDraft
  var dimensions: [Dimension] = []
  /// The group behind each cell, by ``KeptTable/key(row:column:)``.
  var cells: [Int: Int] = [:]
  /// The number of each group among ``accumulator``'s, by its key.
  var groups: [Int: Int] = [:]

  /// The groups to which a record belongs: every combination of its labels' numbers that the table shows.
  ///
  /// - Parameter members: for each dimension the numbers of the labels that the record has.
  func groups(of members: [[Int]]) -> [Int] {
    var keys = [0]
    for (dimension, numbers) in zip(dimensions, members) {
      keys = keys.flatMap { key in numbers.map { key + $0 * dimension.stride } }
    }
    return keys.compactMap { groups[$0] }
  }
}

extension ContextResolver {
  /// What a table asks of its microdata; nil when nothing is declared, or when the declaration does not fit
  /// the table, which is noted.
  mutating func microdataTarget(_ table: TableSubject, file: Int, index: Int) -> MicrodataTarget? {
    guard let draftIndex = drafts[table.id], let draft = context.draft.tables[draftIndex].microdata,
      let kept = keptCells(of: table, line: draft.file.line)
    else { return nil }
    var target = MicrodataTarget(file: file, table: index, id: table.id, draft: draft)
    for by in draft.by {
      guard let dimension = dimension(by, of: table) else { return nil }
      if dimension.column == nil, target.dimensions.contains(where: { $0.column == nil }) {
        complain(
          by.source.line,
          "\(PolicyNode.quoted(table.id)) has no column \(PolicyNode.quoted(by.source.text)), and the headers stand for another column of the microdata"
        )
        return nil
      }
      target.dimensions.append(dimension)
    }
    let isWide = target.dimensions.contains { $0.column == nil }
    let columns = valueColumns(of: table, besides: target.dimensions.compactMap(\.column))
    for index in target.dimensions.indices {
      number(&target.dimensions[index], of: table, kept, headers: columns)
      addAncestors(
        to: &target.dimensions[index], hierarchies: context.draft.tables[draftIndex].hierarchies, of: table)
    }
    guard setStrides(&target, table, line: draft.file.line),
      addCells(to: &target, of: table, kept, columns, isWide: isWide)
    else { return nil }
    return target
  }

  /// Where in the table the labels of a column of the microdata stand.
  private mutating func dimension(
    _ by: MicrodataDraft.Dimension, of table: TableSubject
  ) -> MicrodataTarget.Dimension? {
    var dimension = MicrodataTarget.Dimension(source: by.source)
    if by.isHeader { return dimension }
    if let target = by.target {
      guard let column = column(target, of: table) else { return nil }
      dimension.column = column
      return dimension
    }
    func letters(_ text: String) -> [Unicode.Scalar] { HeaderText(text, lookAlikes: [:]).letters }
    let wanted = letters(by.source.text)
    dimension.column = table.columns.indices.first { letters(table.columns[$0].name ?? "") == wanted }
    return dimension
  }

  /// Columns whose numbers may be recomputed: none that labels rows.
  private func valueColumns(of table: TableSubject, besides dimensions: [Int]) -> [Int] {
    let labels = Set(ColumnRole.labels).union([.age])
    return table.columns.indices.filter { column in
      !dimensions.contains(column) && table.columns[column].numeric > 0
        && !labels.contains(table.role(column).role)
    }
  }

  /// Numbers the labels of a dimension in the order of the table.
  private func number(
    _ dimension: inout MicrodataTarget.Dimension, of table: TableSubject, _ kept: KeptTable, headers: [Int]
  ) {
    var reader = self.reader
    func add(_ key: String, isTotal: Bool) {
      guard dimension.codes[key] == nil else { return }
      let code = dimension.codes.count
      dimension.codes[key] = code
      if isTotal { dimension.totals.append(code) }
    }
    if let column = dimension.column {
      for row in 0..<kept.rows {
        let isTotal = kept.text(row: row, column: column).map(totals.contains) ?? false
        add(LabelKey.key(row: row, column: column, in: kept), isTotal: isTotal)
      }
    } else {
      for column in headers {
        let name = table.columns[column].name ?? ""
        add(LabelKey.key(of: name, &reader), isTotal: totals.contains(name))
      }
    }
  }

  /// Which labels belong to which others, through all levels of the declared hierarchies.
  private mutating func addAncestors(
    to dimension: inout MicrodataTarget.Dimension, hierarchies: [HierarchyDraft], of table: TableSubject
  ) {
    var parents: [String: Set<String>] = [:]
    for hierarchy in hierarchies where hierarchy.levels.isEmpty {
      let isSame = hierarchy.column.map {
        column($0, of: table) == dimension.column && dimension.column != nil
      }
      guard isSame ?? (dimension.column == nil) else { continue }
      for (parent, children) in hierarchy.parents {
        let key = LabelKey.key(of: parent.text, &reader)
        for child in children { parents[LabelKey.key(of: child.text, &reader), default: []].insert(key) }
      }
    }
    for label in parents.keys {
      var above: Set<String> = []
      var open = parents[label] ?? []
      while let next = open.popFirst() {
        // A circle ends where it began.
        if above.insert(next).inserted { open.formUnion(parents[next] ?? []) }
      }
      dimension.ancestors[label] = above.compactMap { dimension.codes[$0] }.sorted()
    }
  }

  private mutating func setStrides(_ target: inout MicrodataTarget, _ table: TableSubject, line: Int) -> Bool
  {
    var stride = 1
    for index in target.dimensions.indices {
      target.dimensions[index].stride = stride
      let (next, overflow) = stride.multipliedReportingOverflow(
        by: max(1, target.dimensions[index].codes.count))
      if overflow {
        complain(line, "\(PolicyNode.quoted(table.id)) has too many combinations of labels for its microdata")
        return false
      }
      stride = next
    }
    return true
  }

  /// Says which group each cell stands for; two rows of the same group are an error.
  private mutating func addCells(
    to target: inout MicrodataTarget, of table: TableSubject, _ kept: KeptTable, _ columns: [Int],
    isWide: Bool
  ) -> Bool {
    var rowsByKey: [Int: Int] = [:]
    for row in 0..<kept.rows {
      var base = 0
      for dimension in target.dimensions {
        guard let column = dimension.column else { continue }
        base += (dimension.codes[LabelKey.key(row: row, column: column, in: kept)] ?? 0) * dimension.stride
      }
      if let first = rowsByKey.updateValue(row, forKey: base) {
        complain(
          target.draft.file.line,
          "rows \(first + 1) and \(row + 1) of \(PolicyNode.quoted(table.id)) are the same group: \"by\" lacks a column"
        )
        return false
      }
      for column in columns {
        var key = base
        for dimension in target.dimensions where dimension.column == nil {
          let label = LabelKey.key(of: table.columns[column].name ?? "", &reader)
          key += (dimension.codes[label] ?? 0) * dimension.stride
        }
        let group = target.groups[key] ?? target.groups.count
        target.groups[key] = group
        target.cells[KeptTable.key(row: row, column: column)] = group
      }
    }
    return true
  }
}
