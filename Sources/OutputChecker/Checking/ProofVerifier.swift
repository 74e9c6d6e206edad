// Checks a proof of safety with nothing but comparison and addition; it knows nothing of how proofs are found.

import DisclosureRules

/// Reads the statements of a proof and holds them against the table.
struct ProofVerifier {
  private typealias Place = ProofStatements.Place

  /// What the ruleset demands of a hidden cell: whole values, threshold, thousandths of the midpoint.
  struct Demand { var values: Int64, threshold: Int64, thousandths: Int64 }

  private let kept: KeptTable
  private let demand: Demand
  private let says: ProofStatements

  /// Verifies statements against a table.
  ///
  /// - Returns: the equations as they were read, for people to agree with.
  static func verify(
    _ statements: [Substring], of table: TableSubject, demand: Demand
  ) throws(ProofFault) -> [String] {
    guard let kept = table.kept else {
      throw ProofFault(message: "the table is too large", isUnreadable: true)
    }
    let verifier = ProofVerifier(
      kept: kept, demand: demand,
      says: try ProofStatements(statements, rows: kept.rows, columns: kept.columns.count))
    try verifier.checkCells(table)
    try verifier.checkTables()
    try verifier.checkCoverage(table)
    return verifier.says.equations.map(\.text)
  }

  /// A published number in units of the proof, as far as it is a whole number of them.
  private func published(_ cell: Place) -> Int64? {
    let content = kept.cell(row: cell.row - 1, column: cell.column - 1)
    guard content.kind == .number || content.kind == .composite, content.number.scale <= 18 else {
      return nil
    }
    var unit: Int64 = 1
    for _ in 0..<content.number.scale { unit *= 10 }
    let (product, overflow) = content.number.mantissa.multipliedReportingOverflow(by: says.scale)
    return overflow || product % unit != 0 ? nil : product / unit
  }

  /// What the proof says of unknowns agrees with what is published of them.
  private func checkCells(_ table: TableSubject) throws(ProofFault) {
    guard says.scale > 0, !says.equations.isEmpty || says.unknowns.isEmpty && !says.free.isEmpty else {
      throw ProofFault(message: "the proof names no equations")
    }
    for (cell, unknown) in says.unknowns {
      let content = kept.cell(row: cell.row - 1, column: cell.column - 1)
      func wrong(_ words: String) -> ProofFault {
        ProofFault(message: "cell \(cell.row),\(cell.column) \(words)")
      }
      let isPublished = content.kind == .number || content.kind == .composite
      if unknown.kind == "rounded" {
        if content.kind == .bound && content.marks.contains(.lowerBound) { continue }
        guard isPublished, let low = unknown.low, let high = unknown.high, low <= high else {
          throw wrong("is not published within its rounding")
        }
        if let value = published(cell), value < low || value > high {
          throw wrong("is published outside its rounding")
        }
        continue
      }
      if isPublished { throw wrong("is published, not hidden") }
      let hasNegatives = (table.columns[cell.column - 1].minimum?.mantissa ?? 0) < 0
      guard hasNegatives || unknown.low.map({ $0 >= 0 }) ?? false else { throw wrong("is let below 0") }
      if table.role(cell.column - 1).role == .count, !unknown.isWhole {
        throw wrong("is let be no whole number")
      }
      // Nothing may be assumed to be larger than its mask allows.
      if content.kind == .bound, let limit = content.number.whole,
        limit.magnitude < UInt64(Int64.max / says.scale)
      {
        guard let high = unknown.high, high <= limit * says.scale else {
          throw wrong("is given more than its mask allows")
        }
      }
      let isAsked =
        unknown.rule == "count" && unknown.isWhole
        ? Int128(unknown.width) >= Int128(demand.values - 1) * Int128(says.scale)
          && Int128(unknown.threshold) >= Int128(demand.threshold) * Int128(says.scale)
        : unknown.rule == "magnitude" && unknown.width >= demand.thousandths
      guard isAsked else { throw wrong("is asked less than the ruleset demands") }
    }
  }

