// Dates of spreadsheets, which are days counted from an epoch.

/// Turns serial numbers into dates. Source: ECMA-376 part 1, 18.17.4.
enum SerialDate {
  /// A number format that is built into Excel and shows a date or a date with a time.
  /// Source: ECMA-376 part 1, 18.8.30.
  private static let builtInDates: Set<Int> = [
    14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58,
  ]

  static func isDate(builtIn format: Int) -> Bool { builtInDates.contains(format) }

  /// Whether a format code shows a year or a day: `yyyy-mm-dd`, but not `0.00"d"` or `[h]:mm`.
  static func isDate(code: String) -> Bool {
    var isQuoted = false
    var isBracketed = false
    var isEscaped = false
    for byte in code.utf8 {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): isEscaped = true
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: "["): isBracketed = true
      case UInt8(ascii: "]"): isBracketed = false
      case UInt8(ascii: ";") where !isQuoted: return false
      case UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "d"), UInt8(ascii: "D"):
        if !isQuoted && !isBracketed { return true }
      default: break
      }
    }
    return false
  }

  /// `2024-02-29` for a whole number of days, with the time behind it for a part of a day; nil when the number is
  /// no date.
  static func text(_ serial: Double, is1904: Bool) -> String? {
    // The last day of the year 9999.
    guard serial >= 0, serial < 2_958_466 else { return nil }
    var day = Int(serial)
    let seconds = Int(((serial - Double(day)) * 86_400).rounded())
    if is1904 {
      day += 1_462
    } else if day < 60 {
      // Excel counts a 29 February 1900 that there never was.
      day += 1
    }
    // Days since 1970-01-01, of which the serial number is 25,569.
    let date = civil(daysSince1970: day - 25_569)
    let head = "\(pad(date.year, 4))-\(pad(date.month, 2))-\(pad(date.day, 2))"
    if seconds == 0 || seconds >= 86_400 { return head }
    return head + " \(pad(seconds / 3600, 2)):\(pad(seconds / 60 % 60, 2)):\(pad(seconds % 60, 2))"
  }

  private static func pad(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// Source: Hinnant, chrono-compatible low-level date algorithms, civil_from_days.
  private static func civil(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}
