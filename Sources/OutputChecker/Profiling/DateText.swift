// Days, months and points in time as cells write them.

import DisclosureRules

/// Recognises dates. All input is normalised to ASCII.
enum DateText {
  /// Years that a date of a health record may have.
  private static let years = 1850...2150

  /// A cell that is a date: `2023-01-27`, `27/01/2023`, `27 Jan 2023`, `2023-01`, `Jan 2023`, `2023 Q1`,
  /// `2020/21`, each also with a time behind a day; or a time of day by itself, `09:12:01`.
  static func date(_ text: ArraySlice<UInt8>) -> Reading? {
    if isClock(text) { return Reading(kind: .date) }
    var parts: [(digits: Int, value: Int)] = []
    var separators: [UInt8] = []
    var rest = text
    var month: Int?
    while let byte = rest.first, parts.count < 3 {
      if ByteKind.isDigit(byte) {
        let digits = rest.prefix { ByteKind.isDigit($0) }
        guard digits.count <= 4 else { return nil }
        parts.append((digits.count, digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }))
        rest = rest.dropFirst(digits.count)
      } else if ByteKind.isLetter(byte) {
        let word = rest.prefix { ByteKind.isLetter($0) }
        if word.count == 1, word.first.map({ $0 | 0x20 }) == UInt8(ascii: "q"), month == nil {
          month = 1
        } else if let number = monthNumber(word), month == nil {
          month = number
        } else {
          break
        }
        rest = rest.dropFirst(word.count)
      } else if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
        || byte == UInt8(ascii: " ") || byte == UInt8(ascii: ",")
      {
        if byte != UInt8(ascii: " ") && byte != UInt8(ascii: ",") { separators.append(byte) }
        if parts.count == 3 { break }
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    guard isTime(rest), Set(separators).count <= 1 else { return nil }
    return isDate(parts, month: month, separator: separators.first) ? Reading(kind: .date) : nil
  }

  private static func isDate(_ parts: [(digits: Int, value: Int)], month: Int?, separator: UInt8?) -> Bool {
    let isYear = { (part: (digits: Int, value: Int)) in part.digits == 4 && years.contains(part.value) }
    let isShort = { (part: (digits: Int, value: Int), limit: Int) in
      part.digits <= 2 && (1...limit).contains(part.value)
    }
    if month != nil {
      switch parts.count {
      case 1: return isYear(parts[0])
      case 2:
        // A day and a year in either order, or a year and a quarter.
        return isShort(parts[0], 31) && (isYear(parts[1]) || parts[1].digits == 2)
          || isYear(parts[0]) && isShort(parts[1], 31)
      default: return false
      }
    }
    guard let separator else { return false }
    switch parts.count {
    case 2:
      let isFinancialYear = parts[1].digits == 2 && parts[1].value == (parts[0].value + 1) % 100
      let isMonth = isShort(parts[1], 12)
      if isYear(parts[0]) { return separator == UInt8(ascii: ".") ? false : isMonth || isFinancialYear }
      return isShort(parts[0], 12) && isYear(parts[1]) && separator != UInt8(ascii: ".")
    case 3:
      if isYear(parts[0]) { return isShort(parts[1], 12) && isShort(parts[2], 31) }
      guard isYear(parts[2]) || parts[2].digits == 2 else { return false }
      return isShort(parts[0], 31) && isShort(parts[1], 12) || isShort(parts[0], 12) && isShort(parts[1], 31)
    default: return false
    }
  }

  /// Hours, minutes and, at will, seconds, of two digits each: `1:4` is a ratio.
  private static func isClock(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), text.count == parts.count * 3 - 1 else { return false }
    return zip(parts, clockLimits).allSatisfy { part, limit in
      part.count == 2 && part.allSatisfy(ByteKind.isDigit)
        && part.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } < limit
    }
  }

  private static let clockLimits = [24, 60, 60]

  private static let timeSigns: [UInt8] = Array(":.+-TtZz ".utf8)

  /// Nothing, or `T23:00:03Z`, ` 00:00:00`, with fractions and offsets.
  private static func isTime(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.allSatisfy({ ByteKind.isDigit($0) || timeSigns.contains($0) }) else { return false }
    return text.isEmpty || text.contains(UInt8(ascii: ":"))
  }

  private static let monthNames = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november",
    "december",
  ].map { Array($0.utf8) }

  /// Letters that are enough to tell a month.
  private static let monthPrefix = 3

  private static func monthNumber(_ word: ArraySlice<UInt8>) -> Int? {
    guard word.count >= monthPrefix else { return nil }
    return monthNames.firstIndex { $0.starts(with: word, by: { $0 == $1 | 0x20 }) }.map { $0 + 1 }
  }

  /// How dates begin that begin with a letter, but for quarters.
  static var starts: [[UInt8]] { monthNames.map { Array($0.prefix(monthPrefix)) } }

  /// Whether a cell that starts with a letter may be a date: it begins like a month or a quarter.
  static func mayStartDate(_ content: Span<UInt8>) -> Bool {
    if content[0] | 0x20 == UInt8(ascii: "q") { return true }
    guard content.count >= monthPrefix else { return false }
    return monthNames.contains { name in
      (0..<monthPrefix).allSatisfy { name[$0] == content[$0] | 0x20 }
    }
  }
}
