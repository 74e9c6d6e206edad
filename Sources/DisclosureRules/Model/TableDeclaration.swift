// What a request declares of one of its tables, in the terms of that table.

/// What somebody who knows a table says of it. It beats what the checker finds out by itself; where the data
/// contradict it, `context-mismatch` says so.
public struct TableDeclaration: Sendable, Equatable {
  /// What a count counts.
  public enum Counted: String, Sendable, CaseIterable {
    /// Unweighted people: thresholds apply.
    case people
    /// Unweighted organisations, in data on establishments: thresholds apply.
    case organisations
    /// Prescriptions, appointments, codes: small ones are for a person to judge.
    case records
    /// Counts that were multiplied by weights: magnitudes, which need an unweighted N.
    case weighted
  }

  /// Where the number of people behind statistics is.
  public enum Size: Sendable, Equatable {
    /// One number for all.
    case number(Int64)
    /// In another column of the same row; 0-based.
    case column(Int)
    /// In another row of the same column; 0-based.
    case row(Int)
  }

  /// What is declared of one column.
  public struct Column: Sendable, Equatable {
    /// What it holds; nil when that was not declared.
    public var role: ColumnRole?
    /// What it counts.
    public var counted: Counted?
    /// The base to which its numbers are rounded.
    public var rounding: Int?
    /// Its numbers are exactly those of the microdata.
    public var isExact: Bool?
    /// Where the N of its statistics is.
    public var size: Size?
    /// What the checker would have taken the column for; filled in when roles are assigned.
    public var inferred: RoleAssignment?

    public init(
      role: ColumnRole? = nil, counted: Counted? = nil, rounding: Int? = nil, isExact: Bool? = nil,
      size: Size? = nil
    ) {
      self.role = role
      self.counted = counted
      self.rounding = rounding
      self.isExact = isExact
      self.size = size
    }
  }

  /// A row or column that is the sum of others.
  public struct Sum: Sendable, Equatable {
    /// Whether `total` and `parts` are rows or columns.
    public enum Axis: Sendable { case rows, columns }
    public var axis: Axis
    /// 0-based.
    public var total: Int
    /// 0-based, ascending.
    public var parts: [Int]
    public init(axis: Axis, total: Int, parts: [Int]) {
      self.axis = axis
      self.total = total
      self.parts = parts
    }
  }

  /// A cell that another tool has found unsafe.
  public struct KnownCell: Sendable, Equatable {
    /// 0-based.
    public var row: Int
    /// 0-based.
    public var column: Int
    /// The tool's own name of the check: `threshold`.
    public var reason: String
    public init(row: Int, column: Int, reason: String) {
      self.row = row
      self.column = column
      self.reason = reason
    }
  }

  /// What the numbers of the table are, for columns of which nothing else is known for certain.
  public var statistic: ColumnRole?
  /// What is declared of columns, by 0-based position.
  public var columns: [Int: Column] = [:]
  /// What counts of the table count, unless their column says otherwise.
  public var counted: Counted?
  /// Who is in the table, in words.
  public var population: String?
  /// How many people are in the table altogether.
  public var populationSize: Int64?
  /// Where the N of the statistics is, unless their column says otherwise.
  public var size: Size?
  /// The base to which numbers are rounded, unless their column says otherwise.
  public var rounding: Int?
  /// Numbers are exactly those of the microdata, unless their column says otherwise.
  public var isExact = false
  /// Rows and columns that add up, by the hierarchies declared.
  public var sums: [Sum] = []
  /// Cells that can't be anything but 0, by ``KeptTable/key(row:column:)``.
  public var structuralZeros: Set<Int> = []
  /// What masks mean in this table; they replace those of the ruleset that have the same token.
  public var masks: [MaskToken] = []
  /// Cells that another tool has found unsafe.
  public var knownCells: [KnownCell] = []
  /// What the microdata say of the published cells; nil when none are declared.
  public var source: TableSource?

  public init() {}

  /// What a column is declared to count.
  public func counted(_ column: Int) -> Counted? { columns[column]?.counted ?? counted }
  /// The base to which a column is declared to be rounded; nil when none is, or when it is 1.
  public func rounding(_ column: Int) -> Int? {
    (columns[column]?.rounding ?? rounding).flatMap { $0 > 1 ? $0 : nil }
  }
  /// Where the N of a column's statistics is.
  public func size(_ column: Int) -> Size? { columns[column]?.size ?? size }
  /// Whether a column is declared to show its source exactly.
  public func isExact(_ column: Int) -> Bool { columns[column]?.isExact ?? isExact }
}

extension TableSubject {
  /// Whether a cell at a 0-based row and column can't be anything but 0.
  func isStructuralZero(row: Int, column: Int) -> Bool {
    declared?.structuralZeros.contains(KeptTable.key(row: row, column: column)) ?? false
  }

  /// The number of people in the table as declared: the N of its statistics, else the size of the population.
  var declaredTotal: Int64? {
    guard let declared else { return nil }
    if case .number(let number)? = declared.size { return number }
    return declared.populationSize
  }
}
