// Which quantile a header or a label speaks of: p25, Q3, 90th percentile, median.

/// The order q of a quantile, in ten-thousandths: 2,500 for the first quartile.
struct QuantileOrder: Equatable {
  let tenThousandths: Int

  static let whole = 10_000
  static let median = QuantileOrder(tenThousandths: whole / 2)
  static let quartile = QuantileOrder(tenThousandths: whole / 4)

  /// min(q, 1 − q), in ten-thousandths.
  var tail: Int { min(tenThousandths, Self.whole - tenThousandths) }

  /// A quantile of the `number`-th of so many equal parts; nil outside 0…1.
  private init?(_ number: Double, of parts: Double) {
    let share = (number / parts * Double(Self.whole)).rounded()
    guard share >= 0, share <= Double(Self.whole) else { return nil }
    tenThousandths = Int(share)
  }

  private init(tenThousandths: Int) { self.tenThousandths = tenThousandths }

  /// Parts into which each word divides the people.
  private static let parts: [String: Double] = [
    "percentile": 100, "percentiles": 100, "centile": 100, "pctile": 100, "perc": 100, "pct": 100, "p": 100,
    "pctl": 100, "quartile": 4, "quart": 4, "qu": 4, "quintile": 5, "decile": 10, "d": 10, "tertile": 3,
  ]
  /// Words for a number.
  private static let ordinals: [String: Double] = ["lower": 1, "first": 1, "upper": 3, "third": 3]
  private static let ordinalEndings: Set<String> = ["st", "nd", "rd", "th"]
  /// `Q1`…`Q4` are quartiles; a greater number after q is a percentile.
  private static let lastQuartile = 4.0
  /// Headers that name the variable of which order a quantile is, whose cells are orders themselves.
  private static let orderWords: Set<String> = [
    "percentile", "percentiles", "centile", "decile", "quantile", "quantiles", "prob", "probs",
  ]

  /// The order that a header or a row's label names; nil when it names none.
  init?(_ text: String) {
    let tokens = Self.tokens(of: text)
    for (position, token) in tokens.enumerated() {
      let next = position + 1 < tokens.count ? tokens[position + 1] : .sign
      switch (token, next) {
      case (.word("q"), .number(let number)) where number > 1 || number == number.rounded():
        self.init(number, of: number <= Self.lastQuartile ? 4 : 100)
        return
      case (.word("median"), _):
        // "Median (IQR)" holds three numbers, and the quartiles have the fewest people beyond them.
        self = tokens.contains(.word("iqr")) ? .quartile : .median
        return
      case (.word("iqr"), _), (.word("interquartile"), _), (.word("lq"), _), (.word("uq"), _):
        self = .quartile
        return
      case (.word(let word), .number(let number)) where Self.parts[word] != nil && number >= 1:
        self.init(number, of: Self.parts[word] ?? 1)
        return
      case (.number(let number), .sign) where position + 1 < tokens.count:
        self.init(number, of: 100)
        return
      case (.number(let number), .word(let word)):
        let after = position + 2 < tokens.count ? tokens[position + 2] : .sign
        if let parts = Self.parts[word] {
          self.init(number, of: parts)
          return
        }
        if Self.ordinalEndings.contains(word), case .word(let name) = after, let parts = Self.parts[name] {
          self.init(number, of: parts)
          return
        }
      case (.word(let ordinal), .word(let word)):
        if let number = Self.ordinals[ordinal], word.hasPrefix("qu") || word.hasPrefix("tert") {
          self.init(word.hasPrefix("qu") ? number : min(number, 2), of: word.hasPrefix("qu") ? 4 : 3)
          return
        }
      default: break
      }
    }
    // A lone 0.25, as column of a table of quantiles.
    for case .number(let number) in tokens where number > 0 && number < 1 {
      self.init(number, of: 1)
      return
    }
    return nil
  }

  /// Whether a column of that header holds orders (10, 20, 30 …), not quantiles.
  static func isOrderColumn(_ header: String) -> Bool {
    let tokens = tokens(of: header)
    guard tokens.count == 1, case .word(let word) = tokens[0] else { return false }
    return orderWords.contains(word)
  }

  private enum Token: Equatable {
    case word(String)
    case number(Double)
    /// A percent sign.
    case sign
  }

  private static func tokens(of text: String) -> [Token] {
    var tokens: [Token] = []
    var run = ""
    func close() {
      if let number = Double(run), run.first?.isNumber == true {
        tokens.append(.number(number))
      } else if !run.isEmpty {
        tokens.append(.word(run))
      }
      run = ""
    }
    let characters = Array(text.lowercased().prefix(SampleSize.longest))
    for (position, character) in characters.enumerated() {
      let wasNumber = run.last.map { $0.isNumber || $0 == "." } ?? false
      let nextIsNumber = position + 1 < characters.count && characters[position + 1].isNumber
      if character.isLetter {
        if wasNumber { close() }
        run.append(character)
      } else if character.isNumber || (character == "." && wasNumber && !run.contains(".") && nextIsNumber) {
        if !wasNumber { close() }
        run.append(character)
      } else {
        close()
        if character == "%" { tokens.append(.sign) }
      }
    }
    close()
    return tokens
  }
}
