// The equations of a table, found in its labels and its numbers without any declaration.

/// Finds which cells are sums of which others.
struct EquationFinder {
  /// What was found.
  struct Found {
    var equations: [LinearEquation] = []
    /// Parts of the table were too large to be searched.
    var isComplete = true
    /// Labelled totals that only agree if decimals are taken for rounded.
    var needsRoundedDecimals = false
  }

  private let cells: AdditiveCells
  private let threshold: Int64
  private var found = Found()
  /// Equations in which everything is published are wanted as well.
  private let isExhaustive: Bool

  /// Lines in which an unlabelled equation between columns must hold. Source: the rules' definition.
  static let unlabelledLines = 5
  /// The same between rows, where the lines are columns and fewer.
  static let unlabelledColumns = 3
  /// How likely chance may be, over all combinations tried. Source: the rules' definition.
  static let chance = 1e-6
  /// How likely it may be that what a mask leaves over is as small as what masks hide, where labels point to
  /// the equation: one in twenty.
  static let labelledChance = 0.05
  /// An equation with a label that fails in one line of so many is still used, as inferred.
  static let toleratedFailures = 4
  /// Cells read while candidates without labels are tried.
  static let workLimit = 20_000_000

  private init(cells: AdditiveCells, threshold: Int64, isExhaustive: Bool) {
    self.cells = cells
    self.isExhaustive = isExhaustive
    self.threshold = threshold
  }

  /// - Parameters:
  ///   - threshold: numbers of people below this are hidden by masks, unscaled.
  ///   - isExhaustive: also give equations in which nothing is hidden.
  static func find(in cells: AdditiveCells, threshold: Int, isExhaustive: Bool = false) -> Found {
    var finder = EquationFinder(
      cells: cells, threshold: Int64(threshold) * cells.factor, isExhaustive: isExhaustive)
    let (axes, isComplete) = TableAxis.all(of: cells)
    finder.found.isComplete = isComplete
    for axis in axes { finder.search(axis) }
    return finder.found
  }

  private mutating func search(_ axis: TableAxis) {
    let candidates = SumCandidates(axis: axis)
    var accepted: [(SumCandidate, LinearEquation.Confidence)] = []
    for item in axis.items.indices where axis.items[item].isTotal {
      if let best = best(forTotal: item, candidates, axis) { accepted.append(best) }
    }
    // A family of labels that is right where everything is published is right where something is hidden.
    var pending: [(SumCandidate, SumTrial)] = []
    var confirmed: Set<Int> = []
    for candidate in candidates.labelled() {
      if accepted.contains(where: { $0.0.whole == candidate.whole && $0.0.support != .code }) { continue }
      let trial = SumTrial(candidate, on: axis, cells: cells, threshold: threshold)
      guard trial.failed == 0 || trial.held >= Self.toleratedFailures * trial.failed,
        trial.impossible == 0 || trial.held > 0
      else { continue }
      if trial.held > 0 && trial.distinct > 0 {
        confirmed.insert(Self.family(candidate))
        accepted.append((candidate, trial.failed == 0 ? .certain : .inferred))
      } else if trial.anchored > 0, candidate.support != .partOfLabel || trial.mostlyShown > 0 {
        pending.append((candidate, trial))
      }
    }
    // Indentation is one family with the totals that have their parts below them.
    if accepted.contains(where: { $0.0.support == .word && isIndented($0.0, axis) }) { confirmed.insert(1) }
    for (candidate, trial) in pending {
      if accepted.contains(where: { $0.0.whole == candidate.whole }) { continue }
      let isSure = confirmed.contains(Self.family(candidate)) || trial.chance < Self.labelledChance
      accepted.append((candidate, isSure ? .certain : .supported))
    }
    searchPositions(axis, candidates, &accepted)
    for (candidate, confidence) in accepted { emit(candidate, confidence, axis) }
  }

  private static func family(_ candidate: SumCandidate) -> Int {
    switch candidate.support {
    case .word: 0
    case .indent: 1
    case .code: 2
    case .partOfLabel: 3
    case .position: 4
    }
  }

  private func isIndented(_ candidate: SumCandidate, _ axis: TableAxis) -> Bool {
    candidate.parts.allSatisfy { axis.items[$0].indent > axis.items[candidate.whole].indent }
  }

  /// What a labelled total is the sum of.
  private mutating func best(
    forTotal item: Int, _ candidates: SumCandidates, _ axis: TableAxis
  ) -> (SumCandidate, LinearEquation.Confidence)? {
    var unproved: (SumCandidate, SumTrial)?
    var flawed: SumCandidate?
    for parts in candidates.alternatives(forTotal: item) {
      let candidate = SumCandidate(whole: item, parts: parts, support: .word)
      let trial = SumTrial(candidate, on: axis, cells: cells, threshold: threshold)
      if trial.failed == 0, trial.held > 0, trial.distinct > 0 { return (candidate, .certain) }
      if trial.failed > 0, trial.held >= Self.toleratedFailures * trial.failed, flawed == nil {
        flawed = candidate
      }
      if trial.failed == 0, trial.impossible == 0, trial.open > 0, unproved == nil {
        unproved = (candidate, trial)
      }
      if trial.failed > 0, !cells.roundsDecimals, holdsRounded(candidate, axis) {
        found.needsRoundedDecimals = true
      }
    }
    if let flawed { return (flawed, .inferred) }
    // The label alone is believed where most of the total is accounted for.
    return unproved.map { ($0, $1.mostlyShown > 0 ? .certain : .supported) }
  }

