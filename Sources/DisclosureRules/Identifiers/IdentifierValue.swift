// A candidate after its validator has looked at it.

/// What a validator says of one value.
public struct IdentifierValue: Sendable, Equatable {
  /// How sure the value is by itself.
  public var strength: IdentifierStrength
  /// The value without its spelling, packed or hashed: equal values have equal keys.
  public var key: UInt64
  /// It is also a well-formed value of another vocabulary.
  public var isAmbiguous: Bool
  /// It lies in an issued range, whether or not it passes the check.
  public var isInRange: Bool
  /// It is written as ``IdentifierStrength/spelled`` values are, whether or not it passes the check.
  public var isSpelledForm: Bool
  /// It stands for a missing value (ten equal digits) and says nothing of its column.
  public var isPlaceholder: Bool

  /// A value with what is known of it; what is not given does not hold.
  @inlinable
  public init(
    strength: IdentifierStrength, key: UInt64, isAmbiguous: Bool = false, isInRange: Bool = false,
    isSpelledForm: Bool = false, isPlaceholder: Bool = false
  ) {
    self.strength = strength
    self.key = key
    self.isAmbiguous = isAmbiguous
    self.isInRange = isInRange
    self.isSpelledForm = isSpelledForm
    self.isPlaceholder = isPlaceholder
  }
}