  /// Every masked cell is spoken of, and every labelled total with something hidden in its lines has an equation.
  private func checkCoverage(_ table: TableSubject) throws(ProofFault) {
    let proved = Set(says.safe.map(\.cell))
    let used = Set(says.equations.flatMap { $0.parts + [$0.whole] })
    let wholes = Set(says.equations.map(\.whole))
    var hiddenRows: Set<Int> = []
    var hiddenColumns: Set<Int> = []
    for (cell, unknown) in says.unknowns where unknown.kind == "hidden" && !proved.contains(cell) {
      throw ProofFault(message: "cell \(cell.row),\(cell.column) is hidden and not proved safe")
    }
    for column in kept.columns.indices where table.columns[column].numeric > 0 {
      for row in 0..<kept.rows {
        let kind = kept.cell(row: row, column: column).kind
        let cell = Place(row: row + 1, column: column + 1)
        guard kind == .mask || kind == .bound, says.unknowns[cell]?.kind != "rounded" else { continue }
        hiddenRows.insert(row + 1)
        hiddenColumns.insert(column + 1)
        guard
          proved.contains(cell) || says.unknowns[cell]?.kind == "blank"
            || says.free.contains(cell) && !used.contains(cell)
        else {
          throw ProofFault(message: "the masked cell \(cell.row),\(cell.column) is not covered", isGap: true)
        }
      }
    }
    for column in table.structure.labelledTotalColumns {
      for row in hiddenRows where published(Place(row: row, column: column + 1)) != nil {
        guard wholes.contains(Place(row: row, column: column + 1)) else {
          throw ProofFault(
            message: "the total in row \(row), column \(column + 1) is in no equation", isGap: true)
        }
      }
    }
    for row in table.structure.totalRows {
      for column in hiddenColumns where published(Place(row: row + 1, column: column)) != nil {
        guard wholes.contains(Place(row: row + 1, column: column)) else {
          throw ProofFault(
            message: "the total in row \(row + 1), column \(column) is in no equation", isGap: true)
        }
      }
    }
  }

  /// The says.tables satisfy everything, and differ as they should.
  private func checkTables() throws(ProofFault) {
    var base = says.always
    for number in says.tables.keys.sorted() {
      for (cell, value) in says.tables[number] ?? [:] where base[cell] == nil { base[cell] = value }
    }
    try checkTable(base, changed: nil, name: "the first table")
    for (number, values) in says.tables {
      try checkTable(base.merging(values) { $1 }, changed: Set(values.keys), name: "table \(number)")
    }
    for (cell, from, to) in says.safe {
      guard let unknown = says.unknowns[cell], let low = says.tables[from]?[cell],
        let high = says.tables[to]?[cell]
      else {
        throw ProofFault(message: "the tables of cell \(cell.row),\(cell.column) are missing")
      }
      // A proof may hold any numbers: nothing is subtracted in which its differences could overflow.
      let width = Int128(high) - Int128(low)
      let isWide =
        unknown.rule == "count"
        ? high >= unknown.threshold || width >= Int128(unknown.width)
        : width * 2000 >= Int128(unknown.width) * Int128((Int128(high) + Int128(low)).magnitude)
      guard isWide, high > low else {
        throw ProofFault(message: "the tables of cell \(cell.row),\(cell.column) are too close")
      }
    }
  }

  private func checkTable(_ values: [Place: Int64], changed: Set<Place>?, name: String) throws(ProofFault) {
    for cell in changed ?? Set(says.unknowns.keys) {
      guard let unknown = says.unknowns[cell], let value = values[cell], value >= unknown.low ?? value,
        value <= unknown.high ?? value, !unknown.isWhole || value % says.scale == 0
      else { throw ProofFault(message: "\(name) does not keep to cell \(cell.row),\(cell.column)") }
    }
    for equation in says.equations {
      if let changed, !changed.contains(equation.whole), changed.isDisjoint(with: equation.parts) { continue }
      var sum: Int128 = 0
      for (cell, sign) in equation.parts.map({ ($0, Int128(1)) }) + [(equation.whole, Int128(-1))] {
        guard let value = says.unknowns[cell] == nil ? published(cell) : values[cell] else {
          throw ProofFault(message: "\(name) has no number at \(cell.row),\(cell.column)")
        }
        sum += sign * Int128(value)
      }
      guard sum == 0 else { throw ProofFault(message: "\(name) does not add up: \(equation.text)") }
    }
  }
}
