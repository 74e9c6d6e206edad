// What is known of a table beyond the roles of its columns: which rows are totals, what each row holds.

/// Rows and columns that stand for more than one group, and tables in which a row, not a column, says what a
/// number is.
public struct TableStructure: Sendable, Equatable {
  /// 0-based data rows that add up other rows, by label or by arithmetic.
  public var totalRows: Set<Int>
  /// 0-based columns that add up other columns.
  public var totalColumns: Set<Int>
  /// The role of each data row, in listings whose rows hold different statistics (`N`, `Mean`, `SD` down the
  /// side); empty when columns say what numbers are.
  public var rowRoles: [RoleAssignment]
  /// For each 0-based column of labels that has any, its texts that by themselves say "total", as indices
  /// into the kept column's texts.
  public var totalLabels: [Int: Set<UInt32>]
  /// 0-based columns whose header by itself says "total".
  public var labelledTotalColumns: Set<Int>

  public init(
    totalRows: Set<Int> = [], totalColumns: Set<Int> = [], rowRoles: [RoleAssignment] = [],
    totalLabels: [Int: Set<UInt32>] = [:], labelledTotalColumns: Set<Int> = []
  ) {
    self.totalRows = totalRows
    self.totalColumns = totalColumns
    self.rowRoles = rowRoles
    self.totalLabels = totalLabels
    self.labelledTotalColumns = labelledTotalColumns
  }

  /// Whether a cell of a column of labels says that its row stands for all.
  func isTotalLabel(_ cell: Cell, column: Int) -> Bool {
    cell.kind == .text && totalLabels[column]?.contains(cell.text) ?? false
  }
}

extension TableSubject {
  /// What the number at a 0-based row and column is: what its row says, where rows say it, otherwise what
  /// its column says.
  public func cellRole(row: Int, column: Int) -> RoleAssignment {
    if structure.rowRoles.indices.contains(row), structure.rowRoles[row].role != .unknown {
      return structure.rowRoles[row]
    }
    return role(column)
  }

  /// Whether a row stands for the groups of other rows together.
  public func isTotal(row: Int) -> Bool { structure.totalRows.contains(row) }

  /// The number of people behind the statistic at a 0-based row and column, where the table gives it: the
  /// nearest count in the same row, or in listings the count row of the same column.
  ///
  /// - Returns: the count's own row and column; nil when the table gives none.
  public func base(row: Int, column: Int) -> (row: Int, column: Int)? {
    guard let kept else { return nil }
    let isListing = !structure.rowRoles.isEmpty
    if isListing {
      let candidates = structure.rowRoles.indices.filter {
        Self.isBase(structure.rowRoles[$0].role) && kept.cell(row: $0, column: column).whole != nil
      }
      return candidates.min { abs($0 - row) < abs($1 - row) }.map { ($0, column) }
    }
    let candidates = columns.indices.filter {
      $0 != column && Self.isBase(role($0).role) && kept.cell(row: row, column: $0).whole != nil
    }
    // The nearest, and of two equally near the one on the left, where N usually stands.
    return candidates.min { (abs($0 - column), $0) < (abs($1 - column), $1) }.map { (row, $0) }
  }

  private static func isBase(_ role: ColumnRole) -> Bool { role == .count || role == .total }
}
