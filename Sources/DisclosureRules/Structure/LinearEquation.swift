// An equation that the cells of a table obey: a total is the sum of its parts.

/// A cell by its place in a kept table.
public struct CellPosition: Sendable, Hashable, Comparable {
  /// The data row, from 0.
  public var row: Int
  /// The column, from 0.
  public var column: Int

  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// No cell, but a number that a header (row -1), a label (column -1) or percentages (below that) state.
  var isStated: Bool { row < 0 || column < 0 }

  public static func < (left: CellPosition, right: CellPosition) -> Bool {
    (left.row, left.column) < (right.row, right.column)
  }
}

/// `whole = Σ parts`, with why and how surely it holds.
public struct LinearEquation: Sendable, Equatable {
  /// How sure it is that the cells obey the equation.
  public enum Confidence: Int, Sendable, Comparable {
    /// The numbers agree with it, and nothing else says so.
    case inferred
    /// Labels, indentation or codes say so, and no complete instance shows it.
    case supported
    /// Declared, labelled a total, or shown by instances in which nothing is hidden.
    case certain

    public static func < (left: Confidence, right: Confidence) -> Bool { left.rawValue < right.rawValue }
  }

  /// The total.
  public var whole: CellPosition
  /// What it is the sum of, in file order.
  public var parts: [CellPosition]
  /// Where the equation comes from.
  public var reason: Message
  /// How surely it holds.
  public var confidence: Confidence

  public init(whole: CellPosition, parts: [CellPosition], reason: Message, confidence: Confidence) {
    self.whole = whole
    self.parts = parts
    self.reason = reason
    self.confidence = confidence
  }

  /// Every cell with its sign, so that the sum is 0: the parts count 1, the total -1.
  public var terms: [(cell: CellPosition, sign: Int64)] { parts.map { ($0, 1) } + [(whole, -1)] }
}
