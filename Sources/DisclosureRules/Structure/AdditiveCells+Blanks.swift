// What empty cells stand for: a combination that nobody is in is often left out.

extension AdditiveCells {
  /// Sums that have to come out without their empty or absent parts before these are taken for 0.
  static let zeroSums = 3

  /// Whether nothing is missing from any sum in which nothing but empty cells could hide it.
  ///
  /// - Parameter equations: of the table, read with empty cells as unknown.
  func blanksAreZeros(in equations: [LinearEquation]) -> Bool {
    var wholes: Set<CellPosition> = []
    for equation in equations where equation.confidence == .certain {
      guard case .known(let least, let most) = reading(equation.whole) else { continue }
      var sum = SumRange(low: 0, high: 0)
      var isOpen = false
      var hasBlank = false
      for part in equation.parts {
        switch reading(part) {
        case .known(let low, let high): sum.add(SumRange(low: low, high: high))
        case .blank where kept.cell(row: part.row, column: part.column).kind == .empty: hasBlank = true
        case .blank, .hidden, .none: isOpen = true
        }
      }
      if isOpen || !hasBlank { continue }
      guard sum.low <= most, sum.high >= least else { return false }
      if least > 0 { wholes.insert(equation.whole) }
    }
    return wholes.count >= Self.zeroSums
  }
}
