// Labels that are codes: ranges and beginnings of other codes.

/// Finds, for a label such as `E10-E14`, `0-19`, `D_TO_M` or `C1`, the labels that are its parts.
struct CodeLabels {
  private struct Code {
    /// Letters in front and a number, of both ends.
    var low: (letters: String, number: Int)
    var high: (letters: String, number: Int)
    var isRange: Bool
  }

  private let labels: [String]
  private let codes: [Code?]

  /// Longer labels are words.
  static let longest = 24
  private static let separators = ["_to_", " to ", "–", "—", "..", "-", ":"]

  init(_ labels: [String]) {
    self.labels = labels.map(AdditiveCells.trimmed)
    codes = self.labels.map(Self.code)
  }

  /// The items that a label's code covers, without those that another of them covers.
  func parts(of item: Int) -> [Int] {
    if let range = codes[item], range.isRange {
      let inside = labels.indices.filter { other in
        guard other != item, let code = codes[other] else { return false }
        return covers(range, code) && !covers(code, range)
      }
      return inside.filter { one in
        !inside.contains { two in
          guard one != two, let outer = codes[two], let inner = codes[one] else { return false }
          return outer.isRange && covers(outer, inner) && !covers(inner, outer)
        }
      }
    }
    return extensions(of: item)
  }

  private func covers(_ outer: Code, _ inner: Code) -> Bool {
    guard (outer.low.letters.isEmpty) == (inner.low.letters.isEmpty) else { return false }
    return !(inner.low < outer.low) && !(outer.high < inner.high)
  }

  /// Codes that begin with this one and go on: `1` and `1.1`, `UKC` and `UKC1`.
  private func extensions(of item: Int) -> [Int] {
    let own = labels[item]
    guard !own.isEmpty, own.utf8.count <= Self.longest, !own.contains(" ") else { return [] }
    let longer = labels.indices.filter { other in
      let label = labels[other]
      guard other != item, label.hasPrefix(own), label.utf8.count > own.utf8.count else { return false }
      let rest = label.dropFirst(own.count)
      guard let first = rest.first else { return false }
      // A number doesn't begin another number: 1 is no chapter of 10.
      let ownEndsInDigit = own.last?.isNumber ?? false
      let isDotted = first == "." || first == "/" || first == "_"
      return !rest.contains(" ") && rest.contains { $0.isNumber }
        && (isDotted || !ownEndsInDigit && first.isNumber)
    }
    let least = longer.map { labels[$0].split { $0 == "." || $0 == "/" || $0 == "_" }.count }.min() ?? 0
    return longer.filter { labels[$0].split { $0 == "." || $0 == "/" || $0 == "_" }.count == least }
  }

  private static func code(_ label: String) -> Code? {
    guard !label.isEmpty, label.utf8.count <= longest else { return nil }
    for separator in separators {
      let ends = split(label, separator)
      if ends.count == 2, let low = end(ends[0]), let high = end(ends[1]), !(high < low) {
        return Code(low: low, high: high, isRange: low != high)
      }
    }
    return end(label).map { Code(low: $0, high: $0, isRange: false) }
  }

  private static func split(_ label: String, _ separator: String) -> [String] {
    var parts: [String] = []
    var rest = Substring(label)
    let key = Array(separator)
    while true {
      let characters = Array(rest)
      guard characters.count > key.count,
        let start = (0...characters.count - key.count).first(where: {
          Array(characters[$0..<$0 + key.count]) == key
        })
      else { break }
      parts.append(String(characters[..<start]))
      rest = Substring(String(characters[(start + key.count)...]))
    }
    return parts + [String(rest)]
  }

  /// Up to three letters and a number, or a single letter.
  private static func end(_ text: String) -> (letters: String, number: Int)? {
    let trimmed = AdditiveCells.trimmed(text)
    let letters = trimmed.prefix { $0.isLetter }
    let digits = trimmed.dropFirst(letters.count)
    guard letters.count <= 3 else { return nil }
    if digits.isEmpty { return letters.count == 1 ? (String(letters), 0) : nil }
    guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits) else { return nil }
    return (String(letters), number)
  }
}
