// concentration: indices of concentration of too few units, or that show one unit to dominate.

/// Finds HHI, Gini and shares of the k largest that give single contributors away.
public struct Concentration: TableRule {
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "concentration",
      family: .magnitudes,
      statbarn: .nonLinearConcentrationRatios,
      summary: "An index of concentration of too few units, or one that shows a dominant unit.",
      rationale: """
        A Herfindahl–Hirschman index (HHI), a Gini coefficient or the share of the k largest sums up a \
        distribution; with few units it can be solved for them. Unsafe when 1 ≤ N < n, with the threshold of \
        `minimum-threshold`. An HHI is at most the share of the largest unit, so one above k% shows that \
        the largest breaks a (1,k) rule of `dominance`, and a share of the n largest above k% breaks (n,k) \
        itself. The share of the single largest is judged by `dominance`. An HHI greater than 1 is read on \
        the scale of 10,000, a share greater than 1 as a percentage.
        """,
      remedy: "Leave the index out, or compute it over markets merged until they have enough units.",
      sources: [
        "Derrick, Green, Ritchie, White, The statbarns: gini-coefficient, non-linear-concentration-ratios",
        "Hundepool et al., Handbook on Statistical Disclosure Control, chapter 4.2",
      ],
      examples: [
        RuleExample(.pass, "enough firms and no giant", "market,firms,hhi\nRail,44,0.12\nBus,10,0.31\n"),
        RuleExample(.fail, "a Gini of nine providers", "market,firms,gini\nHip,42,0.31\nSpine,9,0.44\n"),
        RuleExample(
          .fail, "HHI of 5,100: the largest has more than half",
          "market,firms,hhi\nRail,44,1200\nBus,31,5100\n"),
        RuleExample(
          .review, "what may be the number of units is small", "market,zq,gini\nHip,42,0.31\nSpine,6,0.44\n"),
        RuleExample(.fail, "the four largest of nine", "market,firms,cr4\nRail,44,0.30\nBus,9,0.90\n"),
      ]
    )
  }

  private enum Index: Equatable {
    case gini, hhi
    /// The share of the largest so many.
    case top(Int)
  }

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    let named = table.columns.indices.compactMap { column in
      Self.index(of: table.columns[column]).map { (column: column, index: $0) }
    }
    if named.isEmpty { return .notApplicable("no header names an index of concentration") }
    guard let kept = table.kept else {
      return RuleOutcome(
        status: .incomplete("the table is too large to keep, and the rule needs its cells row by row"))
    }
    let n = Int64(MinimumThreshold.unsafeRange(under: ruleset).upperBound)
    let dominance = RuleName(rawValue: "dominance")
    let pairs = ruleset.value(Dominance.rules, of: dominance)
    let inclusive = ruleset.value(Dominance.comparison, of: dominance) == .atLeast
    let counts = BaseCounts(of: table, kept: kept, for: named.map(\.column))
    var findings: [Finding] = []
    for (column, index) in named {
      let limit = Self.limit(of: index, pairs: pairs)
      var few = JudgedCells(column: column)
      var dominated = JudgedCells(column: column)
      for row in 0..<kept.rows {
        let cell = kept.cell(row: row, column: column)
        guard cell.kind == .number || cell.kind == .composite else { continue }
        let role = table.cellRole(row: row, column: column).role
        let base = counts.base(row: row, column: column)
        if let base, base.isBelow(n) {
          few.cells.append(.init(row: row, verdict: base.isStrong ? .fail : .review, role: role, base: base))
        } else if let limit {
          let whole = Self.whole(of: index, in: table.columns[column])
          let part = UInt128(clamping: cell.number.scaled(to: cell.number.scale))
          let unit = UInt128(ExactNumber.powersOfTen[min(Int(cell.number.scale), 18)])
          let order = limit.compare(part, of: UInt128(whole) * unit)
          if order > 0 || (inclusive && order == 0) {
            dominated.cells.append(.init(row: row, verdict: .fail, role: role))
          }
        }
      }
      let fewFindings = self.findings(
        for: few, in: table, kept: kept, evidence: [.init("threshold", .count(Int(n)))]
      ) { _, verdict in
        verdict == .fail
          ? "\(Self.words(for: index)) of fewer than \(n) units"
          : "\(Self.words(for: index)) of what may be fewer than \(n) units"
      }
      let amount: Message = inclusive ? "at least" : "more than"
      let dominatedFindings = self.findings(for: dominated, in: table, kept: kept) { _, _ in
        "\(Self.words(for: index)) by which the largest have \(amount) \(limit?.text ?? "")% of the total"
      }
      findings += marked(index, fewFindings + dominatedFindings)
    }
    return RuleOutcome(findings: findings)
  }

  private func marked(_ index: Index, _ findings: [Finding]) -> [Finding] {
    findings.map { finding in
      var marked = finding
      marked.statbarn = index == .gini ? .giniCoefficient : .nonLinearConcentrationRatios
      return marked
    }
  }

  private static func words(for index: Index) -> Message {
    switch index {
    case .gini: "a Gini coefficient"
    case .hhi: "a Herfindahl index"
    case .top(let count): "a share of the \(count) largest"
    }
  }

  /// The least k of the dominance rules that an index can break by itself.
  private static func limit(of index: Index, pairs: [[String: Double]]) -> ExactPercentage? {
    let count: Double
    switch index {
    case .gini: return nil
    // s1² + s2² + … ≤ s1 · (s1 + s2 + …) = s1: the largest share is at least the index.
    case .hhi: count = 1
    case .top(let largest): count = Double(largest)
    }
    return pairs.filter { $0["n"] == count }.compactMap { $0["k"] }.min().flatMap(ExactPercentage.init)
  }

  /// The whole on the column's scale.
  private static func whole(of index: Index, in column: ColumnProfile) -> Int64 {
    let isFraction = column.maximum.map { !(ExactNumber(mantissa: 1) < $0) } ?? true
    if isFraction && column.percents == 0 { return 1 }
    return index == .hhi && column.percents == 0 ? 10_000 : 100
  }

  private static let giniWords: Set<String> = ["gini"]
  private static let hhiWords: Set<String> = ["hhi", "herfindahl", "hirschman"]
  /// `CR4` is the concentration ratio of the four largest.
  private static let ratioWord = "cr"
  private static let topWords: Set<String> = ["top", "largest"]
  private static let shareWords: Set<String> = ["share", "pct", "percent", "percentage", "proportion"]
  /// Nobody publishes the share of more.
  private static let mostTop = 1_000

  /// The index of concentration that a header names.
  private static func index(of column: ColumnProfile) -> Index? {
    guard let name = column.name, column.numeric > 0 else { return nil }
    let words = HeaderNearness.words(of: String(name.prefix(SampleSize.longest)))
    if !giniWords.isDisjoint(with: words) { return .gini }
    if !hhiWords.isDisjoint(with: words) { return .hhi }
    for (word, next) in zip(words, words.dropFirst()) {
      guard let count = Int(next), (2...mostTop).contains(count) else { continue }
      if word == ratioWord || (topWords.contains(word) && !shareWords.isDisjoint(with: words)) {
        return .top(count)
      }
    }
    return nil
  }
}
