// What a table loses by being protected.

import DisclosureRules

/// Information that masks take from a table.
public struct ProtectionLoss: Sendable, Equatable {
  /// Masked cells.
  public var cells = 0
  /// The sum of their numbers, without signs.
  public var sum = 0.0
  /// Their part of the entropy of the table, in bits: −p·log₂ p of each cell, p its share of all numbers in
  /// columns that add up.
  public var entropy = 0.0

  /// - Parameters:
  ///   - cells: masked cells; those of them that do not add up count as cells only.
  ///   - numbers: all numbers of the table that add up.
  init(of cells: [CellPosition], in numbers: [CellPosition: Double]) {
    self.cells = cells.count
    let all = numbers.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value.magnitude }
    for cell in cells {
      guard let value = numbers[cell]?.magnitude else { continue }
      sum += value
      if value > 0, all > 0 { entropy -= value / all * Self.log2(value / all) }
    }
  }

  /// The numbers of a table in columns that add up.
  static func numbers(of table: TableSubject, kept: KeptTable) -> [CellPosition: Double] {
    var numbers: [CellPosition: Double] = [:]
    for column in table.columns.indices where SuppressionColumns.addUp(table.role(column).role) {
      for row in 0..<kept.rows {
        let cell = kept.cell(row: row, column: column)
        guard cell.kind == .number || cell.kind == .composite else { continue }
        numbers[CellPosition(row: row, column: column)] = cell.number.double
      }
    }
    return numbers
  }

  /// Terms of the series of the logarithm: more than a `Double` has digits for.
  private static let terms = 24

  /// The binary logarithm of a positive number, by the series of artanh: libraries differ in the last digit
  /// from machine to machine.
  static func log2(_ value: Double) -> Double {
    let ratio = (value.significand - 1) / (value.significand + 1)
    var power = ratio
    var sum = 0.0
    for term in 0..<terms {
      sum += power / Double(2 * term + 1)
      power *= ratio * ratio
    }
    return Double(value.exponent) + 2 * sum / naturalLogarithmOfTwo
  }

  private static let naturalLogarithmOfTwo = 0.693_147_180_559_945_3
}
