// Where a field lies in its batch.

/// One field of a batch: where its raw bytes lie, quotes included.
public struct FieldRange: Sendable, Equatable {
  /// First byte, an index into the batch's bytes.
  public var start: Int
  /// One past the last byte.
  public var end: Int
  /// The field starts with a quote.
  public var isQuoted: Bool
  /// The content isn't simply what stands between the quotes: it has doubled quotes or text after them.
  public var needsUnescaping: Bool

  /// Bytes of the field, quotes included.
  public var count: Int { end - start }
}
