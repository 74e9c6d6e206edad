// What one pass over a column learned: the frozen result of a mutable accumulator.

/// A number of distinct values: exact up to a cap, then an estimate.
public struct DistinctCount: Sendable, Equatable {
  /// Distinct values, exact or estimated.
  public var value: Int
  /// False when the cap was passed: say "about".
  public var isExact: Bool
  public init(value: Int, isExact: Bool) {
    self.value = value
    self.isExact = isExact
  }
}

/// The cells of a column that hold a small whole number, by value.
public struct SmallWholes: Sendable, Equatable {
  /// Values from 0 up to, but not including, this are recorded.
  public static let limit = 100
  /// The values that are recorded.
  public static let values: Range<Int64> = 0..<Int64(limit)

  /// A recorded cell.
  public struct Occurrence: Sendable, Equatable {
    /// The whole number that the cell holds.
    public var value: Int
    /// Where the cell stands.
    public var place: CellPlace
    public init(value: Int, place: CellPlace) {
      self.value = value
      self.place = place
    }
  }

  /// How many cells hold each value 0, 1, … `limit − 1`; true totals.
  public var totals: [Int]
  /// The first cells that hold 1 up to the ruleset's threshold, in file order, up to a cap.
  public var occurrences: [Occurrence]
  /// The first cells that hold 0, in file order.
  public var zeros: [CellPlace]

  public init(
    totals: [Int] = Array(repeating: 0, count: SmallWholes.limit), occurrences: [Occurrence] = [],
    zeros: [CellPlace] = []
  ) {
    self.totals = totals
    self.occurrences = occurrences
    self.zeros = zeros
  }

  /// True number of cells whose value lies in `range`.
  public func total(in range: Range<Int>) -> Int {
    totals[range.clamped(to: 0..<totals.count)].reduce(0, +)
  }

  /// Kept places of cells whose value lies in `range` (1 or more), in file order.
  public func places(in range: Range<Int>) -> [CellPlace] {
    occurrences.filter { range.contains($0.value) }.map(\.place).sorted()
  }
}

/// What is known of the grid on which a column's whole numbers lie.
public struct RoundingEvidence: Sendable, Equatable {
  /// Greatest common divisor of the non-zero whole numbers; 0 when there is none.
  public var divisor: UInt64
  /// Every non-zero whole number leaves 3 when divided by 6: "midpoint-6" rounding.
  public var midpointSix: Bool
  /// Non-zero whole numbers seen.
  public var values: Int

  public init(divisor: UInt64 = 0, midpointSix: Bool = true, values: Int = 0) {
    self.divisor = divisor
    self.midpointSix = midpointSix
    self.values = values
  }

  /// Takes in a number, or the divisor of several: the divisor becomes a common one.
  public mutating func share(_ number: UInt64) {
    var smaller = number
    while smaller != 0 { (divisor, smaller) = (smaller, divisor % smaller) }
  }

  /// So many values on one grid prove rounding. Source: the rules' definition of `minimum-threshold`.
  public static let provingValues = 20
  /// Grids finer than this are met by chance too often: even numbers happen.
  public static let smallestBase: UInt64 = 5
  /// The grid of "midpoint-6" rounding. Source: OpenSAFELY, updated disclosure control guidance.
  public static let midpointBase = 6

  /// The base that every value is rounded to, when the values prove one.
  public var provenBase: Int? {
    guard values >= Self.provingValues else { return nil }
    if divisor >= Self.smallestBase { return Int(clamping: divisor) }
    return midpointSix ? Self.midpointBase : nil
  }
}

/// One column as a single pass saw it, footers and header rows not included.
public struct ColumnProfile: Sendable {
  /// From 1.
  public var index: Int
  /// The header, decoded and trimmed; nil when the table has none.
  public var name: String?
  /// Data cells, empty ones and those a short row lacks included.
  public var rows: Int
  /// Cells of each kind.
  public var kinds: [Cell.Kind: Int]
  /// Number and composite cells whose (first) number is whole.
  public var wholes: Int
  /// Number and composite cells with a percent sign.
  public var percents: Int
  /// Cells whose whole number was written with a zero in front, as codes are.
  public var leadingZeros: Int
  /// Text cells that start with their only number, which no reading makes one: `3 people`, `=3`.
  public var textsWithNumber: Int
  /// Cells that are a number in a spelling that no program writes: `five`, `IV`, `0x5`.
  public var disguisedNumbers = 0
  /// Text cells that say that there is no number: `NA`, `NaN`, `n/a`.
  public var missing: Int
  /// Composite cells by the way their numbers stand together.
  public var patterns: [CompositePattern: Int]
  /// Extremes of the number and composite cells.
  public var minimum: ExactNumber?
  /// Greatest of the number and composite cells.
  public var maximum: ExactNumber?
  /// Exact sum of the plain whole number cells; nil when an `Int128` overflowed.
  public var wholeSum: Int128?
  /// Most digits after the decimal point in any number.
  public var maximumScale: UInt8
  /// Each number is greater than the one before.
  public var isIncreasing: Bool
  /// Distinct values of the cells that are not empty, compared as written.
  public var distinct: DistinctCount
  /// The cells with a small whole number.
  public var small: SmallWholes
  /// Whether its whole numbers are rounded, and to what.
  public var rounding: RoundingEvidence
  /// What the identifier scan saw in the column.
  public var identifiers: [IdentifierTally]
  /// What its cells hold that people don't see as it is.
  public var content: [ContentTally] = []
  /// Identifiers of people that the header names.
  public var headerIdentifiers: [HeaderIdentifier]
  /// Longest field, in bytes.
  public var longestField: Int

  public init(index: Int, name: String?) {
    self.index = index
    self.name = name
    rows = 0
    kinds = [:]
    wholes = 0
    percents = 0
    leadingZeros = 0
    textsWithNumber = 0
    missing = 0
    patterns = [:]
    maximumScale = 0
    wholeSum = 0
    isIncreasing = true
    distinct = DistinctCount(value: 0, isExact: true)
    small = SmallWholes()
    rounding = RoundingEvidence()
    identifiers = []
    headerIdentifiers = []
    longestField = 0
  }

  /// Cells of a kind.
  public func cells(_ kind: Cell.Kind) -> Int { kinds[kind] ?? 0 }
  /// Cells that are not empty.
  public var filled: Int { rows - cells(.empty) }
  /// Cells with a number of their own: numbers and composites.
  public var numeric: Int { cells(.number) + cells(.composite) }
  /// Cells that could hold something: neither empty nor a mask or bound, nor said to be missing.
  public var open: Int { filled - cells(.mask) - cells(.bound) - missing }
  /// Text cells that say something.
  public var texts: Int { cells(.text) - missing }
  /// The way in which most composite cells join their numbers; nil when there is none.
  public var pattern: CompositePattern? {
    CompositePattern.allCases.max { (patterns[$0] ?? 0, $1.rawValue) < (patterns[$1] ?? 0, $0.rawValue) }
      .flatMap { (patterns[$0] ?? 0) * 2 > cells(.composite) ? $0 : nil }
  }
  /// Every open cell is a whole number, and there is at least one.
  public var isWhole: Bool { open > 0 && wholes == open }
}
