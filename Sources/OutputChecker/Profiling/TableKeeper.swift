// Keeps a table whole while it is small enough.

import DisclosureRules

/// Collects the cells of a table, column by column, up to the retention limit.
struct TableKeeper {
  private let cellLimit: Int
  private var table = KeptTable()
  private var codes: [[UInt64: UInt32]] = []
  private var textBytes = 0
  /// The table is larger than the limit, and nothing of it is kept.
  private(set) var isOverLimit = false

  /// Bytes of distinct texts that are kept besides the cells; a tenth of what the cells may take.
  private static let textLimit = 4 << 20

  /// - Parameter cellLimit: most cells, those of short rows included.
  init(cellLimit: Int, columns: Int) {
    self.cellLimit = cellLimit
    table.columns = Array(repeating: KeptTable.Column(), count: columns)
    codes = Array(repeating: [:], count: columns)
  }

  /// Rows kept so far, and columns.
  var rows: Int { table.rows }
  var width: Int { table.columns.count }

  /// Whether so many more rows of the table's width exceed the limit.
  func isOver(limitWith more: Int) -> Bool { (table.rows + more) * table.columns.count > cellLimit }

  /// Rows after which a table that exceeds the limit needs none any more: those that stay, and one.
  var rowsBeforeGivingUp: Int {
    let width = max(1, table.columns.count)
    return min(cellLimit / width, Self.firstCells / width + 1)
  }

  /// Begins a row.
  mutating func startRow(offset: Int, line: Int) {
    guard !isOverLimit else { return }
    if (table.rowOffsets.count + 1) * table.columns.count > cellLimit { return giveUp() }
    table.rowOffsets.append(offset)
    table.rowLines.append(line)
  }

  /// Adds the next cell of a column; a column that first appears now was empty in all rows before.
  ///
  /// - Parameters:
  ///   - offset: from the first byte of the record.
  ///   - length: of the field with its quotes.
  mutating func add(
    _ reading: Reading, column: Int, content: Span<UInt8>, hash: UInt64, offset: Int, length: Int
  ) {
    guard !isOverLimit else { return }
    if column >= table.columns.count { widen(to: column + 1) }
    guard !isOverLimit else { return }
    var code: UInt32 = 0
    if reading.kind != .empty && reading.kind != .number {
      code = intern(content, hash: hash, column: column)
    }
    guard !isOverLimit else { return }
    if let second = reading.second {
      table.seconds[KeptTable.key(row: table.rows - 1, column: column)] = second
    }
    table.columns[column].cells.append(
      Cell(kind: reading.kind, marks: reading.marks, text: code, number: reading.number))
    table.columns[column].offsets.append(UInt32(clamping: offset))
    table.columns[column].lengths.append(UInt32(clamping: length))
  }

  /// Fills up the columns that the row lacks.
  mutating func finishRow() {
    guard !isOverLimit else { return }
    for column in table.columns.indices where table.columns[column].cells.count < table.rows {
      table.columns[column].cells.append(Cell(kind: .empty))
      table.columns[column].offsets.append(0)
      table.columns[column].lengths.append(0)
    }
  }

  /// The table; nil when it was too large.
  var kept: KeptTable? { isOverLimit ? nil : table }
  /// The first rows of a table that was too large.
  private(set) var firstRows: KeptTable?

  /// Cells kept of a table that was too large: a quarter of those of one that is kept by default.
  private static let firstCells = 250_000

  private mutating func widen(to count: Int) {
    if table.rows * count > cellLimit { return giveUp() }
    while table.columns.count < count {
      let before = table.rows - 1
      table.columns.append(
        KeptTable.Column(
          cells: Array(repeating: Cell(kind: .empty), count: before),
          offsets: Array(repeating: 0, count: before),
          lengths: Array(repeating: 0, count: before)))
      codes.append([:])
    }
  }

  private mutating func intern(_ content: Span<UInt8>, hash: UInt64, column: Int) -> UInt32 {
    var slot = hash
    // Two texts of one hash are made to order by whoever wants them taken for one.
    while let code = codes[column][slot] {
      if Self.isText(table.columns[column].texts[Int(code)], of: content) { return code }
      slot &+= 1
    }
    textBytes += content.count
    if textBytes > Self.textLimit {
      giveUp()
      return 0
    }
    let code = UInt32(truncatingIfNeeded: table.columns[column].texts.count)
    table.columns[column].texts.append(TextDecoding.string(content))
    codes[column][slot] = code
    return code
  }

  private static func isText(_ text: String, of content: Span<UInt8>) -> Bool {
    let bytes = text.utf8Span.span
    guard bytes.count == content.count else { return text == TextDecoding.string(content) }
    for index in content.indices where bytes[index] != content[index] {
      return text == TextDecoding.string(content)
    }
    return true
  }

  /// Keeps the first rows alone, of a table that is larger than the limit.
  mutating func giveUp() {
    guard !isOverLimit else { return }
    isOverLimit = true
    let rows = min(table.rows - 1, Self.firstCells / max(1, table.columns.count))
    if rows > 0 {
      table.truncate(to: rows)
      firstRows = table
    }
    table = KeptTable()
    codes = []
  }
}
