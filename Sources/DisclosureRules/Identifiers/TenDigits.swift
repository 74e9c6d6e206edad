// The ways in which a number of ten digits is written in tables.

/// Forms that the identifiers of ten digits share.
public enum TenDigits {
  /// Plain, with separators of thousands, in scientific notation, and grouped as people write it: by spaces and hyphens,
  /// and where there are three groups by points and slashes as well.
  ///
  /// - Parameters:
  ///   - spelled: the groups of the identifier.
  ///   - validate: the identifier's validator.
  public static func forms(spelled: String, _ validate: @escaping IdentifierDefinition.Validator)
    -> [IdentifierForm]
  {
    // Two groups with a point between them are a decimal number. Digits beside points are `d` in shapes.
    let further =
      spelled.split(separator: "_").count < 3
      ? []
      : [
        spelled.replacing("_", with: "/"),
        spelled.replacing("_", with: ".").replacing("9", with: "d"),
      ]
    return [
      IdentifierForm("9999999999", edge: .number), IdentifierForm(spelled, edge: .number, isSpelled: true),
      IdentifierForm(endingIn: "9,999,999,999", edge: .end) { bytes, end, lists in
        guard let range = thousands(endingAt: end, in: bytes) else { return nil }
        return validate(IdentifierText(bytes.extracting(range), isSpelled: false), lists).map {
          .init(range, $0)
        }
      },
    ]
      + further.map { IdentifierForm($0, edge: .number, isSpelled: true) }
      // The exponent of 4.010232137E9 in its four spellings.
      + ["dA9", "dA99", "dA+9", "dA+99"].map { shape in
        IdentifierForm(endingIn: shape, edge: .end) { bytes, end, lists in
          guard let (range, text) = scientific(mark: end - shape.utf8.count + 1, end: end, in: bytes) else {
            return nil
          }
          return validate(text, lists).map { .init(range, $0) }
        }
      }
  }

  private static let comma = UInt8(ascii: ",")

  /// The range of 4,010,232,137, unless more groups stand beside it.
  private static func thousands(endingAt end: Int, in bytes: Span<UInt8>) -> Range<Int>? {
    let start = end - 13
    guard start >= 0, ByteKind.startsNumber(start, in: bytes), ByteKind.endsNumber(end, in: bytes) else {
      return nil
    }
    if start >= 2 && bytes[start - 1] == comma && ByteKind.isDigit(bytes[start - 2]) { return nil }
    if end + 1 < bytes.count && bytes[end] == comma && ByteKind.isDigit(bytes[end + 1]) { return nil }
    return start..<end
  }

  /// A number of ten digits in scientific notation, whose `e` stands at `mark`.
  private static func scientific(mark: Int, end: Int, in bytes: Span<UInt8>) -> (Range<Int>, IdentifierText)?
  {
    guard bytes[mark] | 0x20 == UInt8(ascii: "e"), isNine(mark + 1..<end, in: bytes) else { return nil }
    var point = mark - 1
    while point > 0 && mark - point <= 10 && ByteKind.isDigit(bytes[point]) { point -= 1 }
    let decimals = mark - point - 1
    guard point >= 1, bytes[point] == UInt8(ascii: "."), (7...9).contains(decimals),
      ByteKind.isDigit(bytes[point - 1]), ByteKind.startsNumber(point - 1, in: bytes)
    else { return nil }
    let range = (point - 1)..<end
    // Zeros at the end are left out when a number is written so.
    return (range, IdentifierText(bytes.extracting((point - 1)..<mark), filledTo: 10))
  }

  /// `9`, `09`, `+9` or `+09`.
  private static func isNine(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    var index = range.lowerBound
    if bytes[index] == UInt8(ascii: "+") { index += 1 }
    if range.upperBound - index == 2, bytes[index] == UInt8(ascii: "0") { index += 1 }
    return range.upperBound - index == 1 && bytes[index] == UInt8(ascii: "9")
  }
}
