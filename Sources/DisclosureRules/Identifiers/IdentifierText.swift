// The letters and digits of a candidate, without its spelling.

/// A candidate as a validator sees it: letters in upper case and digits, at most ``capacity`` of them.
public struct IdentifierText: Sendable {
  /// Letters and digits that fit.
  public static let capacity = 40

  private var bytes = InlineArray<40, UInt8>(repeating: 0)
  /// Letters and digits.
  public private(set) var count = 0
  /// The text has a letter in lower case.
  public private(set) var hasLowerCase = false
  /// Bytes of the text that are neither letters nor digits: spaces, hyphens and the like.
  public private(set) var gaps = 0
  /// It has the spelling that hardly anything else has.
  public let isSpelled: Bool

  /// Takes the letters and digits of a text.
  public init(_ text: Span<UInt8>, isSpelled: Bool) {
    self.isSpelled = isSpelled
    for index in text.indices { take(text[index]) }
  }

  /// Takes the digits of a text and fills them up with zeros.
  public init(_ text: Span<UInt8>, filledTo length: Int) {
    self.init(text, isSpelled: false)
    while count < min(length, Self.capacity) { take(UInt8(ascii: "0")) }
  }

  private mutating func take(_ byte: UInt8) {
    guard count < Self.capacity else { return }
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      bytes[count] = byte
    case UInt8(ascii: "a")...UInt8(ascii: "z"):
      bytes[count] = byte & 0xDF
      hasLowerCase = true
    default:
      gaps += 1
      return
    }
    count += 1
  }

  /// The letter or digit at a position below ``count``.
  public subscript(position: Int) -> UInt8 { bytes[position] }

  /// The digit at a position, as a number.
  public func digit(_ position: Int) -> Int { Int(bytes[position]) - Int(UInt8(ascii: "0")) }

  /// The letter at a position, counted from 0; outside 0..<26 when it is a digit.
  public func letter(_ position: Int) -> Int { Int(bytes[position]) - Int(UInt8(ascii: "A")) }

  /// The digits of a range as a number; at most 18 of them.
  public func number(_ range: Range<Int>) -> UInt64 {
    range.reduce(0) { $0 &* 10 &+ UInt64(bytes[$1] & 15) }
  }

  /// All digits as a number; at most 18 of them.
  public var number: UInt64 { number(0..<count) }

  /// Whether the text starts with these letters and digits.
  public func hasPrefix(_ prefix: StaticString) -> Bool {
    prefix.utf8CodeUnitCount <= count
      && prefix.description.utf8.enumerated().allSatisfy { bytes[$0.offset] == $0.element }
  }

  /// The letters of a range as text.
  public func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(range.map { Unicode.Scalar(bytes[$0]) }))
  }

  /// Equal for equal texts, whatever their spelling. Source: Fowler, Noll and Vo, FNV-1a.
  public var key: UInt64 {
    (0..<count).reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64(bytes[$1])) &* 0x100_0000_01B3 }
  }

  /// All letters and digits are the same: a code for "missing".
  public var isRepetition: Bool { (1..<max(1, count)).allSatisfy { bytes[$0] == bytes[0] } }
}
