// How an identifier is written: a row of character classes, from which the scan compiles what it looks for.

/// One way to write an identifier.
public struct IdentifierForm: Sendable {
  /// What may stand beside a value.
  public enum Edge: Sendable {
    /// Neither a letter nor a digit on either side.
    case word
    /// Nor do decimals follow or come before: `0.4010232137` is no NHS number, `4010232137.0` is one.
    case number
    /// Anything may stand before the shape; behind it neither a letter nor a digit.
    case end
    /// Neither a letter nor a digit before it; anything may stand behind the shape.
    case start
    /// Anything on either side.
    case none
  }

  /// A value that a form finds by itself, since its length is not fixed.
  public struct Found: Sendable {
    /// The bytes of the value.
    public var range: Range<Int>
    /// What they are.
    public var value: IdentifierValue
    /// A value that was found.
    public init(_ range: Range<Int>, _ value: IdentifierValue) {
      self.range = range
      self.value = value
    }
  }

  /// Looks around the end of the shape for the whole value, in bytes that may lie in any field.
  public typealias Finder = @Sendable (_ bytes: Span<UInt8>, _ end: Int, _ lists: IdentifierLists) -> Found?

  /// A character a byte: `9` a digit, `A` a letter, `b` the letter b, `X` either, `H` a hexadecimal digit, `_` a space or a
  /// hyphen, `z` the digit 0, `0` the digits 0 and 1, `2` the digits 0 to 2; ` `, `-`, `.`, `,`, `:`, `/`, `+` and `@`
  /// themselves. Decimals are no digits here, with the letters behind them neither letters of `X` and `H`; `d` is a
  /// digit of either kind.
  public let shape: String
  /// What may stand beside it.
  public let edge: Edge
  /// Hardly anything else is written so.
  public let isSpelled: Bool
  /// The value is the whole field, but for quotes and outer spaces.
  public let isWholeField: Bool
  /// For values of no fixed length: ``shape`` is then how some part of them ends.
  public let finder: Finder?

  /// A form of fixed length: its letters and digits go to the identifier's validator.
  public init(_ shape: String, edge: Edge = .word, isSpelled: Bool = false, isWholeField: Bool = false) {
    self.shape = shape
    self.edge = edge
    self.isSpelled = isSpelled
    self.isWholeField = isWholeField
    finder = nil
  }

  /// A form without a fixed length.
  public init(
    endingIn shape: String, edge: Edge = .end, isWholeField: Bool = false, finder: @escaping Finder
  ) {
    self.shape = shape
    self.edge = edge
    isSpelled = false
    self.isWholeField = isWholeField
    self.finder = finder
  }

  /// The forms that a shape with optional gaps stands for: at each `~` there is a space, a hyphen or nothing. With
  /// a gap at all, a value counts as spelled.
  public static func withGaps(_ shape: String, edge: Edge = .word, isSpelled: Bool = false)
    -> [IdentifierForm]
  {
    var shapes = [""]
    for character in shape {
      shapes = shapes.flatMap { character == "~" ? [$0, $0 + "_"] : [$0 + String(character)] }
    }
    return shapes.map { IdentifierForm($0, edge: edge, isSpelled: isSpelled || $0.contains("_")) }
  }
}
