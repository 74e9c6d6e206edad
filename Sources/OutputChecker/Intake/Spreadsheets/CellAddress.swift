// Addresses of cells, as spreadsheets write them.

/// The address of a cell: `B7` is column 2, row 7.
enum CellAddress {
  /// Columns and rows of a sheet. Source: ECMA-376, limits of Excel 2007 and later.
  static let lastColumn = 16_384
  static let lastRow = 1_048_576

  /// Column and row from 1; nil when the text is no address of a sheet.
  static func parse(_ text: some StringProtocol) -> (column: Int, row: Int)? {
    var column = 0
    var row = 0
    var sawDigit = false
    for byte in text.utf8 where byte != UInt8(ascii: "$") {
      if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xdf), !sawDigit, byte > 0x40 {
        column = column * 26 + Int(byte & 0xdf) - 64
        guard column <= lastColumn else { return nil }
      } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        sawDigit = true
        row = row * 10 + Int(byte) - 48
        guard row <= lastRow else { return nil }
      } else {
        return nil
      }
    }
    return column > 0 && row > 0 ? (column, row) : nil
  }

  /// `B7` for column 2 and row 7.
  static func text(column: Int, row: Int) -> String { letters(ofColumn: column) + String(row) }

  /// `AA` for column 27.
  static func letters(ofColumn column: Int) -> String {
    var rest = max(1, column)
    var letters: [UInt8] = []
    while rest > 0 {
      letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
      rest = (rest - 1) / 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }
}
