// inconsistent-rounding: totals rounded by themselves, which narrow what their rounded parts can be.

/// Finds totals that do not agree with their rounded parts and give away what rounding hid.
public struct InconsistentRounding: RequestRule {
  /// `min_values`, how many raw counts must remain possible.
  public static let minimumValues = Parameter<Int>.integer(
    "min_values", default: 3, in: 2...1000,
    "A rounded count is narrowed too far when fewer raw counts than this remain possible.")
  /// `additive`, whether totals must be sums.
  public static let additive = Parameter<Bool>.flag(
    "additive", default: false, "Whether every total must be the sum of its published parts.")

  /// So many totals that are the sum of their parts show that the columns are counts.
  static let provingTotals = 3
  /// Places listed in one finding.
  static let placeLimit = 1_000

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "inconsistent-rounding",
      family: .linkedTables,
      statbarn: .linkedMultilevelTables,
      summary: "A total that was rounded by itself and narrows what its rounded parts can be.",
      rationale: """
        A count of 10 that was rounded to 5 may be anything from 8 to 12. If 10 and 15 have a total of 30, \
        which is at least 28, the two can only be 11 or 12 and 16 or 17: rounding the total by itself took \
        most of the protection away. Each total is compared with its parts, in rows and in a column of totals, \
        and the raw counts that remain possible are counted. Fewer than the ruleset's number fail where they \
        are below the threshold; larger counts are for review. That a total is off by a few steps is nothing \
        in itself, unless the ruleset demands totals that add up. The base is that of the ruleset, or the one \
        that at least eight numbers of the column share; groups with hidden cells are not looked at here.
        """,
      remedy: "Make each total the sum of its rounded parts, and derive percentages from the rounded counts.",
      parameters: [Self.minimumValues.description, Self.additive.description],
      sources: [
        "OpenSAFELY documentation, Applying statistical disclosure control: totals are sums of rounded counts",
        "Hundepool et al., Handbook on Statistical Disclosure Control, chapter 4: rounding",
      ],
      examples: [
        RuleExample(
          .fail, "small counts are narrowed to two values",
          "region,men,women,total\nA,5,5,15\nB,105,85,190\nC,40,95,135\nD,30,40,70\nE,55,115,170\n"),
        RuleExample(
          .review, "large counts are narrowed to two values",
          "region,men,women,total\nA,120,85,210\nB,105,85,190\nC,40,95,135\nD,30,40,70\nE,55,115,170\n"),
        RuleExample(
          .pass, "totals of many parts are off by five",
          "region,sex,patients\nA,M,120\nB,M,85\nC,M,95\nD,M,240\nE,M,310\nAll,M,855\nA,F,110\nB,F,90\nC,F,40\nD,F,215\nE,F,300\nAll,F,750\n"
        ),
        RuleExample(
          .pass, "totals that add up",
          "region,men,women,total\nA,5,5,10\nB,105,85,190\nC,40,95,135\nD,30,40,70\nE,55,115,170\n"),
      ]
    )
  }

  public func judge(_ request: RequestSubject, under ruleset: Ruleset) -> RuleOutcome {
    let words = PopulationWords(request.vocabulary)
    var findings: [Finding] = []
    var judged = false
    for table in request.tables {
      if table.kept == nil, table.rows > 0 {
        return RuleOutcome(
          status: .incomplete("a table was too large to keep, and the rule adds up its cells"))
      }
      guard let cells = CountCells(table, file: .empty, words: words) else { continue }
      var batches = cells.columns.indices.map { cells.totalGroups(column: $0) }
      batches.append(cells.totalGroupsAcross())
      for groups in batches where !groups.isEmpty {
        judged = true
        findings += self.findings(for: groups, cells, ruleset)
      }
    }
    if !judged { return .notApplicable("no table holds totals with all of their parts") }
    return RuleOutcome(findings: findings)
  }

  private struct Narrowed {
    var member: TotalGroup.Member
    var isSmall: Bool
  }

  private func findings(for groups: [TotalGroup], _ cells: CountCells, _ ruleset: Ruleset) -> [Finding] {
    let known = Int64(ruleset.value(UnroundedCount.base, of: "unrounded-count"))
    guard let grid = RoundingGrid.find(in: groups.flatMap(\.parts).map(\.value), known: known) else {
      return []
    }
    let least = Int128(ruleset.value(Self.minimumValues, of: name))
    let unsafe = MinimumThreshold.unsafeRange(under: ruleset)
    var narrowed: [Narrowed] = []
    var off: [TotalGroup.Member] = []
    for group in groups {
      let sum = RoundedSum(
        total: grid.interval(of: group.total.value), parts: group.parts.map { grid.interval(of: $0.value) })
      // These rows or columns are no parts of that total.
      guard let (parts, total) = sum.narrowed() else { return [] }
      func isNarrow(_ range: ClosedRange<Int128>, _ member: TotalGroup.Member) -> Bool {
        // What was exact before is no loss of rounding.
        range.count < least && grid.interval(of: member.value).count >= least
      }
      if group.difference != 0 { off.append(group.total) }
      let before = narrowed.count
      for (member, range) in zip(group.parts, parts) where isNarrow(range, member) {
        narrowed.append(Narrowed(member: member, isSmall: range.upperBound < Int128(unsafe.upperBound)))
      }
      // A total is told with its parts.
      if narrowed.count == before, isNarrow(total, group.total) {
        narrowed.append(Narrowed(member: group.total, isSmall: total.upperBound < Int128(unsafe.upperBound)))
      }
    }
    // Totals that add up prove counts as well as a header does.
    let isProved = groups.count { $0.difference == 0 } >= Self.provingTotals
    var findings = self.findings(
      for: narrowed, cells, base: Int(grid.base), least: Int(least), isProved: isProved)
    if findings.isEmpty, !off.isEmpty, ruleset.value(Self.additive, of: name) {
      findings = [
        self.finding(
          .review, off, cells, "A total in", "is not the sum of its published parts, as the ruleset demands.",
          base: Int(grid.base))
      ].compactMap { $0 }
    }
    return findings
  }

  private func findings(
    for narrowed: [Narrowed], _ cells: CountCells, base: Int, least: Int, isProved: Bool
  ) -> [Finding] {
    let columns = Set(narrowed.map(\.member.column)).sorted()
    return columns.flatMap { column in
      [(Verdict.fail, true), (.review, false)].compactMap { verdict, isSmall -> Finding? in
        let members = narrowed.filter { $0.member.column == column && $0.isSmall == isSmall }.map(\.member)
        let isStrong = cells.columns.contains { $0.column == column && $0.isStrong }
        return self.finding(
          isStrong || isProved ? verdict : min(verdict, .review), members, cells, "Rounded counts in",
          "can only be one of fewer than \(least) numbers, because a total was rounded by itself.", base: base
        )
      }
    }
  }

  private func finding(
    _ verdict: Verdict, _ members: [TotalGroup.Member], _ cells: CountCells, _ before: Message,
    _ after: Message, base: Int
  ) -> Finding? {
    guard let first = members.first else { return nil }
    let rows = Set(members.map(\.row)).sorted()
    var finding = finding(
      verdict, at: cells.table.location(column: first.column),
      before + " \(cells.table.title(column: first.column)) " + after,
      evidence: .parts([.init("base", .count(base))]))
    finding.occurrences = rows.count
    finding.cells = rows.prefix(Self.placeLimit).map { cells.kept.place(row: $0, column: first.column) }
    return finding
  }
}
