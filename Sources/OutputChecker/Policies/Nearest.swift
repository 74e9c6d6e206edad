// "Did you mean …?": the known name that is closest to a misspelt one.

/// Finds what somebody probably meant to write.
public enum Nearest {
  /// Longer words are not compared: the work is the product of two lengths, and no name of ours is as long.
  static let longestWord = 64

  /// The known name nearest to `word`, if one is near enough to be worth suggesting: a third of its letters
  /// may be wrong, swapped, missing or too many. Of two that are as near, the first in alphabetical order.
  ///
  /// Letter case, `-` and `_` are not told apart.
  public static func match(_ word: String, among known: [String]) -> String? {
    let letters = folded(word)
    guard !letters.isEmpty, letters.count <= longestWord else { return nil }
    var best: (name: String, distance: Int)?
    for name in known.sorted() {
      let others = folded(name)
      guard others.count <= longestWord else { continue }
      let distance = distance(letters, others)
      guard distance <= max(1, max(letters.count, others.count) / 3) else { continue }
      // A word of one or two letters is one letter away from nearly everything.
      guard distance < min(letters.count, others.count) else { continue }
      if distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
  }

  /// `; did you mean "…"?`, or nothing.
  static func suggestion(for word: String, among known: [String]) -> String {
    match(word, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
  }

  private static func folded(_ word: String) -> [UInt8] {
    word.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
      case UInt8(ascii: "_"): UInt8(ascii: "-")
      default: byte
      }
    }
  }

  /// Edits between two words, where two neighbouring letters changed round are one edit (the optimal string
  /// alignment distance).
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    var current = last
    for i in left.indices {
      current[0] = i + 1
      for j in right.indices {
        var edits = min(last[j + 1] + 1, current[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          edits = min(edits, beforeLast[j - 1] + 1)
        }
        current[j + 1] = edits
      }
      (beforeLast, last, current) = (last, current, beforeLast)
    }
    return last[right.count]
  }
}
