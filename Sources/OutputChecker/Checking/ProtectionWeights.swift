// How costly it is to mask each cell, as the user says.

import DisclosureRules

/// What complementary suppression is to keep as small as it can.
public enum ProtectionWeights: Sendable {
  /// The number of cells, and then the sum of their numbers.
  case cells
  /// The sum of the numbers.
  case sum
  /// The sum of weights from a file laid out like the table: the same header and labels, and a weight from 0 up
  /// in place of each number. A cell whose weight is blank or no number must stay.
  case file(bytes: [UInt8], name: String)

  /// Digits after the point of a weight that are read.
  private static let digits: UInt8 = 6

  /// The loss that these weights stand for.
  func loss(for table: TableSubject, kept: KeptTable, checker: Checker)
    throws(ProtectionFailure) -> ComplementarySuppression.Loss
  {
    switch self {
    case .cells: return .cells
    case .sum: return .sum
    case .file(let bytes, let name):
      var plain = checker
      plain.options.context = nil
      let file = plain.read(Artifact(path: name, fileName: name, origin: .memory(bytes)))
      if let problem = file.problem { throw Self.failure(problem.message) }
      guard file.tables.count == 1, let weights = file.tables[0].kept else {
        throw Self.failure("the file holds no table, or several")
      }
      return .weights(try Self.read(file.tables[0], weights, like: table, kept))
    }
  }

  private static func read(
    _ weights: TableSubject, _ given: KeptTable, like table: TableSubject, _ kept: KeptTable
  ) throws(ProtectionFailure) -> [CellPosition: Int64] {
    guard given.rows == kept.rows, weights.columns.map(\.name) == table.columns.map(\.name) else {
      throw failure(
        "the header or the number of rows is not that of the table (\(given.rows) rows, not \(kept.rows))")
    }
    var result: [CellPosition: Int64] = [:]
    for row in 0..<kept.rows {
      for column in kept.columns.indices {
        let own = given.cell(row: row, column: column)
        let place = "row \(row + 1), column \(column + 1)"
        switch (kept.cell(row: row, column: column).kind, own.kind) {
        case (.text, _), (.date, _):
          guard given.text(row: row, column: column) == kept.text(row: row, column: column) else {
            throw failure("\(place) is labelled differently")
          }
        case (_, .number):
          guard own.number.mantissa >= 0, own.number.scale <= digits,
            own.number.double < largest,
            let weight = Int64(
              exactly: Int128(own.number.mantissa) * Int128(power(digits - own.number.scale)))
          else { throw failure("\(place) holds no weight from 0 to 10⁹ with at most \(digits) decimals") }
          result[CellPosition(row: row, column: column)] = weight
        default: continue
        }
      }
    }
    return result
  }

  /// Greatest weight.
  private static let largest = 1e9

  private static func power(_ exponent: UInt8) -> Int64 {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  private static func failure(_ words: String) -> ProtectionFailure {
    ProtectionFailure(description: "the weights can't be used: \(words)", isRefusal: false)
  }
}
