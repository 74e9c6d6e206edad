// Text about a checked file that keeps our words apart from the file's.

/// A sentence for people in which everything that came from the checked file is marked as such.
///
/// Reports decide what to show: our own words always, names (headers, labels) escaped and with identifiers
/// masked, values only on request. Write `"\(name: header) holds \(value: cell)"`; plain interpolation is
/// for words and numbers of our own (thresholds, counts of findings).
public struct Message: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// One stretch of a message.
  public enum Part: Sendable, Equatable {
    /// Words of the checker.
    case words(String)
    /// A header or label from the file.
    case name(String)
    /// The content of a cell.
    case value(String)
  }

  /// The stretches, in reading order.
  public var parts: [Part]

  /// A message of the checker's own words.
  public init(stringLiteral words: String) { parts = [.words(words)] }

  /// A message of the stretches that were interpolated.
  public init(stringInterpolation: Interpolation) { parts = stringInterpolation.parts }

  /// Builds a message from literal and interpolated stretches.
  public struct Interpolation: StringInterpolationProtocol {
    var parts: [Part] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      parts.reserveCapacity(interpolationCount * 2 + 1)
    }

    public mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { parts.append(.words(literal)) }
    }

    /// Words of our own.
    public mutating func appendInterpolation(_ words: String) { parts.append(.words(words)) }
    /// A number of our own: a threshold, a count of cells.
    public mutating func appendInterpolation(_ number: some BinaryInteger) {
      parts.append(.words(String(number)))
    }
    /// Another message.
    public mutating func appendInterpolation(_ message: Message) { parts += message.parts }
    /// A header or a label of the file.
    public mutating func appendInterpolation(name: String) { parts.append(.name(name)) }
    /// A cell's content, shown on request only.
    public mutating func appendInterpolation(value: String) { parts.append(.value(value)) }
  }

  /// This message followed by another.
  public static func + (left: Message, right: Message) -> Message {
    var joined = left
    joined.parts += right.parts
    return joined
  }
}
