// Numbers that stand for years, months, weeks and days.

/// The unit of a column of dates written as numbers, and the values it can take.
enum DateUnit: Sendable, CaseIterable {
  case year, quarter, month, week, day, hour
  /// Only that it is a time is known.
  case any

  /// Words of a header that say the unit: English, French, German, Spanish.
  private var words: [String] {
    switch self {
    case .year: ["year", "years", "yr", "yyyy", "y", "annee", "jahr", "ano", "anno", "fy"]
    case .quarter: ["quarter", "qtr", "trimestre", "quartal"]
    case .month: ["month", "months", "mon", "mth", "mois", "monat", "mes", "m", "mm"]
    case .week: ["week", "weeks", "wk", "semaine", "woche", "semana", "w", "isoweek"]
    case .day: ["day", "weekday", "dow", "dom", "jour", "tag", "dia", "d", "dd"]
    case .hour: ["hour", "hr", "heure", "stunde", "hora"]
    case .any: []
    }
  }

  /// The last unit word of a header: "year_month" is read by its values as either.
  init?(_ header: HeaderText) {
    let units = header.words.compactMap { word in Self.allCases.first { $0.words.contains(word) } }
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
