// What the scan gathers of one identifier in one column, batch by batch.

import DisclosureRules

/// A tally that still grows.
struct IdentifierAccumulator: Sendable {
  /// Sets of distinct values, and lists of places, at most.
  static let lists = 6
  /// Where kept places go: one list a strength, and one for ambiguous cells.
  private static let ambiguousList = IdentifierStrength.allCases.count

  private var cells = InlineArray<5, Int>(repeating: 0)
  private var ambiguousCells = InlineArray<5, Int>(repeating: 0)
  private var candidates: DistinctSketch
  private var inRange: DistinctSketch
  private var spelledForms: DistinctSketch
  private var valid: DistinctSketch
  private var issued: DistinctSketch
  private var spelled: DistinctSketch
  private var places: [[CellPlace]] = []
  /// Places kept in each list.
  private(set) var placeLimit: Int

  init(bounds: ScanBounds) {
    let empty = DistinctSketch(limit: bounds.distinctLimit)
    candidates = empty
    inRange = empty
    spelledForms = empty
    valid = empty
    issued = empty
    spelled = empty
    placeLimit = bounds.placeLimit
  }

  /// Adds one candidate of a cell to the distinct values.
  mutating func note(_ hit: ScanHit) {
    // A code for "missing" says nothing of its column, and another vocabulary's value nothing certain.
    if hit.marks.contains(.placeholder) || hit.marks.contains(.ambiguous) { return }
    candidates.insert(hit.digest)
    if hit.marks.contains(.inRange) { inRange.insert(hit.digest) }
    if hit.marks.contains(.spelledForm) { spelledForms.insert(hit.digest) }
    if hit.strength >= .valid { valid.insert(hit.digest) }
    if hit.strength >= .issued { issued.insert(hit.digest) }
    if hit.strength == .spelled { spelled.insert(hit.digest) }
  }

  /// Adds a cell at its strongest candidate; asks for the place only when it is kept.
  mutating func add(cellWith strongest: ScanHit, place: () -> CellPlace) {
    let strength = strongest.strength
    let isAmbiguous = strongest.marks.contains(.ambiguous)
    if isAmbiguous {
      ambiguousCells[strength.rawValue] += 1
      if strength < .issued { return }
    } else {
      cells[strength.rawValue] += 1
      if strength < .valid { return }
    }
    if places.isEmpty { places = Array(repeating: [], count: Self.ambiguousList + 1) }
    let list = isAmbiguous ? Self.ambiguousList : strength.rawValue
    if places[list].count < placeLimit { places[list].append(place()) }
  }

  /// Adds what was gathered from a later part of the same column.
  mutating func merge(_ later: IdentifierAccumulator) {
    for index in cells.indices {
      cells[index] += later.cells[index]
      ambiguousCells[index] += later.ambiguousCells[index]
    }
    candidates.merge(later.candidates)
    inRange.merge(later.inRange)
    spelledForms.merge(later.spelledForms)
    valid.merge(later.valid)
    issued.merge(later.issued)
    spelled.merge(later.spelled)
    placeLimit = min(placeLimit, later.placeLimit)
    if places.isEmpty {
      places = later.places
    } else {
      for (list, more) in later.places.enumerated() { places[list] += more }
    }
    cutPlaces()
  }

  /// Lowers the limits.
  mutating func reduce(to bounds: ScanBounds) {
    candidates.reduce(to: bounds.distinctLimit)
    inRange.reduce(to: bounds.distinctLimit)
    spelledForms.reduce(to: bounds.distinctLimit)
    valid.reduce(to: bounds.distinctLimit)
    issued.reduce(to: bounds.distinctLimit)
    spelled.reduce(to: bounds.distinctLimit)
    placeLimit = min(placeLimit, bounds.placeLimit)
    cutPlaces()
  }

  private mutating func cutPlaces() {
    for list in places.indices where places[list].count > placeLimit {
      places[list].removeLast(places[list].count - placeLimit)
    }
  }

  /// Hashes kept, whatever the order in which they came.
  var hashes: Int {
    candidates.size + inRange.size + spelledForms.size + valid.size + issued.size + spelled.size
  }

  /// Places kept.
  var keptPlaces: Int { places.reduce(0) { $0 + $1.count } }

  /// The tally as the rules see it.
  func tally(of rule: RuleName, vocabularyCells: Int) -> IdentifierTally {
    var tally = IdentifierTally(identifier: rule)
    for strength in IdentifierStrength.allCases {
      if cells[strength.rawValue] > 0 { tally.cells[strength] = cells[strength.rawValue] }
      if ambiguousCells[strength.rawValue] > 0 {
        tally.ambiguousCells[strength] = ambiguousCells[strength.rawValue]
      }
      if !places.isEmpty && !places[strength.rawValue].isEmpty {
        tally.placesByStrength[strength] = places[strength.rawValue]
      }
    }
    tally.ambiguousPlaces = places.isEmpty ? [] : places[Self.ambiguousList]
    tally.distinctCandidates = candidates.count
    tally.distinctInRange = inRange.count
    tally.distinctSpelledForms = spelledForms.count
    tally.distinctValid = valid.count
    tally.distinctIssued = issued.count
    tally.distinctSpelled = spelled.count
    tally.vocabularyCells = vocabularyCells
    return tally
  }
}

/// How much each column of a table may keep.
///
/// The limits are halved until all columns together fit, so that 16,384 columns of identifiers take no more
/// memory than a few. They depend on what was seen in all, not on the order: reports stay the same.
struct ScanBounds: Sendable, Equatable {
  /// Hashes of all columns together: 8 MiB at 16 bytes and at most twice as many slots.
  var totalHashes = 1 << 18
  /// Places of all columns together: 4 MiB.
  var totalPlaces = 1 << 17

  /// Hashes of one set of distinct values.
  var distinctLimit = DistinctSketch.defaultLimit
  /// Places of one strength in a column.
  var placeLimit: Int

  init(placeLimit: Int) { self.placeLimit = placeLimit }
}
