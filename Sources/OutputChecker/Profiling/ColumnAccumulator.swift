// A column while it is read.

import DisclosureRules

/// Collects what a ``ColumnProfile`` needs, cell by cell.
///
/// A monoid: accumulators of consecutive parts of a table merge, in order, to the accumulator of the whole,
/// and the result doesn't depend on where the parts were cut.
struct ColumnAccumulator: Sendable {
  /// What bounds the memory of one column.
  struct Limits: Sendable {
    /// Places kept.
    var places: Int
    /// Hashes kept for counting distinct values.
    var distinct: Int

    /// A wide table gets less for each of its columns, so that all of them together stay within a worker's
    /// memory; it depends on the column's position alone, never on how the file was read.
    static func forColumn(_ index: Int, places: Int) -> Limits {
      switch index {
      case ..<64: Limits(places: places, distinct: DistinctSketch.defaultLimit)
      case ..<1_024: Limits(places: min(places, 64), distinct: 256)
      default: Limits(places: min(places, Finding.separateCellLimit + 1), distinct: 16)
      }
    }
  }

  private let limits: Limits
  /// Whole numbers below this are kept with their places.
  private let placesBelow: Int
  private(set) var rows = 0
  private var kinds = [Int](repeating: 0, count: Cell.Kind.allCases.count)
  private var wholes = 0
  private var percents = 0
  private var leadingZeros = 0
  private var textsWithNumber = 0
  private var missing = 0
  private var patterns = [Int](repeating: 0, count: CompositePattern.allCases.count)
  private var minimum: ExactNumber?
  private var maximum: ExactNumber?
  private var wholeSum: Int128? = 0
  private var maximumScale: UInt8 = 0
  private var isIncreasing = true
  private var firstNumber: ExactNumber?
  private var lastNumber: ExactNumber?
  private var distinct: DistinctSketch
  private var small = SmallWholes()
  private var rounding = RoundingEvidence()
  private var longestField = 0

  init(limits: Limits, placesBelow: Int) {
    self.limits = limits
    self.placesBelow = min(placesBelow, SmallWholes.limit)
    distinct = DistinctSketch(limit: limits.distinct)
  }

  /// Sees one cell.
  ///
  /// - Parameters:
  ///   - reading: what the cell says.
  ///   - length: of its content in bytes.
  ///   - hash: its content's ``ContentHash``.
  ///   - place: asked for only when the cell's place is kept.
  mutating func add(_ reading: Reading, length: Int, hash: UInt64, place: () -> CellPlace) {
    rows += 1
    kinds[Int(reading.kind.rawValue)] += 1
    longestField = max(longestField, length)
    guard reading.kind != .empty else { return }
    distinct.insert(hash)
    if reading.textHasNumber { textsWithNumber += 1 }
    if reading.isMissing { missing += 1 }
    if let pattern = reading.pattern { patterns[Int(pattern.rawValue)] += 1 }
    guard reading.kind == .number || reading.kind == .composite else { return }

    let number = reading.number
    if reading.hasLeadingZeros { leadingZeros += 1 }
    if reading.marks.contains(.percent) { percents += 1 }
    if minimum.map({ number < $0 }) ?? true { minimum = number }
    if maximum.map({ $0 < number }) ?? true { maximum = number }
    maximumScale = max(maximumScale, number.scale)
    if let lastNumber, !(lastNumber < number) { isIncreasing = false }
    if firstNumber == nil { firstNumber = number }
    lastNumber = number
    if let whole = number.whole {
      wholes += 1
      addWhole(whole, isPlain: reading.kind == .number, place: place)
    }
    // A second number that counts somebody, such as the base in `3 / 12`.
    if let second = reading.second, !reading.secondIsStatistic, let whole = second.whole {
      addSmall(whole, place: place)
    }
  }

