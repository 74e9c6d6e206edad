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
    let extended = extensions(of: item)
    return extended.isEmpty ? industries(of: item) : extended
  }

  /// The parts of an industry: `C` has the divisions 10 to 33, `BE` the sections B to E, `AZ` nothing but A.
  private func industries(of item: Int) -> [Int] {
    let own = labels[item]
    let inside: [Int]
    if let divisions = IndustrySections.divisions(of: own) {
      inside = labels.indices.filter {
        IndustrySections.division(labels[$0]).map(divisions.contains) ?? false
      }
    } else if let sections = IndustrySections.sections(of: own) {
      inside = labels.indices.filter { sections.contains(labels[$0]) }
    } else {
      inside = []
    }
    return inside
  }

  /// Codes in the order of their letters and numbers: `2` before `10`, `C1` before `C10` and `C2`.
  static func sortKey(_ label: String) -> String {
    let text = AdditiveCells.trimmed(label)
    guard text.utf8.count <= longest else { return text }
    // A number right after letters is a row of digits, each a level; a number by itself is a number.
    var key = ""
    var digits = ""
    var isAfterLetter = false
    func close() {
      if !digits.isEmpty {
        key += isAfterLetter ? digits : String(repeating: "0", count: max(0, 12 - digits.utf8.count)) + digits
      }
      digits = ""
    }
    for character in text {
      if character.isASCII && character.isNumber {
        digits.append(character)
        continue
      }
      close()
      isAfterLetter = character.isLetter
      key.append(character)
    }
    close()
    return key
  }

  private func covers(_ outer: Code, _ inner: Code) -> Bool {
    guard (outer.low.letters.isEmpty) == (inner.low.letters.isEmpty) else { return false }
    return !(inner.low < outer.low) && !(outer.high < inner.high)
  }

  /// Codes that begin with this one and go on, without those that go on from another of them: `1` and `1.1`,
  /// `UKC` and `UKC1`.
  private func extensions(of item: Int) -> [Int] {
    let own = labels[item]
    guard !own.isEmpty, own.utf8.count <= Self.longest, !own.contains(" ") else { return [] }
    let longer = labels.indices.filter { $0 != item && extends(labels[$0], own) }
    return longer.filter { one in !longer.contains { extends(labels[one], labels[$0]) } }
  }

  /// Whether a label is a code's beginning with something more.
  private func extends(_ label: String, _ own: String) -> Bool {
    guard label.hasPrefix(own), label.utf8.count > own.utf8.count, !label.contains(" ") else { return false }
    let rest = label.dropFirst(own.count)
    guard let first = rest.first, rest.contains(where: \.isNumber) else { return false }
    if first == "." || first == "/" || first == "_" { return true }
    // A number by itself doesn't begin another: 1 is no chapter of 10. In `FR1`, `FR10` each digit is a level.
    let endsInDigit = own.last?.isNumber ?? false
    return first.isNumber && (!endsInDigit || own.contains { $0.isLetter })
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
