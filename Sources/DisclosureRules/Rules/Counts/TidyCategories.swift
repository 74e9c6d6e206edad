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
    let codes = keys.map { LabelCodes(column: $0, of: kept) }
    let variables = keys.indices.filter { isVariable(keys[$0]) && hasFewNames(keys[$0], codes[$0]) }
    guard !variables.isEmpty else { return [] }
    let labels = keys.indices.map { self.labels(of: keys[$0], codes[$0]) }
    return variables.compactMap { read($0, of: labels, count: count) }
  }

  // MARK: Labels

  /// The labels of one column, with the name of each in small letters.
  private struct Labels {
    var codes: LabelCodes
    var names: [String]
    /// Which of them say that they are a total.
    var isTotal: [Bool]
  }

  private func labels(of column: Int, _ written: LabelCodes) -> Labels {
    let (codes, names) = written.merged(
      byName: written.firstRows.map { name(row: $0, column: column) })
    return Labels(codes: codes, names: names, isTotal: names.map(words.isTotal))
  }

  /// Whether a column has no more labels than a variable may have categories.
  private func hasFewNames(_ column: Int, _ written: LabelCodes) -> Bool {
    var names: Set<String> = []
    for row in written.firstRows {
      names.insert(name(row: row, column: column))
      if names.count > Self.categoryLimit { return false }
    }
    return true
  }

  /// What stands in a row, in small letters.
  private func name(row: Int, column: Int) -> String {
    if let text = kept.text(row: row, column: column) { return text.lowercased() }
    let cell = kept.cell(row: row, column: column)
    guard cell.kind == .number else { return "" }
    return cell.number.whole.map { String($0) } ?? cell.number.text
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
    let base = table.commonBase(of: [count])
    let denominator = table.columns.indices.first { table.role($0).role == .total }
    var parts: [CategoryGroup] = []
    var proofs = 0
    // The group in which each label was seen last.
    var seen = Array(repeating: -1, count: own.names.count)
    for (group, rows) in groups.enumerated() {
      for row in rows {
        // The same label twice means that something else tells the rows apart.
        if seen[own.codes.codes[row]] == group { return nil }
        seen[own.codes.codes[row]] = group
      }
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
        let label = own.codes.codes[row]
        if own.isTotal[label] {
          given = Int128(value)
        } else if !table.isTotal(row: row) {
          members.append(.init(row: row, column: count, label: label, value: Int128(value)))
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
    let names = own.names.indices.filter { !own.isTotal[$0] }.map { own.names[$0] }
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
    let others = labels.indices.filter { $0 != variable }.map { labels[$0] }
    let agreeing = others.reduce(LabelCodes(rows: kept.rows)) { $0.combined(with: $1.codes) }
    var groups = Array(repeating: [Int](), count: agreeing.count)
    for row in 0..<kept.rows where !others.contains(where: { $0.isTotal[$0.codes.codes[row]] }) {
      groups[agreeing.codes[row]].append(row)
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
