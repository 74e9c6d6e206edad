// Calendar days as numbers, to tell the days of single events from a regular series.

/// A calendar day.
struct DayNumber: Hashable, Comparable {
  /// Days since 1970-01-01.
  let days: Int
  let dayOfMonth: Int

  static func < (left: DayNumber, right: DayNumber) -> Bool { left.days < right.days }

  /// Reads `2024-01-31…`, `2024/01/31` or `31/01/2024`; nil for anything else, months and years included.
  init?(_ text: String) {
    let bytes = Array(text.utf8.prefix(10))
    guard bytes.count == 10 else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      range.reduce(0 as Int?) { sum, index in
        guard let sum, ByteKind.isDigit(bytes[index]) else { return nil }
        return sum * 10 + Int(bytes[index] - 0x30)
      }
    }
    func isMark(_ index: Int) -> Bool { [0x2D, 0x2E, 0x2F].contains(bytes[index]) }
    let parts: (year: Int?, month: Int?, day: Int?)
    if isMark(4), isMark(7) {
      parts = (number(0..<4), number(5..<7), number(8..<10))
    } else if isMark(2), isMark(5) {
      parts = (number(6..<10), number(3..<5), number(0..<2))
    } else {
      return nil
    }
    guard let year = parts.year, var month = parts.month, var day = parts.day else { return nil }
    if month > 12, day <= 12 { swap(&month, &day) }
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    dayOfMonth = day
    // Source: Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Fewer different days than this may be anything.
  private static let fewest = 3
  /// Days of a week: reports come weekly, events of people do not.
  private static let week = 7
  /// The last day of a month is one of these.
  private static let monthEnds = 28...31

  /// Whether these are days on which something happened to somebody, not the dates of a series: not every
  /// day of a stretch, not one day a week, not one day a month.
  static func areSingleEvents(_ all: [DayNumber]) -> Bool {
    let days = Set(all).sorted()
    guard days.count >= fewest, let first = days.first, let last = days.last else { return false }
    let isUnbroken = last.days - first.days + 1 <= days.count * 2
    let isWeekly = days.allSatisfy { ($0.days - first.days) % week == 0 }
    let isMonthly = days.allSatisfy { $0.dayOfMonth == first.dayOfMonth }
    let isMonthEnd = days.allSatisfy { monthEnds.contains($0.dayOfMonth) }
    return !(isUnbroken || isWeekly || isMonthly || isMonthEnd)
  }
}
