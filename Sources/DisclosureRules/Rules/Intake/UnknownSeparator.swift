// One column that is several: their separator is none that the checker reads.

/// Recognises rows of words and numbers in a table of one column, such as `North^120` under `region^patients`.
enum UnknownSeparator {
  /// Rows of ten that must end in a number behind the separator.
  private static let rowsInTen = 9
  /// Numbers below this behind a single space number wards, stages and arms.
  private static let leastNumber = 20
  /// Signs that join the parts of codes and dates.
  private static let joints: Set<Unicode.Scalar> = [
    "-", "_", ".", "/", "(", ")", "[", "]", "'", "\"", "+", "=", "<", ">", "%",
  ]
  /// Rows that are looked at.
  private static let mostRows = 1_000

  /// Whether the only column of a table holds numbers of further columns.
  static func splits(_ table: TableSubject) -> Bool {
    guard table.columns.count == 1, table.columns[0].numeric == 0, let header = table.columns[0].name,
      let kept = table.kept ?? table.firstRows
    else { return false }
    let texts = (0..<min(kept.rows, mostRows)).compactMap { kept.text(row: $0, column: 0) }
    guard texts.count >= 2 else { return false }
    let rows = texts.compactMap(ending)
    guard rows.count * 10 >= texts.count * rowsInTen, ending(of: header) == nil else { return false }
    let headerSigns = Set(header.unicodeScalars)
    let signs = Set(rows.map(\.sign))
    guard signs.count == 1, let sign = signs.first, headerSigns.contains(sign) else { return false }
    if sign != " " { return true }
    if rows.contains(where: \.isWide) { return true }
    let words = Set((texts + [header]).map { $0.split(separator: " ").count })
    return words.count == 1 && rows.contains { $0.number >= leastNumber }
  }

  private struct Ending {
    var sign: Unicode.Scalar
    var number: Int
    /// More than one space stands before the number.
    var isWide: Bool
  }

  /// The number at the end of a text and what stands before it; nil where there is none.
  private static func ending(of text: String) -> Ending? {
    var rest = text.unicodeScalars[...]
    while rest.last == " " { rest.removeLast() }
    var digits = 0
    var number = 0
    var unit = 1
    while let last = rest.last, let value = last.properties.numericValue, last.isASCII, digits < 15 {
      number += Int(value) * unit
      unit *= 10
      digits += 1
      rest.removeLast()
    }
    guard digits > 0, let sign = rest.last, !sign.properties.isAlphabetic, sign.properties.numericType == nil,
      !joints.contains(sign)
    else { return nil }
    rest.removeLast()
    guard rest.contains(where: { $0.properties.isAlphabetic }) else { return nil }
    return Ending(sign: sign, number: number, isWide: sign == " " && rest.last == " ")
  }
}
