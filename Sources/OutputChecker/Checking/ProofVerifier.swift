// Checks a proof of safety with nothing but comparison and addition; it knows nothing of how proofs are found.

import DisclosureRules

/// Holds the statements of a proof against the table.
struct ProofVerifier {
  let table: TableSubject
  let kept: KeptTable
  /// What the ruleset demands of a hidden cell: whole values, threshold, thousandths of the midpoint.
  let values: Int64, threshold: Int64, thousandths: Int64
  let says: ProofStatements

  /// - Returns: that it holds, with what people have to agree with.
  func verify() throws(ProofVerdict) -> ProofVerdict {
    guard says.scale > 0, !says.equations.isEmpty || says.unknowns.isEmpty && !says.free.isEmpty else {
      throw .fails("the proof names no equations")
    }
    let unknowns = says.unknowns.sorted { $0.key < $1.key }
    for (cell, unknown) in unknowns { try check(unknown, at: cell) }
    try checkTables()
    try checkSafe()
    try checkCoverage()
    return .holds(
      equations: says.equations.map { "\(name($0.whole)) = \($0.parts.map(name).joined(separator: " + "))" },
      rounded: unknowns.filter { $0.value.kind == "rounded" }.map { name($0.key) })
  }

  private func name(_ cell: CellPosition) -> String { "\(cell.row + 1),\(cell.column + 1)" }

  private func isPublished(_ cell: CellPosition) -> Bool {
    [.number, .composite].contains(kept.cell(row: cell.row, column: cell.column).kind)
  }

  /// A published number in units of the proof, as far as it is a whole number of them.
  private func published(_ cell: CellPosition) -> Int64? {
    let number = kept.cell(row: cell.row, column: cell.column).number
    guard isPublished(cell), number.scale <= 18 else { return nil }
    let unit = (0..<number.scale).reduce(Int128(1)) { unit, _ in unit * 10 }
    let product = Int128(number.mantissa) * Int128(says.scale)
    return product % unit == 0 ? Int64(exactly: product / unit) : nil
  }

  /// What the proof says of an unknown agrees with what the table shows of it.
  private func check(_ unknown: ProofStatements.Unknown, at cell: CellPosition) throws(ProofVerdict) {
    func expect(_ isRight: Bool, _ words: String) throws(ProofVerdict) {
      if !isRight { throw .fails("cell \(name(cell)) \(words)") }
    }
    let isInside = (0..<kept.rows).contains(cell.row) && table.columns.indices.contains(cell.column)
    try expect(isInside == (unknown.kind != "stated"), "is not where it should be")
    // What is said of totals beside the table only makes it harder to prove that cells are hidden.
    if !isInside { return }
    let content = kept.cell(row: cell.row, column: cell.column)
    // `>100` publishes a number as well, if not exactly.
    let isShown = isPublished(cell) || content.marks.contains(.lowerBound)
    try expect(isShown == (unknown.kind == "rounded"), "is not \(unknown.kind)")
    if isShown {
      let value = published(cell) ?? unknown.low
      return try expect(unknown.low <= value && value <= unknown.high, "is published outside its rounding")
    }
    let hasNegatives = (table.columns[cell.column].minimum?.mantissa ?? 0) < 0
    try expect(unknown.low >= 0 || hasNegatives, "is let below 0")
    try expect(unknown.isWhole || table.role(cell.column).role != .count, "is let be no whole number")
    if content.kind == .bound, let limit = content.number.whole {
      let isWithin = Int128(unknown.high) <= Int128(limit) * Int128(says.scale)
      try expect(unknown.kind == "hidden" && isWithin, "is given more than its mask allows")
    }
  }

  /// Every table keeps to what its cells may hold, and adds up; table 0 is part of all others.
  private func checkTables() throws(ProofVerdict) {
    var speaking: [CellPosition: [Int64]] = [:]
    for (number, values) in says.tables.sorted(by: { $0.key < $1.key }) {
      for (cell, value) in values.sorted(by: { $0.key < $1.key }) {
        guard let unknown = says.unknowns[cell], unknown.low <= value, value <= unknown.high,
          !unknown.isWhole || value % says.scale == 0, number == 0 || says.tables[0]?[cell] == nil
        else { throw .fails("table \(number) does not keep to cell \(name(cell))") }
        if number != 0 { speaking[cell, default: []].append(number) }
      }
    }
    for equation in says.equations {
      let tables = Set((equation.parts + [equation.whole]).flatMap { speaking[$0] ?? [] })
      for table in tables.isEmpty ? [0] : tables.sorted() {
        var sum: Int128 = 0
        for part in equation.parts { sum += try value(of: part, in: table) }
        guard try sum == value(of: equation.whole, in: table) else {
          throw .fails("table \(table) does not add up to cell \(name(equation.whole))")
        }
      }
    }
  }

  private func value(of cell: CellPosition, in table: Int64) throws(ProofVerdict) -> Int128 {
    let stated = says.tables[table]?[cell] ?? says.tables[0]?[cell]
    guard let value = says.unknowns[cell] == nil ? published(cell) : stated else {
      throw .fails("table \(table) has no number at \(name(cell))")
    }
    return Int128(value)
  }

  /// Two tables differ in every hidden cell by as much as the ruleset demands.
  private func checkSafe() throws(ProofVerdict) {
    for (cell, from, to) in says.safe {
      let (low, high) = (try value(of: cell, in: from), try value(of: cell, in: to))
      let scale = Int128(says.scale)
      let isWide =
        says.unknowns[cell]?.isWhole ?? false
        ? high >= Int128(threshold) * scale || high - low >= Int128(values - 1) * scale
        : (high - low) * 2000 >= Int128(thousandths) * Int128((high + low).magnitude)
      guard high > low, isWide else { throw .fails("the tables of cell \(name(cell)) are too close") }
    }
  }

  /// Every masked cell is spoken of, and every labelled total of something hidden has an equation.
  private func checkCoverage() throws(ProofVerdict) {
    var covered = Set(says.safe.map(\.cell))
    let open = says.unknowns.filter { $0.value.kind == "hidden" && !covered.contains($0.key) }.keys
    if let cell = open.min() { throw .fails("cell \(name(cell)) is hidden and not proved safe") }
    let wholes = Set(says.equations.map(\.whole))
    covered.formUnion(says.unknowns.keys)
    covered.formUnion(says.free.subtracting(wholes.union(says.equations.flatMap(\.parts))))
    let cells = (0..<kept.rows).flatMap { row in
      table.columns.indices.map { CellPosition(row: row, column: $0) }
    }
    let masked = cells.filter { cell in
      [.mask, .bound].contains(kept.cell(row: cell.row, column: cell.column).kind)
        && table.columns[cell.column].numeric > 0 && says.unknowns[cell]?.kind != "rounded"
    }
    let gap = masked.first { !covered.contains($0) }
    if let gap { throw .incomplete("the masked cell \(name(gap)) is not covered") }
    let (rows, columns) = (Set(masked.map(\.row)), Set(masked.map(\.column)))
    for cell in cells where published(cell) != nil && !wholes.contains(cell) {
      let isOfRow = table.structure.labelledTotalColumns.contains(cell.column) && rows.contains(cell.row)
      let isOfColumn = table.structure.totalRows.contains(cell.row) && columns.contains(cell.column)
      if isOfRow || isOfColumn {
        throw .incomplete("the total at \(name(cell)) is the sum of nothing, as of means and shares")
      }
    }
  }
}
