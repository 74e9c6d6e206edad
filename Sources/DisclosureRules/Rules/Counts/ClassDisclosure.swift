// class-disclosure: groups of which everyone, or nearly everyone, is in one category.

/// Finds groups of people that fall into one category of a variable.
public struct ClassDisclosure: TableRule {
  public static let share = Parameter<Double>.number(
    "share", default: 0.90, in: 0.5...1, "The share of a group in one category from which the cell is noted.")
  public static let uninformative = Parameter<[String]>.words(
    "uninformative",
    default: [
      "no", "none", "alive", "unknown", "missing", "0", "false", "never", "absent", "negative", "not", "na",
      "nonmissing", "valid", "available", "measured", "answered", "complete",
    ],
    "Categories that say nothing of a person, in lower case; the first word of a label counts as well.")
  public static let complements = Parameter<[String]>.words(
    "complements",
    default: [
      "no/yes", "false/true", "0/1", "n/y", "absent/present", "negative/positive", "alive/dead", "never/ever",
      "unvaccinated/vaccinated", "survived/died",
    ],
    "Pairs of categories, `a/b`, that between them leave nobody out.")
  public static let totals = Parameter<[String]>.words(
    "totals", default: ["total", "all", "overall", "sum", "any", "both", "everyone"],
    "Labels that stand for all categories together.")
  public static let neverAcross = Parameter<[String]>.words(
    "never_across",
    default: [
      "date", "year", "month", "week", "quarter", "day", "period", "interval", "time", "dataset", "data",
      "table", "source", "cohort", "measure", "indicator", "statistic", "type", "version", "jan", "january",
      "feb", "february", "mar", "march", "apr", "april", "may", "jun", "june", "jul", "july", "aug", "august",
      "sep", "september", "oct", "october", "nov", "november", "dec", "december", "q1", "q2", "q3", "q4",
    ],
    "Words of headers and labels, of time and of data sets, across which the same people are counted again.")

