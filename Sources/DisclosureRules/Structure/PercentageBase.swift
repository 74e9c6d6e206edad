// What a count with its percentage says of the number that it is a percentage of.

extension AdditiveCells {
  /// The whole numbers of which the count of a cell may be the percentage that stands in the same cell, or in the
  /// next column; nil where there is none. `45 (90%)`: from 49.7 to 50.3, so 50.
  func percentageBase(_ cell: CellPosition) -> SumRange? {
    percentage(beside: cell).flatMap { base(of: cell, share: $0, hundred: $1) }
  }

  /// The whole numbers of which the count of a cell may be this share; nil where it is none.
  ///
  /// - Parameter hundred: what the share is a part of: 100 for percentages, 1 for proportions.
  func base(of cell: CellPosition, share: ExactNumber, hundred: Int128) -> SumRange? {
    guard wholeColumns.contains(cell.column), case .known(let least, let most) = reading(cell), least > 0,
      share.mantissa > 0, share.scale <= Self.mostShareDigits
    else { return nil }
    // Rounded to its last digit: the true share lies half a unit to either side.
    let unit = Int128(ExactNumber.powersOfTen[Int(share.scale)]) * 2 * hundred
    let twice = Int128(share.mantissa) * 2
    let low = BoundPropagation.ceiling(Int128(least) * unit, (twice + 1) * Int128(factor)) * Int128(factor)
    let high = BoundPropagation.floor(Int128(most) * unit, (twice - 1) * Int128(factor)) * Int128(factor)
    guard low <= high, high < Int128(LinearSystem.largest) else { return nil }
    return SumRange(low: Int64(low), high: Int64(high))
  }

  /// Percentages with more digits than this are numbers of another kind.
  private static let mostShareDigits: UInt8 = 6

  private func percentage(beside cell: CellPosition) -> (share: ExactNumber, hundred: Int128)? {
    if let second = kept.second(row: cell.row, column: cell.column) {
      return hundred(of: table.secondRole(row: cell.row, column: cell.column)).map { (second, $0) }
    }
    let next = kept.cell(row: cell.row, column: cell.column + 1)
    guard next.kind == .number else { return nil }
    return hundred(of: table.role(cell.column + 1)).map { (next.number, $0) }
  }

  /// What a role's numbers are parts of.
  func hundred(of role: RoleAssignment?) -> Int128? {
    switch role?.role {
    case .percentage: 100
    case .proportion: 1
    default: nil
    }
  }
}
