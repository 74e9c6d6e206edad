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
        let key = table.rowKeys[row]
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

  /// Where the counterpart of a label's cells is found.
  private struct Target {
    /// What the counterpart's key has more than the cell's.
    var shift: UInt64
    var names: (own: String, other: String)
    var isInner: Bool
    var isRange = false
    var evidence: NestingEvidence
  }

  /// Notes what the cells of a table look for.
  private mutating func collect(_ index: Int) {
    let table = tables[index]
    guard labels(of: table).contains(where: { $0.relation != .none }) else { return }
    if table.file.countsOtherUnit { return }
    // Rows share labels: what each looks for is worked out once.
    let ofRows = table.axes.map { axis in axis.labels.map { targets(of: $0, in: table) } }
    let ofFile = targets(of: table.file, in: table)
    let ofColumns = table.columns.map { targets(of: $0.label, in: table) }
    for row in 0..<table.kept.rows {
      let own = table.axes.indices.filter { !ofRows[$0][table.axes[$0].codes[row]].isEmpty }
      for (position, column) in table.columns.enumerated() where !column.label.countsOtherUnit {
        guard !own.isEmpty || !ofFile.isEmpty || !ofColumns[position].isEmpty,
          table.count(row: row, column: column.column) != nil
        else { continue }
        let cell = ComparedCell(table: index, row: row, column: position)
        let key = table.rowKeys[row] &+ table.file.key &+ column.label.key
        for axis in own {
          for target in ofRows[axis][table.axes[axis].codes[row]] { add(target, cell, key) }
        }
        for target in ofFile { add(target, cell, key) }
        for target in ofColumns[position] { add(target, cell, key) }
      }
    }
  }

  private mutating func targets(of label: PopulationLabel, in table: CountCells) -> [Target] {
    if label.countsOtherUnit { return [] }
    func target(_ base: String, isInner: Bool, _ evidence: NestingEvidence) -> [Target] {
      let names = (label.text, base.isEmpty ? "all" : base)
      let shift = PopulationLabel.key(of: base) &- label.key
      return [Target(shift: shift, names: names, isInner: isInner, evidence: evidence)]
    }
    switch label.relation {
    case .none: return []
    case .excluding(let base): return target(base, isInner: true, .labels)
    case .including(let base): return target(base, isInner: false, .labels)
    case .restricted(let base): return target(base, isInner: true, .wording)
    case .interval:
      return nesting.outer(of: label).flatMap { outer -> [Target] in
        let own = Target(
          shift: outer.key &- label.key, names: (label.text, outer.text), isInner: true, isRange: true,
          evidence: .labels)
        // The same ranges in every table are the rule: others elsewhere invite the subtraction.
        var elsewhere = own
        elsewhere.shift &-= table.file.key
        elsewhere.evidence = .ranges
        return isSeveral ? [own, elsewhere] : [own]
      }
    }
  }

  private mutating func add(_ target: Target, _ cell: ComparedCell, _ key: UInt64) {
    count += 1
    guard count <= Self.lookUpLimit else {
      shortfall = "more than \(Self.lookUpLimit) cells name a part of something: not all are compared"
      return
    }
    wanted[key &+ target.shift, default: []].append(
      Wanted(
        cell: cell, names: target.names, isInner: target.isInner, evidence: target.evidence,
        isRange: target.isRange))
  }
}
