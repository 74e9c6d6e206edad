// Zeros that stand for a hidden number, where the ruleset does not say that zeros do.

/// Takes zeros for masks and looks whether the totals say that they are none.
///
/// A published zero that is true fits its totals. Where all rows but those with a zero add up, and these don't, the
/// zero hides what is missing from the sum.
enum ZeroMasks {
  /// Zeros that are tried at most: a table with more is sparse, and its zeros are what they say.
  private static let mostZeros = 2_000
  /// Other rows or columns that add up in the same way without a zero, at least so many of which prove the sum.
  private static let fewestWitnesses = 2

  /// Findings for the zeros that are none.
  static func findings(
    in table: TableSubject, kept: KeptTable, by rule: RecoverableSuppression, under ruleset: Ruleset
  ) -> [Finding] {
    let structure = table.structure
    guard structure.rowRoles.isEmpty,
      !structure.totalLabels.isEmpty || !structure.labelledTotalColumns.isEmpty
        || !structure.totalColumns.isEmpty
    else { return [] }
    let cells = AdditiveCells(table, kept: kept, ruleset: ruleset)
    let zeros = Set(
      cells.wholeColumns.flatMap { column in
        (0..<kept.rows).filter {
          kept.cell(row: $0, column: column).whole == 0 && !table.isStructuralZero(row: $0, column: column)
        }.map { CellPosition(row: $0, column: column) }
      })
    guard !zeros.isEmpty && zeros.count <= mostZeros else { return [] }
    var attack = TableAttack(
      table, kept: kept, ruleset: ruleset, question: RecoverableSuppression.question(under: ruleset),
      masked: zeros)
    attack.run()
    let threshold = Int64(MinimumThreshold.unsafeRange(under: ruleset).upperBound) * attack.cells.factor
    return attack.disclosures.filter {
      zeros.contains($0.cell) && $0.isCertain && $0.low == $0.high && $0.low >= attack.cells.factor
    }.sorted { $0.cell < $1.cell }.prefix(RecoverableSuppression.placeLimit).map { disclosure in
      let cell = disclosure.cell
      let witnesses = disclosure.equations.first.map { self.witnesses(of: $0, in: kept, cells.columns) } ?? 0
      let isProved = witnesses >= fewestWitnesses && disclosure.low < threshold
      return rule.finding(
        isProved ? .fail : .review,
        at: table.location(column: cell.column).at(kept.place(row: cell.row, column: cell.column)),
        "The cell holds zero, and the totals say that it isn't zero: it hides a number that can be worked out.",
        evidence: .parts([
          .init("value", .value(EquationSpelling(attack.cells).number(disclosure.low))),
          .init("witnesses", .count(witnesses)),
        ]),
        related: disclosure.equations.prefix(1).map(\.whole).map {
          table.location(column: $0.column).at(kept.place(row: $0.row, column: $0.column))
        })
    }
  }

  /// How many other rows, or columns, add up as the equation of one row or column says, without a zero in them.
  private static func witnesses(of equation: LinearEquation, in kept: KeptTable, _ columns: [Int]) -> Int {
    let terms = equation.terms
    func holds(_ cells: [(cell: CellPosition, sign: Int64)]) -> Bool {
      var sum: Int64 = 0
      for (cell, sign) in cells {
        guard let value = kept.cell(row: cell.row, column: cell.column).whole, value != 0,
          value.magnitude < Int64.max.magnitude / UInt64(cells.count + 1)
        else { return false }
        sum += sign * value
      }
      return sum == 0
    }
    if terms.allSatisfy({ $0.cell.row == equation.whole.row }) {
      return (0..<kept.rows).count { row in
        holds(terms.map { (CellPosition(row: row, column: $0.cell.column), $0.sign) })
      }
    }
    guard terms.allSatisfy({ $0.cell.column == equation.whole.column }) else { return 0 }
    return columns.count { column in
      holds(terms.map { (CellPosition(row: $0.cell.row, column: column), $0.sign) })
    }
  }
}
