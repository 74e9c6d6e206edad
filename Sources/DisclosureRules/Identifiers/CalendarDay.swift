// Dates of birth inside of numbers.

/// Whether numbers are a day of the calendar.
public enum CalendarDay {
  private static let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

  /// Whether some year has the day; 29 February counts.
  public static func exists(day: Int, month: Int) -> Bool {
    (1...12).contains(month) && day >= 1 && day <= lengths[month - 1]
  }
}
