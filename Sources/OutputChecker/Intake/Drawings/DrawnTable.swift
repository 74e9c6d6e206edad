// A table that is drawn: texts that stand in rows and columns.

/// Collects the texts of a drawing with their places, and finds the rows that they make.
struct DrawnTable {
  private struct Label {
    var x: Double
    var text: String
    var line: Int
  }

  /// By the height at which they stand, in whole units: tools write the same number for a row.
  private var labels: [Int: [Label]] = [:]
  private var count = 0
  /// Texts that are kept; a drawing with more is no table that people read.
  private static let most = 20_000
  /// Rows, the header among them.
  private static let fewestRows = 3

  /// Adds a text with its place.
  mutating func add(_ text: String, at place: DrawnPoint, line: Int) {
    let shown = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !shown.isEmpty, count < Self.most, place.x.isFinite, abs(place.y) < 1e6 else { return }
    count += 1
    labels[Int(place.y.rounded()), default: []].append(Label(x: place.x, text: shown, line: line))
  }

  /// The rows; nil when the texts make none.
  ///
  /// The marks of an axis are numbers or labels alone: a row has a label and a number.
  var rows: [TextTableRow]? {
    let lines = labels.sorted { $0.key < $1.key }.map { $0.value.sorted { $0.x < $1.x } }
    let widths = lines.map(\.count).filter { $0 > 1 }
    guard
      let width = Set(widths).max(by: { left, right in
        (widths.count { $0 == left }, left) < (widths.count { $0 == right }, right)
      })
    else { return nil }
    let table = lines.filter { $0.count == width }
    let body = table.dropFirst().filter { row in
      row.contains { $0.text.contains(where: \.isLetter) } && row.contains { AlignedTable.isNumber($0.text) }
    }
    guard table.count >= Self.fewestRows, body.count == table.count - 1 else { return nil }
    return table.map { row in TextTableRow(line: row[0].line, cells: row.map(\.text)) }
  }
}
