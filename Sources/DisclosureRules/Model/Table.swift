// A table as the rules see it.

/// The cells of a table that is small enough to keep, column by column.
public struct KeptTable: Sendable {
  /// One kept column.
  public struct Column: Sendable {
    /// One a data row; a short row's missing cells are empty.
    public var cells: [Cell]
    /// The distinct texts of the column; `Cell.text` is an index into it.
    public var texts: [String]
    /// Offset of each field from its record's first byte, and its length in bytes, both with quotes.
    public var offsets: [UInt32]
    /// Length of each field in bytes, with its quotes.
    public var lengths: [UInt32]

    public init(cells: [Cell] = [], texts: [String] = [], offsets: [UInt32] = [], lengths: [UInt32] = []) {
      self.cells = cells
      self.texts = texts
      self.offsets = offsets
      self.lengths = lengths
    }
  }

  /// One a column, in file order; each has a cell for every row.
  public var columns: [Column]
  /// Byte of the decompressed file at which each data row starts.
  public var rowOffsets: [Int]
  /// Physical line on which each data row starts, from 1.
  public var rowLines: [Int]
  /// The second numbers of composite cells, such as the 12 of `3 / 12`, by ``key(row:column:)``.
  public var seconds: [Int: ExactNumber] = [:]

  public init(columns: [Column] = [], rowOffsets: [Int] = [], rowLines: [Int] = []) {
    self.columns = columns
    self.rowOffsets = rowOffsets
    self.rowLines = rowLines
  }

  /// Data rows.
  public var rows: Int { rowOffsets.count }

  /// Keeps the first rows only; texts of other rows stay.
  public mutating func truncate(to rows: Int) {
    guard rows >= 0, rows < self.rows else { return }
    for column in columns.indices {
      columns[column].cells.removeLast(max(0, columns[column].cells.count - rows))
      columns[column].offsets.removeLast(max(0, columns[column].offsets.count - rows))
      columns[column].lengths.removeLast(max(0, columns[column].lengths.count - rows))
    }
    rowOffsets.removeLast(self.rows - rows)
    rowLines.removeLast(rowLines.count - rows)
    seconds = seconds.filter { $0.key >> 16 < rows }
  }

  /// The key of a 0-based row and column in ``seconds``.
  public static func key(row: Int, column: Int) -> Int { row << 16 | column }

  /// The second number of a composite cell at a 0-based row and column.
  public func second(row: Int, column: Int) -> ExactNumber? { seconds[Self.key(row: row, column: column)] }

  /// The cell at a 0-based row and column; empty where there is none.
  public func cell(row: Int, column: Int) -> Cell {
    guard columns.indices.contains(column), columns[column].cells.indices.contains(row) else {
      return Cell(kind: .empty)
    }
    return columns[column].cells[row]
  }

  /// The text of a cell that is text, mask or composite.
  public func text(row: Int, column: Int) -> String? {
    let cell = cell(row: row, column: column)
    switch cell.kind {
    case .text, .mask, .composite, .date, .bound:
      let texts = columns[column].texts
      return texts.indices.contains(Int(cell.text)) ? texts[Int(cell.text)] : nil
    case .empty, .number:
      return nil
    }
  }

  /// The place of the cell at a 0-based row and column.
  public func place(row: Int, column: Int) -> CellPlace {
    guard rowOffsets.indices.contains(row), columns.indices.contains(column),
      columns[column].offsets.indices.contains(row)
    else { return CellPlace(row: row + 1, line: 0, byteOffset: 0, byteLength: 0) }
    return CellPlace(
      row: row + 1, line: rowLines[row], byteOffset: rowOffsets[row] + Int(columns[column].offsets[row]),
      byteLength: Int(columns[column].lengths[row]))
  }
}

/// A defect in how a table is written.
public struct StructureProblem: Sendable, Equatable {
  /// What is wrong.
  public enum Kind: String, Sendable, CaseIterable {
    /// A record has more or fewer fields than the others.
    case raggedRow = "ragged-row"
    /// A quote inside a field that did not start with one.
    case strayQuote = "stray-quote"
    /// Text after a closing quote.
    case textAfterQuote = "text-after-quote"
    /// The file ends inside a quoted field.
    case unclosedQuote = "unclosed-quote"
    /// A carriage return that ends no line, in a file whose lines end otherwise.
    case loneReturn = "lone-return"
    /// A NUL byte inside a field.
    case nulByte = "nul-byte"
    /// A header with no data below it.
    case noRows = "no-rows"
    /// Two columns have the same header.
    case duplicateHeader = "duplicate-header"
    /// A title or a note beside the table gives the size of a small group: "n = 7".
    case numberOutside = "number-outside"
  }

