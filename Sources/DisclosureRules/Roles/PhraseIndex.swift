// Looks phrases up in headers.

/// Phrases by their letters, for finding them in a ``HeaderText``.
struct PhraseIndex: Sendable {
  typealias Meaning = HeaderLexicon.Meaning

  /// A phrase found in a header.
  struct Match: Sendable {
    /// Where, in the header's letters.
    var range: Range<Int>
    /// All that the phrase means.
    var meanings: [Meaning]
  }

  private var meanings: [String: [Meaning]] = [:]
  /// No phrase has more letters.
  private var longest = 0

  /// - Parameter capacity: about how many phrases there will be; it is made at every start.
  init(capacity: Int) { meanings.reserveCapacity(capacity) }

  /// Adds a phrase of lower-case words; "age group" and "agegroup" are the same letters and count once.
  mutating func add(_ words: [String], _ meaning: Meaning) {
    let key = words.count == 1 ? words[0] : words.joined()
    guard !key.isEmpty else { return }
    longest = max(longest, key.utf8.count)
    if meanings[key]?.contains(where: { $0.isSame(as: meaning) }) ?? false { return }
    meanings[key, default: []].append(meaning)
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
