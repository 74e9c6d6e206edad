// Digits with separators: `1005`, `1,005`, `1 005`, `1.005,50`, `0.5`, `.5`.

import DisclosureRules

/// The digits of one number, split into a whole part and decimals.
struct DigitGroups {
  var whole: [UInt8] = []
  var decimals: [UInt8] = []
  var marks: Cell.Marks = []

  var hasLeadingZeros: Bool { whole.count > 1 && whole[0] == UInt8(ascii: "0") }

  /// Whether digits, or a separator before them, may begin with a byte.
  static func mayBegin(with byte: UInt8) -> Bool {
    ByteKind.isDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
      || byte == UInt8(ascii: "'")
  }

  /// Takes digits and their separators from the front of `rest`; nil when there is no digit.
  static func take(_ rest: inout ArraySlice<UInt8>) -> DigitGroups? {
    var groups: [ArraySlice<UInt8>] = []
    var separators: [UInt8] = []
    var scan = rest
    let comma = UInt8(ascii: ",")
    let point = UInt8(ascii: ".")
    groups.append(takeDigits(&scan))
    while let separator = scan.first,
      separator == comma || separator == point || separator == UInt8(ascii: " ")
        || separator == UInt8(ascii: "'")
    {
      var ahead = scan.dropFirst()
      let digits = takeDigits(&ahead)
      if digits.isEmpty {
        // `5.` is a number; a comma or a space without digits behind it is not ours.
        guard separator == point, !(groups.last ?? []).isEmpty else { break }
      }
      let separatesThousands = separator == UInt8(ascii: " ") || separator == UInt8(ascii: "'")
      if separatesThousands && (digits.count != 3 || (groups.last ?? []).isEmpty) { break }
      groups.append(digits)
      separators.append(separator)
      scan = ahead
      if digits.isEmpty { break }
    }
    guard groups.contains(where: { !$0.isEmpty }) else { return nil }
    guard let numbers = DigitGroups(groups, separators) else { return nil }
    rest = scan
    return numbers
  }

  /// Tells separators of thousands from the decimal separator.
  private init?(_ groups: [ArraySlice<UInt8>], _ separators: [UInt8]) {
    let last = groups.count - 1
    if last == 0 {
      whole = Array(groups[0])
      return
    }
    let final = separators[last - 1]
    let point = UInt8(ascii: ".")
    let repeats = separators.filter { $0 == final }.count > 1
    let inner = separators.dropLast()
    // Every group but the first has three digits, and the first one to three, where thousands are separated.
    let innerAreThousands =
      groups[1..<last].allSatisfy { $0.count == 3 } && (last == 1 || (1...3).contains(groups[0].count))
    let allAreThousands = innerAreThousands && groups[last].count == 3 && (1...3).contains(groups[0].count)
    // A point alone is decimal; a comma, space or apostrophe before exactly three digits separates thousands.
    if (repeats || final != point) && allAreThousands && Set(separators).count == 1
      && groups[0].first != UInt8(ascii: "0")
    {
      whole = groups.flatMap { $0 }
      marks = .thousands
      return
    }
    guard !repeats, final == point || final == UInt8(ascii: ","), innerAreThousands, Set(inner).count <= 1
    else {
      return nil
    }
    whole = groups[0..<last].flatMap { $0 }
    decimals = Array(groups[last])
    if last > 1 { marks = .thousands }
  }

  private static func takeDigits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = rest.prefix { ByteKind.isDigit($0) }
    rest = rest.dropFirst(digits.count)
    return digits
  }

  /// The number, and whether every digit was kept.
  func value(shiftedBy exponent: Int, negative: Bool) -> (ExactNumber, Bool) {
    var digits = Array(whole.drop { $0 == UInt8(ascii: "0") })
    var point = digits.count
    if digits.isEmpty {
      let significant = decimals.drop { $0 == UInt8(ascii: "0") }
      digits = Array(significant)
      point = significant.count - decimals.count
    } else {
      digits += decimals
    }
    if digits.isEmpty {
      return (ExactNumber(mantissa: 0, scale: UInt8(min(decimals.count, NumberText.mostDigits))), true)
    }
    point += exponent
    // `point` digits stand before the decimal point, `digits.count - point` behind it.
    var isExact = true
    var scale = digits.count - point
    if scale < 0 {
      let zeros = -scale
      guard digits.count + zeros <= NumberText.mostDigits else {
        return (ExactNumber(mantissa: negative ? .min : .max), false)
      }
      digits += repeatElement(UInt8(ascii: "0"), count: zeros)
      scale = 0
    }
    while digits.count > NumberText.mostDigits || scale > NumberText.mostDigits {
      guard scale > 0 else { return (ExactNumber(mantissa: negative ? .min : .max), false) }
      if let dropped = digits.popLast(), dropped != UInt8(ascii: "0") { isExact = false }
      scale -= 1
      if digits.isEmpty { break }
    }
    var mantissa: Int64 = 0
    for digit in digits { mantissa = mantissa &* 10 &+ Int64(digit &- UInt8(ascii: "0")) }
    return (
      ExactNumber(mantissa: negative ? -mantissa : mantissa, scale: UInt8(clamping: max(0, scale))), isExact
    )
  }
}
