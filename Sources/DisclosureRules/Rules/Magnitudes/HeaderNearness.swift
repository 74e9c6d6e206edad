// How near columns are to each other: by the words of their headers first, then by distance.

/// The headers of a table, compared by words.
struct HeaderNearness {
  /// Smaller is nearer.
  struct Rank: Comparable {
    /// Minus the number of words that both headers have.
    var unshared: Int
    var distance: Int
    var position: Int

    static func < (left: Rank, right: Rank) -> Bool {
      (left.unshared, left.distance, left.position) < (right.unshared, right.distance, right.position)
    }
  }

  private let words: [Set<String>]
  /// For each column, the most words that its header shares with any anchor's.
  let mostShared: [Int]

  /// Headers are compared up to this length: names of statistics are shorter.
  private static let longest = 256

  /// - Parameter anchors: columns that others will be compared with.
  init(of table: TableSubject, anchors: [Int]) {
    let words = table.columns.map { Set(Self.words(of: String(($0.name ?? "").prefix(Self.longest)))) }
    self.words = words
    mostShared = words.map { header in
      anchors.map { words[$0].intersection(header).count }.max() ?? 0
    }
  }

  /// Distinct words that both headers have.
  func shared(_ left: Int, _ right: Int) -> Int { words[left].intersection(words[right]).count }

  func rank(of column: Int, from anchor: Int) -> Rank {
    Rank(unshared: -shared(column, anchor), distance: abs(column - anchor), position: column)
  }

  /// The nearest of some columns.
  func nearest(to anchor: Int, of columns: [Int]) -> Int? {
    columns.map { rank(of: $0, from: anchor) }.min()?.position
  }

  /// Lower-case words of a header: `TurnoverTop1`, `turnover_top_1` and `Turnover, top 1` have the same.
  static func words(of header: String) -> [String] {
    var words: [String] = []
    var previous: Character = " "
    for character in header {
      if character.isLetter || character.isNumber {
        let continues =
          (previous.isLetter && character.isLetter && !(previous.isLowercase && character.isUppercase))
          || (previous.isNumber && character.isNumber)
        if continues, let last = words.popLast() {
          words.append(last + character.lowercased())
        } else {
          words.append(character.lowercased())
        }
      }
      previous = character
    }
    return words
  }
}
