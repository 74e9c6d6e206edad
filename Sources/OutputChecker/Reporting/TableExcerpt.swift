// The part of a table that a person has to see: the cells of findings with their neighbours.

public import DisclosureRules

/// Rows and columns of a kept table, few enough to be drawn.
public struct TableExcerpt: Sendable, Equatable {
  /// One cell.
  public struct Cell: Sendable, Equatable {
    /// How the cell reads.
    public var kind: DisclosureRules.Cell.Kind
    /// What it holds; reports show it on request only.
    public var text: String
    public init(kind: DisclosureRules.Cell.Kind, text: String) {
      self.kind = kind
      self.text = text
    }
  }

  /// A row of the table.
  public struct Row: Sendable, Equatable {
    /// The data record, from 1.
    public var number: Int
    /// It stands for the groups of other rows together.
    public var isTotal: Bool
    /// One for each of the excerpt's columns.
    public var cells: [Cell]
    public init(number: Int, isTotal: Bool = false, cells: [Cell]) {
      self.number = number
      self.isTotal = isTotal
      self.cells = cells
    }
  }

  /// Indices from 1 of the columns that are drawn, in file order.
  public var columns: [Int]
  /// Those of them that stand for other columns together.
  public var totalColumns: Set<Int>
  /// Rows that are drawn, in file order.
  public var rows: [Row]

  public init(columns: [Int], totalColumns: Set<Int> = [], rows: [Row]) {
    self.columns = columns
    self.totalColumns = totalColumns
    self.rows = rows
  }
}
