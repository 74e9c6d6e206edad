// Counts that follow from an unadjusted ratio: groups of known size, their total of events, each group's ratio.

/// Groups of people with the ratios of their risks or odds to those of one of them.
struct RatioSolution {
  /// The column of the ratios.
  var ratio: Int
  /// The column of the groups' sizes.
  var base: Int
  /// The events of each group that the ratios leave, by 0-based row.
  var events: [(row: Int, range: ClosedRange<Int64>)]

  private struct Group {
    var row: Int
    var people: Int64
    /// What the ratio can have been before it was rounded; nil in the group that others are compared with.
    var ratio: ClosedRange<Double>?
  }

  /// Numbers of events of the reference that are tried: larger groups leave no small count alone.
  private static let mostTried: Int64 = 1_000_000
  private static let riskWords: Set<String> = ["rr", "risk", "relative", "prevalence", "pr"]
  private static let oddsWords: Set<String> = ["or", "odds"]
  /// Words of ratios that a model adjusted: they are no function of four cells.
  private static let adjustedWords: Set<String> = ["adj", "adjusted", "aor", "arr", "apr", "multivariable"]
  private static let eventWords: Set<String> = ["event", "events", "case", "cases", "death", "deaths"]

  /// The table's first column of unadjusted ratios that can be solved; nil without one.
  static func find(in table: TableSubject, kept: KeptTable) -> RatioSolution? {
    for ratio in table.columns.indices where table.role(ratio).role == .ratio {
      let words = Set(words(of: table.columns[ratio].name ?? ""))
      guard words.isDisjoint(with: adjustedWords) else { continue }
      let isOdds = !words.isDisjoint(with: oddsWords)
      guard isOdds || !words.isDisjoint(with: riskWords) else { continue }
      for base in table.columns.indices where [.count, .total].contains(table.role(base).role) {
        guard let groups = groups(ratio: ratio, base: base, in: table, kept: kept),
          let total = totalEvents(beside: base, groups: groups, in: table, kept: kept)
        else { continue }
        return RatioSolution(
          ratio: ratio, base: base, events: solve(groups, total: total, isOdds: isOdds))
      }
    }
    return nil
  }

  /// The groups of a table, one of them the reference; nil where there is none, or more than one.
  private static func groups(
    ratio: Int, base: Int, in table: TableSubject, kept: KeptTable
  ) -> [Group]? {
    var groups: [Group] = []
    for row in 0..<kept.rows where !table.isTotal(row: row) {
      let cell = kept.cell(row: row, column: ratio)
      if cell.kind == .empty || cell.kind == .mask { continue }
      guard let people = kept.cell(row: row, column: base).whole, people > 0 else { return nil }
      let isReference =
        cell.kind == .text || cell.kind == .composite
        ? (kept.text(row: row, column: ratio) ?? "").lowercased().contains("ref")
        : cell.number.isEqual(to: ExactNumber(mantissa: 1))
      if isReference {
        groups.append(Group(row: row, people: people))
      } else if cell.kind == .number || cell.kind == .composite, cell.number.mantissa > 0 {
        let half = cell.number.scale.asTolerance
        groups.append(
          Group(
            row: row, people: people, ratio: max(0, cell.number.double - half)...(cell.number.double + half)))
      } else {
        return nil
      }
    }
    return groups.count >= 2 && groups.count { $0.ratio == nil } == 1 ? groups : nil
  }

  /// The events of all groups together: in another column of a total's row, or in a label of it.
  private static func totalEvents(
    beside base: Int, groups: [Group], in table: TableSubject, kept: KeptTable
  ) -> Int64? {
    let people = groups.reduce(0.0) { $0 + Double($1.people) }
    for row in 0..<kept.rows where !groups.contains(where: { $0.row == row }) {
      guard let all = kept.cell(row: row, column: base).whole, Double(all) == people else { continue }
      for column in table.columns.indices where column != base {
        if let text = kept.text(row: row, column: column), let events = stated(in: text) { return events }
        guard [.count, .events].contains(table.role(column).role),
          let events = kept.cell(row: row, column: column).whole, events > 0,
          // Published beside each group there is nothing to solve.
          groups.contains(where: { kept.cell(row: $0.row, column: column).whole == nil })
        else { continue }
        return events
      }
    }
    return nil
  }

  /// The number behind a word for events: `events: 44`.
  private static func stated(in text: String) -> Int64? {
    let words = words(of: text)
    for (word, next) in zip(words, words.dropFirst()) where eventWords.contains(word) {
      if let events = Int64(next) { return events }
    }
    return nil
  }

  private static func words(of text: String) -> [String] {
    HeaderNearness.words(of: String(text.prefix(SampleSize.longest)))
  }

  /// Tries every number of events of the reference and keeps what the other groups can have had.
  private static func solve(
    _ groups: [Group], total: Int64, isOdds: Bool
  ) -> [(row: Int, range: ClosedRange<Int64>)] {
    guard let reference = groups.first(where: { $0.ratio == nil }) else { return [] }
    let most = min(reference.people, total)
    guard most <= mostTried else { return [] }
    var found: [Int: ClosedRange<Int64>] = [:]
    func widen(_ row: Int, by range: ClosedRange<Int64>) {
      let known = found[row] ?? range
      found[row] = min(known.lowerBound, range.lowerBound)...max(known.upperBound, range.upperBound)
    }
    for events in 0...most {
      let share = Double(events) / Double(reference.people)
      var ranges: [(row: Int, range: ClosedRange<Int64>)] = []
      for group in groups {
        guard let ratio = group.ratio else { continue }
        func count(_ ratio: Double) -> Double {
          if !isOdds { return ratio * share * Double(group.people) }
          let odds = share < 1 ? ratio * share / (1 - share) : .infinity
          return Double(group.people) * (odds.isFinite ? odds / (1 + odds) : 1)
        }
        let least = (count(ratio.lowerBound) - noise).rounded(.up)
        let greatest = min((count(ratio.upperBound) + noise).rounded(.down), Double(group.people))
        guard least <= greatest else { break }
        ranges.append((group.row, Int64(max(0, least))...Int64(max(0, greatest))))
      }
      guard ranges.count == groups.count - 1 else { continue }
      let rest = total - events
      let low = ranges.reduce(0) { $0 + $1.range.lowerBound }
      let high = ranges.reduce(0) { $0 + $1.range.upperBound }
      guard low <= rest, rest <= high else { continue }
      widen(reference.row, by: events...events)
      for (row, range) in ranges {
        // What the other groups leave of the rest.
        let least = max(range.lowerBound, rest - (high - range.upperBound))
        let greatest = min(range.upperBound, rest - (low - range.lowerBound))
        widen(row, by: min(least, greatest)...max(least, greatest))
      }
    }
    return found.map { (row: $0.key, range: $0.value) }.sorted { $0.row < $1.row }
  }

  private static let noise = 1e-9
}
