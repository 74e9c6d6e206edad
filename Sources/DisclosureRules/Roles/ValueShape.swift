// What a column's values look like, as far as it tells roles apart.

/// The shape of a column's values, read off its profile.
struct ValueShape: Sendable {
  let profile: ColumnProfile
  /// Cells that are neither empty nor masks nor bounds.
  let open: Int
  let numeric: Int
  /// Numbers with a fractional part.
  let fractional: Int
  /// Extremes of the numbers; nil when there are none.
  let range: ClosedRange<Double>?
  /// The numbers are points of time in even steps, as ``TimeGrid`` finds them.
  var isTimeGrid = false
  /// The texts are numbers in words: `three`, `twenty-one`.
  var holdsNumerals = false

  init(_ profile: ColumnProfile) {
    self.profile = profile
    open = max(profile.open, 0)
    numeric = profile.numeric
    fractional = max(numeric - profile.wholes, 0)
    if let low = profile.minimum?.double, let high = profile.maximum?.double, low <= high, numeric > 0 {
      range = low...high
    } else {
      range = nil
    }
  }

  /// Nothing but empty cells.
  var isEmpty: Bool { profile.filled == 0 }
  /// No cell says anything about a number, hidden or not.
  var isTextOnly: Bool {
    open > 0 && profile.texts + profile.cells(.date) == open
      && profile.cells(.mask) + profile.cells(.bound) == 0
  }
  /// Half of the cells or more are a number with words behind it, such as `3 people`.
  var hasNumbersAmongWords: Bool { profile.filled > 0 && profile.textsWithNumber * 2 >= profile.filled }
  /// Share of the open cells that are of a kind.
  func share(_ kind: Cell.Kind) -> Double {
    open == 0 ? 0 : Double(kind == .text ? profile.texts : profile.cells(kind)) / Double(open)
  }
  /// Every number is whole.
  var isWhole: Bool { numeric > 0 && fractional == 0 }
  /// Cells that show 1…99: what a count of few people would look like.
  var smallWholes: Int { profile.small.total(in: 1..<SmallWholes.limit) }
  /// Whether a count could stand in the column: it holds a whole number, and none below 0 but codes of what is
  /// missing or hidden.
  var couldHoldCounts: Bool { profile.wholes > 0 && ((range?.lowerBound ?? 0) >= 0 || holdsMissingCode) }
  /// Whole numbers of which the least is a code that stands for no number.
  var holdsMissingCode: Bool {
    isWhole && Self.missingCodes.contains(range?.lowerBound ?? 0) && (range?.upperBound ?? 0) > 0
  }
  /// Negative numbers that surveys and extracts write for "missing", "not applicable" and "suppressed".
  /// Source: UK Data Service, Research Data Management, missing values (-1, -8, -9 and repeated nines).
  static let missingCodes: Set<Double> = [-1, -7, -8, -9, -99, -999, -9999]
  /// All numbers lie in a range.
  func lies(in bounds: ClosedRange<Double>) -> Bool {
    range.map { bounds.contains($0.lowerBound) && bounds.contains($0.upperBound) } ?? false
  }

  /// Values repeat: at most half as many distinct ones as cells.
  var repeats: Bool { profile.distinct.value * 2 <= profile.filled }
  /// Nearly every cell has a value of its own.
  var isNearlyUnique: Bool {
    profile.filled > 0 && Double(profile.distinct.value) >= 0.9 * Double(profile.filled)
  }
  /// Exactly the whole numbers 0, 1, 2 … or 1, 2, 3 … from the first row to the last.
  var isRowNumber: Bool {
    guard isWhole, profile.isIncreasing, numeric == profile.rows, let range else { return false }
    return range.lowerBound == 0 && range.upperBound == Double(profile.rows - 1)
      || range.lowerBound == 1 && range.upperBound == Double(profile.rows)
  }
  /// The numbers 0, 1, 2 … or 1, 2, 3 … and one text, as margins of cross tables label their rows.
  var isNumberedWithTotal: Bool {
    guard isWhole, profile.isIncreasing, numeric >= 3, let range, range.lowerBound <= 1,
      range.upperBound - range.lowerBound + 1 == Double(numeric)
    else {
      return false
    }
    return profile.texts == 1 && numeric + 1 == profile.rows
  }
  /// Each number is greater than the one before, in so many rows that chance (1 in 120 for five) is unlikely:
  /// a list in the order of its key. It takes a header's word besides.
  var isSortedKey: Bool { isWhole && profile.isIncreasing && numeric == profile.rows && numeric >= 5 }
  /// Whole numbers that leave no gap between the least and the greatest.
  var isContiguous: Bool {
    guard isWhole, profile.distinct.isExact, let range else { return false }
    return Double(profile.distinct.value) == range.upperBound - range.lowerBound + 1
  }

