// What the record-level data behind a table say of its published cells.

/// One of the contributors to a cell, its holding added up.
public struct SourceContributor: Sendable, Equatable {
  /// Its value, without sign.
  public var value: WideDecimal
  /// Its value times its weight, without sign; the value itself where nothing is weighted.
  public var weighted: WideDecimal
  public init(value: WideDecimal, weighted: WideDecimal) {
    self.value = value
    self.weighted = weighted
  }
}

/// The records behind one published cell, recomputed.
public struct SourceGroup: Sendable, Equatable {
  /// Records of the group.
  public var records: Int64 = 0
  /// Records with a value; all of them where no value was declared.
  public var valued: Int64 = 0
  /// Records whose value is 0.
  public var zeros: Int64 = 0
  /// Sum of the values, times their weights; nil when it doesn't fit 38 digits.
  public var sum: WideDecimal? = .zero
  /// Sum of the values without their signs, times their weights: the X of rules on magnitudes.
  public var magnitude: WideDecimal? = .zero
  /// Sum of the weights of records with a value; of all their number where nothing is weighted.
  public var weights: WideDecimal? = .zero
  /// Sum of the weights of all records.
  public var allWeights: WideDecimal? = .zero
  /// The largest contributors, up to ``kept``, largest value first.
  public var largest: [SourceContributor] = []
  /// Contributors that aren't 0, holdings counted once.
  public var contributors: Int64 = 0
  /// Least value of a record.
  public var minimum: ExactNumber?
  /// Greatest value of a record.
  public var maximum: ExactNumber?
  /// A value was negative.
  public var hasNegative = false

  /// So many contributors are remembered. Source: the rules' definition of `microdata`, x1 to x3.
  public static let kept = 3

  public init() {}
}

/// What a published number is compared with.
public enum SourceQuantity: Sendable, Equatable {
  /// Records, with or without a value.
  case count
  /// Sum of the weights.
  case weightedCount
  case sum
  case mean
  case minimum
  case maximum
  case largest
  case secondLargest
  /// Not recomputed; its N still counts.
  case other
}

/// The record-level data behind a table, cell by cell.
public struct TableSource: Sendable, Equatable {
  /// Name of the file, for messages.
  public var file: String
  /// Whether a value was declared: otherwise there are only counts.
  public var hasValue = false
  /// Whether weights were declared.
  public var isWeighted = false
  /// Whether several records may be one contributor.
  public var hasHoldings = false
  /// The groups that cells stand for, each once.
  public var groups: [SourceGroup] = []
  /// The group behind a cell, as an index into ``groups``, by ``KeptTable/key(row:column:)``.
  public var cells: [Int: Int] = [:]
  /// Why what was recomputed is not complete; nil when it is.
  public var gap: String?

  public init(file: String) { self.file = file }

  /// The group behind the cell at a 0-based row and column.
  public func group(row: Int, column: Int) -> SourceGroup? {
    cells[KeptTable.key(row: row, column: column)].map { groups[$0] }
  }
}

extension TableSubject {
  /// The records behind the cell at a 0-based row and column; nil where no microdata are declared, or where
  /// not all of them could be taken in.
  func sourceGroup(row: Int, column: Int) -> SourceGroup? {
    guard let source = declared?.source, source.gap == nil else { return nil }
    return source.group(row: row, column: column)
  }
}
