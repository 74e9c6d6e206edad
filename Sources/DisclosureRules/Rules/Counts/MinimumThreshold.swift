// minimum-threshold: counts of people that are too small to publish.

/// Finds counts from 1 up to the threshold.
public struct MinimumThreshold: TableRule {
  /// How a count compares with the threshold.
  public enum Comparison: String, Sendable, CaseIterable {
    /// Unsafe when N < n.
    case below
    /// Unsafe when N ≤ n.
    case atMost = "at-most"
  }

  /// What to say of a small value in a column that is proved rounded.
  public enum RoundedPolicy: String, Sendable, CaseIterable {
    case allow, review, fail
  }

  /// `threshold`, the number n.
  public static let threshold = Parameter<Int>.integer(
    "threshold", default: 10, in: 1...SmallWholes.limit - 1,
    "The number n of people that a count is compared with.")
  /// `comparison`, whether n itself is unsafe.
  public static let comparison = Parameter<Comparison>.choice(
    "comparison", default: .below, "`below`: counts under n are unsafe; `at-most`: n itself is unsafe too.")
  /// `rounded`, what is said of rounded columns.
  public static let rounded = Parameter<RoundedPolicy>.choice(
    "rounded", default: .review,
    "What a value below n is in a column whose values are all rounded to one base: `allow`, `review` or `fail`."
  )

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "minimum-threshold",
      family: .counts,
      statbarn: .frequencies,
      summary: "A count of people from 1 up to the threshold.",
      rationale: """
        A count of few people lets anyone who knows some of them recognise the others: the cell says what the \
        few have in common. Unsafe when 1 ≤ N < n. A column whose header or structure says that it counts \
        people fails; whole numbers of unknown meaning are for a person to judge, never passed over. A column \
        proved rounded (20 values or more on one grid) no longer shows small counts as they are.
        """,
      remedy:
        "Suppress the cell together with enough others that totals do not give it back, merge categories, or round.",
      parameters: [Self.threshold.description, Self.comparison.description, Self.rounded.description],
      sources: [
        "Guidelines for the checking of output based on microdata research (ESSnet SDC / DwB)",
        "Hundepool et al., Handbook on Statistical Disclosure Control, chapter 4",
      ],
      examples: [
        RuleExample(.pass, "every count is large", "region,patients\nNorth,120\nSouth,45\nEast,10\n"),
        RuleExample(.fail, "one count of 3", "region,patients\nNorth,120\nSouth,3\nEast,31\n"),
        RuleExample(.fail, "written as 5.0", "region,patients\nNorth,120.0\nSouth,5.0\nEast,31.0\n"),
        RuleExample(
          .review, "small whole numbers of unknown meaning", "region,zq\nNorth,120\nSouth,3\nEast,31\n"),
        RuleExample(
          .fail, "a count in a listing of statistics",
          "statistic,age,bmi\nN,7,7\nMean,45.2,27.1\nSD,9.8,4.4\nMedian,44,26\n"),
        RuleExample(
          .pass, "small statistics in a listing",
          "statistic,age,visits\nN,120,118\nMean,45.2,3.1\nMedian,44,3\nQ1,31,2\n"),
        RuleExample(
          .review, "numbers hidden among words", "region,patients\nNorth,120 people\nSouth,3 people\n"),
        RuleExample(
          .review, "numbers in words", "region,patients\nNorth,one hundred and twenty\nSouth,three\n"),
        RuleExample(.pass, "arms, numbered in words", "arm,patients\none,120\ntwo,134\nthree,98\n"),
        RuleExample(
          .review, "a minus before a small number", "region,patients\nNorth,120\nSouth,-5\nEast,131\n"),
        RuleExample(.review, "a range of small numbers", "region,patients\nNorth,120\nSouth,4-5\nEast,131\n"),
        RuleExample(
          .fail, "a number of people in a header",
          "Measure,\"Treated, mean (N = 9)\",\"Control, mean (N = 213)\"\nhba1c,40.0,47.3\nsbp,131.2,126.5\n"),
        RuleExample(
          .fail, "beside a code for what is missing", "region,patients\nNorth,120\nSouth,-9\nEast,4\n"),
        RuleExample(
          .pass, "a column that numbers the rows",
          "Obs,region,COUNT\n1,North,2310\n2,South,4021\n3,East,3110\n"),
        RuleExample(
          .pass, "a distribution of a number", "Number of falls,Patients\n0,412\n1,398\n2,97\n"),
        RuleExample(.fail, "counts that rise", "n_patients,mean_age\n1,61.2\n2,58.4\n3,63.9\n"),
        RuleExample(.pass, "ages are not counts", "region,age\nNorth,7\nSouth,3\nEast,9\n"),
      ],
      absorbs: ["unrounded-count"]
    )
  }

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    let unsafe = Self.unsafeRange(under: ruleset)
    var findings: [Finding] = []
    var judged = 0
    for (position, column) in table.columns.enumerated() {
      let role = table.role(position)
      if let listing = judgeListing(position, table, unsafe) {
        judged += 1
        findings += listing + unreadListing(position, table)
        continue
      }
      guard let worst = Self.verdict(for: role, of: column) else { continue }
      judged += 1
      findings += unreadCells(position, table, unsafe)
      let total = column.small.total(in: unsafe)
      guard total > 0 else { continue }
      var verdict = worst
      if let base = column.rounding.provenBase, base > 1 {
        switch ruleset.value(Self.rounded, of: name) {
        case .allow: continue
        case .review: verdict = min(verdict, .review)
        case .fail: break
        }
      }
      let kind: Message = role.isStrong ? "a count" : "a whole number that may be a count"
      var template = finding(
        verdict, at: table.location(column: position),
        "\(table.title(column: position)) holds \(kind) below \(unsafe.upperBound).",
        evidence: .parts([
          .init("threshold", .count(unsafe.upperBound)), .init("roleConfidence", .number(role.confidence)),
        ]))
      // What isn't known to be a count is one question to a person, not one for each cell.
      let cells = column.small.places(in: unsafe)
      if role.isStrong {
        findings += Finding.perCell(template, cells: cells, occurrences: total)
      } else {
        template.occurrences = total
        template.cells = cells
        findings.append(template)
      }
    }
    findings += statedSizes(in: table, unsafe)
    findings += sourceFindings(in: table, unsafe, besides: findings, under: ruleset)
    if judged == 0 && findings.isEmpty { return .notApplicable("no column holds counts") }
    return RuleOutcome(findings: findings)
  }

  /// Small numbers of people that headers and labels state in words: `Cases (n = 7)`.
  private func statedSizes(in table: TableSubject, _ unsafe: Range<Int>) -> [Finding] {
    func isUnsafe(_ text: String) -> Bool {
      SampleSize.stated(in: text).map { unsafe.contains(Int(clamping: $0)) } ?? false
    }
    return table.columns.indices.flatMap { position -> [Finding] in
      let evidence = Evidence.parts([.init("threshold", .count(unsafe.upperBound))])
      var findings: [Finding] = []
      if table.columns[position].name.map(isUnsafe) ?? false {
        findings.append(
          finding(
            .fail, at: table.location(column: position),
            "The header \(table.title(column: position)) states a number of people below \(unsafe.upperBound).",
            evidence: evidence))
      }
      guard let kept = table.kept, kept.columns.indices.contains(position) else { return findings }
      let small = kept.columns[position].texts.map(isUnsafe)
      guard small.contains(true) else { return findings }
      let rows = (0..<kept.rows).filter { row in
        let cell = kept.cell(row: row, column: position)
        return cell.kind == .text && small.indices.contains(Int(cell.text)) && small[Int(cell.text)]
      }
      return findings
        + Finding.perCell(
          finding(
            .fail, at: table.location(column: position),
            "\(table.title(column: position)) holds labels that state a number of people below \(unsafe.upperBound).",
            evidence: evidence),
          cells: rows.prefix(SmallWholes.limit).map { kept.place(row: $0, column: position) },
          occurrences: rows.count)
    }
  }

  /// The findings of a column whose rows hold different statistics; nil where the column itself says what its
  /// numbers are.
  private func judgeListing(_ position: Int, _ table: TableSubject, _ unsafe: Range<Int>) -> [Finding]? {
    let column = table.columns[position]
    guard table.structure.isListing, table.kept != nil else { return nil }
    let small = column.small.occurrences.filter { unsafe.contains($0.value) }.sorted { $0.place < $1.place }
    // Without the places of all small numbers it can't be said in which rows they stand.
    guard small.count == column.small.total(in: unsafe) else { return nil }
    var sure: [CellPlace] = []
    var doubtful: [CellPlace] = []
    for occurrence in small {
      switch Self.verdict(for: table.cellRole(row: occurrence.place.row - 1, column: position), of: column) {
      case .fail?: sure.append(occurrence.place)
      case nil: break
      default: doubtful.append(occurrence.place)
      }
    }
    let evidence = Evidence.parts([.init("threshold", .count(unsafe.upperBound))])
    var findings = Finding.perCell(
      finding(
        .fail, at: table.location(column: position),
        "\(table.title(column: position)) holds a count below \(unsafe.upperBound).", evidence: evidence),
      cells: sure, occurrences: sure.count)
    if !doubtful.isEmpty {
      var doubt = finding(
        .review, at: table.location(column: position),
        "\(table.title(column: position)) holds a whole number that may be a count below \(unsafe.upperBound).",
        evidence: evidence)
      doubt.occurrences = doubtful.count
      doubt.cells = doubtful
      findings.append(doubt)
    }
    return findings
  }

  /// Counts that are unsafe under a ruleset: 1 up to, not including, the upper bound.
  public static func unsafeRange(under ruleset: Ruleset) -> Range<Int> {
    let name = RuleName(rawValue: "minimum-threshold")
    let limit = ruleset.value(threshold, of: name)
    return 1..<(ruleset.value(comparison, of: name) == .below ? limit : limit + 1)
  }

  /// The worst verdict a small number in this column deserves, or nil when it can't be a count of people.
  static func verdict(for role: RoleAssignment, of column: ColumnProfile) -> Verdict? {
    switch role.role {
    case .count, .total, .events, .atRisk: role.isStrong ? .fail : .review
    case .unknown: column.wholes > 0 ? .review : nil
    default: nil
    }
  }
}
