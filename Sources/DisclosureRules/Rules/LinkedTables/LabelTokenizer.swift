// A label cut into words, numbers and the signs that compare.

/// Takes the characters of a label one by one. Unlike ``HeaderText`` it keeps the signs, because `18+` and
/// `<18` differ in nothing else.
struct LabelTokenizer {
  private let lookAlikes: [UInt32: UInt8]
  private var tokens: [String] = []
  private var word = String.UnicodeScalarView()
  private var last: Kind = .none

  private enum Kind { case none, upper, lower, digit, point }

  init(lookAlikes: [UInt32: UInt8]) { self.lookAlikes = lookAlikes }

  mutating func take(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x2B: sign("+")
    case 0x3C: sign("<")
    case 0x3E: sign(">")
    case 0x2264, 0x2A7D: sign("≤")
    case 0x2265, 0x2A7E: sign("≥")
    case 0x3D where tokens.last == "<" && word.isEmpty: tokens[tokens.count - 1] = "≤"
    case 0x3D where tokens.last == ">" && word.isEmpty: tokens[tokens.count - 1] = "≥"
    case 0x2D, 0x2010...0x2015, 0x2212, 0xFF0D: sign("-")
    case 0x2E where last == .digit:
      word.append(scalar)
      last = .point
    default: takeFolded(scalar)
    }
  }

  private mutating func takeFolded(_ scalar: Unicode.Scalar) {
    switch LetterFolding.fold(scalar, lookAlikes: lookAlikes) {
    case .dropped: break
    case .separator, .period: endWord()
    case .word(let whole):
      endWord()
      tokens.append(whole)
    case .letter(let letter):
      let kind = scalar.properties.isUppercase ? Kind.upper : .lower
      if last == .digit || last == .point || (last == .lower && kind == .upper) { endWord() }
      word.append(letter)
      last = kind
    case .digit(let digit):
      if last == .upper || last == .lower { endWord() }
      word.append(digit)
      last = .digit
    }
  }

  private mutating func sign(_ sign: String) {
    endWord()
    tokens.append(sign)
  }

  private mutating func endWord() {
    if word.last?.value == 0x2E { word.removeLast() }
    if !word.isEmpty { tokens.append(PopulationWords.singular(String(word))) }
    word = String.UnicodeScalarView()
    last = .none
  }

  mutating func finish() -> [String] {
    endWord()
    return tokens
  }
}
