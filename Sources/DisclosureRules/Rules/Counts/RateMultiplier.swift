// The number of people that a rate is given for: `per 1,000`, `per 100k`, `/100.000`, `per million`.

/// Reads it from a header.
enum RateMultiplier {
  /// Words that stand between a rate and its number, in the languages of the header words.
  private static let links: Set<String> = ["per", "pro", "pour", "por", "je", "fesul"]
  private static let words: [String: Int64] = [
    "cent": 100, "hundred": 100, "thousand": 1000, "mille": 1000, "mil": 1000, "million": 1_000_000,
    "m": 1_000_000, "mn": 1_000_000, "mio": 1_000_000, "k": 1000, "tsd": 1000, "lakh": 100_000,
  ]
  /// Digits of the greatest number that a rate is given for: a million.
  private static let mostDigits = 7
  /// Signs that part thousands.
  private static let separators: Set<Character> = [",", ".", "'", " ", "_", "\u{a0}", "\u{2009}", "\u{202f}"]

  /// The number that a header states behind the last such word or stroke; nil where it states none that a rate is
  /// given for.
  static func stated(in header: String?) -> Int64? {
    guard let header else { return nil }
    var rest = tail(of: header.lowercased())
    if rest.isEmpty { return nil }
    var value: Int64 = 1
    let digits = takeDigits(&rest)
    if !digits.isEmpty {
      guard digits.count <= mostDigits, let number = Int64(digits) else { return nil }
      value = number
    }
    var factors: [Int64] = []
    let word = String(rest.drop { separators.contains($0) }.prefix(while: \.isLetter))
    if let times = words[word] {
      factors.append(times)
      // A hundred thousand.
      let next = rest.drop { separators.contains($0) }.dropFirst(word.count).drop { separators.contains($0) }
      if let more = words[String(next.prefix(while: \.isLetter))] { factors.append(more) }
    }
    for factor in factors {
      let (product, isOver) = value.multipliedReportingOverflow(by: factor)
      if isOver { return nil }
      value = product
    }
    return DerivedProductSearch.multipliers.contains(value) && value > 1 ? value : nil
  }

  /// What stands behind the last stroke, or word for it.
  private static func tail(of header: String) -> Substring {
    var found = header.suffix(0)
    var index = header.startIndex
    while index < header.endIndex {
      let next = header.index(after: index)
      if header[index] == "/" {
        found = header[next...]
        index = next
      } else if header[index].isLetter {
        let word = header[index...].prefix(while: \.isLetter)
        if links.contains(String(word)) { found = header[word.endIndex...] }
        index = word.endIndex
      } else {
        index = next
      }
    }
    return found.drop { separators.contains($0) || $0 == "(" }
  }

  /// Digits, with what parts thousands between them; they are taken away from the front.
  private static func takeDigits(_ rest: inout Substring) -> String {
    var digits = String(rest.prefix { $0.isASCII && $0.isNumber })
    rest = rest.dropFirst(digits.count)
    while let mark = rest.first, separators.contains(mark) {
      let group = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
      guard group.count == 3, !digits.isEmpty, digits.count <= 6 else { break }
      digits += group
      rest = rest.dropFirst(1 + group.count)
    }
    return digits
  }
}
