// Numbers in a spelling that hides them from whoever looks for digits.

import DisclosureRules

/// Recognises whole cells that are a number in words, in Roman numerals, in hexadecimal or in signs of their own.
enum DisguisedNumber {
  private static let words: Set<String> = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty",
    "forty",
    "fifty", "sixty", "seventy", "eighty", "ninety",
  ]
  /// Longer cells are labels; "seventy-seven" has 13 letters.
  private static let longest = 16

  /// How such cells begin when they begin with a letter: number words, and Roman numerals, behind whose only letters
  /// spaces and hyphens may stand.
  static var starts: [[UInt8]] {
    let rest = Array("IVX -".utf8)
    let numerals = "IVX".utf8.flatMap { first in
      rest.flatMap { second in rest.map { [first, second, $0] } }
    }
    return words.sorted().map { Array($0.utf8) } + numerals
  }

  static func isIn(_ content: Span<UInt8>) -> Bool {
    guard (1...longest * 2).contains(content.count) else { return false }
    var isASCII = true
    for index in content.indices where content[index] >= 0x80 { isASCII = false }
    if isASCII && !mayBe(content) { return false }
    let text = TextDecoding.string(content)
    if !isASCII {
      // Fractions, circled digits, numerals of other scripts.
      var shown = text.unicodeScalars.filter { !$0.properties.isWhitespace }[...]
      // Signs around it make it no less a number: `≈5`, `“5”`.
      func isSign(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.numericType == nil && !scalar.properties.isAlphabetic
      }
      while let first = shown.first, isSign(first) { shown = shown.dropFirst() }
      while let last = shown.last, isSign(last) { shown = shown.dropLast() }
      return !shown.isEmpty && shown.allSatisfy { $0.properties.numericType != nil }
    }
    guard content.count <= longest else { return false }
    let parts = text.split { $0 == " " || $0 == "-" }
    if (1...2).contains(parts.count), parts.allSatisfy({ words.contains($0.lowercased()) }) { return true }
    guard parts.count == 1, let word = parts.first else { return false }
    return isRoman(word) || isHexadecimal(word)
  }

  /// Whether ASCII text may be a number in words, a Roman or a hexadecimal one: nothing is copied for the others.
  private static func mayBe(_ content: Span<UInt8>) -> Bool {
    var first: UInt8?
    var hasDigit = false
    for index in content.indices {
      let byte = content[index]
      if ByteKind.isDigit(byte) {
        hasDigit = true
      } else if !ByteKind.isLetter(byte) && byte != UInt8(ascii: " ") && byte != UInt8(ascii: "-") {
        return false
      }
      if first == nil, ByteKind.isLetter(byte) || ByteKind.isDigit(byte) { first = byte }
    }
    // Only a hexadecimal number holds digits, and it begins with one.
    return !hasDigit || first == UInt8(ascii: "0")
  }

  /// From I to XXXIX, in capitals: larger ones are names and abbreviations.
  private static func isRoman(_ word: Substring) -> Bool {
    let units = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    return ["", "X", "XX", "XXX"].contains { tens in
      word.hasPrefix(tens) && units.contains(String(word.dropFirst(tens.count)))
    }
  }

  private static func isHexadecimal(_ word: Substring) -> Bool {
    let digits = word.dropFirst(2)
    return word.lowercased().hasPrefix("0x") && !digits.isEmpty && digits.allSatisfy(\.isHexDigit)
  }
}
