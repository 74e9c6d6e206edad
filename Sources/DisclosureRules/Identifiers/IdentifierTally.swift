// What the scan tells the rules about identifiers in a column.

/// How sure a single value is.
public enum IdentifierStrength: Int, Sendable, CaseIterable, Comparable {
  /// Has the form, fails the check or has none to pass: counted as a candidate only.
  case form
  /// Passes every check but lies in a range that is not issued.
  case valid
  /// In a range reserved for tests and examples.
  case test
  /// Passes every check and lies in an issued range (or needs no range).
  case issued
  /// The same, in a spelling that hardly anything else has (an NHS number as 3-3-4, an address with a
  /// space, words in the same field that say what it is).
  case spelled

  public static func < (left: IdentifierStrength, right: IdentifierStrength) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// What the identifier scan saw of one identifier in one column.
public struct IdentifierTally: Sendable, Equatable {
  public var identifier: RuleName
  /// Cells with at least one candidate of each strength, true totals; a cell counts once, at its strongest.
  public var cells: [IdentifierStrength: Int]
  /// Distinct candidates that have the form (whatever their strength), up to a cap.
  public var distinctCandidates: DistinctCount
  /// Distinct candidates of strength ``IdentifierStrength/valid`` or more.
  public var distinctValid: DistinctCount
  /// Distinct candidates of strength ``IdentifierStrength/issued`` or more.
  public var distinctIssued: DistinctCount
  /// The first cells of strength ``IdentifierStrength/valid`` or more, in file order.
  public var places: [CellPlace]

  public init(identifier: RuleName) {
    self.identifier = identifier
    cells = [:]
    distinctCandidates = DistinctCount(value: 0, isExact: true)
    distinctValid = distinctCandidates
    distinctIssued = distinctCandidates
    places = []
  }

  /// Cells at this strength or above.
  public func cells(atLeast strength: IdentifierStrength) -> Int {
    cells.reduce(0) { $1.key >= strength ? $0 + $1.value : $0 }
  }
}
