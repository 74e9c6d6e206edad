// How a delimited file is written.

/// Delimiter, quote and line ends of a text.
struct Dialect: Sendable, Equatable {
  /// How the lines of the sniffed window end.
  enum LineEnd: Sendable { case lineFeed, carriageReturnLineFeed, carriageReturn }

  /// Nil in prose.
  var delimiter: UInt8?
  /// Nil in prose.
  var quote: UInt8? = UInt8(ascii: "\"")
  var lineEnd: LineEnd
  /// In a table of one column an empty line is an empty cell; in any other it is no record.
  var keepsBlankLines = false

  /// Prose: one field a line, and quotation marks are just that.
  static func prose(lineEnd: LineEnd) -> Dialect {
    var dialect = Dialect(lineEnd: lineEnd)
    dialect.delimiter = nil
    dialect.quote = nil
    return dialect
  }

  /// Delimiters that are looked for, in order of preference.
  static let delimiters: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
  ]

  init(delimiter: UInt8 = UInt8(ascii: ","), lineEnd: LineEnd = .lineFeed) {
    self.delimiter = delimiter
    self.lineEnd = lineEnd
  }
}
