// survival-step: life tables and Kaplan–Meier curves whose steps are few people.

/// Finds intervals of a life table in which too few people have the event or leave.
public struct SurvivalStep: TableRule {
  /// A curve alone must have so many steps before they show how many people it is about.
  private static let leastSteps = 5
  /// Decimals with which a step can be told from its rounding.
  private static let leastDecimals: UInt8 = 3
  /// Larger groups have no steps of single people that survive rounding.
  private static let largestBase = 10_000.0

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "survival-step",
      family: .models,
      statbarn: .hazardSurvivalTables,
      summary: "A step of a life table or survival curve that is a few people.",
      rationale: """
        Each step of a Kaplan–Meier curve is the people who had the event at that time; a table of steps is \
        a list of them. Unsafe when the events of an interval are 1 up to the threshold. Where nobody had the \
        event and the number at risk drops by so few, they left at that time, which is for a person to judge. \
        Where events are not published they follow from the number at risk and the survival probability; a \
        curve alone whose steps are all multiples of one 1/N gives N away and is for a person to judge. \
        Groups are judged apart. The threshold is that of `minimum-threshold`.
        """,
      remedy:
        "Publish the curve at few times, merging intervals until each holds enough events and no one can be traced.",
      sources: [
        "Guidelines for the checking of output based on microdata research (ESSnet SDC / DwB), survival analysis",
        "ACRO, survival tables and plots: rows are hidden until enough events accumulate",
      ],
      examples: [
        RuleExample(
          .pass, "every interval holds enough",
          "time,n.risk,n.event,survival\n1,400,20,0.95\n2,380,38,0.855\n3,342,57,0.7125\n"),
        RuleExample(
          .fail, "single deaths",
          "time,n.risk,n.event,survival\n3,400,20,0.95\n7,380,1,0.9475\n9,379,2,0.9425\n"),
        RuleExample(
          .fail, "events follow from the rest",
          "time,n.risk,survival\n3,400,0.95000\n7,380,0.94750\n9,379,0.94250\n"),
        RuleExample(
          .review, "a few left",
          "time,n.risk,n.event,survival\n1,400,20,0.95\n2,380,0,0.95\n3,377,38,0.8542\n"),
      ],
      absorbs: ["minimum-threshold"]
    )
  }

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    guard let kept = table.kept else {
      let isLifeTable = table.columns.indices.contains { table.role($0).role == .survivalProbability }
      return isLifeTable
        ? RuleOutcome(status: .incomplete("the table is too large to compare its rows"))
        : .notApplicable("no life table")
    }
    let unsafe = MinimumThreshold.unsafeRange(under: ruleset)
    if let life = LifeTable(table, kept: kept) {
      return RuleOutcome(findings: steps(of: life, kept, table, unsafe))
    }
    if let curve = LifeTable(curve: table, kept: kept) {
      return RuleOutcome(findings: curveSteps(of: curve, kept, table, unsafe))
    }
    return .notApplicable("no life table")
  }

  private func steps(
    of life: LifeTable, _ kept: KeptTable, _ table: TableSubject, _ unsafe: Range<Int>
  ) -> [Finding] {
    var events: [CellPlace] = []
    var leaving: [CellPlace] = []
    let isExact = life.events != nil || isPrecise(life, table)
    for rows in life.groups {
      for (index, row) in rows.enumerated() {
        let happened = eventsAt(index, of: rows, life, kept, table)
        if let happened, isUnsafe(happened, unsafe) {
          events.append(kept.place(row: row, column: life.events ?? life.survival ?? 0))
        }
        guard let happened, happened < 0.5, index + 1 < rows.count,
          let here = life.number(life.atRisk, row: row, of: kept),
          let next = life.number(life.atRisk, row: rows[index + 1], of: kept)
        else { continue }
        if isUnsafe(here - next, unsafe), let column = life.atRisk {
          leaving.append(kept.place(row: rows[index + 1], column: column))
        }
      }
    }
    var findings: [Finding] = []
    if let column = life.events ?? life.survival, !events.isEmpty {
      let isRounded = table.columns[column].rounding.provenBase != nil
      let template = finding(
        isRounded || !isExact ? .review : .fail, at: table.location(column: column),
        "\(table.title(column: column)) shows a step of fewer than \(unsafe.upperBound) people.",
        evidence: .parts([.init("threshold", .count(unsafe.upperBound))]),
        related: life.atRisk.map { [table.location(column: $0)] } ?? [])
      findings += Finding.perCell(template, cells: events.sorted(), occurrences: events.count)
    }
    if let column = life.atRisk, !leaving.isEmpty {
      var report = finding(
        .review, at: table.location(column: column),
        "\(table.title(column: column)) drops by fewer than \(unsafe.upperBound) people where nobody had the event."
      )
      report.occurrences = leaving.count
      report.cells = leaving.sorted()
      findings.append(report)
    }
    return findings
  }

  private func isUnsafe(_ people: Double, _ unsafe: Range<Int>) -> Bool {
    people > 0.5 && people < Double(unsafe.upperBound) - 0.5
  }

  /// Events of a row: published, or r·(1 − S_i/S_{i−1}).
  private func eventsAt(
    _ index: Int, of rows: [Int], _ life: LifeTable, _ kept: KeptTable, _ table: TableSubject
  ) -> Double? {
    if life.events != nil { return life.number(life.events, row: rows[index], of: kept) }
    guard let survival = life.survival, let r = life.number(life.atRisk, row: rows[index], of: kept),
      let s = life.number(survival, row: rows[index], of: kept)
    else { return nil }
    let whole = (table.columns[survival].maximum?.double ?? 0) > 1 ? 100.0 : 1.0
    let before = index == 0 ? whole : life.number(survival, row: rows[index - 1], of: kept)
    guard let before, before > 0 else { return nil }
    return r * (1 - s / before)
  }

  /// Whether a rounding of the survival is less than half a person.
  private func isPrecise(_ life: LifeTable, _ table: TableSubject) -> Bool {
    guard let survival = life.survival, let atRisk = life.atRisk, let most = table.columns[atRisk].maximum
    else { return false }
    let whole = (table.columns[survival].maximum?.double ?? 0) > 1 ? 100.0 : 1.0
    return 2 * table.columns[survival].maximumScale.asTolerance / whole * most.double < 0.5
  }

  /// A curve without numbers: steps that are all multiples of one 1/N.
  private func curveSteps(
    of curve: LifeTable, _ kept: KeptTable, _ table: TableSubject, _ unsafe: Range<Int>
  ) -> [Finding] {
    guard let column = curve.survival, table.columns[column].maximumScale >= Self.leastDecimals else {
      return []
    }
    let whole = (table.columns[column].maximum?.double ?? 0) > 1 ? 100.0 : 1.0
    let tolerance = table.columns[column].maximumScale.asTolerance / whole
    var places: [CellPlace] = []
    for rows in curve.groups {
      let values = rows.compactMap { curve.number(column, row: $0, of: kept) }.map { $0 / whole }
      let drops = zip([1.0] + values, values).map { $0 - $1 }.filter { $0 > 2 * tolerance }
      guard values.count == rows.count, drops.count >= Self.leastSteps, let least = drops.min() else {
        continue
      }
      let base = (1 / least).rounded()
      // The base must be sure within half a person, and every step a whole number of people.
      guard base <= Self.largestBase, 2 * tolerance * base < 0.25 else { continue }
      let areMultiples = drops.allSatisfy {
        abs($0 * base - ($0 * base).rounded()) <= 2 * tolerance * base + 1e-9
      }
      if areMultiples {
        for (index, row) in rows.enumerated() {
          let drop = ((index == 0 ? 1 : values[index - 1]) - values[index]) * base
          if isUnsafe(drop, unsafe) { places.append(kept.place(row: row, column: column)) }
        }
      }
    }
    if places.isEmpty { return [] }
    var report = finding(
      .review, at: table.location(column: column),
      "\(table.title(column: column)) drops by multiples of one share: its steps are single people.")
    report.occurrences = places.count
    report.cells = places.sorted()
    return [report]
  }
}
