// What sums are made of when their parts are sums themselves.

/// The sums of an axis as levels: each part that is a sum is made of its own parts.
struct SumLevels {
  private let parts: [Int: [Int]]
  private let labelled: [SumCandidate]

  /// - Parameters:
  ///   - labelled: sums that labels and numbers agree on.
  ///   - others: sums that numbers alone show; they say what items are made of that no label speaks of.
  init(labelled: [SumCandidate], others: [SumCandidate]) {
    self.labelled = labelled
    var parts: [Int: [Int]] = [:]
    // Two that show the same are neither a level above the other.
    for candidate in labelled + others.filter({ $0.parts.count > 1 }) where parts[candidate.whole] == nil {
      parts[candidate.whole] = candidate.parts
    }
    self.parts = parts
  }

  /// The items that are no sums and make up others.
  private func leaves(of items: [Int]) -> Set<Int> {
    var leaves: Set<Int> = []
    var seen: Set<Int> = []
    var open = items
    while let item = open.popLast() {
      guard seen.insert(item).inserted else { continue }
      if let own = parts[item] { open += own } else { leaves.insert(item) }
    }
    return leaves
  }

  /// Whether a sum shares some of what a labelled sum of the same item is made of, and not all: then it only
  /// seems to be one. With nothing in common it is another way to divide the same.
  func conflicts(_ candidate: SumCandidate) -> Bool {
    if conflicts(candidate.whole, candidate.parts) { return true }
    // An item that equals one other is as much a part of it.
    return candidate.parts.count == 1 && conflicts(candidate.parts[0], [candidate.whole])
  }

  private func conflicts(_ whole: Int, _ parts: [Int]) -> Bool {
    let own = leaves(of: parts)
    return labelled.contains { other in
      guard other.whole == whole else { return false }
      let theirs = leaves(of: other.parts)
      return own != theirs && !own.isDisjoint(with: theirs)
    }
  }
}
