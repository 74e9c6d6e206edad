// The grammar of a spreadsheet's expressions, as far as it tells them from prose.

/// Recognises calls, references and arithmetic.
enum FormulaExpression {
  typealias Text = ArraySlice<Unicode.Scalar>

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (scalar.value | 0x20) &- 0x61 < 26
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value &- 0x30 < 10 }

  private static func isName(_ scalar: Unicode.Scalar) -> Bool {
    isLetter(scalar) || isDigit(scalar) || scalar == "." || scalar == "_"
  }

  /// Whether a text calls a function, another sheet or another program.
  ///
  /// - Parameter strictly: behind a plus or minus `log10(p)` is a label: what a function is called with has to be
  ///   a reference, a text, arithmetic or nothing.
  static func isCalled(_ text: Text, strictly: Bool) -> Bool {
    let lastMark = text.lastIndex(of: "!") ?? text.startIndex
    for index in text.indices.dropFirst() {
      let before = text[index - 1]
      switch text[index] {
      case "(" where isName(before):
        if !isCallName(endingAt: index, in: text) { continue }
        if !strictly || isArgument(text[(index + 1)...]) { return true }
      case "|":
        // Dynamic data exchange: program|topic!item.
        if isName(before), lastMark > index { return true }
      case "!":
        // A cell of another sheet: Sheet1!A1, 'A sheet'!A1.
        if isName(before) || before == "'", reference(text[(index + 1)...]) != nil { return true }
      default: break
      }
    }
    return false
  }

  /// Whether the name before a bracket begins with a letter, as names of functions do.
  private static func isCallName(endingAt end: Int, in text: Text) -> Bool {
    var start = end
    while start > text.startIndex && isName(text[start - 1]) { start -= 1 }
    return start < end && isLetter(text[start])
  }

  /// Characters behind a bracket that are looked at: a cell may hold a million brackets.
  private static let longestArgument = 256

  /// Whether what follows a bracket is no plain word.
  private static func isArgument(_ text: Text) -> Bool {
    let argument = text.prefix(longestArgument).prefix { $0 != ")" }
    if argument.allSatisfy({ $0 == " " }) { return true }
    if argument.contains(where: { $0 == "\"" || $0 == "!" || $0 == ":" || $0 == "(" }) { return true }
    return calculates(argument, strictly: true) || reference(argument) == argument.endIndex
  }

  /// Whether a whole text is operands with operators between them.
  ///
  /// - Parameter strictly: numbers with only hyphens or slashes between them are ranges, dates and fractions.
  static func calculates(_ text: Text, strictly: Bool) -> Bool {
    if strictly, let first = text.first, isDigit(first) || first == "." { return adds(text) }
    let operators: [Unicode.Scalar] = ["+", "-", "*", "/", "^", "&", ":", "<", ">", "="]
    var rest = text
    var operands = 0
    var hasReference = false
    var hasArithmetic = false
    while true {
      rest = rest.drop { $0 == " " || $0 == "(" || $0 == "+" || $0 == "-" }
      if let end = reference(rest) {
        hasReference = true
        rest = rest[end...]
      } else if let end = number(rest) {
        rest = rest[end...]
      } else {
        return false
      }
      operands += 1
      rest = rest.drop { $0 == " " || $0 == ")" || $0 == "%" }
      guard let sign = rest.first else { break }
      guard operators.contains(sign) else { return false }
      hasArithmetic = hasArithmetic || (sign != "-" && sign != "/" && sign != ":")
      rest = rest.dropFirst()
    }
    if hasReference { return true }
    return operands > 1 && (!strictly || hasArithmetic)
  }

  /// `1+1`, `2*A1`, `2+cmd|x`: a number, and further operands with nothing but an operator before each, or a program
  /// that is called.
  private static func adds(_ text: Text) -> Bool {
    let operators: [Unicode.Scalar] = ["+", "*", "^", "&"]
    guard var end = number(text), end < text.endIndex else { return false }
    while end < text.endIndex {
      guard operators.contains(text[end]) else { return false }
      let operand = text[(end + 1)...]
      let program = operand.prefix(while: isName)
      if let first = program.first, isLetter(first), program.endIndex < text.endIndex,
        text[program.endIndex] == "|"
      {
        return true
      }
      guard let next = operand.first, isLetter(next) || isDigit(next),
        let operandEnd = reference(operand) ?? number(operand)
      else { return false }
      end = operandEnd
    }
    return true
  }

  /// The end of a reference to a cell at the front: `A1`, `$B$12`, `XFD1048576`.
  private static func reference(_ text: Text) -> Int? {
    var rest = text
    if rest.first == "$" { rest = rest.dropFirst() }
    let letters = rest.prefix(while: isLetter)
    guard (1...3).contains(letters.count) else { return nil }
    rest = rest[letters.endIndex...]
    if rest.first == "$" { rest = rest.dropFirst() }
    let digits = rest.prefix(while: isDigit)
    guard (1...7).contains(digits.count), digits.first != "0" else { return nil }
    rest = rest[digits.endIndex...]
    if let next = rest.first, isName(next) { return nil }
    return rest.startIndex
  }

  /// The end of a number at the front.
  private static func number(_ text: Text) -> Int? {
    let digits = text.prefix { isDigit($0) || $0 == "." }
    return digits.contains(where: isDigit) ? digits.endIndex : nil
  }
}
