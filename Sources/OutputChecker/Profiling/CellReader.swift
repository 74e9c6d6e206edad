// What a cell says: the reading of numbers, bounds, masks and dates in all the ways people write them.

import DisclosureRules

/// How one cell reads.
struct Reading: Equatable {
  var kind = Cell.Kind.empty
  var marks: Cell.Marks = []
  /// The number of a number or bound, the first of a composite.
  var number = ExactNumber(mantissa: 0)
  /// The second number of a composite.
  var second: ExactNumber?
  /// The second number is a percentage, or an interval begins with it: it counts nobody.
  var secondIsStatistic = false
  /// How the numbers of a composite stand together.
  var pattern: CompositePattern?
  /// Written with zeros in front, as codes are.
  var hasLeadingZeros = false
  /// Text that says that there is no number: `NA`.
  var isMissing = false
  /// Text that starts with its only number, such as `3 people`: under a header of counts it may be one.
  var textHasNumber = false
  /// A number that is spelled as no program writes one: `five`, `IV`, `0x5`, `½`.
  var isDisguised = false

  /// A whole second number that counts somebody, such as the base in `3 / 12`.
  var secondCount: Int64? { secondIsStatistic ? nil : second?.whole }

  /// The cell's plain or first number, if it is whole.
  var whole: Int64? { kind == .number || kind == .composite ? number.whole : nil }
}

/// Reads cells. One a table: it keeps room that is reused between cells.
struct CellReader {
  /// Tokens that stand for hidden numbers, as the ruleset lists them.
  private let masks: MaskTable
  private var normalised: [UInt8] = []
  private var recent = RecentContents<Reading>()

  init(masks: MaskTable) { self.masks = masks }

  /// How texts begin that are more than labels to it.
  var labelStarts: LabelStarts { masks.labelStarts }

  /// Reads a field's content.
  ///
  /// - Parameters:
  ///   - content: the bytes between the quotes, UTF-8 or Windows-1252.
  ///   - hash: the content's ``ContentHash``, by which repeated cells are found again.
  mutating func read(_ content: Span<UInt8>, hash: UInt64) -> Reading {
    if let plain = Self.plainNumber(content) { return plain }
    // Labels repeat: reading each again would cost most of the time of a check.
    if let known = recent.value(of: content, hash: hash) { return known }
    let reading = readSlowly(content)
    recent.remember(reading, of: content, hash: hash)
    return reading
  }

  private mutating func readSlowly(_ content: Span<UInt8>) -> Reading {
    var reading = readWritten(content)
    if reading.kind == .text { reading.textHasNumber = Self.startsWithOneNumber(content) }
    if reading.kind == .text || reading.kind == .mask { reading.isDisguised = DisguisedNumber.isIn(content) }
    return reading
  }

  /// `3 people`, `=3`, `(3)x`: one run of digits, at the front but for signs. Codes, pseudonyms and bands such
  /// as `16-39` have several, or start with a letter; `70+` is a band too.
  static func startsWithOneNumber(_ content: Span<UInt8>) -> Bool {
    var runs = 0
    var inRun = false
    for index in content.indices {
      let byte = content[index]
      let isDigit = ByteKind.isDigit(byte)
      if runs == 0 && !isDigit && (ByteKind.isLetter(byte) || byte >= 0x80) { return false }
      if isDigit && !inRun { runs += 1 }
      inRun = isDigit
    }
    return runs == 1 && content[content.count - 1] != UInt8(ascii: "+")
  }

  private mutating func readWritten(_ content: Span<UInt8>) -> Reading {
    var union: UInt8 = 0
    for index in content.indices { union |= content[index] }
    let isASCII = union < 0x80
    if isASCII && Self.isPlainLabel(content) && !masks.holds(content) { return Reading(kind: .text) }
    normalised.removeAll(keepingCapacity: true)
    if isASCII {
      // Longer cells are prose; only their beginning could be a number, and a number is never this long.
      guard content.count <= Self.longestNumber else { return Reading(kind: .text) }
      unsafe content.withUnsafeBufferPointer { unsafe normalised.append(contentsOf: $0) }
      return classify(foreignDigits: false)
    }
    guard content.count <= Self.longestNumber * 4 else { return Reading(kind: .text) }
    let foreignDigits = Self.normalise(TextDecoding.string(content), into: &normalised)
    guard normalised.count <= Self.longestNumber else { return Reading(kind: .text) }
    return classify(foreignDigits: foreignDigits)
  }

  /// Whether a cell begins with a letter and can be no number that names itself (`n = 5`), no bound, no month and
  /// no quarter: then it is a label or a mask.
  static func isPlainLabel(_ content: Span<UInt8>) -> Bool {
    guard content.count > 0, ByteKind.isLetter(content[0]) else { return false }
    for index in content.indices where content[index] == UInt8(ascii: "=") { return false }
    // "fewer than 5".
    if content.count <= longestNumber && NumberText.mayStateBound(content) { return false }
    return !DateText.mayStartDate(content)
  }

