// derivable-count: small counts that are hidden or left out, and follow from what is published.

/// Finds counts below the threshold that published numbers fix.
public struct DerivableCount: TableRule {
  /// Places listed in one finding.
  static let placeLimit = 1000

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "derivable-count",
      family: .counts,
      statbarn: .calculatedRatios,
      summary: "A small count that is not published and follows from numbers that are.",
      rationale: """
        Hiding a small count is of no use while its percentage and its base stay: 3.1% of 162 people can only \
        be five of them. The rule multiplies each number of people with the percentage, proportion, mean of \
        zeros and ones beside it, and person-time with its rate, takes all that rounding leaves open, and asks \
        whether a single whole number from 1 up to the threshold remains. A share of the column's own total is \
        solved with the rows that show their count, and a proportion p with its standard error s for \
        N = p(1 − p)/s²; an unadjusted ratio of risks or odds is solved with its margins. It rests on columns whose products \
        are whole in every row: where the counts of other rows are published and agree, or where chance can't \
        explain it, the finding fails, otherwise it is for review. Headers that name people and their share need \
        less evidence, and so do percentages whose number of people stands in their header or in a row of its own. \
        Groups that make up nearly all of a total, and leave a few people over in some row, are for review, \
        and so is a count of all but a few of those whom its header states.
        """,
      remedy: "Suppress the percentage or rate together with the count, or compute both from rounded counts.",
      sources: [
        "CMS cell size suppression policy, ResDAC: nothing from which a count of 1 to 10 can be derived",
        "Guidelines for the checking of output based on microdata research (ESSnet SDC / DwB)",
      ],
      examples: [
        RuleExample(
          .fail, "the percentage of a hidden count",
          "Group,Total,Yes,Yes %\nCarers,162,--,3.1%\nOthers,840,122,14.5%\nStaff,311,40,12.9%\n"),
        RuleExample(
          .pass, "the percentage is hidden as well",
          "Group,Total,Yes,Yes %\nCarers,162,--,--\nOthers,840,122,14.5%\nStaff,311,40,12.9%\n"),
        RuleExample(
          .fail, "a share and the number of people",
          "region,n,rare_share\nMidlands,897,0.003344482\nNorth,807,0.00743494\nSouth,896,0.00111607\n"),
        RuleExample(
          .pass, "a count at the threshold",
          "Group,Total,Yes,Yes %\nCarers,162,--,6.2%\nOthers,840,122,14.5%\nStaff,311,40,12.9%\n"),
        RuleExample(
          .fail, "a percentage of the column's total",
          "Answer,n,%\nAgree,144,60.0\nNeutral,88,36.7\nDisagree,<10,3.3\nAll,240,100.0\n"),
        RuleExample(
          .fail, "percentages and the number of people in their header: three of 125",
          "Side effect,\"Drug A, % (N=125)\",\"Drug B, % (N=250)\"\nNausea,24.0,18.0\nRash,12.0,9.2\nFit,2.4,8.8\n"
        ),
        RuleExample(
          .fail, "the same, with the number of people in a row",
          "Side effect,Drug A (%),Drug B (%)\nBase (N),125,250\nNausea,24.0,18.0\nRash,12.0,9.2\nFit,2.4,8.8\n"
        ),
        RuleExample(
          .fail, "shares that add up to all of the number beside them: three of 420",
          "sex,status,row_pct,row_n\nF,died,0.7,420\nF,alive,99.3,420\nM,died,6.1,410\nM,alive,93.9,410\n"),
        RuleExample(
          .review, "a column of percentages and one of N, in too few rows to prove that they belong together",
          "sex,% died,N\nF,0.7,420\nM,6.1,410\n"),
        RuleExample(
          .review, "rates and the population that they are of: one death, six and twelve",
          "area,population,crude_rate_per_100k\nNorth,48210,12.4\nSouth,51333,1.9\nEast,60211,19.9\n"),
        RuleExample(
          .pass, "percentages too coarse to tell which count they are of",
          "Side effect,\"Drug A, % (N=1250)\"\nNausea,24.0\nRash,12.0\nFit,0.4\n"),
        RuleExample(
          .fail, "a proportion and its standard error: three of 25",
          "site,proportion,se\nA,0.212,0.0204\nB,0.120,0.0650\nC,0.187,0.0221\n"),
        RuleExample(
          .fail, "a risk ratio with its margins: three of 40",
          "group,people,events,RR\nExposed,40,*,0.73\nUnexposed,400,*,1 (ref)\nTotal,440,44,\n"),
        RuleExample(
          .review, "groups that leave three people over",
          "clinic,all patients,men,women\nHarbour,412,201,208\nHillside,388,190,198\nMill,290,131,159\n"),
        RuleExample(
          .review, "all but four of the number in the header",
          "Characteristic,Overall (N = 240)\nWhite,236 (98%)\nFemale,130 (54%)\nSmoker,61 (25%)\n"),
        RuleExample(
          .review, "one row proves nothing of the columns",
          "Group,Total,Yes,Yes %\nCarers,162,--,3.1%\n"),
      ],
      absorbs: ["small-base-percentage", "minimum-threshold"]
    )
  }

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    guard let kept = table.kept else {
      return RuleOutcome(
        status: .incomplete("the table is too large to keep, and the rule needs its cells row by row"))
    }
    let unsafe = MinimumThreshold.unsafeRange(under: ruleset)
    var search = DerivedProductSearch(table: table, kept: kept)
    let products = search.products(below: unsafe.upperBound)
    var totals = ColumnShareSearch(table: table, kept: kept)
    let shares = totals.find()
    let proportions = ProportionErrors.find(in: table)
    let solution = RatioSolution.find(in: table, kept: kept)
    let isIncomplete = search.isIncomplete || totals.isIncomplete
    let stated = StatedBaseShares.find(in: table, kept: kept)
    let leftOver =
      leftOver(unsafe: unsafe, in: table, kept: kept)
      + statedRest(unsafe: unsafe, under: ruleset, in: table, kept: kept)
    if products.isEmpty && shares.isEmpty && proportions.isEmpty && solution == nil && stated.isEmpty
      && leftOver.isEmpty
    {
      return isIncomplete
        ? RuleOutcome(status: .incomplete("the table has too many columns to search for products"))
        : .notApplicable("no two columns make a number of people")
    }
    var outcome = RuleOutcome(
      findings: products.flatMap { findings(for: $0, unsafe: unsafe, in: table, kept: kept) })
    // A cell that two ways give away is said once.
    let known = Set(outcome.findings.compactMap(\.location.column))
    for share in shares where !known.contains(table.columns[share.share].index) {
      outcome.findings += findings(for: share, unsafe: unsafe, in: table, kept: kept)
    }
    for proportion in proportions where !known.contains(table.columns[proportion.share].index) {
      outcome.findings += findings(for: proportion, unsafe: unsafe, in: table, kept: kept)
    }
    if let solution {
      outcome.findings += findings(for: solution, unsafe: unsafe, in: table, kept: kept)
    }
    for shares in stated {
      outcome.findings += findings(for: shares, unsafe: unsafe, in: table, kept: kept)
    }
    outcome.findings += leftOver
    if isIncomplete {
      outcome.status = .incomplete("the table has too many columns to search all products")
    }
    return outcome
  }

  /// Percentages of an N that stands once for many of them: together they fix a count.
  private func findings(
    for shares: StatedBaseShares, unsafe: Range<Int>, in table: TableSubject, kept: KeptTable
  ) -> [Finding] {
    guard let verdict = shares.verdict else { return [] }
    let small = shares.counts.filter { count in
      // A share of fewer people than the threshold is small-base-percentage's, where their number is published.
      count.people >= Int128(unsafe.lowerBound) && count.people < Int128(unsafe.upperBound)
        && (count.base.source == .declared || !count.base.isBelow(Int64(unsafe.upperBound)))
        && !isPublished(count.people, row: count.row, besides: shares.column, in: table, kept: kept)
    }
    guard let first = small.first else { return [] }
    let source =
      switch first.base.source {
      case .declared: "the context file declares"
      case .header: "the header states"
      case .cell, .label: "a row states"
      case .caption: "a note states"
      }
    return Finding.perCell(
      finding(
        verdict, at: table.location(column: shares.column),
        "\(table.title(column: shares.column)) and the N that \(source) fix a count below \(unsafe.upperBound).",
        evidence: .parts([
          .init("threshold", .count(unsafe.upperBound)),
          .init("roleConfidence", .number(table.role(shares.column).confidence)),
        ]), related: first.base.location(in: table, kept: kept).map { [$0] } ?? []),
      cells: small.prefix(Self.placeLimit).map { kept.place(row: $0.row, column: shares.column) },
      occurrences: small.count)
  }

  /// A count that is published is minimum-threshold's, wherever in the row it stands.
  func isPublished(
    _ count: Int128, row: Int, besides share: Int, in table: TableSubject, kept: KeptTable
  ) -> Bool {
    table.columns.indices.contains { column in
      column != share && kept.cell(row: row, column: column).whole.map { Int128($0) == count } ?? false
        && isCount(table.cellRole(row: row, column: column))
    }
  }

  /// Small counts that are hidden beside their share of the column's total.
  private func findings(
    for share: ColumnShare, unsafe: Range<Int>, in table: TableSubject, kept: KeptTable
  ) -> [Finding] {
    let isRounded = table.columns[share.count].rounding.provenBase != nil
    let rows = (0..<kept.rows).filter { row in
      // A published count is minimum-threshold's.
      guard kept.cell(row: row, column: share.count).whole == nil else { return false }
      return share.onlyCount(row: row, kept: kept).map { unsafe.contains(Int(clamping: $0)) } ?? false
    }
    guard !rows.isEmpty, !isRounded else { return [] }
    let isSure =
      share.chance < DerivedProductSearch.chance && table.role(share.count).isStrong
      && table.role(share.share).isStrong
    let template = finding(
      isSure ? .fail : .review, at: table.location(column: share.share),
      "\(table.title(column: share.share)) and the other rows of \(table.title(column: share.count)) fix a count below \(unsafe.upperBound) that is not published.",
      evidence: .parts([
        .init("threshold", .count(unsafe.upperBound)), .init("per", .count(Int(share.per))),
        .init("roleConfidence", .number(table.role(share.share).confidence)),
      ]), related: [table.location(column: share.count)])
    let places = rows.prefix(Self.placeLimit).map { kept.place(row: $0, column: share.share) }
    return Finding.perCell(template, cells: places, occurrences: rows.count)
  }

  /// Small counts of events that the ratios of groups and their margins give back.
  private func findings(
    for solution: RatioSolution, unsafe: Range<Int>, in table: TableSubject, kept: KeptTable
  ) -> [Finding] {
    let rows = solution.events.filter {
      $0.range.lowerBound == $0.range.upperBound && unsafe.contains(Int(clamping: $0.range.lowerBound))
    }.map(\.row)
    if rows.isEmpty { return [] }
    let isStrong = table.role(solution.ratio).isStrong && table.role(solution.base).isStrong
    let template = finding(
      isStrong ? .fail : .review, at: table.location(column: solution.ratio),
      "\(table.title(column: solution.ratio)), the sizes of the groups and their total fix a count below \(unsafe.upperBound) that is not published.",
      evidence: .parts([
        .init("threshold", .count(unsafe.upperBound)),
        .init("roleConfidence", .number(table.role(solution.ratio).confidence)),
      ]), related: [table.location(column: solution.base)])
    let places = rows.prefix(Self.placeLimit).map { kept.place(row: $0, column: solution.ratio) }
    return Finding.perCell(template, cells: places, occurrences: rows.count)
  }

  /// Small counts that a proportion and its standard error give back.
  private func findings(
    for proportion: ProportionErrors, unsafe: Range<Int>, in table: TableSubject, kept: KeptTable
  ) -> [Finding] {
    let rows = (0..<kept.rows).filter { row in
      proportion.onlyCount(row: row, in: table, kept: kept).map { unsafe.contains(Int(clamping: $0)) }
        ?? false
    }
    if rows.isEmpty { return [] }
    let isStrong = table.role(proportion.share).isStrong && table.role(proportion.error).isStrong
    let template = finding(
      isStrong ? .fail : .review, at: table.location(column: proportion.share),
      "\(table.title(column: proportion.share)) and \(table.title(column: proportion.error)) fix a count below \(unsafe.upperBound) that is not published.",
      evidence: .parts([
        .init("threshold", .count(unsafe.upperBound)),
        .init("roleConfidence", .number(table.role(proportion.share).confidence)),
      ]), related: [table.location(column: proportion.error)])
    let places = rows.prefix(Self.placeLimit).map { kept.place(row: $0, column: proportion.share) }
    return Finding.perCell(template, cells: places, occurrences: rows.count)
  }

  private func isCount(_ role: RoleAssignment) -> Bool {
    [.count, .events, .total, .atRisk, .unknown].contains(role.role)
  }
}
