// Numbers that stand for years, months, weeks and days.

/// The unit of a column of dates written as numbers, and the values it can take.
enum DateUnit: Sendable, CaseIterable {
  case year, quarter, month, week, day, hour
  /// Only that it is a time is known.
  case any

  /// The list of the words that say the unit in a header.
  private var list: WordList? {
    switch self {
    case .year: .year
    case .quarter: .quarter
    case .month: .month
    case .week: .week
    case .day: .day
    case .hour: .hour
    case .any: nil
    }
  }

  /// The units by the words that say them.
  static func words(of vocabulary: Vocabulary) -> [String: DateUnit] {
    var units: [String: DateUnit] = [:]
    // A word of two units is the first, longer one's.
    for unit in allCases.reversed() {
      for word in unit.list.map(vocabulary.words) ?? [] { units[word] = unit }
    }
    return units
  }

  /// The last unit word of a header: "year_month" is read by its values as either.
  init?(_ header: HeaderText, words: [String: DateUnit]) {
    let units = header.words.compactMap { words[$0] }
    guard let last = units.last else { return nil }
    self = Set(units).count > 1 ? .any : last
  }

  /// Years in which people who are in today's data lived, and projections.
  private static let years = 1850.0...2150.0

  /// Whether whole numbers between these two can be such dates.
  func fits(_ range: ClosedRange<Double>) -> Bool {
    func lies(_ bounds: ClosedRange<Double>) -> Bool {
      bounds.contains(range.lowerBound) && bounds.contains(range.upperBound)
    }
    // Compact forms: 202103, 20210308, and the same with a week.
    let isCompact = lies(185_001...215_053) || lies(18_500_101...21_501_231)
    switch self {
    case .year: return lies(Self.years) || isCompact
    case .quarter: return lies(1...4) || lies(18_501...21_504)
    case .month: return lies(1...12) || isCompact
    case .week: return lies(0...53) || isCompact
    case .day: return lies(0...31) || isCompact
    case .hour: return lies(0...24)
    // Seconds since 1970 are beyond the compact days.
    case .any: return lies(Self.years) || isCompact || lies(1e9...1e13)
    }
  }
}
