// Published numbers against those that were recomputed from the microdata.

/// Compares the cells of a table with the records behind them.
struct SourceComparison {
  let table: TableSubject
  let kept: KeptTable
  let source: TableSource

  /// Sums of binary numbers are right to about this share of themselves.
  /// Source: IEEE 754 double precision has 2⁻⁵³, and sums of a million terms lose up to four digits more.
  private static let noise = WideDecimal(mantissa: 1, scale: 12)

  /// Nil when the table has no microdata, or isn't kept.
  init?(_ table: TableSubject) {
    guard let source = table.declared?.source, let kept = table.kept else { return nil }
    self.table = table
    self.kept = kept
    self.source = source
  }

  /// The cells of a column that have records behind them, as 0-based rows.
  func rows(of column: Int) -> [Int] {
    (0..<kept.rows).filter { source.cells[KeptTable.key(row: $0, column: column)] != nil }
  }

  /// What the numbers of a column are, by its role.
  func quantity(of column: Int) -> SourceQuantity {
    if table.declared?.counted(column) == .weighted { return .weightedCount }
    switch table.role(column).role {
    case .count, .events, .atRisk: return .count
    case .total: return source.hasValue && !agrees(column, with: .count) ? .sum : .count
    case .sum: return source.hasValue ? .sum : .other
    case .mean: return source.hasValue ? .mean : .other
    case .minimum: return source.hasValue ? .minimum : .other
    case .maximum: return source.hasValue ? .maximum : .other
    case .largest: return source.hasValue ? .largest : .other
    case .secondLargest: return source.hasValue ? .secondLargest : .other
    default: return .other
    }
  }

  /// Whether at least half of a column's numbers are that quantity.
  private func agrees(_ column: Int, with quantity: SourceQuantity) -> Bool {
    let compared = rows(of: column).compactMap { matches(row: $0, column: column, quantity) }
    return compared.count { $0 } * 2 >= compared.count
  }

  /// Whether a published number is what its records give, within half of its last digit or of the base to
  /// which it is declared to be rounded; nil where nothing is published or nothing can be compared.
  func matches(row: Int, column: Int, _ quantity: SourceQuantity) -> Bool? {
    let cell = kept.cell(row: row, column: column)
    guard cell.kind == .number || cell.kind == .composite,
      let group = source.group(row: row, column: column)
    else { return nil }
    let published = WideDecimal(cell.number)
    func isNear(_ value: WideDecimal?, per unit: WideDecimal = WideDecimal(1)) -> Bool? {
      value.flatMap { Self.isNear(published, $0, per: unit, unit: self.unit(of: cell, column)) }
    }
    switch quantity {
    case .count:
      return group.records == group.valued
        ? isNear(WideDecimal(group.records))
        : isNear(WideDecimal(group.records)).flatMap { first in
          isNear(WideDecimal(group.valued)).map { first || $0 }
        }
    case .weightedCount: return isNear(group.allWeights)
    case .sum: return isNear(group.sum)
    case .mean:
      guard let weights = group.weights, WideDecimal.zero.isLess(than: weights) == true else { return nil }
      return isNear(group.sum, per: weights)
    case .minimum: return group.minimum.flatMap { isNear(WideDecimal($0)) }
    case .maximum: return group.maximum.flatMap { isNear(WideDecimal($0)) }
    case .largest: return isNear(group.largest.first?.value ?? .zero)
    case .secondLargest: return isNear(group.largest.dropFirst().first?.value ?? .zero)
    case .other: return nil
    }
  }

  /// The unit to which a cell is given: its declared base, or its last digit.
  private func unit(of cell: Cell, _ column: Int) -> WideDecimal {
    if let base = table.declared?.rounding(column) { return WideDecimal(Int64(base)) }
    return WideDecimal(mantissa: 1, scale: Int(cell.number.scale))
  }

  /// |published · per − value| ≤ half a unit · per, or within the noise of binary sums.
  private static func isNear(
    _ published: WideDecimal, _ value: WideDecimal, per: WideDecimal, unit: WideDecimal
  ) -> Bool? {
    guard let product = published.multiplied(by: per), let difference = product.subtracting(value)?.magnitude,
      let twice = difference.adding(difference), let slack = unit.multiplied(by: per),
      let isFar = slack.isLess(than: twice)
    else { return nil }
    if !isFar { return true }
    return value.magnitude.multiplied(by: noise).flatMap { $0.isLess(than: difference) }.map { !$0 }
  }
}
