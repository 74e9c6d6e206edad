// The cheapest cells that meet every cut, by branch and bound.

/// A search for the cheapest set of numbered cells of which each cut has one. A cut with a trigger counts only
/// where its trigger is taken.
struct CutSearch {
  private let costs: [Int128]
  private let cuts: [(trigger: Int?, options: [Int])]
  /// The cheapest set so far, in order.
  private(set) var best: [Int]
  private var bestCost: Int128
  private var nodes = 0
  private var limit = 0
  private var taken: [Bool]
  private var excluded: [Bool]

  /// - Parameter known: a set that meets every cut.
  init(costs: [Int128], cuts: [(trigger: Int?, options: [Int])], known: [Int]) {
    self.costs = costs
    self.cuts = cuts.map { ($0.trigger, $0.options.sorted { (costs[$0], $0) < (costs[$1], $1) }) }
    best = known.sorted()
    bestCost = known.reduce(0) { $0 + costs[$1] }
    taken = costs.map { _ in false }
    excluded = taken
  }

  /// Nothing cheaper was left out.
  var isComplete: Bool { nodes <= limit }

  /// Searches until nothing cheaper is left or so many sets were looked at.
  mutating func run(nodes limit: Int) {
    self.limit = limit
    descend(0)
  }

  private mutating func descend(_ spent: Int128) {
    nodes += 1
    if nodes > limit { return }
    let open = openCuts()
    guard let narrowest = open.min(by: { ($0.count, $0.first ?? -1) < ($1.count, $1.first ?? -1) }) else {
      if spent < bestCost {
        bestCost = spent
        best = taken.indices.filter { taken[$0] }
      }
      return
    }
    if spent + bound(open) >= bestCost { return }
    for option in narrowest {
      let next = spent + costs[option]
      if next < bestCost {
        taken[option] = true
        descend(next)
        taken[option] = false
      }
      excluded[option] = true
    }
    for option in narrowest { excluded[option] = false }
  }

  /// The options that are left of each cut that nothing meets yet, the cheapest first.
  private func openCuts() -> [[Int]] {
    cuts.compactMap { cut in
      if let trigger = cut.trigger, !taken.indices.contains(trigger) || !taken[trigger] { return nil }
      var left: [Int] = []
      for option in cut.options {
        if taken[option] { return nil }
        if !excluded[option] { left.append(option) }
      }
      return left
    }
  }

  /// What open cuts cost at least: those that share no option each their cheapest.
  private func bound(_ open: [[Int]]) -> Int128 {
    var isUsed = costs.map { _ in false }
    var sum: Int128 = 0
    for cut in open.sorted(by: { $0.count < $1.count }) where !cut.contains(where: { isUsed[$0] }) {
      for option in cut { isUsed[option] = true }
      sum += cut.first.map { costs[$0] } ?? 0
    }
    return sum
  }
}
