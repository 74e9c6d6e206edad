// The labels of a column as numbers, so that rows can be told apart and put together without reading texts.

/// A column's labels: for each row the number of its label, counted in the order in which labels first appear.
struct LabelCodes {
  /// One a row, each below ``count``.
  private(set) var codes: [Int]
  /// The first row of each label, 0-based.
  private(set) var firstRows: [Int]

  /// Different labels.
  var count: Int { firstRows.count }

  /// All rows alike.
  init(rows: Int) {
    codes = Array(repeating: 0, count: rows)
    firstRows = rows > 0 ? [0] : []
  }

  /// The labels of a kept column: texts are told apart as they stand, numbers by their value.
  init(column: Int, of kept: KeptTable) {
    let (cells, texts) =
      kept.columns.indices.contains(column)
      ? (kept.columns[column].cells, kept.columns[column].texts.count) : ([], 0)
    var ofText: [Int?] = Array(repeating: nil, count: texts)
    var ofNumber: [ExactNumber: Int] = [:]
    var ofNothing: Int?
    codes = []
    codes.reserveCapacity(kept.rows)
    firstRows = []
    for row in 0..<kept.rows {
      let known: Int?
      let cell = cells.indices.contains(row) ? cells[row] : Cell(kind: .empty)
      if cell.kind == .number {
        let number = cell.number.shortest
        known = ofNumber[number]
        if known == nil { ofNumber[number] = firstRows.count }
      } else if cell.kind != .empty, ofText.indices.contains(Int(cell.text)) {
        known = ofText[Int(cell.text)]
        if known == nil { ofText[Int(cell.text)] = firstRows.count }
      } else {
        known = ofNothing
        if known == nil { ofNothing = firstRows.count }
      }
      if known == nil { firstRows.append(row) }
      codes.append(known ?? firstRows.count - 1)
    }
  }

  /// Direct tables are used up to so many entries a row.
  private static let entriesPerRow = 4

  /// The rows numbered by both: two rows have one number where they agree in both.
  func combined(with other: LabelCodes) -> LabelCodes {
    if other.count <= 1 { return self }
    if count <= 1 { return other }
    var result = LabelCodes(rows: 0)
    result.codes.reserveCapacity(codes.count)
    let (pairs, isLarge) = count.multipliedReportingOverflow(by: other.count)
    if !isLarge, pairs <= Self.entriesPerRow * codes.count {
      var numbers = Array(repeating: -1, count: pairs)
      for row in codes.indices {
        let pair = codes[row] * other.count + other.codes[row]
        if numbers[pair] < 0 {
          numbers[pair] = result.firstRows.count
          result.firstRows.append(row)
        }
        result.codes.append(numbers[pair])
      }
      return result
    }
    var numbers: [UInt64: Int] = [:]
    for row in codes.indices {
      // Both are below the number of rows, which is far below 2^32.
      let pair = UInt64(codes[row]) << 32 | UInt64(other.codes[row])
      if let number = numbers[pair] {
        result.codes.append(number)
      } else {
        numbers[pair] = result.firstRows.count
        result.codes.append(result.firstRows.count)
        result.firstRows.append(row)
      }
    }
    return result
  }

  /// The same with labels that have one name in common made one.
  ///
  /// - Parameter names: of the labels, by their number.
  /// - Returns: the codes, and the name of each.
  func merged(byName names: [String]) -> (codes: LabelCodes, names: [String]) {
    var known: [String: Int] = [:]
    var kept: [Int] = []
    let numbers = names.indices.map { label -> Int in
      if let number = known[names[label]] { return number }
      known[names[label]] = kept.count
      kept.append(label)
      return kept.count - 1
    }
    guard kept.count < names.count else { return (self, names) }
    var result = LabelCodes(rows: 0)
    result.codes = codes.map { numbers[$0] }
    result.firstRows = kept.map { firstRows[$0] }
    return (result, kept.map { names[$0] })
  }
}
