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

  /// Weaker strengths come first.
  public static func < (left: IdentifierStrength, right: IdentifierStrength) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// What the identifier scan saw of one identifier in one column.
///
/// A value that is at the same time well formed in another vocabulary (a SNOMED CT id, a Read code) is
/// ambiguous; ambiguous values are counted apart, so that the rule can leave them aside where the column
/// is such a vocabulary, and take them in where it is not.
public struct IdentifierTally: Sendable, Equatable {
  /// The rule that judges it.
  public var identifier: RuleName
  /// Cells with at least one candidate of each strength, true totals; a cell counts once, at its strongest.
  public var cells: [IdentifierStrength: Int]
  /// Cells whose strongest candidate is ambiguous; these are not in ``cells``.
  public var ambiguousCells: [IdentifierStrength: Int]
  /// Distinct candidates that have the form (whatever their strength), up to a cap. Like the other distinct
  /// numbers it leaves ambiguous values out.
  public var distinctCandidates: DistinctCount
  /// Distinct candidates that lie in an issued range, whether or not they pass the check.
  public var distinctInRange: DistinctCount
  /// Distinct candidates written as ``IdentifierStrength/spelled`` ones are, whether or not they pass.
  public var distinctSpelledForms: DistinctCount
  /// Distinct candidates of strength ``IdentifierStrength/valid`` or more.
  public var distinctValid: DistinctCount
  /// Distinct candidates of strength ``IdentifierStrength/issued`` or more.
  public var distinctIssued: DistinctCount
  /// Distinct candidates of strength ``IdentifierStrength/spelled``.
  public var distinctSpelled: DistinctCount
  /// Cells of the column that hold a value of the other vocabulary, in any length it has.
  public var vocabularyCells: Int
  /// The first cells of each strength from ``IdentifierStrength/valid`` up, in file order.
  public var placesByStrength: [IdentifierStrength: [CellPlace]]
  /// The first ambiguous cells of strength ``IdentifierStrength/issued`` or more, in file order.
  public var ambiguousPlaces: [CellPlace]

  /// A tally of nothing.
  public init(identifier: RuleName) {
    self.identifier = identifier
    cells = [:]
    ambiguousCells = [:]
    distinctCandidates = DistinctCount(value: 0, isExact: true)
    distinctInRange = distinctCandidates
    distinctSpelledForms = distinctCandidates
    distinctValid = distinctCandidates
    distinctIssued = distinctCandidates
    distinctSpelled = distinctCandidates
    vocabularyCells = 0
    placesByStrength = [:]
    ambiguousPlaces = []
  }

  /// Cells at this strength or above, ambiguous ones not included.
  public func cells(atLeast strength: IdentifierStrength) -> Int {
    cells.reduce(0) { $1.key >= strength ? $0 + $1.value : $0 }
  }

  /// Ambiguous cells at this strength or above.
  public func ambiguousCells(atLeast strength: IdentifierStrength) -> Int {
    ambiguousCells.reduce(0) { $1.key >= strength ? $0 + $1.value : $0 }
  }

  /// Kept places of cells of these strengths, in file order.
  public func places(of strengths: [IdentifierStrength]) -> [CellPlace] {
    strengths.flatMap { placesByStrength[$0] ?? [] }.sorted()
  }

  /// The first cells of strength ``IdentifierStrength/valid`` or more, in file order.
  public var places: [CellPlace] { places(of: [.valid, .test, .issued, .spelled]) }
}
