// The check digits that several identifiers share.

/// Arithmetic of check digits over the digits of a candidate.
public enum CheckDigits {
  /// The Luhn check over all digits. Source: ISO/IEC 7812-1, annex B.
  public static func luhn(_ text: IdentifierText) -> Bool {
    var sum = 0
    for position in 0..<text.count {
      let digit = text.digit(text.count - 1 - position)
      let doubled = position % 2 == 1 ? digit * 2 : digit
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return sum % 10 == 0
  }

  /// The weighted sum of digits from a position on.
  public static func sum(_ text: IdentifierText, from first: Int = 0, weights: [Int]) -> Int {
    weights.enumerated().reduce(0) { $0 + $1.element * text.digit(first + $1.offset) }
  }

  /// The remainder by 97 of letters and digits read as a number, letters as 10 to 35, the first `moved`
  /// characters put last. Source: ISO/IEC 7064, MOD 97-10; ISO 13616-1.
  public static func modulo97(_ text: IdentifierText, moved: Int) -> Int {
    var remainder = 0
    for position in 0..<text.count {
      let index = (position + moved) % text.count
      let digit = text.digit(index)
      remainder =
        digit < 10 ? (remainder * 10 + digit) % 97 : (remainder * 100 + text.letter(index) + 10) % 97
    }
    return remainder
  }
}