  /// Cells longer than this, in bytes, are text: no number, bound or pair of numbers is written so long.
  static let longestNumber = 96

  /// `120`, `-3`, `5.39`: ASCII digits with at most a minus and a point, which is what most cells are.
  @inline(__always)
  static func plainNumber(_ content: Span<UInt8>) -> Reading? {
    let count = content.count
    // One byte more each for the sign and the point.
    guard count > 0 && count <= NumberText.mostDigits + 2 else { return nil }
    let negative = content[0] == UInt8(ascii: "-")
    let start = negative ? 1 : 0
    var value: Int64 = 0
    var digits = 0
    var point = -1
    for index in start..<count {
      let byte = content[index]
      let digit = byte &- UInt8(ascii: "0")
      if digit <= 9 {
        digits += 1
        value = value &* 10 &+ Int64(digit)
      } else {
        guard byte == UInt8(ascii: "."), point < 0, index > start, index < count - 1 else { return nil }
        point = index
      }
    }
    guard digits > 0 && digits <= NumberText.mostDigits else { return nil }
    let wholeDigits = (point < 0 ? count : point) - start
    let scale = point < 0 ? 0 : count - point - 1
    var reading = Reading(
      kind: .number,
      number: ExactNumber(mantissa: negative ? -value : value, scale: UInt8(truncatingIfNeeded: scale)))
    reading.hasLeadingZeros = wholeDigits > 1 && content[start] == UInt8(ascii: "0")
    return reading
  }

  private func classify(foreignDigits: Bool) -> Reading {
    let text = Self.unwrapped(NumberText.trimmed(normalised[...]))
    if text.isEmpty { return Reading(kind: .empty) }
    if let range = masks.lookUp(text) { return range }
    if masks.isMissing(text) {
      var missing = Reading(kind: .text)
      missing.isMissing = true
      return missing
    }
    var reading =
      NumberText.number(text) ?? NumberText.bound(text) ?? DateText.date(text) ?? NumberText.composite(text)
      ?? Reading(kind: .text)
    if foreignDigits { reading.marks.insert(.foreignDigits) }
    return reading
  }

  /// `="12"` is how Stata and others keep spreadsheets from reading a cell their way: the text is inside.
  private static func unwrapped(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let quote = UInt8(ascii: "\"")
    guard text.count >= 3, text.starts(with: [UInt8(ascii: "="), quote]), text.last == quote else {
      return text
    }
    return NumberText.trimmed(text.dropFirst(2).dropLast())
  }

  /// Turns the digits, spaces, dashes and signs of every script into their ASCII forms and drops what cannot
  /// be seen; other characters become a placeholder that is part of no number.
  ///
  /// - Returns: whether a digit other than 0–9 was among them.
  static func normalise(_ text: String, into bytes: inout [UInt8]) -> Bool {
    var foreignDigits = false
    let placeholder = UInt8(ascii: "?")
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
        continue
      }
      switch scalar.value {
      case 0xff01...0xff5e:  // full-width forms of ASCII
        let ascii = UInt8(truncatingIfNeeded: scalar.value - 0xff01 + 0x21)
        if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(ascii) { foreignDigits = true }
        bytes.append(ascii)
        continue
      case 0x2212: bytes.append(UInt8(ascii: "-"))
      case 0x2264: bytes += "<=".utf8
      case 0x2265: bytes += ">=".utf8
      case 0x00b1: bytes.append(UInt8(ascii: "~"))
      case 0x00b7, 0x066b: bytes.append(UInt8(ascii: "."))
      case 0x066c: bytes.append(UInt8(ascii: ","))
      case 0x2044, 0x2215: bytes.append(UInt8(ascii: "/"))
      case 0x066a: bytes.append(UInt8(ascii: "%"))
      case 0x2020, 0x2021, 0x00a7, 0x00b6, 0x00b9, 0x00b2, 0x00b3, 0x2070...0x2079:
        bytes.append(UInt8(ascii: "*"))  // marks that point to a footnote
      case 0x00a3, 0x20ac, 0x00a5: bytes.append(UInt8(ascii: "$"))
      default:
        switch scalar.properties.generalCategory {
        case .decimalNumber:
          guard let value = scalar.properties.numericValue, (0...9).contains(value) else { fallthrough }
          bytes.append(UInt8(ascii: "0") + UInt8(value))
          foreignDigits = true
        case .spaceSeparator: bytes.append(UInt8(ascii: " "))
        case .dashPunctuation: bytes.append(UInt8(ascii: "-"))
        case .format, .control, .nonspacingMark: break
        default: bytes.append(placeholder)
        }
      }
    }
    return foreignDigits
  }
}
