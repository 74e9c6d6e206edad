// Sums that no label speaks for: what the numbers of an axis say by themselves.

extension EquationFinder {
  /// What the numbers of an axis say by themselves.
  struct Positions {
    var accepted: [Tried] = []
    /// The search along each order in which something was found.
    var searches: [HierarchySearch] = []

    /// What is left over beside items without parts, once the parts of labelled sums are taken out as well.
    func leftOver(besides labelled: [SumCandidate], _ axis: TableAxis, in finder: EquationFinder) -> [Tried] {
      guard axis.kind != .columns else { return [] }
      var found: [Tried] = []
      for var search in searches {
        search.take(labelled)
        for candidate in search.leftOver() where !found.contains(where: { $0.candidate == candidate }) {
          let trial = SumTrial(candidate, on: axis, cells: finder.cells, threshold: finder.threshold)
          guard trial.failed == 0, trial.impossible == 0, trial.anchored > 0 else { continue }
          found.append(Tried(candidate: candidate, confidence: .supported, isProved: false))
        }
      }
      return found
    }
  }

  /// A sum that stood the trial.
  struct Tried {
    var candidate: SumCandidate
    var confidence: LinearEquation.Confidence
    /// Chance is ruled out.
    var isProved: Bool
  }

  /// Sums that no label speaks for: much more has to agree.
  mutating func searchPositions(_ axis: TableAxis, _ candidates: SumCandidates) -> Positions {
    var positions = Positions()
    guard axis.lines.count >= 2, axis.items.count >= 3 else { return positions }
    let probes = SumProbe.choose(from: axis, cells: cells)
    guard !probes.isEmpty else { return positions }
    for order in candidates.orders() {
      var search = HierarchySearch(axis: axis, order: order, probes: probes)
      var accepted: [Tried] = []
      // Where several sums are proved beyond doubt, the rest of the same levels needs less.
      var isRelaxed = false
      for _ in 0..<Self.levels {
        var taken: [Int: [Tried]] = [:]
        for match in search.matches() {
          work += (match.candidate.parts.count + 1) * axis.lines.count
          if work > Self.workLimit {
            found.isComplete = false
            return positions
          }
          if let one = tried(match, axis, probes, isRelaxed: isRelaxed) {
            taken[match.candidate.whole, default: []].append(one)
          }
        }
        let fresh = taken.keys.sorted().flatMap { whole in
          let all = taken[whole] ?? []
          let sure = all.filter { $0.confidence == .certain }
          return sure.isEmpty ? all : sure
        }
        accepted += fresh
        search.take(fresh.map(\.candidate))
        if fresh.isEmpty {
          if isRelaxed || accepted.count(where: \.isProved) < 2 { break }
          isRelaxed = true
        }
      }
      // Sums that show in one line each, beyond chance, speak for one another.
      let proved = accepted.count(where: \.isProved)
      for one in accepted where !positions.accepted.contains(where: { $0.candidate == one.candidate }) {
        let isSure = one.confidence == .certain || one.isProved && proved >= 2 && axis.kind != .columns
        positions.accepted.append(
          Tried(candidate: one.candidate, confidence: isSure ? .certain : .inferred, isProved: one.isProved))
      }
      if !search.explained.isEmpty { positions.searches.append(search) }
    }
    return positions
  }

  /// Puts a run to the test on every line.
  private func tried(
    _ match: HierarchySearch.Match, _ axis: TableAxis, _ probes: [SumProbe], isRelaxed: Bool
  ) -> Tried? {
    let closed = closed(match, axis)
    for candidate in [match.candidate, match.core, closed]
    where !probes.contains(where: { $0.agrees(candidate) == false }) {
      // Two columns that show the same are as often two names of one thing as a sum of one part.
      if candidate.parts.count < 2, axis.kind == .columns { continue }
      let trial = SumTrial(candidate, on: axis, cells: cells, threshold: threshold)
      guard trial.failed == 0, trial.impossible == 0 else { continue }
      // One part shows the number of its sum wherever its siblings are 0: once is no evidence.
      if candidate.parts.count < 2, trial.distinct < Self.unlabelledColumns { continue }
      let isProved = trial.chance * match.tried < Self.chance
      let isLikely = isRelaxed && trial.chance * match.triedOfItem < Self.relaxedChance
      guard isProved || isLikely, trial.distinct >= (axis.kind == .columns ? 2 : 1) else { continue }
      let isDoubtful =
        axis.kind == .columns
        ? trial.distinct < Self.unlabelledLines
        : trial.distinct < Self.unlabelledColumns && !isLikely
      let isAmbiguous = isAmbiguous(match, closed, axis)
      return Tried(
        candidate: candidate, confidence: isDoubtful || isAmbiguous ? .inferred : .certain,
        isProved: isProved && !isAmbiguous)
    }
    return nil
  }

  /// The core of a run with the items at its ends that are part of it for certain, and those between.
  private func closed(_ match: HierarchySearch.Match, _ axis: TableAxis) -> SumCandidate {
    if match.ends.allSatisfy(\.isEmpty) { return match.core }
    let members = members(of: match.candidate, axis)
    var parts = match.core.parts
    for end in match.ends {
      if let last = end.lastIndex(where: members.contains) { parts += end[...last] }
    }
    return SumCandidate(whole: match.core.whole, parts: parts.sorted(), support: .position)
  }

  /// The parts that a sum needs, in lines in which all are published.
  private func members(of candidate: SumCandidate, _ axis: TableAxis) -> Set<Int> {
    var members: Set<Int> = []
    for line in axis.lines {
      var shown: [Int] = []
      let isWhole = ([candidate.whole] + candidate.parts).allSatisfy { item in
        guard let place = line[item] else { return true }
        guard case .known(let low, _) = cells.reading(place) else { return false }
        if low > 0 { shown.append(item) }
        return true
      }
      if isWhole { members.formUnion(shown) }
    }
    return members
  }

  /// Whether items at the ends of a run may belong to the sum or not: they are 0 wherever all is published, and
  /// hide or show something elsewhere.
  private func isAmbiguous(
    _ match: HierarchySearch.Match, _ closed: SumCandidate, _ axis: TableAxis
  ) -> Bool {
    if match.ends.allSatisfy(\.isEmpty) { return false }
    guard SumTrial(closed, on: axis, cells: cells, threshold: threshold).failed == 0 else { return false }
    let ends = Set(match.candidate.parts).subtracting(closed.parts)
    return axis.lines.contains { line in
      ends.contains { item in
        guard let place = line[item] else { return false }
        if case .known(_, let high) = cells.reading(place) { return high > 0 }
        return true
      }
    }
  }
}
