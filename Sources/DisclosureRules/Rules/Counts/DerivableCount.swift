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
        whether a single whole number from 1 up to the threshold remains. It rests on columns whose products \
        are whole in every row: where the counts of other rows are published and agree, or where chance can't \
        explain it, the finding fails, otherwise it is for review.
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
    let products = DerivedProductSearch(table: table, kept: kept).products()
    if products.isEmpty { return .notApplicable("no two columns make a number of people") }
    let unsafe = MinimumThreshold.unsafeRange(under: ruleset)
    return RuleOutcome(
      findings: products.flatMap { findings(for: $0, unsafe: unsafe, in: table, kept: kept) })
  }

  private func findings(
    for product: DerivedProduct, unsafe: Range<Int>, in table: TableSubject, kept: KeptTable
  ) -> [Finding] {
    let grid = table.columns[product.base].rounding.provenBase
    var rows: [Int] = []
    for row in 0..<kept.rows {
      guard
        let only = DerivedProduct.interval(
          kept.cell(row: row, column: product.base), kept.cell(row: row, column: product.share),
          per: product.per, grid: grid)?.only,
        only >= Int128(unsafe.lowerBound), only < Int128(unsafe.upperBound)
      else { continue }
      // A count that is published is minimum-threshold's, wherever in the row it stands.
      let isPublished = table.columns.indices.contains { column in
        column != product.share
          && kept.cell(row: row, column: column).whole.map { Int128($0) == only } ?? false
          && isCount(table.cellRole(row: row, column: column))
      }
      if !isPublished { rows.append(row) }
    }
    if rows.isEmpty { return [] }
    let columns = [product.base, product.share] + (product.count.map { [$0] } ?? [])
    let isStrong = [product.share].allSatisfy { table.role($0).isStrong }
    let isSure = product.count != nil || product.chance < DerivedProductSearch.chance
    // Two columns that only might belong together, and no number that shows it, are no evidence at all.
    let isNamed = table.role(product.base).role == .total || table.role(product.base).role == .personTime
    guard isSure || isNamed else { return [] }
    let template = finding(
      isSure && isStrong ? .fail : .review, at: table.location(column: product.share),
      "\(table.title(column: product.share)) and \(table.title(column: product.base)) fix a count below \(unsafe.upperBound) that is not published.",
      evidence: .parts([
        .init("threshold", .count(unsafe.upperBound)), .init("per", .count(Int(product.per))),
        .init("roleConfidence", .number(columns.map { table.role($0).confidence }.min() ?? 0)),
      ]),
      related: columns.filter { $0 != product.share }.map { table.location(column: $0) })
    let places = rows.prefix(Self.placeLimit).map { kept.place(row: $0, column: product.share) }
    return Finding.perCell(template, cells: places, occurrences: rows.count)
  }

  private func isCount(_ role: RoleAssignment) -> Bool {
    [.count, .events, .total, .atRisk, .unknown].contains(role.role)
  }
}
