// Equations as arithmetic that a person can follow with the table beside it.

/// Writes equations out with the published numbers.
struct EquationSpelling {
  private let cells: AdditiveCells

  /// Parts that are written one by one; more are added up.
  static let partLimit = 40

  init(_ cells: AdditiveCells) { self.cells = cells }

  /// A number of the system as the table would show it.
  func number(_ value: Int64) -> String {
    if value.magnitude == LinearSystem.infinity.magnitude { return value < 0 ? "-∞" : "∞" }
    let whole = value / cells.factor
    let rest = (value % cells.factor).magnitude
    if rest == 0 { return String(whole) }
    var digits = ""
    var remainder = rest
    while remainder != 0, digits.utf8.count < 12 {
      remainder *= 10
      digits += String(remainder / cells.factor.magnitude)
      remainder %= cells.factor.magnitude
    }
    return "\(value < 0 && whole == 0 ? "-" : "")\(whole).\(digits)"
  }

  /// `301 = 212 + 84 + ?`: what is asked for is `?`, other hidden cells are named by their place.
  func text(_ equation: LinearEquation, unknown: CellPosition?) -> String {
    "\(term(equation.whole, unknown)) = \(Self.sum(of: equation.parts) { term($0, unknown) })"
  }

  /// `212 + 84 + …`: the first ``partLimit`` parts, and how many there are where that is not all.
  static func sum<Part>(of parts: [Part], _ word: (Part) -> String) -> String {
    let shown = parts.prefix(partLimit).map(word).joined(separator: " + ")
    return parts.count > partLimit ? "\(shown) + … (\(parts.count) parts)" : shown
  }

  /// `301 − 212 − 84 = 5`.
  func solution(_ equation: LinearEquation, for cell: CellPosition, value: Int64) -> String {
    let others = equation.parts.filter { $0 != cell }.prefix(Self.partLimit).map { term($0, cell) }
    let more = equation.parts.count > Self.partLimit + 1 ? " …" : ""
    if equation.whole == cell { return others.joined(separator: " + ") + "\(more) = \(number(value))" }
    return term(equation.whole, cell) + others.map { " − \($0)" }.joined() + "\(more) = \(number(value))"
  }

  /// The places of an equation: `row 2 = rows 3, 4, 5 (column 2)`.
  func places(_ equation: LinearEquation) -> String {
    let column = equation.whole.column
    if equation.whole.isStated, let first = equation.parts.first {
      return equation.whole.row < 0
        ? "column \(column + 1): stated total = rows \(list(equation.parts.map(\.row)))"
        : "row \(first.row + 1): stated total = columns \(list(equation.parts.map(\.column)))"
    }
    if equation.parts.allSatisfy({ $0.column == column }) {
      return "column \(column + 1): row \(equation.whole.row + 1) = rows \(list(equation.parts.map(\.row)))"
    }
    return
      "row \(equation.whole.row + 1): column \(column + 1) = columns \(list(equation.parts.map(\.column)))"
  }

  private func list(_ places: [Int]) -> String {
    Self.sum(of: places) { String($0 + 1) }
  }

  func term(_ cell: CellPosition, _ unknown: CellPosition?) -> String {
    if cell == unknown { return "?" }
    switch cells.reading(cell) {
    case .known(let low, let high):
      return low == high ? number(low) : "[\(number(low)) to \(number(high))]"
    case .hidden, .blank, .none: return "x(\(cell.row + 1),\(cell.column + 1))"
    }
  }
}
