// Compares counts whose labels say that one population is part of another, in one table or across tables.

/// Looks up, for each cell whose label names a part, the cell of the whole.
struct LabelledDifferences {
  /// Cells with such a label that are looked up in a request.
  static let lookUpLimit = 500_000

  /// A cell that waits for its counterpart.
  private struct Wanted {
    var cell: ComparedCell
    var names: (own: String, other: String)
    var isInner: Bool
    var evidence: NestingEvidence
    /// It waits for a wider range of numbers.
    var isRange: Bool
  }

  private let tables: [CountCells]
  private var nesting = IntervalNesting()
  private var wanted: [UInt64: [Wanted]] = [:]
  private var count = 0
  /// Why not everything was compared.
  private(set) var shortfall: String?

  init(_ tables: [CountCells]) {
    self.tables = tables
    for table in tables {
      for label in labels(of: table) { nesting.add(label) }
    }
  }

  private var isSeveral: Bool { tables.count > 1 }

  private func labels(of table: CountCells) -> [PopulationLabel] {
    [table.file] + table.columns.map(\.label) + table.rowLabels
  }

  mutating func compare(into book: inout ComparisonBook) {
    for index in tables.indices { collect(index) }
    if nesting.isCut {
      shortfall = "more than \(IntervalNesting.limit) ranges of one thing are not compared"
    }
    guard !wanted.isEmpty else { return }
    for (index, table) in tables.enumerated() {
      for row in 0..<table.kept.rows {
        let key = table.key(row: row)
        for (position, column) in table.columns.enumerated() where !column.label.countsOtherUnit {
          let named = wanted[key &+ column.label.key &+ table.file.key] ?? []
          let anywhere = isSeveral ? wanted[key &+ column.label.key] ?? [] : []
          let others =
            named.filter { $0.evidence != .ranges }
            + anywhere.filter {
              $0.evidence == .ranges && tables[$0.cell.table].file.meaning != table.file.meaning
            }
          guard !others.isEmpty, let own = table.count(row: row, column: column.column) else { continue }
          let cell = ComparedCell(table: index, row: row, column: position)
          for other in others { compare(cell, own, with: other, &book) }
        }
      }
    }
  }

  private func compare(
    _ cell: ComparedCell, _ value: Int64, with other: Wanted, _ book: inout ComparisonBook
  ) {
    let table = tables[other.cell.table]
    guard
      let otherValue = table.count(
        row: other.cell.row, column: table.columns[other.cell.column].column)
    else { return }
    let difference = Int128(value) - Int128(otherValue)
    var evidence = other.evidence
    // Without names nothing but their ranges says that two files count the same people.
    if other.isRange, other.cell.table != cell.table, table.file.meaning.isEmpty { evidence = .ranges }
    if other.isInner {
      book.add(
        cell, other.cell, difference: difference, names: (other.names.other, other.names.own), evidence)
    } else {
      book.add(
        other.cell, cell, difference: -difference, names: (other.names.own, other.names.other), evidence
      )
    }
  }

  /// Notes what the cells of a table look for.
  private mutating func collect(_ index: Int) {
    let table = tables[index]
    guard labels(of: table).contains(where: { $0.relation != .none }) else { return }
    if table.file.countsOtherUnit { return }
    for row in 0..<table.kept.rows {
      let labels = table.labels(row: row) + [table.file]
      let key = table.key(row: row) &+ table.file.key
      let mayMatch = labels.filter { $0.relation != .none }
      for (position, column) in table.columns.enumerated() {
        if column.label.countsOtherUnit { continue }
        guard !mayMatch.isEmpty || column.label.relation != .none,
          table.count(row: row, column: column.column) != nil
        else { continue }
        let cell = ComparedCell(table: index, row: row, column: position)
        for label in mayMatch + [column.label] where !label.countsOtherUnit {
          want(label, cell, key &+ column.label.key)
        }
      }
    }
  }

  private mutating func want(_ label: PopulationLabel, _ cell: ComparedCell, _ key: UInt64) {
    func whole(_ base: String) -> String { base.isEmpty ? "all" : base }
    let rest = key &- label.key
    switch label.relation {
    case .none: break
    case .excluding(let base):
      add(rest &+ PopulationLabel.key(of: base), cell, (label.text, whole(base)), isInner: true, .labels)
    case .including(let base):
      add(rest &+ PopulationLabel.key(of: base), cell, (label.text, whole(base)), isInner: false, .labels)
    case .restricted(let base):
      add(rest &+ PopulationLabel.key(of: base), cell, (label.text, whole(base)), isInner: true, .wording)
    case .interval:
      for outer in nesting.outer(of: label) {
        add(rest &+ outer.key, cell, (label.text, outer.text), isInner: true, isRange: true, .labels)
        // The same ranges in every table are the rule: others elsewhere invite the subtraction.
        let file = tables[cell.table].file.key
        if isSeveral {
          add(
            rest &+ outer.key &- file, cell, (label.text, outer.text), isInner: true, isRange: true, .ranges)
        }
      }
    }
  }

  private mutating func add(
    _ key: UInt64, _ cell: ComparedCell, _ names: (own: String, other: String), isInner: Bool,
    isRange: Bool = false, _ evidence: NestingEvidence
  ) {
    count += 1
    guard count <= Self.lookUpLimit else {
      shortfall = "more than \(Self.lookUpLimit) cells name a part of something: not all are compared"
      return
    }
    wanted[key, default: []].append(
      Wanted(cell: cell, names: names, isInner: isInner, evidence: evidence, isRange: isRange))
  }
}
