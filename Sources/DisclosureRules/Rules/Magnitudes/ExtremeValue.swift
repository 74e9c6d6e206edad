// extreme-value: minima, maxima and ranges, each the value of one person.

/// What a ruleset says of minima and maxima.
public enum ExtremePolicy: String, Sendable, CaseIterable {
  case allow, review, forbid
}

/// Finds published extremes.
public struct ExtremeValue: TableRule {
  /// What the ruleset says of minima and maxima.
  public static let extremes = Parameter<ExtremePolicy>.choice(
    "extremes", default: .review,
    "`allow`: extremes of enough people are published; `review`: one question a table; `forbid`: each fails.")

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "extreme-value",
      family: .magnitudes,
      statbarn: .endpoints,
      summary: "A minimum, a maximum, a range or a largest contribution.",
      rationale: """
        A minimum or maximum is the value of one person (the oldest patient, the longest stay), and extremes \
        are what people are recognised by. Where many people share the extreme, or it is a limit that the study \
        set, it says nothing of anybody; which it is, a person must see, so a table's extremes are one \
        question. Extremes of fewer people than the threshold fail. Limits of confidence intervals, bounds of \
        age bands, and dates or years are not extremes of people. Printed largest contributions are judged \
        here for what they show; whether they dominate a total is judged by `dominance`.
        """,
      remedy: "Leave the extremes out, or give a percentile with enough people beyond it.",
      parameters: [Self.extremes.description],
      sources: [
        "Derrick, Green, Ritchie, White, The statbarns: endpoints",
        "Guidelines for the checking of output based on microdata research (ESSnet SDC / DwB): maxima and minima",
      ],
      examples: [
        RuleExample(
          .pass, "means and medians only", "ward,n,mean_stay,median_stay\nElm,41,5.2,4\nFir,33,6.1,5\n"),
        RuleExample(
          .review, "lowest and highest age", "ward,n,min_age,max_age\nElm,41,18,97\nFir,33,19,94\n"),
        RuleExample(
          .review, "oldest and youngest",
          "ward,n,mean_age,youngest,oldest\nElm,41,61.2,18,97\nFir,33,60.9,19,94\n"),
        RuleExample(
          .review, "a summary as R writes it",
          "     age,     bmi\nMin.   :18.00  ,Min.   :11.80  \nMean   :58.09  ,Mean   :27.15  \n"),
        RuleExample(.fail, "the oldest of six", "ward,n,max_age\nElm,41,97\nFir,6,94\n"),
        RuleExample(
          .pass, "bounds of age bands", "age_min,age_max,patients\n18,39,410\n40,64,522\n65,79,313\n"),
      ],
      absorbs: ["low-count-statistic"]
    )
  }

  private static let judged: Set<ColumnRole> = [.minimum, .maximum, .largest, .secondLargest]

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    let named = table.columns(holding: Self.judged)
    if named.isEmpty, let kept = table.kept {
      let summaries = Self.summaries(in: table, kept: kept, policy: ruleset.value(Self.extremes, of: name))
      if let question = question(
        summaries, in: table, kept: kept, policy: ruleset.value(Self.extremes, of: name))
      {
        return RuleOutcome(findings: [question])
      }
    }
    if named.isEmpty { return .notApplicable("no column or row holds a minimum or a maximum") }
    guard let kept = table.kept else {
      return RuleOutcome(
        status: .incomplete("the table is too large to keep, and the rule needs its cells row by row"))
    }
    let bands = Self.bandBounds(among: named, of: table, kept: kept)
    let columns = named.filter { !bands.contains($0) && !Self.isNoValue(table.columns[$0]) }
    if columns.isEmpty { return .notApplicable("minima and maxima are bounds of bands or years") }
    let policy = ruleset.value(Self.extremes, of: name)
    let n = Int64(MinimumThreshold.unsafeRange(under: ruleset).upperBound)
    let counts = BaseCounts(of: table, kept: kept, for: columns)
    var findings: [Finding] = []
    var asked: [JudgedCells] = []
    for column in columns {
      var failing = JudgedCells(column: column)
      var open = JudgedCells(column: column)
      for row in table.rows(of: column, holding: Self.judged, in: kept) {
        let role = table.cellRole(row: row, column: column, among: Self.judged)
        let base = counts.base(row: row, column: column)
        let isFew = base?.isBelow(n) ?? false
        if role.isStrong, isFew && base?.isStrong == true || policy == .forbid {
          failing.cells.append(.init(row: row, verdict: .fail, role: role.role, base: isFew ? base : nil))
        } else if isFew || policy != .allow {
          open.cells.append(.init(row: row, verdict: .review, role: role.role))
        }
      }
      findings += self.findings(
        for: failing, in: table, kept: kept,
        evidence: [.init("policy", .words(policy.rawValue)), .init("threshold", .count(Int(n)))]
      ) { role, _ in
        policy == .forbid
          ? "\(TableSubject.words(for: role)), which the ruleset forbids"
          : "\(TableSubject.words(for: role)) of fewer than \(n) people"
      }
      if !open.cells.isEmpty { asked.append(open) }
    }
    if let question = question(asked, in: table, kept: kept, policy: policy) { findings.append(question) }
    return RuleOutcome(findings: findings)
  }

  /// Words before the colon in the cells that R writes of `summary()`: `Min.   :18.00`.
  private static let summaryWords: Set<String> = ["min", "minimum", "max", "maximum"]

  /// Cells of text that name an extreme and give it.
  private static func summaries(
    in table: TableSubject, kept: KeptTable, policy: ExtremePolicy
  ) -> [JudgedCells] {
    guard policy != .allow else { return [] }
    return table.columns.indices.compactMap { column -> JudgedCells? in
      guard table.columns[column].cells(.text) > 0, kept.columns.indices.contains(column) else {
        return nil
      }
      let isExtreme = kept.columns[column].texts.map { text in
        let parts = text.split(separator: ":", maxSplits: 1)
        return parts.count == 2 && summaryWords.contains(StatisticNames.squeezed(String(parts[0])))
          && parts[1].contains { $0.isNumber }
      }
      guard isExtreme.contains(true) else { return nil }
      let rows = (0..<kept.rows).filter { row in
        let cell = kept.cell(row: row, column: column)
        return cell.kind == .text && isExtreme.indices.contains(Int(cell.text)) && isExtreme[Int(cell.text)]
      }
      return JudgedCells(
        column: column, cells: rows.map { .init(row: $0, verdict: .review, role: .minimum) })
    }
  }

  /// One question for the whole table, at the first column that has extremes.
  private func question(
    _ asked: [JudgedCells], in table: TableSubject, kept: KeptTable, policy: ExtremePolicy
  ) -> Finding? {
    guard let first = asked.first else { return nil }
    let others = asked.dropFirst()
    let titles = others.reduce(table.title(column: first.column)) {
      $0 + ", " + table.title(column: $1.column)
    }
    let total = asked.reduce(0) { $0 + $1.cells.count }
    var finding = finding(
      .review, at: table.location(column: first.column), "Minima, maxima or ranges: \(total), in \(titles).",
      evidence: .parts([.init("policy", .words(policy.rawValue)), .init("extremes", .count(total))]),
      related: others.map { table.location(column: $0.column) })
    finding.occurrences = total
    finding.cells = first.cells.map { kept.place(row: $0.row, column: first.column) }
    return finding
  }

  /// Years that the dates of a study lie in.
  private static let years: ClosedRange<Int64> = 1900...2100

  /// Extremes that are no person's value: years, which are dates of the study, and the greatest R² that a
  /// model could reach.
  private static func isNoValue(_ column: ColumnProfile) -> Bool {
    let words = HeaderNearness.words(of: String((column.name ?? "").prefix(SampleSize.longest)))
    if words.contains("squared") { return true }
    guard column.isWhole, let least = column.minimum?.whole, let most = column.maximum?.whole else {
      return false
    }
    return years.contains(least) && years.contains(most)
  }

  /// How far apart the bounds of neighbouring bands are: `18–39, 40–64` or `0–5, 5–10`.
  private static let bandSteps: ClosedRange<Int64> = 0...1

  /// Columns that are the lower and upper bounds of consecutive bands.
  private static func bandBounds(among columns: [Int], of table: TableSubject, kept: KeptTable) -> Set<Int> {
    var bounds: Set<Int> = []
    for low in columns where table.role(low).role == .minimum {
      for high in columns where table.role(high).role == .maximum && abs(high - low) == 1 {
        let pairs = (0..<kept.rows).compactMap { row -> (low: Int64, high: Int64)? in
          guard let least = kept.cell(row: row, column: low).whole,
            let most = kept.cell(row: row, column: high).whole
          else { return nil }
          return (least, most)
        }
        guard pairs.count >= 2, pairs.count + 1 >= kept.rows else { continue }
        let areBands = zip(pairs, pairs.dropFirst()).allSatisfy { lower, upper in
          lower.low < upper.low && bandSteps.contains(upper.low &- lower.high)
        }
        if areBands { bounds.formUnion([low, high]) }
      }
    }
    return bounds
  }
}
