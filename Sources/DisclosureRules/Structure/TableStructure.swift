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
  /// 0-based columns whose texts say what the numbers of their rows are, in such listings.
  public var listingLabels: [Int] = []
  /// For each 0-based column of labels that has any, its texts that by themselves say "total", as indices
  /// into the kept column's texts.
  public var totalLabels: [Int: Set<UInt32>]
  /// 0-based columns whose header by itself says "total".
  public var labelledTotalColumns: Set<Int>
  /// The role of single cells, by ``KeptTable/key(row:column:)``, where labels and values stand side by side
  /// several times in a row: `No. Observations: | 1400 | R-squared: | 0.108`.
  public var cellRoles: [Int: RoleAssignment] = [:]
  /// The 0-based data row that gives the number of people behind the other numbers of its columns: `Base (N)`;
  /// nil where none does, and in listings, whose ``rowRoles`` say it.
  public var sizeRow: Int?
  /// 0-based columns whose header says nothing but that they give the number of people behind other numbers: `n`,
  /// `Denominator`.
  public var sizeColumns: Set<Int> = []
  /// 0-based columns whose header says nothing of the people whom it counts: these, and `patients`.
  public var peopleColumns: Set<Int> = []
  /// The role of the second numbers of a row's cells where the row's label says it: `Age, median [range]`.
  public var rowSeconds: [Int: RoleAssignment] = [:]

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

  /// The number of people that a title or a note of the table states: `N = 98`, `1,204 patients`.
  public var statedSize: Int64?

  /// Rows, not columns, say what numbers are.
  public var isListing: Bool { !rowRoles.isEmpty || !cellRoles.isEmpty }
}

extension TableSubject {
  /// What the number at a 0-based row and column is: what its row says, where rows say it, otherwise what
  /// its column says.
  public func cellRole(row: Int, column: Int) -> RoleAssignment {
    if let role = structure.cellRoles[KeptTable.key(row: row, column: column)] { return role }
    if row == structure.sizeRow, columns[column].numeric > 0 { return .sizeOfColumn }
    if structure.rowRoles.indices.contains(row), structure.rowRoles[row].role != .unknown {
      return structure.rowRoles[row]
    }
    return role(column)
  }

  /// What the second number at a 0-based row and column is; nil where the cell holds one number.
  public func secondRole(row: Int, column: Int) -> RoleAssignment? {
    guard kept?.second(row: row, column: column) != nil else { return nil }
    return structure.rowSeconds[row] ?? (seconds.indices.contains(column) ? seconds[column] : nil) ?? .unknown
  }

  /// The first of a cell's numbers that is one of these statistics, as its role; what its first number is where
  /// none is.
  public func cellRole(row: Int, column: Int, among roles: Set<ColumnRole>) -> RoleAssignment {
    let first = cellRole(row: row, column: column)
    guard !roles.contains(first.role), let second = secondRole(row: row, column: column),
      roles.contains(second.role)
    else { return first }
    return second
  }

  /// Whether a row stands for the groups of other rows together.
  public func isTotal(row: Int) -> Bool { structure.totalRows.contains(row) }
}
