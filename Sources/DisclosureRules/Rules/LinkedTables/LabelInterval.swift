// Ranges of numbers in labels: `18-64`, `65+`, `under 16`, `at least two doses`.

extension PopulationWords {
  /// Numbers are kept in thousandths, so that `18.5` is one.
  private static let unit = 1_000
  /// A greater number in a label is a code.
  private static let greatest = 1_000_000
  /// The ends of ranges that are open.
  static let leastEnd = Int.min
  static let greatestEnd = Int.max

  /// The range that the tokens of a label name, and what it is a range of; nil when they name none.
  func interval(in tokens: [String]) -> (template: String, range: ClosedRange<Int>)? {
    let numbers = tokens.indices.filter { number(at: $0, tokens) != nil }
    guard let first = numbers.first, let low = number(at: first, tokens), numbers.count <= 2 else {
      return nil
    }
    if numbers.count == 2 {
      // "18 to 64", "18-64", and nothing else between them.
      let second = numbers[1]
      guard second == first + 2, tokens[first + 1] == "-" || tokens[first + 1] == "to",
        let high = number(at: second, tokens), low < high
      else { return nil }
      return (template(tokens, without: first...second), low...high)
    }
    let next = first + 1
    if tokens.indices.contains(next), tokens[next] == "+" {
      return (template(tokens, without: first...next), low...Self.greatestEnd)
    }
    if let after = phrase(at: next, of: tokens, kinds: [.atLeastAfter, .atMostAfter]) {
      let range = after.kind == .atLeastAfter ? low...Self.greatestEnd : Self.leastEnd...low
      return (template(tokens, without: first...(first + after.length)), range)
    }
    return before(first, low, tokens)
  }

  /// A range that is said before its number: `≥ 18`, `at least 18`.
  private func before(_ first: Int, _ value: Int, _ tokens: [String]) -> (String, ClosedRange<Int>)? {
    guard first > 0 else { return nil }
    let signs: [String: ClosedRange<Int>] = [
      "≥": value...Self.greatestEnd, ">": (value + 1)...Self.greatestEnd, "≤": Self.leastEnd...value,
      "<": Self.leastEnd...(value - 1),
    ]
    if let range = signs[tokens[first - 1]] { return (template(tokens, without: (first - 1)...first), range) }
    for start in 0..<first {
      guard let found = phrase(at: start, of: tokens, kinds: [.atLeast, .above, .atMost, .below]),
        specific(Array(tokens[(start + found.length)..<first])).isEmpty, start + found.length <= first
      else { continue }
      let range =
        switch found.kind {
        case .atLeast: value...Self.greatestEnd
        case .above: (value + 1)...Self.greatestEnd
        case .atMost: Self.leastEnd...value
        default: Self.leastEnd...(value - 1)
        }
      return (template(tokens, without: start...first), range)
    }
    return nil
  }

  /// The number at a position, in thousandths.
  private func number(at position: Int, _ tokens: [String]) -> Int? {
    if let number = number(tokens[position]) { return number * Self.unit }
    let parts = tokens[position].split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first.flatMap({ Int($0) }), (0...Self.greatest).contains(whole)
    else { return nil }
    guard parts.count == 2 else { return whole * Self.unit }
    let digits = parts[1].prefix(3)
    guard let fraction = Int(digits) else { return nil }
    return whole * Self.unit + fraction * [1, 100, 10, 1][digits.utf8.count]
  }

  private func template(_ tokens: [String], without range: ClosedRange<Int>) -> String {
    let rest = tokens[..<range.lowerBound] + tokens[(range.upperBound + 1)...]
    return specific(rest.filter { $0 != "-" }).joined(separator: " ")
  }
}

/// The ranges of one request, to find for each the smallest ones around it.
struct IntervalNesting {
  /// More ranges of one thing than this are not compared.
  static let limit = 400
  /// Smallest ranges around one, at most.
  private static let around = 8

  private var labels: [String: [ClosedRange<Int>: PopulationLabel]] = [:]
  private var outer: [PopulationLabel: [PopulationLabel]] = [:]
  /// Some thing has more ranges than are compared.
  private(set) var isCut = false

  mutating func add(_ label: PopulationLabel) {
    guard case .interval(let template, let range) = label.relation else { return }
    if labels[template]?[range] == nil {
      labels[template, default: [:]][range] = label
    }
  }

  /// The smallest ranges around a label's own: any larger one differs by more.
  mutating func outer(of label: PopulationLabel) -> [PopulationLabel] {
    guard case .interval(let template, let range) = label.relation else { return [] }
    if let known = outer[label] { return known }
    let all = labels[template] ?? [:]
    if all.count > Self.limit {
      isCut = true
      return []
    }
    let containing = all.keys.filter {
      $0 != range && $0.lowerBound <= range.lowerBound && $0.upperBound >= range.upperBound
    }
    let smallest = containing.filter { candidate in
      !containing.contains {
        $0 != candidate && $0.lowerBound >= candidate.lowerBound && $0.upperBound <= candidate.upperBound
      }
    }
    let found = smallest.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
      .prefix(Self.around).compactMap { all[$0] }
    outer[label] = Array(found)
    return found
  }
}