  /// Whether the failing lines agree once decimals are taken for rounded to their last digit.
  private func holdsRounded(_ candidate: SumCandidate, _ axis: TableAxis) -> Bool {
    guard cells.columns.contains(where: { !cells.wholeColumns.contains($0) }) else { return false }
    let rounded = cells.roundingDecimals()
    let trial = SumTrial(candidate, on: axis, cells: rounded, threshold: threshold * 2)
    return trial.failed == 0 && trial.held >= 2
  }

  /// Sums that no label speaks for: much more has to agree.
  private mutating func searchPositions(
    _ axis: TableAxis, _ candidates: SumCandidates,
    _ accepted: inout [(SumCandidate, LinearEquation.Confidence)]
  ) {
    let known = Set(accepted.map(\.0.whole))
    let all = candidates.positional().filter { !known.contains($0.whole) }
    guard !all.isEmpty else { return }
    let needed = axis.kind == .columns ? Self.unlabelledLines : Self.unlabelledColumns
    guard axis.lines.count >= 2 else { return }
    // A line in which nearly everything is published rules out nearly every candidate.
    let probes = probeLines(axis)
    guard !probes.isEmpty else { return }
    var work = 0
    var taken: Set<Int> = []
    for candidate in all where !taken.contains(candidate.whole) {
      guard probes.contains(where: { $0.agrees(candidate) }) else { continue }
      work += (candidate.parts.count + 1) * axis.lines.count
      if work > Self.workLimit {
        found.isComplete = false
        return
      }
      let trial = SumTrial(candidate, on: axis, cells: cells, threshold: threshold)
      guard trial.failed == 0, trial.impossible == 0, trial.chance * Double(all.count) < Self.chance else {
        continue
      }
      if trial.distinct >= needed {
        accepted.append((candidate, .certain))
      } else if trial.distinct >= 2 {
        accepted.append((candidate, .inferred))
      } else {
        continue
      }
      taken.insert(candidate.whole)
    }
  }

  /// Sums of stretches of one line.
  private struct Probe {
    var values: [Int64?]
    /// Sum and number of unknown cells of all items before each.
    var sums: [Int128]
    var unknown: [Int]
    var slack: Int128

    func agrees(_ candidate: SumCandidate) -> Bool {
      guard let whole = values[candidate.whole], whole > 0, let first = candidate.parts.first,
        let last = candidate.parts.last
      else { return false }
      var sum: Int128 = 0
      if last - first + 1 == candidate.parts.count {
        guard unknown[last + 1] == unknown[first] else { return false }
        sum = sums[last + 1] - sums[first]
      } else {
        for part in candidate.parts {
          guard let value = values[part] else { return false }
          sum += Int128(value)
        }
      }
      return (sum - Int128(whole)).magnitude <= (slack * Int128(candidate.parts.count + 1)).magnitude
    }
  }

  private static let probes = 4

  private func probeLines(_ axis: TableAxis) -> [Probe] {
    var probes: [(known: Int, probe: Probe)] = []
    for line in axis.lines.prefix(1_000) {
      var probe = Probe(values: [], sums: [0], unknown: [0], slack: 0)
      for place in line {
        if let place, case .known(let low, let high) = cells.reading(place), high != LinearSystem.infinity {
          probe.values.append(low / 2 + high / 2 + (low % 2 + high % 2) / 2)
          probe.slack = max(probe.slack, Int128(high - low))
        } else {
          probe.values.append(nil)
        }
        let last = probe.values[probe.values.count - 1]
        probe.sums.append(probe.sums[probe.sums.count - 1] + Int128(last ?? 0))
        probe.unknown.append(probe.unknown[probe.unknown.count - 1] + (last == nil ? 1 : 0))
      }
      probes.append((probe.values.count { ($0 ?? 0) > 0 }, probe))
    }
    return probes.sorted { $0.known > $1.known }.prefix(Self.probes).map(\.probe)
  }

  /// The equations of a candidate: one a line in which something is not published exactly.
  private mutating func emit(
    _ candidate: SumCandidate, _ confidence: LinearEquation.Confidence, _ axis: TableAxis
  ) {
    let label = axis.items[candidate.whole].label
    for line in axis.lines {
      guard let whole = line[candidate.whole] else { continue }
      let parts = candidate.parts.compactMap { line[$0] }
      guard parts.count == candidate.parts.count || parts.count >= 2 else { continue }
      let readings = (parts + [whole]).map(cells.reading)
      if readings.contains(.none) || !isExhaustive && readings.allSatisfy(Self.isExact) { continue }
      found.equations.append(
        LinearEquation(
          whole: whole, parts: parts.sorted(), reason: reason(candidate, label: label), confidence: confidence
        ))
    }
  }

  private static func isExact(_ reading: CellReading) -> Bool {
    if case .known(let low, let high) = reading { low == high } else { false }
  }

  private func reason(_ candidate: SumCandidate, label: String) -> Message {
    let name =
      AdditiveCells.trimmed(label).isEmpty ? "an item without a label" as Message : "\"\(name: label)\""
    switch candidate.support {
    case .word, .partOfLabel: return "\(name) is a total"
    case .indent: return "the parts of \(name) are indented below it"
    case .code: return "the code \(name) covers its parts"
    case .position: return "\(name) is the sum of \(candidate.parts.count) others wherever all are published"
    }
  }
}

extension AdditiveCells {
  /// The same cells with decimals taken for rounded to their last digit.
  func roundingDecimals() -> AdditiveCells {
    AdditiveCells(table, kept: kept, ruleset: ruleset, roundsDecimals: true)
  }
}
