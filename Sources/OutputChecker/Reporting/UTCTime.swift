// Points in time as reports write them.

/// ISO 8601 in UTC, to the second: `2026-01-01T00:00:00Z`.
enum UTCTime {
  static func text(secondsSince1970 seconds: Int) -> String {
    let day = Int(floorDividing: seconds, by: 86_400)
    let second = seconds - day * 86_400
    let (year, month, dayOfMonth) = civil(day)
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))T"
      + "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))Z"
  }

  /// Year, month and day of the proleptic Gregorian calendar.
  ///
  /// Counts in years that start in March, so that the leap day comes last; an era is 400 years, after which
  /// the calendar repeats. Source: H. Hinnant, "chrono-compatible low-level date algorithms", civil_from_days.
  private static func civil(_ daysSince1970: Int) -> (year: Int, month: Int, day: Int) {
    let daysOfEra = 146_097
    let days = daysSince1970 + 719_468  // from 1 March of the year 0
    let era = Int(floorDividing: days, by: daysOfEra)
    let day = days - era * daysOfEra
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
    let dayOfYear = day - (365 * year + year / 4 - year / 100)
    let month = (5 * dayOfYear + 2) / 153  // 0 is March
    let january = month >= 10
    return (
      year + era * 400 + (january ? 1 : 0), month + (january ? -9 : 3), dayOfYear - (153 * month + 2) / 5 + 1
    )
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}

extension Int {
  /// The quotient rounded down, also below zero.
  fileprivate init(floorDividing number: Int, by divisor: Int) {
    let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
    self = remainder < 0 ? quotient - 1 : quotient
  }
}
