// The grammar of numbers in cells, over ASCII bytes.

import DisclosureRules

/// Numbers, bounds and pairs of numbers as people write them. All input is normalised to ASCII.
enum NumberText {
  /// Decimal digits that always fit an `Int64`.
  static let mostDigits = 18

  /// Without outer spaces, tabs, line ends, and one pair of outer apostrophes that spreadsheets add.
  static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = text
    while let first = rest.first, isSpace(first) { rest.removeFirst() }
    while let last = rest.last, isSpace(last) { rest.removeLast() }
    if rest.first == UInt8(ascii: "'") {
      rest.removeFirst()
      if rest.last == UInt8(ascii: "'") { rest.removeLast() }
    }
    return rest
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }

  /// A cell that is one number: sign, currency, digits with or without separators of thousands, decimals,
  /// exponent, percent sign, marks that point to a footnote.
  static func number(_ text: ArraySlice<UInt8>) -> Reading? {
    var rest = text
    var marks: Cell.Marks = []
    // `n=5`, `N = 5`: a count that names itself.
    if rest.count >= 3, rest[rest.startIndex] | 0x20 == UInt8(ascii: "n") {
      let behind = trimmed(rest.dropFirst())
      if behind.first == UInt8(ascii: "=") {
        rest = trimmed(behind.dropFirst())
        marks.insert(.annotated)
      }
    }
    let isBracketed = takeBrackets(&rest)
    guard var reading = leadingNumber(&rest) else { return nil }
    if isBracketed { marks.insert(.bracketed) }
    rest = trimmed(rest)
    if rest.first == UInt8(ascii: "%") {
      reading.marks.insert(.percent)
      rest = trimmed(rest.dropFirst())
    }
    while let last = rest.last, footnoteMarks.contains(last) || isSpace(last) {
      marks.insert(.annotated)
      rest.removeLast()
    }
    guard rest.isEmpty else { return nil }
    reading.marks.formUnion(marks)
    return reading
  }

  /// Words that state a bound, in front of its number or behind it, with the number itself allowed or not.
  private static let boundWords: [(words: [UInt8], isBehind: Bool, isInclusive: Bool)] = [
    // "under 65" and "up to 17" are bands of ages.
    ("fewer than", false, false), ("less than", false, false), ("or fewer", true, true),
    ("or less", true, true),
  ].map { (Array($0.0.utf8), $0.1, $0.2) }

  /// How bounds in words begin.
  static var boundStarts: [[UInt8]] { boundWords.filter { !$0.isBehind }.map(\.words) }

  /// Whether a text begins with the words of a bound.
  static func mayStateBound(_ content: Span<UInt8>) -> Bool {
    for bound in boundWords where !bound.isBehind && content.count > bound.words.count {
      var matched = 0
      while matched < bound.words.count, content[matched] | 0x20 == bound.words[matched] | 0x20 {
        matched += 1
      }
      if matched == bound.words.count { return true }
    }
    return false
  }

  /// `5 or fewer`, `fewer than 5`.
  private static func boundInWords(_ text: ArraySlice<UInt8>) -> Reading? {
    for bound in boundWords where text.count > bound.words.count {
      let count = bound.words.count
      let stands = bound.isBehind ? text.suffix(count) : text.prefix(count)
      guard stands.elementsEqual(bound.words, by: { $0 | 0x20 == $1 | 0x20 }) else { continue }
      let rest = bound.isBehind ? text.dropLast(count) : text.dropFirst(count)
      guard let edge = bound.isBehind ? rest.last : rest.first, isSpace(edge),
        var reading = number(trimmed(rest))
      else { continue }
      reading.kind = .bound
      if bound.isInclusive { reading.marks.insert(.inclusive) }
      return reading
    }
    return nil
  }

  /// Takes one pair of brackets off: `(0.02)`, `[12]`; what is left must be more than a footnote's number.
  private static func takeBrackets(_ rest: inout ArraySlice<UInt8>) -> Bool {
    guard let first = rest.first, let last = rest.last, rest.count > 2,
      (first, last) == (UInt8(ascii: "("), UInt8(ascii: ")"))
        || (first, last) == (UInt8(ascii: "["), UInt8(ascii: "]"))
    else { return false }
    rest = trimmed(rest.dropFirst().dropLast())
    return true
  }

  /// A cell that states a bound: `<8`, `<= 7`, `>100`, `5 or fewer`.
  static func bound(_ text: ArraySlice<UInt8>) -> Reading? {
    if let inWords = boundInWords(text) { return inWords }
    guard let first = text.first, first == UInt8(ascii: "<") || first == UInt8(ascii: ">") else { return nil }
    var rest = text.dropFirst()
    var marks: Cell.Marks = first == UInt8(ascii: ">") ? [.lowerBound] : []
    if rest.first == UInt8(ascii: "=") {
      marks.insert(.inclusive)
      rest = rest.dropFirst()
    }
    guard var reading = number(trimmed(rest)) else { return nil }
    reading.kind = .bound
    reading.marks.formUnion(marks)
    return reading
  }

  /// A cell with several numbers and nothing but punctuation and joining words between them.
  static func composite(_ text: ArraySlice<UInt8>) -> Reading? {
    var rest = text
    guard var reading = leadingNumber(&rest) else { return nil }
    let joint = rest
    guard skipJoint(&rest, opened: &reading.secondIsStatistic) else { return nil }
    let between = joint.prefix(joint.count - rest.count)
    reading.pattern = pattern(ofJoint: between)
    // Two numbers with a dash or "to" between them are a range of ages or sizes: a label.
    if trimmed(between).first == UInt8(ascii: "-") { return nil }
    let isRange = trimmed(between).elementsEqual("to".utf8)
    var numbers = 1
    while !rest.isEmpty {
      guard let next = leadingNumber(&rest) else { return nil }
      numbers += 1
      if numbers == 2 {
        reading.second = next.number
        if trimmed(rest).first == UInt8(ascii: "%") {
          reading.secondIsStatistic = true
          reading.pattern = .percentage
        }
        if next.number.scale > 0 { reading.secondIsStatistic = true }
      }
      var opened = false
      guard skipJoint(&rest, opened: &opened) || rest.isEmpty else { return nil }
    }
    guard numbers >= 2, !(isRange && numbers == 2 && reading.whole != nil && reading.second?.whole != nil)
    else { return nil }
    // Brackets with two numbers enclose the first; a share of its whole may follow in brackets.
    if numbers > 2 && reading.pattern != .fraction { reading.pattern = .interval }
    reading.kind = .composite
    return reading
  }

  /// How two numbers stand together, by what is between them.
  private static func pattern(ofJoint joint: ArraySlice<UInt8>) -> CompositePattern {
    let letters = joint.map { $0 | 0x20 }
    if joint.contains(UInt8(ascii: "/"))
      || letters.contains(UInt8(ascii: "o")) && letters.contains(UInt8(ascii: "f"))
    {
      return .fraction
    }
    if joint.contains(UInt8(ascii: "~")) { return .spread }
    if joint.contains(UInt8(ascii: "(")) || joint.contains(UInt8(ascii: "[")) { return .bracketed }
    return .other
  }

  /// Takes a number from the front of `rest`.
  static func leadingNumber(_ rest: inout ArraySlice<UInt8>) -> Reading? {
    var scan = rest
    var negative = false
    while let first = scan.first,
      first == UInt8(ascii: "+") || first == UInt8(ascii: "-") || first == UInt8(ascii: "$") || isSpace(first)
    {
      if first == UInt8(ascii: "-") { negative.toggle() }
      scan.removeFirst()
    }
    guard let first = scan.first, DigitGroups.mayBegin(with: first), let digits = DigitGroups.take(&scan)
    else { return nil }
    var reading = Reading(kind: .number)
    reading.marks = digits.marks
    reading.hasLeadingZeros = digits.hasLeadingZeros
    var exponent = 0
    if let shift = takeExponent(&scan) {
      exponent = shift
      reading.marks.insert(.exponent)
    }
    let (number, isExact) = digits.value(shiftedBy: exponent, negative: negative)
    reading.number = number
    if !isExact { reading.marks.insert(.inexact) }
    rest = scan
    return reading
  }

  /// `e5`, `E-07`; what follows must not be a letter.
  private static func takeExponent(_ rest: inout ArraySlice<UInt8>) -> Int? {
    guard let first = rest.first, first | 0x20 == UInt8(ascii: "e") else { return nil }
    var scan = rest.dropFirst()
    var negative = false
    if let sign = scan.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      negative = sign == UInt8(ascii: "-")
      scan.removeFirst()
    }
    var value = 0
    var digits = 0
    while let digit = scan.first, ByteKind.isDigit(digit) {
      // Beyond this every exponent is as good as infinite; keeps the sum from overflowing.
      value = min(9_999, value * 10 + Int(digit - UInt8(ascii: "0")))
      digits += 1
      scan.removeFirst()
    }
    guard digits > 0 else { return nil }
    rest = scan
    return negative ? -value : value
  }

  private static let footnoteMarks: [UInt8] = Array("*#?".utf8)
  private static let joints: [UInt8] = Array("()[]{}/%,;:~|*#<>=-".utf8)
  private static let jointWords = ["to", "of", "n", "iqr", "sd", "ci", "range", "out"].map { Array($0.utf8) }

  /// Passes over what may stand between two numbers of a cell, or behind the last.
  private static func skipJoint(_ rest: inout ArraySlice<UInt8>, opened: inout Bool) -> Bool {
    let start = rest.startIndex
    while let byte = rest.first {
      if isSpace(byte) {
        rest.removeFirst()
      } else if joints.contains(byte) {
        if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "~") { opened = true }
        rest.removeFirst()
      } else if ByteKind.isLetter(byte) {
        let word = rest.prefix { ByteKind.isLetter($0) }
        guard jointWords.contains(where: { $0.elementsEqual(word) { $0 == $1 | 0x20 } }) else { return false }
        rest.removeFirst(word.count)
      } else {
        break
      }
    }
    return rest.startIndex > start
  }
}
