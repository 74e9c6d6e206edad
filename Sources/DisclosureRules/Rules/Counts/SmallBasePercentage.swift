// small-base-percentage: percentages of few people.

/// Finds percentages whose denominator is below the threshold.
public struct SmallBasePercentage: TableRule {
  /// Percentages of one group that must fit a denominator, and their digits. Source: the rule's definition.
  static let fewestValues = 3
  static let fewestDigits = 4
  /// Less likely than this is no chance. Source: the rule's definition.
  static let chance = 1e-4
  /// Digits after the point that are compared; more are the noise of binary numbers.
  static let digits: UInt8 = 12
  /// Columns of percentages that are looked at side by side.
  static let rowLimit = 200
  /// Places listed in one finding.
  static let placeLimit = 1000

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "small-base-percentage",
      family: .counts,
      statbarn: .calculatedRatios,
      summary: "A percentage of fewer people than the threshold.",
      rationale: """
        A percentage of few people is a count in other words: 85.7% of seven is six. Counts beside the \
        percentage are judged by `minimum-threshold`, and counts that follow from it by `derivable-count`; \
        this rule looks at the denominator. A header that gives one below the threshold (`n = 7`) fails. \
        Without one the digits may give it away: three or more percentages of a group, of four or more \
        significant digits, that are all fractions of one number below the threshold are for review, where \
        chance explains that in less than one of ten thousand tables. So are percentages side by side whose digits \
        give a larger base away, where one of them is then of few people. A number of people beside the percentage \
        is its base or its numerator, and both must be large enough.
        """,
      remedy: "Suppress the percentages of small groups, merge the groups, or round to whole percent.",
      sources: [
        "ABS DataLab, output clearance: rule of 10 on numerator and denominator",
        "UK LLC Guidebook, statistical disclosure control: percentages that refer to few people are low counts",
      ],
      examples: [
        RuleExample(
          .fail, "a base in the cell", "group,response rate\nConsultants,50% (n=4)\nNurses,61% (n=212)\n"),
        RuleExample(
          .fail, "the header gives a base of 7",
          "Symptom,\"Variant X, n = 7 (%)\",\"Others, n = 410 (%)\"\nFever,85.7,52.4\nRash,42.9,17.1\nCough,28.6,33.2\n"
        ),
        RuleExample(
          .pass, "the header gives a base of 70",
          "Symptom,\"Variant X, n = 70 (%)\",\"Others, n = 410 (%)\"\nFever,85.7,52.4\nRash,42.9,17.1\nCough,28.6,33.2\n"
        ),
        RuleExample(
          .review, "all shares are sevenths",
          "ward,proportion mild,proportion severe\nAsh,0.285714,0.714286\nElm,0.142857,0.857143\nOak,0.428571,0.571429\n"
        ),
        RuleExample(
          .fail, "the numerator stands beside it",
          "grade,Freq.,Percent\n1,403,56.28\n2,266,37.15\n3,41,5.73\n4,6,0.84\n"),
        RuleExample(
          .review, "the digits give the base away: seven of 57",
          "age,pct yes,pct no,pct unsure\n40-64,28.409091,59.090909,12.500000\n65+,68.421053,12.280702,19.298246\n"
        ),
        RuleExample(
          .pass, "few digits fit many denominators",
          "ward,proportion mild,proportion severe\nAsh,0.29,0.71\nElm,0.14,0.86\nOak,0.43,0.57\n"),
      ]
    )
  }

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    guard let kept = table.kept else {
      return RuleOutcome(
        status: .incomplete("the table is too large to keep, and the rule needs its cells row by row"))
    }
    let unsafe = MinimumThreshold.unsafeRange(under: ruleset)
    var judged: [Int] = []
    for column in table.columns.indices {
      if (0..<kept.rows).contains(where: { isShare(row: $0, column: column, in: table, kept: kept) }) {
        judged.append(column)
      }
    }
    if judged.isEmpty { return .notApplicable("no column holds percentages") }
    var findings: [Finding] = []
    var open: [Int] = []
    for column in judged {
      if let base = table.columns[column].name.flatMap(SampleSize.stated) {
        if base >= unsafe.lowerBound && base < unsafe.upperBound {
          findings.append(stated(column: column, unsafe: unsafe, in: table, kept: kept))
        }
      } else {
        open.append(column)
      }
    }
    let counts = BaseCounts(of: table, kept: kept, for: open)
    findings += baseFindings(open, counts: counts, unsafe: unsafe, in: table, kept: kept)
    findings += digitFindings(open, counts: counts, unsafe: unsafe, in: table, kept: kept)
    findings += numeratorsByDigits(open, counts: counts, unsafe: unsafe, in: table, kept: kept)
    var totals = ColumnShareSearch(table: table, kept: kept)
    let shares = totals.find()
    let known = Set(findings.compactMap(\.location.column))
    for share in shares where !known.contains(table.columns[share.share].index) {
      findings += numeratorFindings(share, unsafe: unsafe, in: table, kept: kept)
    }
    return totals.isIncomplete
      ? RuleOutcome(
        status: .incomplete("the table has too many columns to search for shares"), findings: findings)
      : RuleOutcome(findings: findings)
  }

  func isShare(row: Int, column: Int, in table: TableSubject, kept: KeptTable) -> Bool {
    let cell = kept.cell(row: row, column: column)
    // `50% (n=4)` and `12 (10–14)` hold more than the share; in `41 (16%)` the sign is the second number's.
    guard cell.kind == .number || cell.kind == .composite else { return false }
    if cell.kind == .number && cell.marks.contains(.percent) { return true }
    return [.percentage, .proportion].contains(table.cellRole(row: row, column: column).role)
  }

  // MARK: Bases in headers

  private func stated(column: Int, unsafe: Range<Int>, in table: TableSubject, kept: KeptTable) -> Finding {
    let rows = (0..<kept.rows).filter { isShare(row: $0, column: column, in: table, kept: kept) }
    var one = finding(
      table.role(column).isStrong ? .fail : .review, at: table.location(column: column),
      "The header \(table.title(column: column)) gives a base below \(unsafe.upperBound) for its percentages.",
      evidence: .parts([.init("threshold", .count(unsafe.upperBound))]))
    one.occurrences = rows.count
    one.cells = rows.prefix(Self.placeLimit).map { kept.place(row: $0, column: column) }
    return one
  }

  // MARK: Bases and numerators beside it

  /// Percentages of a number of people that stands beside them and is too small.
  private func baseFindings(
    _ columns: [Int], counts: BaseCounts, unsafe: Range<Int>, in table: TableSubject, kept: KeptTable
  ) -> [Finding] {
    columns.flatMap { column -> [Finding] in
      var judged = JudgedCells(column: column)
      for row in 0..<kept.rows where isShare(row: row, column: column, in: table, kept: kept) {
        guard let base = counts.base(row: row, column: column), base.isBelow(Int64(unsafe.upperBound)),
          isNumberOfPeople(base, in: table)
        else { continue }
        let role = table.cellRole(row: row, column: column)
        let isCertain = base.isStrong && !base.isBound && role.isStrong
        judged.cells.append(
          .init(row: row, verdict: isCertain ? .fail : .review, role: role.role, base: base))
      }
      return findings(
        for: judged, in: table, kept: kept, evidence: [.init("threshold", .count(unsafe.upperBound))]
      ) { _, verdict in
        verdict == .fail
          ? "a percentage beside a count below \(unsafe.upperBound)"
          : "a percentage beside what may be a count below \(unsafe.upperBound)"
      }
    }
  }

  /// Whether a base is a count by its column or row, not a whole number of unknown meaning.
  func isNumberOfPeople(_ base: BaseCount, in table: TableSubject) -> Bool {
    guard case .cell(let row, let column) = base.source else { return true }
    return [.count, .total].contains(table.cellRole(row: row, column: column).role)
  }

  /// Shares of a column's total whose own count is too small.
  private func numeratorFindings(
    _ share: ColumnShare, unsafe: Range<Int>, in table: TableSubject, kept: KeptTable
  ) -> [Finding] {
    guard share.chance < Self.chance, table.columns[share.count].rounding.provenBase == nil else { return [] }
    let isCertain = table.role(share.count).isStrong && table.role(share.share).isStrong
    var judged = JudgedCells(column: share.share)
    for row in 0..<kept.rows {
      guard let value = kept.cell(row: row, column: share.count).whole, unsafe.contains(Int(clamping: value)),
        isShare(row: row, column: share.share, in: table, kept: kept)
      else { continue }
      judged.cells.append(
        .init(
          row: row, verdict: isCertain ? .fail : .review, role: .percentage,
          base: BaseCount(
            value: value, source: .cell(row: row, column: share.count), isStrong: isCertain)))
    }
    return findings(
      for: judged, in: table, kept: kept, evidence: [.init("threshold", .count(unsafe.upperBound))]
    ) { _, _ in "a percentage of a count below \(unsafe.upperBound)" }
  }
}
