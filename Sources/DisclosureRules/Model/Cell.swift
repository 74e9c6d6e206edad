// One cell of a kept table, as it reads.

/// What a cell holds, in 16 bytes.
public struct Cell: Sendable, Equatable {
  /// How a cell reads.
  public enum Kind: UInt8, Sendable, CaseIterable {
    /// Nothing but spaces.
    case empty
    /// A number and nothing else, in whatever spelling.
    case number
    /// A bound in place of a number: `<8`, `≤ 7`, `>100`; the number is the bound.
    case bound
    /// A token that hides or replaces a number: `*`, `[c]`, `NA`.
    case mask
    /// A day, a month or a point in time.
    case date
    /// Several numbers: `41,086 (16%)`, `324 / 6,844`, `12 [3–20]`; the number is the first.
    case composite
    /// Anything else.
    case text
  }

  /// How a number was written.
  public struct Marks: OptionSet, Sendable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    /// Written with a percent sign.
    public static let percent = Marks(rawValue: 1)
    /// Written with separators of thousands.
    public static let thousands = Marks(rawValue: 2)
    /// Written with an exponent.
    public static let exponent = Marks(rawValue: 4)
    /// Carries a footnote mark, a unit or a currency sign.
    public static let annotated = Marks(rawValue: 8)
    /// Written with digits other than ASCII.
    public static let foreignDigits = Marks(rawValue: 16)
    /// More digits than are kept exactly: the number is the nearest kept.
    public static let inexact = Marks(rawValue: 32)
    /// A bound that includes its number: `<=7`.
    public static let inclusive = Marks(rawValue: 64)
    /// A bound from below: `>100`.
    public static let lowerBound = Marks(rawValue: 128)
    /// Stands alone in brackets: `(0.02)`, as standard errors do below their coefficients.
    public static let bracketed = Marks(rawValue: 256)
  }

  // Largest first, so that a million cells take no padding; `number` puts mantissa and scale together.
  private var mantissa: Int64
  /// Index of the cell's text among its column's texts; counts for every kind but empty and number.
  public var text: UInt32
  /// How its number was written.
  public var marks: Marks
  /// How the cell reads.
  public var kind: Kind
  private var scale: UInt8

  public init(kind: Kind, marks: Marks = [], text: UInt32 = 0, number: ExactNumber = ExactNumber(mantissa: 0))
  {
    self.kind = kind
    self.marks = marks
    self.text = text
    mantissa = number.mantissa
    scale = number.scale
  }

  /// The number, for number, bound and composite.
  public var number: ExactNumber { ExactNumber(mantissa: mantissa, scale: scale) }

  /// The whole number a plain number cell is equal to.
  public var whole: Int64? { kind == .number ? number.whole : nil }

  /// The same, or the whole number that stands first among several in the cell.
  var leadingWhole: Int64? { kind == .composite ? number.whole : whole }
}
