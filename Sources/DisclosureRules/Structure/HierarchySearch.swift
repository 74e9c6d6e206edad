// Sums that no label speaks for: items that stand side by side and add up to another, level by level.

/// Looks along one order of an axis for items that are the sum of a run of others.
///
/// The items of a run that was found are taken out, so that those of the next level stand side by side: sums of
/// sums are found however deep they go, and whether parts stand before, behind or far from their sum. A run of one
/// is a group with a single member: both show the same numbers wherever both are published.
struct HierarchySearch {
  /// A run whose numbers agree with an item, for the trial on every line.
  struct Match {
    var candidate: SumCandidate
    /// The same without items at its ends that are 0 in the line that showed it.
    var core: SumCandidate
    /// Items at its two ends that are 0 in that line, from the core outwards.
    var ends: [[Int]]
    /// How many runs could have been taken for it.
    var tried: Double
    /// How many runs of this item are as near and as short.
    var triedOfItem: Double
  }

  private let axis: TableAxis
  private let probes: [SumProbe]
  /// Items of which no sum takes part any more, in the order that is searched.
  private var active: [Int]
  private let order: [Int]
  /// Items whose sums were found.
  private(set) var explained: Set<Int> = []

  init(axis: TableAxis, order: [Int], probes: [SumProbe]) {
    self.axis = axis
    self.probes = probes
    self.order = order
    active = order
  }

  /// Items that are parts of nothing that was found.
  var roots: [Int] { active }

  /// Runs that agree with an item that is not explained, in at least one line.
  func matches() -> [Match] {
    var found: [Match] = []
    for whole in active where !explained.contains(whole) {
      var seen: Set<[Int]> = []
      for probe in probes {
        guard let value = probe.values[whole], value > 0 else { continue }
        for run in runs(of: whole, value, probe) {
          let parts = active[run.outer].filter { $0 != whole }
          guard seen.insert(parts).inserted else { continue }
          let core = active[run.inner].filter { $0 != whole }
          // Runs of the others, and those of them that begin or end at the item.
          let others = Double(active.count - 1)
          let isBeside = run.outer.contains { abs($0 - run.place) == 1 }
          let ofItem = isBeside ? others : others * (others - 1) / 2 + others
          let shorter = isBeside ? 2 * Double(parts.count + 1) : ofItem
          found.append(
            Match(
              candidate: .init(whole: whole, parts: parts.sorted(), support: .position),
              core: .init(whole: whole, parts: core.sorted(), support: .position),
              ends: [
                active[run.outer.lowerBound..<run.inner.lowerBound].reversed(),
                Array(active[(run.inner.upperBound + 1)..<(run.outer.upperBound + 1)]),
              ].map { $0.filter { $0 != whole } },
              tried: ofItem * Double(axis.items.count), triedOfItem: fillsGap(run) ? 4 : min(shorter, ofItem))
          )
        }
      }
    }
    return found
  }

  /// Whether a run takes all from an item to the next one whose parts were found: hardly any other could.
  private func fillsGap(_ run: Run) -> Bool {
    func isEnd(_ place: Int) -> Bool { !active.indices.contains(place) || explained.contains(active[place]) }
    return run.outer.lowerBound == run.place + 1 && isEnd(run.outer.upperBound + 1)
      || run.outer.upperBound == run.place - 1 && isEnd(run.outer.lowerBound - 1)
  }

  /// What a total may be the sum of when some of the items left belong to sums that are not found: all items
  /// whose parts are known, and a run of the others.
  func completing(_ total: Int) -> [[Int]] {
    let sums = active.filter { explained.contains($0) && $0 != total }
    guard sums.count >= 2 else { return [] }
    var rest = self
    rest.active = active.filter { !explained.contains($0) || $0 == total }
    var found: [[Int]] = []
    for probe in probes {
      guard let value = probe.values[total], value > 0 else { continue }
      var left = Int128(value)
      for sum in sums {
        guard let part = probe.values[sum] else {
          left = -1
          break
        }
        left -= Int128(part)
      }
      guard left > 0 else { continue }
      for run in rest.runs(of: total, Int64(left), probe) {
        let parts = (sums + rest.active[run.inner].filter { $0 != total }).sorted()
        if !found.contains(parts) { found.append(parts) }
      }
    }
    return found
  }

  /// Items that are left over beside one that is part of a sum and has no parts itself, in the order searched:
  /// where other levels are proved they can belong nowhere else.
  func leftOver() -> [SumCandidate] {
    let left = Set(active.filter { !explained.contains($0) && !axis.items[$0].isTotal })
    guard explained.count >= 2, !left.isEmpty else { return [] }
    func isOpen(_ item: Int) -> Bool {
      !left.contains(item) && !explained.contains(item) && !axis.items[item].isTotal
    }
    var found: [SumCandidate] = []
    var place = 0
    while place < order.count {
      guard left.contains(order[place]) else {
        place += 1
        continue
      }
      let end = order[place...].firstIndex { !left.contains($0) } ?? order.count
      let owners = [place - 1, end].filter { order.indices.contains($0) && isOpen(order[$0]) }
      if owners.count == 1 {
        found.append(
          .init(whole: order[owners[0]], parts: order[place..<end].sorted(), support: .position))
      }
      place = end
    }
    return found
  }

  /// Notes sums that stood the trial, and takes their parts out.
  mutating func take(_ accepted: [SumCandidate]) {
    var removed: Set<Int> = []
    for candidate in accepted {
      // Of two that are equal one stays, to be a part of the next level and to have parts of its own.
      if candidate.parts.count == 1, removed.contains(candidate.whole) { continue }
      if candidate.parts.count > 1 { explained.insert(candidate.whole) }
      removed.formUnion(candidate.parts)
    }
    active.removeAll { removed.contains($0) }
  }

  private struct Run {
    /// Places in the order: with the zeros at its ends, and without.
    var outer: ClosedRange<Int>
    var inner: ClosedRange<Int>
    /// The place of the sum.
    var place: Int
  }

  /// Runs of one line that add up to a value.
  private func runs(of whole: Int, _ value: Int64, _ probe: SumProbe) -> [Run] {
    guard let place = active.firstIndex(of: whole) else { return [] }
    var runs: [Run] = []
    var start = 0
    var sum: Int128 = 0
    // Places of the numbers above 0 in the stretch that is looked at; one that is unknown ends it.
    var places: [Int] = []
    func tolerance(_ count: Int) -> Int128 { Int128(probe.slack) * Int128(count + 1) }
    for next in active.indices where next != place {
      guard let part = probe.values[active[next]], part >= 0 else {
        places.removeAll()
        start = 0
        sum = 0
        continue
      }
      if part == 0 { continue }
      places.append(next)
      sum += Int128(part)
      while start < places.count, sum > Int128(value) + tolerance(places.count - start) {
        sum -= Int128(probe.values[active[places[start]]] ?? 0)
        start += 1
      }
      guard start < places.count, sum >= Int128(value) - tolerance(places.count - start) else { continue }
      let inner = places[start]...next
      runs.append(Run(outer: widened(inner, besides: place, probe), inner: inner, place: place))
    }
    return runs
  }

  private func widened(_ range: ClosedRange<Int>, besides place: Int, _ probe: SumProbe) -> ClosedRange<Int> {
    func isZero(_ index: Int) -> Bool { probe.values[active[index]] == 0 }
    var low = range.lowerBound
    while low > 0, isZero(low - 1) { low -= 1 }
    var high = range.upperBound
    while high + 1 < active.count, isZero(high + 1) { high += 1 }
    return low...high
  }
}
