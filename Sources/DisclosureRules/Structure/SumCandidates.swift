// Which items of an axis might be sums of which others: by their labels, indentation, codes and order.

/// Proposes candidates for one axis; the numbers decide.
struct SumCandidates {
  let axis: TableAxis

  /// Items whose order is searched for unlabelled sums.
  static let orderedItems = 400
  /// The most neighbours that are added up without a label.
  static let longestRun = 60
  /// Items compared by code.
  static let codedItems = 2_000

  private var items: [TableAxis.Item] { axis.items }

  /// What a labelled total may be the sum of, likeliest first.
  func alternatives(forTotal total: Int) -> [[Int]] {
    var alternatives: [[Int]] = []
    func add(_ parts: [Int]) {
      if parts.count >= 2 && !alternatives.contains(parts) { alternatives.append(parts) }
    }
    add(indented(below: total))
    add(inGroup(of: total))
    let others = items.indices.filter { $0 != total }
    let plain = others.filter { !items[$0].isTotal }
    let least = plain.map { items[$0].indent }.min() ?? 0
    let deepest = plain.map { items[$0].indent }.max() ?? 0
    if least < deepest { add(plain.filter { items[$0].indent == least }) }
    add(plain)
    // Blocks that end or begin with their total.
    let before = items[..<total].lastIndex { $0.isTotal }
    add(Array((before.map { $0 + 1 } ?? 0)..<total))
    let after = items[(total + 1)...].firstIndex { $0.isTotal }
    add(Array(total + 1..<(after ?? items.count)))
    // A grand total is the sum of the totals.
    add(others.filter { items[$0].mayBeTotal })
    add(others)
    return alternatives
  }

  /// Items that may be sums though nothing calls them totals, with the parts that their labels point to.
  func labelled() -> [SumCandidate] {
    var candidates: [SumCandidate] = []
    for item in items.indices {
      if items[item].mayBeTotal && !items[item].isTotal {
        candidates += alternatives(forTotal: item).map {
          .init(whole: item, parts: $0, support: .partOfLabel)
        }
      }
      let parts = indented(below: item)
      if parts.count >= 2 && !items[item].isTotal {
        candidates.append(.init(whole: item, parts: parts, support: .indent))
      }
    }
    guard items.count <= Self.codedItems else { return candidates }
    let codes = CodeLabels(items.map(\.label))
    for item in items.indices where !items[item].isTotal {
      let parts = codes.parts(of: item)
      if parts.count >= 2 { candidates.append(.init(whole: item, parts: parts, support: .code)) }
    }
    return candidates
  }

  /// Runs of neighbours, and everything else, as parts of each item.
  func positional() -> [SumCandidate] {
    guard axis.kind == .rows || axis.kind == .columns, items.count <= Self.orderedItems else {
      return items.count <= Self.orderedItems ? wholes(items.indices.map { $0 }) : []
    }
    var candidates = wholes([0, items.count - 1].filter { $0 >= 0 })
    for item in items.indices {
      for length in 2..<max(3, min(items.count, Self.longestRun + 1)) {
        if item + length < items.count {
          candidates.append(.init(whole: item, parts: Array(item + 1...item + length), support: .position))
        }
        if item - length >= 0 {
          candidates.append(.init(whole: item, parts: Array(item - length..<item), support: .position))
        }
      }
    }
    return candidates
  }

  private func wholes(_ some: [Int]) -> [SumCandidate] {
    guard items.count >= 3 else { return [] }
    return some.map { item in
      .init(whole: item, parts: items.indices.filter { $0 != item && !items[$0].isTotal }, support: .position)
    }
  }

  /// The items one level deeper that follow an item before its own level comes again.
  private func indented(below item: Int) -> [Int] {
    guard axis.kind != .columns else { return [] }
    var parts: [Int] = []
    var level = Int.max
    for next in items.indices[(item + 1)...] {
      let indent = items[next].indent
      if indent <= items[item].indent { break }
      if indent < level {
        level = indent
        parts = []
      }
      if indent == level { parts.append(next) }
    }
    return parts
  }

  /// Columns whose headers differ from a total's in their last word only: `2019 Male`, `2019 Total`.
  private func inGroup(of total: Int) -> [Int] {
    guard axis.kind == .columns, items[total].words.count >= 2 else { return [] }
    let own = items[total].words
    let first = own.dropLast()
    let last = own.dropFirst()
    let byFirst = items.indices.filter { $0 != total && items[$0].words.dropLast() == first }
    let byLast = items.indices.filter { $0 != total && items[$0].words.dropFirst() == last }
    return byFirst.count >= 2 ? byFirst : byLast
  }
}
