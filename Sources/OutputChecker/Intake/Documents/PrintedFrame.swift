// What pandas and R print around a table that is no part of it, and names that they print below it.

/// Lines of a printed data frame or series that are neither its header nor its rows.
enum PrintedFrame {
  /// `[6 rows x 3 columns]`, `dtype: int64`, `# A tibble: 6 × 3`, `# ℹ 5 more rows`, `<chr> <int>`.
  static func isNote(_ line: String) -> Bool {
    let text = trimmed(line)
    if text.hasPrefix("# A tibble") || text.hasPrefix("# ℹ") || text.hasPrefix("# …") { return true }
    if text.hasPrefix("[") && text.hasSuffix(" columns]") { return true }
    if text.hasPrefix(significance) || text.hasPrefix("shape: (") { return true }
    // A sentence below a table runs across its columns.
    return isSeriesEnd(text) || areTypes(text) || text.hasPrefix("Note: ")
  }

  /// How R's legend of the stars behind p-values begins.
  static let significance = "Signif. codes:"

  /// A line without the stars behind a p-value, which are no masks and stand under no name.
  static func withoutStars(_ line: String) -> String {
    let text = line.reversed().drop { $0 == " " }
    let mark = text.prefix { $0 == "*" || $0 == "." }
    let number = text.dropFirst(mark.count).drop { $0 == " " }
    guard !mark.isEmpty, mark.count <= longestStars, text.dropFirst(mark.count).first == " ",
      number.first?.isNumber ?? false
    else { return line }
    return String(number.reversed())
  }

  private static let longestStars = 3

  /// The name that pandas prints below a series: `Name: patients, dtype: int64`; nil where no series ends.
  static func seriesName(_ line: String) -> String? {
    let text = trimmed(line)
    guard isSeriesEnd(text) else { return nil }
    guard text.hasPrefix("Name: "),
      let end = text.firstRange(of: ", Length: ") ?? text.firstRange(of: ", dtype: ")
    else { return unnamed }
    return String(text[..<end.lowerBound].dropFirst("Name: ".count))
  }

  /// What heads a series without a name: sizes of groups, numbers of missing values, numbers of categories.
  private static let unnamed = "values"

  /// The rows of a series with its name above its values, and each row with all its labels: pandas prints a label
  /// of several rows once.
  static func series(_ rows: [TextTableRow], named name: String) -> [TextTableRow] {
    guard let first = rows.first, let last = first.cells.indices.last, last > 0 else { return rows }
    var rows = rows
    if first.cells[last].isEmpty {
      rows[0].cells[last] = name
    } else {
      rows.insert(
        TextTableRow(line: first.line, cells: [String](repeating: "", count: last) + [name]), at: 0)
    }
    for column in 0..<last {
      for row in rows.indices.dropFirst(2) where rows[row].cells[column].isEmpty {
        rows[row].cells[column] = rows[row - 1].cells[column]
      }
    }
    return rows
  }

  /// `Freq: D, Name: patients, Length: 6, dtype: int64` and parts of it.
  private static func isSeriesEnd(_ text: Substring) -> Bool {
    guard ["dtype: ", "Name: ", "Length: ", "Freq: "].contains(where: { text.hasPrefix($0) }),
      let type = text.firstRange(of: "dtype: ")
    else { return false }
    return !text[type.upperBound...].contains(" ")
  }

  /// The types below the header of a tibble.
  private static func areTypes(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, first == UInt8(ascii: "<") || first >= 0x80 else { return false }
    let words = text.split(separator: " ")
    if words.count > 2, words.allSatisfy({ $0 == "│" || $0 == "┆" || polarsTypes.contains($0) }) {
      return true
    }
    return !words.isEmpty
      && words.allSatisfy { word in
        word.hasPrefix("<") && word.hasSuffix(">")
          && word.dropFirst().dropLast().allSatisfy { $0 != "<" && $0 != ">" }
      }
  }

  /// Names of types below the header of polars. Source: polars, data types, as `DataFrame` prints them.
  private static let polarsTypes: Set<Substring> = [
    "str", "i8", "i16", "i32", "i64", "i128", "u8", "u16", "u32", "u64", "f32", "f64", "bool", "date", "time",
    "cat",
    "enum", "null", "object", "binary", "---",
  ]

  private static func trimmed(_ line: String) -> Substring {
    var text = line[...]
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return text.drop(while: \.isWhitespace)
  }
}