  @inline(__always)
  private mutating func addWhole(_ whole: Int64, isPlain: Bool, place: () -> CellPlace) {
    if isPlain, let sum = wholeSum {
      let (total, overflow) = sum.addingReportingOverflow(Int128(whole))
      wholeSum = overflow ? nil : total
    }
    if whole != 0 {
      rounding.values += 1
      if rounding.divisor != 1 {
        rounding.divisor = Self.greatestCommonDivisor(rounding.divisor, whole.magnitude)
      }
      if rounding.midpointSix && whole.magnitude % 6 != 3 { rounding.midpointSix = false }
    }
    addSmall(whole, place: place)
  }

  @inline(__always)
  private mutating func addSmall(_ whole: Int64, place: () -> CellPlace) {
    guard whole >= 0 && whole < SmallWholes.limit else { return }
    let value = Int(whole)
    small.totals[value] += 1
    if value == 0 {
      if small.zeros.count < limits.places { small.zeros.append(place()) }
    } else if value < placesBelow && small.occurrences.count < limits.places {
      small.occurrences.append(.init(value: value, place: place()))
    }
  }

  private static func greatestCommonDivisor(_ left: UInt64, _ right: UInt64) -> UInt64 {
    var (larger, smaller) = (left, right)
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return larger
  }

  /// Takes in the accumulator of the part that follows.
  mutating func merge(_ later: ColumnAccumulator) {
    rows += later.rows
    for index in kinds.indices { kinds[index] += later.kinds[index] }
    wholes += later.wholes
    percents += later.percents
    leadingZeros += later.leadingZeros
    textsWithNumber += later.textsWithNumber
    missing += later.missing
    for index in patterns.indices { patterns[index] += later.patterns[index] }
    if let least = later.minimum, minimum.map({ least < $0 }) ?? true { minimum = least }
    if let most = later.maximum, maximum.map({ $0 < most }) ?? true { maximum = most }
    if let sum = wholeSum, let more = later.wholeSum {
      let (total, overflow) = sum.addingReportingOverflow(more)
      wholeSum = overflow ? nil : total
    } else {
      wholeSum = nil
    }
    maximumScale = max(maximumScale, later.maximumScale)
    isIncreasing = isIncreasing && later.isIncreasing
    if let lastNumber, let first = later.firstNumber, !(lastNumber < first) { isIncreasing = false }
    firstNumber = firstNumber ?? later.firstNumber
    lastNumber = later.lastNumber ?? lastNumber
    distinct.merge(later.distinct)
    for value in small.totals.indices { small.totals[value] += later.small.totals[value] }
    small.occurrences += later.small.occurrences.prefix(limits.places - small.occurrences.count)
    small.zeros += later.small.zeros.prefix(limits.places - small.zeros.count)
    rounding.values += later.rounding.values
    rounding.divisor = Self.greatestCommonDivisor(rounding.divisor, later.rounding.divisor)
    rounding.midpointSix = rounding.midpointSix && later.rounding.midpointSix
    longestField = max(longestField, later.longestField)
  }

  /// What was learned.
  func profile(index: Int, name: String?) -> ColumnProfile {
    var profile = ColumnProfile(index: index, name: name)
    profile.rows = rows
    for kind in Cell.Kind.allCases where kinds[Int(kind.rawValue)] > 0 {
      profile.kinds[kind] = kinds[Int(kind.rawValue)]
    }
    profile.wholes = wholes
    profile.percents = percents
    profile.leadingZeros = leadingZeros
    profile.textsWithNumber = textsWithNumber
    profile.missing = missing
    for pattern in CompositePattern.allCases where patterns[Int(pattern.rawValue)] > 0 {
      profile.patterns[pattern] = patterns[Int(pattern.rawValue)]
    }
    profile.minimum = minimum
    profile.maximum = maximum
    profile.wholeSum = wholeSum
    profile.maximumScale = maximumScale
    profile.isIncreasing = isIncreasing && firstNumber != nil
    profile.distinct = distinct.count
    profile.small = small
    profile.rounding = rounding
    profile.longestField = longestField
    return profile
  }
}
