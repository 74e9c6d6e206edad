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
    /// Labelled totals that only agree if counts on one grid are taken for rounded to it.
    var needsRoundedCounts = false
  }

  let cells: AdditiveCells
  let threshold: Int64
  var found = Found()
  /// Cells read so far while candidates without labels were tried.
  var work = 0
  private lazy var roundedCells = cells.roundingCounts()
  /// Equations in which everything is published are wanted as well.
  private let isExhaustive: Bool

  /// Lines in which an unlabelled equation between columns must hold. Source: the rules' definition.
  static let unlabelledLines = 5
  /// The same between rows or labels, where the lines are columns and fewer.
  static let unlabelledColumns = 2
  /// How likely chance may be, over all combinations tried. Source: the rules' definition.
  static let chance = 1e-6
  /// How likely chance may be over the runs of one item, where other levels of the same table are proved.
  static let relaxedChance = 1e-4
  /// Levels of sums of sums, and one round more to find that there are no more.
  static let levels = 16
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

  /// Columns that are part of sums across columns beyond doubt.
  static func summedColumns(in cells: AdditiveCells, threshold: Int) -> Set<Int> {
    guard cells.columns.count >= 3, let axis = TableAxis.columns(of: cells) else { return [] }
    var finder = EquationFinder(
      cells: cells, threshold: Int64(threshold) * cells.factor, isExhaustive: true)
    finder.search(axis)
    return Set(
      finder.found.equations.filter { $0.confidence == .certain }.flatMap { $0.terms.map(\.cell.column) })
  }

  private mutating func search(_ axis: TableAxis) {
    let candidates = SumCandidates(axis: axis)
    let positions = axis.isLevelled ? Positions() : searchPositions(axis, candidates)
    var accepted: [(SumCandidate, LinearEquation.Confidence)] = []
    for item in axis.items.indices where axis.items[item].isTotal {
      if let best = best(forTotal: item, candidates, positions.searches, axis) { accepted.append(best) }
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
      } else if trial.anchored > 0 || candidate.support == .code && trial.open > 0,
        candidate.support != .partOfLabel || trial.mostlyShown > 0
      {
        pending.append((candidate, trial))
      }
    }
    // Indentation is one family with the totals that have their parts below them.
    if accepted.contains(where: { $0.0.support == .word && isIndented($0.0, axis) }) { confirmed.insert(1) }
    for (candidate, trial) in pending {
      if accepted.contains(where: { $0.0.whole == candidate.whole }) { continue }
      let isConfirmed = confirmed.contains(Self.family(candidate))
      if trial.anchored == 0 && !isConfirmed { continue }
      let isSure = isConfirmed || trial.chance < Self.labelledChance
      accepted.append((candidate, isSure ? .certain : .supported))
    }
    let sure = Set(accepted.filter { $0.1 == .certain }.map(\.0.whole))
    let labelled = accepted.filter { $0.1 == .certain }.map(\.0)
    let levels = SumLevels(
      labelled: labelled,
      others: positions.accepted.filter { $0.confidence == .certain }.map(\.candidate))
    for one in positions.accepted + positions.leftOver(besides: labelled, axis, in: self) {
      let candidate = one.candidate
      // A label and numbers that no chance explains are two witnesses.
      let isTotal = axis.items[candidate.whole].isTotal && one.isProved && !sure.contains(candidate.whole)
      let confidence = isTotal ? .certain : one.confidence
      if accepted.contains(where: { $0.0.whole == candidate.whole && $0.0.parts == candidate.parts }) {
        continue
      }
      // What labels say goes before what the numbers say, but for a second way to the same sum.
      if sure.contains(candidate.whole) && confidence != .certain || levels.conflicts(candidate) { continue }
      accepted.append((candidate, confidence))
    }
    let sums = accepted.filter { $0.1 == .certain }.map(\.0)
    let isSparse = axis.kind == .columns ? false : absentAreZeros(sums, axis)
    for (candidate, confidence) in accepted { emit(candidate, confidence, axis, isSparse: isSparse) }
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
    forTotal item: Int, _ candidates: SumCandidates, _ searches: [HierarchySearch], _ axis: TableAxis
  ) -> (SumCandidate, LinearEquation.Confidence)? {
    var unproved: (SumCandidate, SumTrial)?
    var flawed: SumCandidate?
    var isRounded = false
    // What is left over when all other sums are taken out; only where numbers show it.
    let open = searches.filter { !$0.explained.contains(item) }
    let shown = open.flatMap { [$0.roots.filter { $0 != item }.sorted()] + $0.completing(item) }
    for parts in shown where parts.count >= 2 {
      let candidate = SumCandidate(whole: item, parts: parts, support: .word)
      let trial = SumTrial(candidate, on: axis, cells: cells, threshold: threshold)
      if trial.failed == 0, trial.impossible == 0, trial.held > 0, trial.distinct > 0 {
        return (candidate, .certain)
      }
    }
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
      if trial.failed > 0, !cells.sharesBase, !isRounded {
        let rounded = SumTrial(candidate, on: axis, cells: roundedCells, threshold: threshold)
        isRounded = rounded.failed == 0 && rounded.held >= 2
      }
    }
    if isRounded { found.needsRoundedCounts = true }
    if let flawed { return (flawed, .inferred) }
    if searches.contains(where: { $0.explained.contains(item) }) { return nil }
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

  /// The equations of a candidate: one a line in which something is not published exactly.
  private mutating func emit(
    _ candidate: SumCandidate, _ confidence: LinearEquation.Confidence, _ axis: TableAxis, isSparse: Bool
  ) {
    let label = axis.items[candidate.whole].label
    for line in axis.lines {
      guard let whole = line[candidate.whole] else { continue }
      let parts = candidate.parts.compactMap { line[$0] }
      guard parts.count == candidate.parts.count || parts.count >= (isSparse ? 1 : 2) else { continue }
      let readings = (parts + [whole]).map(cells.reading)
      if readings.contains(.none) || !isExhaustive && readings.allSatisfy(Self.isExact) { continue }
      found.equations.append(
        LinearEquation(
          whole: whole, parts: parts.sorted(), reason: reason(candidate, label: label), confidence: confidence
        ))
    }
  }

  /// Whether sums come out wherever some of their parts have no row and all others are published: then a
  /// combination without a row has nobody in it.
  private func absentAreZeros(_ sums: [SumCandidate], _ axis: TableAxis) -> Bool {
    var wholes: Set<CellPosition> = []
    for candidate in sums where candidate.parts.count >= 2 {
      for line in axis.lines {
        guard let place = line[candidate.whole], case .known(let least, let most) = cells.reading(place)
        else {
          continue
        }
        let parts = candidate.parts.compactMap { line[$0] }
        if parts.isEmpty || parts.count == candidate.parts.count { continue }
        var sum = SumRange(low: 0, high: 0)
        let readings = parts.map(cells.reading)
        for case .known(let low, let high) in readings { sum.add(SumRange(low: low, high: high)) }
        guard readings.allSatisfy(\.isKnown) else { continue }
        if sum.low > most || sum.high < least { return false }
        if least > 0 { wholes.insert(place) }
      }
    }
    return wholes.count >= AdditiveCells.zeroSums
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
  func roundingDecimals() -> AdditiveCells { rounding(decimals: true, counts: sharesBase) }

  /// The same cells with counts that lie on one grid taken for rounded to it.
  func roundingCounts() -> AdditiveCells { rounding(decimals: roundsDecimals, counts: true) }

  private func rounding(decimals: Bool, counts: Bool) -> AdditiveCells {
    var cells = AdditiveCells(
      table, kept: kept, ruleset: ruleset, roundsDecimals: decimals, proved: proved, sharesBase: counts)
    cells.masked = masked
    cells.zeroBlanks = zeroBlanks
    return cells
  }
}
