// Where in a file something was found.

/// A cell's place in its file.
public struct CellPlace: Sendable, Hashable, Comparable {
  /// The data record, from 1; the header is not a row.
  public var row: Int
  /// The physical line on which the record starts, from 1.
  public var line: Int
  /// The first byte of the field (its opening quote if it has one) in the decompressed, untranscoded file.
  public var byteOffset: Int
  /// Length of the field in bytes, quotes included.
  public var byteLength: Int

  public init(row: Int, line: Int, byteOffset: Int, byteLength: Int) {
    self.row = row
    self.line = line
    self.byteOffset = byteOffset
    self.byteLength = byteLength
  }

  public static func < (left: CellPlace, right: CellPlace) -> Bool { left.byteOffset < right.byteOffset }
}

/// The place of a finding: a cell, a column, a line of text, a sheet's cell, or a part of the file.
/// What a finding does not have is nil and is left out of reports.
public struct Location: Sendable, Equatable {
  /// The table's name in the report.
  public var table: String?
  /// The data record, from 1.
  public var row: Int?
  /// The physical line, from 1.
  public var line: Int?
  /// The column, from 1.
  public var column: Int?
  /// The column's header, as the file has it.
  public var columnName: String?
  /// A byte of the decompressed, untranscoded file.
  public var byteOffset: Int?
  /// In bytes.
  public var byteLength: Int?
  /// Column within the line of text, from 1.
  public var textColumn: Int?
  /// Name of the sheet.
  public var sheet: String?
  /// Address of the sheet's cell, such as `B7`.
  public var cell: String?
  /// What is neither cell nor text: `filename`, a member, a property.
  public var part: String?

  public init(
    table: String? = nil, row: Int? = nil, line: Int? = nil, column: Int? = nil, columnName: String? = nil,
    byteOffset: Int? = nil, byteLength: Int? = nil, textColumn: Int? = nil, sheet: String? = nil,
    cell: String? = nil, part: String? = nil
  ) {
    self.table = table
    self.row = row
    self.line = line
    self.column = column
    self.columnName = columnName
    self.byteOffset = byteOffset
    self.byteLength = byteLength
    self.textColumn = textColumn
    self.sheet = sheet
    self.cell = cell
    self.part = part
  }

  /// The same location narrowed to one cell. In a sheet, where the location's cell is a column (`C`) and the
  /// place's line is the sheet's row, that is an address (`C7`): sheets have no lines and no bytes.
  public func at(_ place: CellPlace) -> Location {
    var narrowed = self
    narrowed.row = place.row > 0 ? place.row : nil
    if sheet != nil, let cell, cell.allSatisfy(\.isLetter) {
      narrowed.cell = cell + String(place.line)
      return narrowed
    }
    narrowed.line = place.line
    narrowed.byteOffset = place.byteOffset >= 0 ? place.byteOffset : nil
    narrowed.byteLength = place.byteOffset >= 0 ? place.byteLength : nil
    return narrowed
  }
}