  /// What is wrong.
  public var kind: Kind
  /// Times it was seen.
  public var occurrences: Int
  /// The first places, in file order.
  public var places: [CellPlace]

  public init(kind: Kind, occurrences: Int, places: [CellPlace]) {
    self.kind = kind
    self.occurrences = occurrences
    self.places = places
  }
}

extension StructureProblem {
  /// One problem a kind, in the order in which kinds first appear.
  public static func merged(_ problems: [StructureProblem]) -> [StructureProblem] {
    var merged: [StructureProblem] = []
    for problem in problems {
      if let index = merged.firstIndex(where: { $0.kind == problem.kind }) {
        merged[index].occurrences += problem.occurrences
        merged[index].places += problem.places
      } else {
        merged.append(problem)
      }
    }
    return merged
  }
}

/// An identifier seen outside the data cells: in a header, a preamble, a file's name.
public struct TextHit: Sendable, Equatable {
  /// The rule of the identifier.
  public var identifier: RuleName
  /// How surely it is one.
  public var strength: IdentifierStrength
  /// Where it was seen.
  public var location: Location
  public init(identifier: RuleName, strength: IdentifierStrength, location: Location) {
    self.identifier = identifier
    self.strength = strength
    self.location = location
  }
}

/// One table with everything the rules may ask of it.
public struct TableSubject: Sendable {
  /// The table's name in the report.
  public var id: String
  /// Last component of the file's name, which may say what the table is.
  public var fileName: String
  /// Whether a header was recognised; without one columns have no names.
  public var hasHeader: Bool
  /// Data rows.
  public var rows: Int
  /// One a column, in file order.
  public var columns: [ColumnProfile]
  /// One a column, in the same order.
  public var roles: [RoleAssignment]
  /// What the second numbers of a column's cells are, such as the percentages of `41 (16%)`; one a column, nil
  /// where cells hold one number.
  public var seconds: [RoleAssignment?] = []
  /// Titles above the table and notes below it. They are values of the checked file: never printed as they are.
  public var captions: [String] = []
  /// How many of the captions stand above the table.
  public var titleCount = 0
  /// Captions are cut to so many characters.
  public static let longestCaption = 1_024
  /// Which rows and columns are totals, and what rows hold where rows say it.
  public var structure = TableStructure()
  /// Nil when the table is larger than the retention limit.
  public var kept: KeptTable?
  /// The first rows of a table that is larger, for rules to which a part of a table proves something.
  public var firstRows: KeptTable?
  /// Defects in how the table is written.
  public var problems: [StructureProblem]
  /// Identifiers seen outside the data cells.
  public var textHits: [TextHit]
  /// What headers and notes hold that people don't see as it is.
  public var contentHits: [ContentHit] = []
  /// What the request declares of the table; nil when nothing is.
  public var declared: TableDeclaration?

  public init(
    id: String, fileName: String, hasHeader: Bool, rows: Int, columns: [ColumnProfile],
    roles: [RoleAssignment] = [], kept: KeptTable? = nil, problems: [StructureProblem] = [],
    textHits: [TextHit] = []
  ) {
    self.id = id
    self.fileName = fileName
    self.hasHeader = hasHeader
    self.rows = rows
    self.columns = columns
    self.roles = roles
    self.kept = kept
    self.problems = problems
    self.textHits = textHits
  }

  /// The role of the column at a 0-based position, as the rules see it: a column of different statistics says
  /// nothing of a number by itself, so it may be a count.
  public func role(_ column: Int) -> RoleAssignment {
    guard roles.indices.contains(column), roles[column].role != .mixed else { return .unknown }
    return roles[column]
  }

  /// The location of a whole column at a 0-based position.
  public func location(column: Int) -> Location {
    Location(table: id, column: columns[column].index, columnName: columns[column].name)
  }

  /// How messages speak of a column: its header, or its number.
  public func title(column: Int) -> Message {
    if let name = columns[column].name, !name.isEmpty { return "\"\(name: name)\"" }
    return "column \(columns[column].index)"
  }
}
