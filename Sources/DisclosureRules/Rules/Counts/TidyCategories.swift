// Categories that are labels in a column: one count a row, and a group is what agrees in all other labels.

/// Finds the variables of a table that has columns of labels and one column of counts.
struct TidyCategories {
  /// A variable with more categories than this isn't one whose categories compete.
  static let categoryLimit = 50
  /// More columns of labels than this, and the table is no table of counts.
  static let keyLimit = 12

  private let table: TableSubject
  private let kept: KeptTable
  private let words: CategoryWords

  init(_ table: TableSubject, kept: KeptTable, words: CategoryWords) {
    self.table = table
    self.kept = kept
    self.words = words
  }

  func variables() -> [CategoryVariable] {
    let counts = table.columns.indices.filter {
      [.count, .events].contains(table.role($0).role) && table.columns[$0].numeric > 0
    }
    let keys = table.columns.indices.filter(isKey)
    guard counts.count == 1, let count = counts.first, !keys.isEmpty, keys.count <= Self.keyLimit else {
      return []
    }
    let labels = keys.map(labels(of:))
    return keys.indices.compactMap { variable in
      guard isVariable(keys[variable]), labels[variable].names.count <= Self.categoryLimit else { return nil }
      return read(variable, of: labels, count: count)
    }
  }

  // MARK: Labels

  /// The labels of one column: a number for each row, and what the numbers stand for.
  private struct Labels {
    var ids: [Int] = []
    var names: [String] = []
  }

  private func labels(of column: Int) -> Labels {
    var labels = Labels()
    var known: [String: Int] = [:]
    for row in 0..<kept.rows {
      let cell = kept.cell(row: row, column: column)
      let name =
        kept.text(row: row, column: column)?.lowercased()
        ?? (cell.kind == .number ? "\(cell.number.mantissa)e-\(cell.number.scale)" : "")
      let shown = cell.kind == .number ? cell.number.whole.map { String($0) } ?? name : name
      if let id = known[shown] {
        labels.ids.append(id)
      } else {
        known[shown] = labels.names.count
        labels.ids.append(labels.names.count)
        labels.names.append(shown)
      }
    }
    return labels
  }

  private func isKey(_ column: Int) -> Bool {
    switch table.role(column).role {
    case .dimension, .date, .code, .identifier, .age, .text: true
    case .unknown: !table.columns[column].isWhole || isFlag(column)
    default: false
    }
  }

  /// Nothing but 0 and 1: whether something is so.
  private func isFlag(_ column: Int) -> Bool {
    table.columns[column].isWhole && table.columns[column].maximum == ExactNumber(mantissa: 1)
      && table.columns[column].minimum == ExactNumber(mantissa: 0)
  }

  private func isVariable(_ column: Int) -> Bool {
    let role = table.role(column).role
    guard role == .dimension || role == .code || role == .unknown && isFlag(column) else { return false }
    return !words.forbids(table.columns[column].name ?? "")
  }

  // MARK: Groups

  private func read(_ variable: Int, of labels: [Labels], count: Int) -> CategoryVariable? {
    let own = labels[variable]
    if own.names.count < 2 || own.names.contains(where: words.forbids) { return nil }
    let groups = self.groups(without: variable, of: labels)
    guard groups.count >= 2 else { return nil }
    let isTotal = own.names.map(words.isTotal)
    let base = table.commonBase(of: [count])
    let denominator = table.columns.indices.first { table.role($0).role == .total }
    var parts: [CategoryGroup] = []
    var proofs = 0
    for rows in groups {
      // The same label twice means that something else tells the rows apart.
      if Set(rows.map { own.ids[$0] }).count < rows.count { return nil }
      var members: [CategoryGroup.Member] = []
      var given: Int128?
      var isComplete = true
      for row in rows {
        let cell = kept.cell(row: row, column: count)
        guard cell.kind == .number || cell.kind == .composite, let value = cell.number.whole, value >= 0,
          [.count, .events, .unknown].contains(table.cellRole(row: row, column: count).role)
        else {
          isComplete = false
          break
        }
        if isTotal[own.ids[row]] {
          given = Int128(value)
        } else if !table.isTotal(row: row) {
          members.append(.init(row: row, column: count, label: own.ids[row], value: Int128(value)))
        }
      }
      guard isComplete, !members.isEmpty else { continue }
      let group = CategoryGroup(members: members)
      given = given ?? denominator.flatMap { self.denominator($0, of: rows) }
      if let given {
        let slack = base.map { Int128($0) * Int128(members.count + 1) / 2 } ?? 0
        if (given - group.total).magnitude > slack.magnitude { return nil }
        proofs += 1
      }
      parts.append(group)
    }
    let names = own.names.indices.filter { !isTotal[$0] }.map { own.names[$0] }
    let columns = [count] + (denominator.map { [$0] } ?? [])
    return CategoryVariable(
      labels: own.names, groups: parts,
      isPartition: proofs >= 2 && proofs == parts.count
        || words.areComplements(names),
      isCount: true, isStrong: columns.allSatisfy { table.role($0).isStrong }, isRounded: base != nil)
  }

  /// The rows that agree in all labels but one variable's, groups and rows in file order; groups of which a
  /// label says that they are a total are left out.
  private func groups(without variable: Int, of labels: [Labels]) -> [[Int]] {
    let others = labels.indices.filter { $0 != variable }
    let isTotal = labels.map { $0.names.map(words.isTotal) }
    var ids = Array(repeating: 0, count: kept.rows)
    var number = 1
    for other in others {
      // Group so far and label make the new group.
      var known: [UInt64: Int] = [:]
      for row in 0..<kept.rows {
        let key = UInt64(ids[row]) << 32 | UInt64(labels[other].ids[row])
        let id = known[key] ?? known.count
        known[key] = id
        ids[row] = id
      }
      number = known.count
    }
    var groups = Array(repeating: [Int](), count: number)
    for row in 0..<kept.rows where !others.contains(where: { isTotal[$0][labels[$0].ids[row]] }) {
      groups[ids[row]].append(row)
    }
    return groups.filter { !$0.isEmpty }
  }

  /// The one number that a group's rows give as its size.
  private func denominator(_ column: Int, of rows: [Int]) -> Int128? {
    let values = rows.map { kept.cell(row: $0, column: column).whole }
    guard let first = values.first ?? nil, values.allSatisfy({ $0 == first }) else { return nil }
    return Int128(first)
  }
}
