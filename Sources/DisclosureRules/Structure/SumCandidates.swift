// Which items of an axis might be sums of which others: by their labels, indentation, codes and order.

/// Proposes candidates for one axis; the numbers decide.
struct SumCandidates {
  let axis: TableAxis

  /// Items whose order is searched for unlabelled sums.
  static let orderedItems = 400
  /// Items compared by code.
  static let codedItems = 2_000

  private var items: [TableAxis.Item] { axis.items }
  /// What the codes of items that are no totals cover, by item.
  private let codeParts: [Int: [Int]]
  /// Items that another one's code covers.
  private let coded: Set<Int>

  init(axis: TableAxis) {
    self.axis = axis
    var parts: [Int: [Int]] = [:]
    if axis.items.count <= Self.codedItems {
      let codes = CodeLabels(axis.items.map(\.label))
      for item in axis.items.indices where !axis.items[item].isTotal {
        let covered = codes.parts(of: item)
        if !covered.isEmpty { parts[item] = covered }
      }
    }
    codeParts = parts
    coded = Set(parts.values.joined())
  }

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
    // Codes that are part of no other code: `C1` and `C2`, not `C11`.
    if !coded.isEmpty { add(plain.filter { !coded.contains($0) }) }
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
    for item in items.indices {
      if let parts = codeParts[item] { candidates.append(.init(whole: item, parts: parts, support: .code)) }
    }
    return candidates
  }

  /// Orders in which parts may stand side by side: as the file has them, and by their codes.
  func orders() -> [[Int]] {
    guard items.count <= Self.orderedItems else { return [] }
    let order = Array(items.indices)
    let codes = items.map { CodeLabels.sortKey($0.label) }
    let byCode = order.sorted { (codes[$0], $0) < (codes[$1], $1) }
    return byCode == order || axis.kind == .columns ? [order] : [order, byCode]
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
