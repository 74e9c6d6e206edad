// Looks phrases up in headers.

/// Phrases by their letters, for finding them in a ``HeaderText``.
struct PhraseIndex<Meaning: Sendable>: Sendable {
  /// A phrase found in a header.
  struct Match: Sendable {
    /// Where, in the header's letters.
    var range: Range<Int>
    /// All that the phrase means.
    var meanings: [Meaning]
  }

  private var meanings: [String: [Meaning]] = [:]
  private var longest = 0

  /// Adds a phrase of lower-case words.
  mutating func add(_ words: [String], _ meaning: Meaning) {
    let key = words.joined()
    guard !key.isEmpty else { return }
    meanings[key, default: []].append(meaning)
    longest = max(longest, key.unicodeScalars.count)
  }

  /// The longest phrases that do not overlap, in the order of the header. A phrase inside a longer one is
  /// not reported: the p of "p 25" is no p-value.
  func matches(in header: HeaderText) -> [Match] {
    var found: [Match] = []
    for (position, start) in header.borders.enumerated() {
      for end in header.borders[(position + 1)...] {
        if end - start > longest { break }
        if let meanings = meanings[header.text(start..<end)] {
          found.append(Match(range: start..<end, meanings: meanings))
        }
      }
    }
    found.sort {
      $0.range.count != $1.range.count
        ? $0.range.count > $1.range.count : $0.range.lowerBound < $1.range.lowerBound
    }
    var isTaken = Array(repeating: false, count: header.letters.count)
    var chosen: [Match] = []
    for match in found where !isTaken[match.range].contains(true) {
      for position in match.range { isTaken[position] = true }
      chosen.append(match)
    }
    return chosen.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}
