// What the bytes of a cell or a text hold that people don't see as it is.

/// Something in a cell, a header, a note or a file's name that is not what it looks like.
public enum ContentKind: String, Sendable, CaseIterable {
  /// A formula that calls, refers or calculates.
  case formula
  /// A sign in front that makes a spreadsheet read the cell as a formula, whatever follows.
  case formulaSign = "formula-sign"
  /// A formula that is one text in quotes: `="Age"`.
  case formulaText = "formula-text"
  /// A character without width: zero-width spaces and joiners, marks of byte order.
  case zeroWidth = "zero-width"
  /// A control of the direction of text.
  case bidirectional
  /// A tag character.
  case tag
  /// A variation selector behind nothing that varies.
  case variationSelector = "variation-selector"
  /// A hyphen that shows only where a line breaks.
  case softHyphen = "soft-hyphen"
  /// A character of private use: every program draws another, or none.
  case privateUse = "private-use"
  /// A control character.
  case control
  /// Any other character that isn't drawn.
  case otherInvisible = "other-invisible"
  /// Spaces and tabs at the end of cells, now fewer, now more.
  case trailingSpace = "trailing-space"
  /// Letters of two scripts in one word.
  case mixedScript = "mixed-script"
  /// An encoded text that holds an identifier.
  case encodedIdentifier = "encoded-identifier"
  /// Encoded data that turned out to be compressed.
  case encodedCompressed = "encoded-compressed"
  /// An encoded text that is long enough to be nothing else.
  case encodedText = "encoded-text"
  /// What decodes to a few characters of text, or is long and decodes to no text.
  case encodedPerhaps = "encoded-perhaps"
  /// A number with more digits than a binary number can hold.
  case longNumber = "long-number"
}

/// How often something was seen in a column, and where.
public struct ContentTally: Sendable, Equatable {
  /// What was seen.
  public var kind: ContentKind
  /// Cells in which it was seen.
  public var occurrences: Int
  /// The first of them, in file order, up to a cap.
  public var places: [CellPlace]
  /// Rules of the identifiers that an encoded text holds, in order of their names.
  public var identifiers: [RuleName]

  public init(kind: ContentKind, occurrences: Int, places: [CellPlace], identifiers: [RuleName] = []) {
    self.kind = kind
    self.occurrences = occurrences
    self.places = places
    self.identifiers = identifiers
  }
}

/// Something seen outside the data cells: in a header, a preamble, a file's name.
public struct ContentHit: Sendable, Equatable {
  /// What was seen.
  public var kind: ContentKind
  /// Where it was seen.
  public var location: Location
  /// Rules of the identifiers that an encoded text holds, in order of their names.
  public var identifiers: [RuleName]

  public init(kind: ContentKind, location: Location, identifiers: [RuleName] = []) {
    self.kind = kind
    self.location = location
    self.identifiers = identifiers
  }
}
