// What a note below a table says of its masks: `[c] = a count between 1 and 9`, `* fewer than 10`.

/// Reads the limits that notes state for what masks hide.
enum MaskLegend {
  /// Words that say that a mask may hide more than small numbers.
  private static let others: Set<String> = [
    "secondary", "complementary", "protect", "protected", "protects", "avoid", "prevent", "or", "also",
    "rounded",
    "percent", "percentage", "percentages",
  ]
  /// Words before a number that the hidden one is below.
  private static let below: Set<String> = ["than", "under", "below"]

  /// The limits by mask, in lower case.
  ///
  /// - Parameters:
  ///   - captions: titles and notes of the table.
  ///   - longest: longer texts are no masks.
  static func ranges(in captions: [String], longest: Int) -> [String: ClosedRange<Int64>] {
    var ranges: [String: ClosedRange<Int64>] = [:]
    for caption in captions {
      // Several masks may be explained in one note.
      for part in caption.lowercased().split(separator: ";") {
        let words = part.split { $0.isWhitespace || $0 == "," || $0 == "\u{a0}" }.map(String.init)
        guard let first = words.first else { continue }
        let token = first.last == ":" || first.last == "=" ? String(first.dropLast()) : first
        guard !token.isEmpty, token.utf8.count <= longest, Int64(token) == nil,
          let range = range(of: Array(words.dropFirst())), ranges[token] == nil
        else { continue }
        ranges[token] = range
      }
    }
    return ranges
  }

  /// `a count between 1 and 9`, `1 to 9`, `1-9`, `fewer than 10`, `<10`.
  private static func range(of words: [String]) -> ClosedRange<Int64>? {
    guard others.isDisjoint(with: words.map { $0.filter(\.isLetter) }) else { return nil }
    let numbers = words.indices.filter { number(words[$0]) != nil }
    if numbers.count == 1, let index = numbers.first, let limit = number(words[index]), limit > 0 {
      if words[index].first == "<" || index > 0 && below.contains(words[index - 1]) { return 0...(limit - 1) }
      return nil
    }
    if numbers.count == 2, let low = number(words[numbers[0]]), let high = number(words[numbers[1]]),
      low < high,
      numbers[1] == numbers[0] + 2, ["and", "to", "-", "–"].contains(words[numbers[0] + 1])
    {
      return low...high
    }
    let stated = words.compactMap { StatedRange($0.filter { !"().".contains($0) }) }
    guard numbers.isEmpty, stated.count == 1, let only = stated.first else { return nil }
    return only.low...only.high
  }

  private static func number(_ word: String) -> Int64? {
    Int64(word.filter { !"().<=".contains($0) }).flatMap { $0 >= 0 ? $0 : nil }
  }
}