  /// Groups smaller than this are for a person to look at. Source: the rule's definition.
  static let smallGroup: Int128 = 100
  /// Places listed in one finding.
  static let placeLimit = 1000

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "class-disclosure",
      family: .counts,
      statbarn: .frequencies,
      summary: "A group of which everyone, or nearly everyone, is in one category.",
      rationale: """
        If everyone of a group is vaccinated, whoever is known to belong to the group is known to be \
        vaccinated, however large the group is. Unsafe only where the categories of one variable share a \
        group of people between them: columns that add up to a total or to 100%, or rows that differ in one \
        label, or a count beside its total; never across time or data sets. All in one category while other groups vary fails, or is for \
        review where the category says nothing (No, None, Alive). From the share on, a small group or a rest \
        of 1 up to the threshold is for review, once a table, and anything else is noted. Rounded values, \
        weak roles and categories that nothing proves to exclude each other lower it a step.
        """,
      remedy: "Merge the group with others or merge categories, so that members of the group can differ.",
      parameters: [
        Self.share.description, Self.uninformative.description, Self.complements.description,
        Self.totals.description, Self.neverAcross.description,
      ],
      sources: [
        "Guidelines for the checking of output based on microdata research (ESSnet SDC / DwB): 90%",
        "Derrick, Green, Ritchie and White, The statbarns approach to output checking: class disclosure",
      ],
      examples: [
        RuleExample(
          .pass, "the categories vary in every group",
          "care home,Vaccinated,Unvaccinated,Total\nA,64,18,82\nB,47,23,70\nC,58,12,70\n"),
        RuleExample(
          .fail, "everyone of home C is vaccinated",
          "care home,Vaccinated,Unvaccinated,Total\nA,64,18,82\nB,47,23,70\nC,39,0,39\n"),
        RuleExample(
          .fail, "the same, with a row for each category",
          "care home,vaccinated,patients\nA,yes,64\nA,no,18\nB,yes,39\nB,no,0\n"),
        RuleExample(
          .fail, "everyone of home C, by the total beside it",
          "care home,Total,Vaccinated\nA,82,64\nB,70,47\nC,39,39\n"),
        RuleExample(
          .review, "everyone of home C, if the vaccinated are among the residents",
          "care home,Residents,Vaccinated\nA,82,64\nB,70,47\nC,39,39\n"),
        RuleExample(
          .pass, "records, and the people in them",
          "dataset,n,n_id\nadmissions,820,640\ndeaths,390,390\ntests,700,470\n"),
        RuleExample(
          .info, "values that nobody lacks", "variable,n,valid\nage,120,120\nbmi,120,108\nsmoking,120,111\n"),
        RuleExample(
          .review, "nobody died, which says little",
          "ward,Alive,Dead,Total\nA,64,18,82\nB,47,23,70\nC,39,0,39\n"),
        RuleExample(
          .review, "more than 90% of a small group",
          "care home,Vaccinated,Unvaccinated,Total\nA,64,18,82\nB,47,23,70\nC,38,2,40\n"),
        RuleExample(
          .pass, "years are no categories", "region,2019,2020,2021\nNorth,0,0,64\nSouth,12,14,18\n"),
      ]
    )
  }

  /// What is said of one cell.
  private struct Remark {
    var verdict: Verdict
    var row: Int
    var column: Int
  }

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    guard let kept = table.kept else {
      return RuleOutcome(
        status: .incomplete("the table is too large to keep, and the rule needs its cells row by row"))
    }
    guard let share = ExactPercentage(ruleset.value(Self.share, of: name) * 100) else {
      return RuleOutcome(status: .incomplete("the share of the ruleset is no proportion"))
    }
    let words = vocabulary(of: ruleset)
    var wide = WideCategories(table, kept: kept, words: words)
    wide.search()
    if wide.isIncomplete {
      return RuleOutcome(
        status: .incomplete("the table has too many columns and totals to search them all for categories"))
    }
    var variables = wide.variables + TidyCategories(table, kept: kept, words: words).variables()
    // Labels that only might be categories matter where no others are proved to be.
    if variables.contains(where: \.isPartition) {
      variables.removeAll { !$0.isPartition }
    } else {
      let implied = ImpliedRest.variables(in: table, kept: kept, words: words)
      if !implied.isEmpty { variables = implied }
    }
    if variables.isEmpty {
      return .notApplicable("no columns or labels are categories that share a group between them")
    }
    let unsafe = MinimumThreshold.unsafeRange(under: ruleset)
    let remarks = variables.flatMap { self.remarks(on: $0, share: share, words: words, unsafe: unsafe) }
    return RuleOutcome(findings: findings(for: remarks, in: table, kept: kept, share: share))
  }

  /// The words by which the ruleset has categories understood.
  func vocabulary(of ruleset: Ruleset) -> CategoryWords {
    var complement: [String: String] = [:]
    for pair in ruleset.value(Self.complements, of: name) {
      let both = pair.lowercased().split(separator: "/").map(String.init)
      guard both.count == 2 else { continue }
      complement[both[0]] = both[1]
      complement[both[1]] = both[0]
    }
    func set(_ parameter: Parameter<[String]>) -> Set<String> {
      Set(ruleset.value(parameter, of: name).map { $0.lowercased() })
    }
    return CategoryWords(
      uninformative: set(Self.uninformative), complement: complement, totals: set(Self.totals),
      neverAcross: set(Self.neverAcross))
  }

  private func remarks(
    on variable: CategoryVariable, share: ExactPercentage, words: CategoryWords, unsafe: Range<Int>
  ) -> [Remark] {
    // In how many groups a category holds everyone.
    var full = Array(repeating: 0, count: variable.labels.count)
    var judged: [(group: CategoryGroup, top: CategoryGroup.Member, total: Int128)] = []
    for group in variable.groups where group.members.count >= 2 {
      let total = group.total
      guard total > 0, let top = group.members.max(by: { $0.value < $1.value }) else { continue }
      if top.value == total { full[top.label] += 1 }
      judged.append((group, top, total))
    }
    let isWeak = !variable.isStrong || !variable.isPartition || variable.isRounded
    return judged.compactMap { group, top, total in
      // A count below the threshold is minimum-threshold's.
      if variable.isCount, top.value < Int128(unsafe.upperBound) { return nil }
      var verdict: Verdict
      // What is left over has no cell of its own.
      if top.label == variable.rest { return nil }
      if top.value == total {
        guard full[top.label] < judged.count else { return nil }
        verdict = words.saysNothing(variable.labels[top.label]) ? .review : .fail
      } else {
        guard variable.isPartition, share.compare(top.value.magnitude, of: total.magnitude) >= 0 else {
          return nil
        }
        let rest = total - top.value
        verdict =
          variable.isCount && (total < Self.smallGroup || rest < Int128(unsafe.upperBound)) ? .review : .info
      }
      if isWeak { verdict = verdict.lowered }
      return Remark(verdict: verdict, row: top.row, column: top.column)
    }
  }

  private func findings(
    for remarks: [Remark], in table: TableSubject, kept: KeptTable, share: ExactPercentage
  ) -> [Finding] {
    // A cell may be a category of two variables; the worst is said once.
    var worst: [Int: Remark] = [:]
    for remark in remarks {
      let key = KeptTable.key(row: remark.row, column: remark.column)
      if (worst[key]?.verdict ?? .pass) < remark.verdict { worst[key] = remark }
    }
    let ordered = worst.values.sorted { ($0.column, $0.row) < ($1.column, $1.row) }
    var findings: [Finding] = []
    for column in table.columns.indices {
      let cells = ordered.filter { $0.verdict == .fail && $0.column == column }
      if cells.isEmpty { continue }
      let template = finding(
        .fail, at: table.location(column: column),
        "\(table.title(column: column)) holds everyone of a group, while other groups vary.",
        evidence: .parts([.init("roleConfidence", .number(table.role(column).confidence))]))
      let places = cells.prefix(Self.placeLimit).map { kept.place(row: $0.row, column: column) }
      findings += Finding.perCell(template, cells: places, occurrences: cells.count)
    }
    for verdict in [Verdict.review, .info] {
      let cells = ordered.filter { $0.verdict == verdict }
      guard let first = cells.first?.column else { continue }
      let columns = table.columns.indices.filter { column in cells.contains { $0.column == column } }
      var one = finding(
        verdict, at: table.location(column: first),
        "Groups with \(share.text)% or more of their people in one category: \(cells.count).",
        evidence: .parts([.init("sharePercent", .words(share.text)), .init("groups", .count(cells.count))]),
        related: columns.dropFirst().map { table.location(column: $0) })
      one.occurrences = cells.count
      one.cells = cells.filter { $0.column == first }.prefix(Self.placeLimit).map {
        kept.place(row: $0.row, column: first)
      }
      findings.append(one)
    }
    return findings
  }
}
