// SNOMED CT and dm+d identifiers: not people, but as long as NHS numbers.

/// The shape of a SNOMED CT identifier: 6 to 18 digits that end in a known partition and a Verhoeff digit.
///
/// Source: SNOMED CT Release File Specification, "SCTID".
public enum SnomedShape {
  /// Digits an identifier may have.
  public static let lengths = 6...18

  /// What the scan counts: the shape's last six digits are enough to look closer.
  public static let vocabulary = CodeVocabulary(
    name: "snomed", title: "ids of SNOMED CT",
    forms: [
      IdentifierForm(endingIn: "999029", edge: .end) { bytes, end, _ in
        var start = end
        var number: UInt64 = 0
        var unit: UInt64 = 1
        while start > 0, end - start <= lengths.upperBound, ByteKind.isDigit(bytes[start - 1]) {
          start -= 1
          number &+= UInt64(bytes[start] & 15) &* unit
          unit = unit &* 10
        }
        guard lengths.contains(end - start), ByteKind.startsNumber(start, in: bytes),
          matches(number, digits: end - start)
        else { return nil }
        return .init(start..<end, IdentifierValue(strength: .form, key: number))
      }
    ])

  /// Whether a number of so many digits has the shape.
  @inlinable
  public static func matches(_ number: UInt64, digits: Int) -> Bool {
    // The two digits before the check digit are 00, 01, 02 (core) or 10, 11, 12 (extension): one number in
    // seventeen gets further.
    let partition = number / 10 % 100
    guard partition % 10 <= 2, partition < 20 else { return false }
    return isShaped(number, digits: digits, partition: partition)
  }

  @usableFromInline
  static func isShaped(_ number: UInt64, digits: Int, partition: UInt64) -> Bool {
    guard lengths.contains(digits) else { return false }
    // An extension's identifier holds a namespace of 7 digits, so the shortest has 11.
    if partition >= 10 && digits < 11 { return false }
    // No identifier starts with 0.
    guard number >= lowest[digits] else { return false }
    return verhoeffHolds(number)
  }

  /// The lowest number of so many digits.
  private static let lowest: [UInt64] = (0...18).map { digits in
    (1..<max(1, digits)).reduce(1 as UInt64) { power, _ in power * 10 }
  }

  /// Whether the Verhoeff check digit at the end of a number is right.
  static func verhoeffHolds(_ number: UInt64) -> Bool {
    var rest = number
    var state = 0
    var position = 0
    while rest > 0 {
      state = product(state, permutations[position * 10 + Int(rest % 10)])
      rest /= 10
      position = (position + 1) % 8
    }
    return state == 0
  }

  /// The product in the group of the pentagon's symmetries: 0…4 turn, 5…9 turn and flip.
  private static func product(_ left: Int, _ right: Int) -> Int {
    switch (left < 5, right < 5) {
    case (true, true): (left + right) % 5
    case (true, false): 5 + (left + right) % 5
    case (false, true): 5 + (left - right) % 5
    case (false, false): (left - right + 5) % 5
    }
  }

  /// Verhoeff's permutation of each digit, applied as often as the digit's position modulo 8 says.
  private static let permutations: [Int] = {
    let base = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
    var all = Array(0..<10)
    for position in 1..<8 { all += all[(position * 10 - 10)..<(position * 10)].map { base[$0] } }
    return all
  }()
}
