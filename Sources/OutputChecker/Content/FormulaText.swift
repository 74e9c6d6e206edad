// What a spreadsheet takes for a formula.

import DisclosureRules

/// Tells formulas from numbers, telephone numbers, dashes and points of a list.
///
/// Source: OWASP, CSV Injection. A cell is a formula when it begins with =, +, -, @, a tab or a carriage return;
/// numbers with a sign are not, and words behind a plus or minus are no expression.
enum FormulaText {
  /// What a cell is to a spreadsheet; nil when it is a plain value.
  static func kind(of text: String) -> ContentKind? {
    var rest = text.unicodeScalars.map(ascii)[...]
    let breaks: [Unicode.Scalar] = ["\t", "\r"]
    let isLedByBreak = rest.first.map(breaks.contains) ?? false
    var isQuoted = false
    while let first = rest.first, isSkipped(first) || quotes.contains(first) {
      isQuoted = isQuoted || quotes.contains(first)
      rest.removeFirst()
    }
    guard let kind = unquotedKind(of: rest) else { return isLedByBreak && !rest.isEmpty ? .formulaSign : nil }
    // Behind a quote that is part of the cell a spreadsheet shows the text; other programs take the quote off.
    return isQuoted && kind == .formula ? .formulaSign : kind
  }

  private static let quotes: [Unicode.Scalar] = ["\"", "'", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}"]

  /// Full-width forms as their ASCII twins, and the minus sign as a hyphen.
  private static func ascii(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value - 0xFEE0))
    case 0xFE62: "+"
    case 0xFE63, 0x2212: "-"
    case 0xFE66: "="
    case 0xFE6B: "@"
    default: scalar
    }
  }

  private static func isSkipped(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value <= 0x20 }
    return scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
  }

  private static func unquotedKind(of text: ArraySlice<Unicode.Scalar>) -> ContentKind? {
    guard let sign = text.first else { return nil }
    switch sign {
    case "=":
      let body = trimmed(text.dropFirst())
      // A ruler, or a heading between equals signs, is no expression.
      guard let first = body.first, first != "=" else { return nil }
      if isQuotedText(body) { return .formulaText }
      return FormulaExpression.isCalled(body, strictly: false)
        || FormulaExpression.calculates(body, strictly: false)
        ? .formula : .formulaSign
    case "@":
      let body = text.dropFirst()
      if FormulaExpression.isCalled(body, strictly: false) { return .formula }
      return body.first.map(FormulaExpression.isLetter) ?? false ? .formulaSign : nil
    case "+", "-":
      let body = trimmed(text.drop { $0 == "+" || $0 == "-" || isSkipped($0) })
      return FormulaExpression.isCalled(body, strictly: true)
        || FormulaExpression.calculates(body, strictly: true)
        ? .formula : nil
    default: return nil
    }
  }

  private static func trimmed(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    var rest = text.drop(while: isSkipped)
    while let last = rest.last, isSkipped(last) { rest.removeLast() }
    return rest
  }

  /// `"…"` with no quote inside but doubled ones.
  private static func isQuotedText(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    guard text.count >= 2, text.first == "\"", text.last == "\"" else { return false }
    var isOpen = false
    for scalar in text.dropFirst().dropLast() {
      if scalar == "\"" { isOpen.toggle() } else if isOpen { return false }
    }
    return !isOpen
  }
}
