// The numbers of a table that can add up: what is declared and what is proved of them.

extension AdditiveCells {
  /// The cells of a table, with columns that are no sums by their headers and are proved to be.
  static func withProved(
    _ table: TableSubject, kept: KeptTable, ruleset: Ruleset, threshold: Int
  ) -> AdditiveCells {
    let plain = AdditiveCells(table, kept: kept, ruleset: ruleset)
    let doubtful = plain.doubtful
    guard !doubtful.isEmpty, doubtful.count + plain.columns.count >= 3 else { return plain }
    var proved: Set<Int> = []
    // Numbers that were rounded one by one add up as such only.
    for sharesBase in [false, true] where proved.isEmpty {
      let trial = AdditiveCells(
        table, kept: kept, ruleset: ruleset, proved: doubtful, sharesBase: sharesBase)
      proved = EquationFinder.summedColumns(in: trial, threshold: threshold).intersection(doubtful)
    }
    return proved.isEmpty ? plain : AdditiveCells(table, kept: kept, ruleset: ruleset, proved: proved)
  }

  /// The sums that the request declares of the table.
  func declaredSums() -> [LinearEquation] {
    guard let declared = table.declared else { return [] }
    var equations: [LinearEquation] = []
    func add(_ whole: CellPosition, _ parts: [CellPosition]) {
      guard !parts.isEmpty, (parts + [whole]).allSatisfy({ reading($0) != .none }) else { return }
      equations.append(
        LinearEquation(
          whole: whole, parts: parts.sorted(), reason: "the request declares the sum", confidence: .certain))
    }
    for sum in declared.sums {
      switch sum.axis {
      case .rows:
        guard sum.total < kept.rows, sum.parts.allSatisfy({ $0 < kept.rows }) else { continue }
        for column in columns {
          add(
            CellPosition(row: sum.total, column: column),
            sum.parts.map { CellPosition(row: $0, column: column) })
        }
      case .columns:
        guard ([sum.total] + sum.parts).allSatisfy(columns.contains) else { continue }
        for row in 0..<kept.rows {
          add(
            CellPosition(row: row, column: sum.total), sum.parts.map { CellPosition(row: row, column: $0) })
        }
      }
    }
    return equations
  }
}