  /// Categories of several variables below each other, some of them numbered without a gap: `F`, `M`, `0`, `1`.
  var isNumberedAmongWords: Bool {
    guard isWhole, numeric > 1, numeric < profile.filled, let range, lies(in: 0...Self.mostCategories) else {
      return false
    }
    return range.upperBound - range.lowerBound + 1 <= Double(numeric)
  }

  /// Small whole numbers among fractions that chance does not explain.
  ///
  /// A statistic printed with d decimals is whole once in 10^d times; more small whole numbers than that are
  /// numbers of another kind, such as the N in a listing of N, mean and SD. 0 is no disclosure, and 1 is
  /// the natural end of a proportion.
  var strayWholes: Int {
    guard fractional > 0 else { return smallWholes }
    let ends = (range?.upperBound ?? 2) <= 1 ? profile.small.total(in: 1..<2) : 0
    let stray = smallWholes - ends
    let chance: Double =
      switch profile.maximumScale {
      case 0, 1: 0.1
      case 2: 0.01
      default: 0
      }
    // Twice the expected number: the excess has to be plain to see.
    return Double(stray) > 2 * chance * Double(numeric) ? stray : 0
  }

  /// Digits that no number of people has: the world holds under 10^10.
  static let mostPeople = 1e10
  /// Categories coded as numbers are few: single years of age and code lists are other roles.
  static let mostCategories = 20.0
  /// The oldest age that occurs.
  static let oldest = 120.0

  /// Whether the values allow what a header says. A contradicted header counts for nothing.
  func fits(_ role: ColumnRole, header: HeaderReading) -> Bool {
    if isTimeGrid, !header.hasLooseDigits, role == .date || role == .dimension { return true }
    guard let range else {
      // Text and dates can't be statistics; masks and bounds say nothing against any role.
      return isEmpty || !isTextOnly || ColumnRole.labels.contains(role) || role == .measurement
        || role == .age || ColumnRole.counts.contains(role) && (hasNumbersAmongWords || holdsNumerals)
    }
    switch role {
    case .date:
      if share(.date) + share(.text) > 0.5 { return true }
      if !isWhole || header.hasLooseDigits { return false }
      return (header.unit ?? .any).fits(range) || header.unit == nil && isSortedKey
    case .age: return lies(in: 0...Self.oldest) && !header.hasLooseDigits
    case .rank:
      return isWhole && range.lowerBound >= 0 && isNearlyUnique && range.upperBound <= Double(profile.rows)
        && !header.hasLooseDigits
    case .code:
      return share(.text) > 0.5 || profile.leadingZeros * 2 > numeric
        || isWhole && (smallWholes == 0 || isSortedKey)
    case .dimension:
      if share(.text) + share(.date) > 0.5 { return true }
      // One number alone is contiguous with itself: that says nothing.
      if header.hasLooseDigits { return false }
      // Points of time and ages of groups rise from row to row; fractions count nobody.
      if isSortedKey || fractional > 0 && profile.isIncreasing { return true }
      if header.namesAge && lies(in: 0...Self.oldest) && profile.isIncreasing && numeric >= 3 { return true }
      return isWhole && lies(in: 0...Self.mostCategories) && (repeats || isContiguous && numeric > 1)
        || isNumberedAmongWords
    case .identifier: return fractional == 0 && profile.percents == 0
    case .text: return share(.text) + share(.date) > 0.5
    case .pValue, .rSquared: return lies(in: 0...1)
    case .proportion: return lies(in: 0...1)
    case .survivalProbability, .shareOfLargest: return lies(in: 0...100)
    case .percentage: return fractional > 0 || lies(in: -100...100)
    case .standardDeviation, .standardError:
      // Of large amounts they are printed whole, and then no small count hides among them.
      return !isWhole || range.lowerBound < 0 || range.lowerBound >= Double(SmallWholes.limit)
    case .ratio, .coefficient, .testStatistic:
      // Their printouts have decimals; whole numbers alone are something else.
      return !isWhole || range.lowerBound < 0
    case .rate, .personTime, .degreesOfFreedom: return range.lowerBound >= 0
    case .count, .total, .events, .atRisk: return range.lowerBound >= 0 || holdsMissingCode
    default: return true
    }
  }
}
