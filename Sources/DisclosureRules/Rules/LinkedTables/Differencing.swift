// differencing: small groups that follow from the difference of two published counts.

/// Finds pairs of counts of which one is part of the other and that differ by few people.
public struct Differencing: RequestRule {
  /// Cells that a request's tables may hold together for the comparison: about a second of work.
  static let workLimit = 20_000_000
  /// Inferred nesting needs so many shared cells. Source: the rules' definition of `differencing`.
  static let inferredCells = 10
  /// Totals that add up exactly elsewhere in the column before a gap fails.
  static let exactTotals = 2
  /// Places listed in one finding.
  static let placeLimit = 1_000

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "differencing",
      family: .linkedTables,
      statbarn: .linkedMultilevelTables,
      summary: "Two published counts whose difference is a small group.",
      rationale: """
        Where one table counts all people and another one all but a few, each may be safe and their difference \
        is not: 120 patients against 117 without those in care homes gives three patients in care homes. All \
        tables of a request are compared, cell by cell, wherever their labels agree in everything but one: \
        whatever the order of rows and columns, and whether a category is a row or a column. It fails where the \
        request declares that one population is part of the other or labels say so (`All` against `All \
        excluding …`, `18-64` against `18-65`, `at least one` against `at least two`, the steps of a cumulative \
        series, the steps of a flow chart), both count people, and both numbers are exact. Rounded numbers, wording that only suggests a \
        part (`with`, `eligible`) in at least ten cells that all agree, totals that exceed their parts by a \
        few, and two versions of one table are for review. Counts of records and of data quality are no \
        populations.
        """,
      remedy:
        "Publish only one of the two, merge the group that differs into another one, or round both tables.",
      sources: [
        "Guidelines for the checking of output based on microdata research (ESSnet SDC / DwB): linked tables",
        "Australian Bureau of Statistics, TableBuilder: differences between tables below 10 are not allowed",
        "SDAP, Handbook on Statistical Disclosure Control for Outputs, secondary disclosure",
      ],
      examples: [
        RuleExample(
          .fail, "all against all but a few", fileName: "all_patients.csv",
          "region,n\nNorth,120\nSouth,145\n",
          others: [
            .init("patients_excluding_care_homes.csv", "region,n\nNorth,117\nSouth,101\n")
          ]),
        RuleExample(
          .fail, "two ranges of age", "age,patients\n18-64,520\n18-65,523\n65+,211\n"),
        RuleExample(
          .fail, "steps of a cumulative series",
          "date,cumulative_deaths\n2024-01-01,120\n2024-01-08,141\n2024-01-15,144\n"),
        RuleExample(
          .fail, "steps of cumulative events", "week,cumulative_events\n1,102\n2,131\n3,134\n4,152\n"),
        RuleExample(
          .fail, "who is left after each exclusion",
          "description,patients\nAll in the extract,5412\nAfter removing duplicates,5210\nAfter excluding missing sex,5206\n"
        ),
        RuleExample(
          .pass, "differences that are large", fileName: "all_patients.csv",
          "region,n\nNorth,120\nSouth,145\n",
          others: [
            .init("patients_excluding_care_homes.csv", "region,n\nNorth,99\nSouth,101\n")
          ]),
        RuleExample(
          .pass, "other people", fileName: "deaths.csv", "region,n\nNorth,120\nSouth,145\n",
          others: [
            .init("discharges.csv", "region,n\nNorth,117\nSouth,144\n")
          ]),
        RuleExample(
          .review, "two versions of one table", fileName: "deaths_v1.csv", "region,n\nNorth,120\nSouth,145\n",
          others: [
            .init("deaths_v2.csv", "region,n\nNorth,123\nSouth,145\n")
          ]),
        RuleExample(
          .review, "a total above its parts", "region,patients\nNorth,120\nSouth,145\nTotal,268\n"),
      ]
    )
  }

  public func judge(_ request: RequestSubject, under ruleset: Ruleset) -> RuleOutcome {
    let words = PopulationWords(request.vocabulary)
    let names = FileNames(of: request.tables)
    var tables: [CountCells] = []
    var work = 0
    var shortfall =
      request.released.isEmpty
      ? nil : "the request holds more cells than are kept for the comparison of its tables"
    for (index, table) in request.tables.enumerated() {
      if table.kept == nil, table.rows > 0 {
        shortfall = shortfall ?? "a table is too large to keep, and the rule compares cells"
      }
      guard let cells = CountCells(table, file: words.read(path: names.distinct[index]), words: words) else {
        continue
      }
      work += cells.work
      if work > Self.workLimit {
        shortfall = "the tables hold more than \(Self.workLimit) cells together: not all are compared"
        break
      }
      tables.append(cells)
    }
    if tables.isEmpty && shortfall == nil { return .notApplicable("no table holds counts") }

    let unsafe = MinimumThreshold.unsafeRange(under: ruleset)
    var book = ComparisonBook()
    var labelled = LabelledDifferences(tables)
    labelled.compare(into: &book)
    let compared = TableDifferences(tables, nestings: request.nestings)
      .compare(into: &book, workLimit: Self.workLimit)
    if compared > Self.workLimit {
      shortfall =
        "more than \(Self.workLimit) cells stand in tables that belong together: not all are compared"
    }
    var findings = book.sorted.compactMap { finding(for: $0.comparison, $0.group, tables, unsafe) }
    for table in tables {
      findings += cumulativeFindings(table, unsafe)
      findings += totalFindings(table, unsafe)
    }
    if let reason = shortfall ?? labelled.shortfall {
      return RuleOutcome(status: .incomplete(reason), findings: findings)
    }
    return RuleOutcome(findings: findings)
  }

  // MARK: Pairs

  private func finding(
    for comparison: Comparison, _ group: ComparisonGroup, _ tables: [CountCells], _ unsafe: Range<Int>
  ) -> Finding? {
    let small = comparison.pairs.filter {
      $0.difference.magnitude >= UInt(unsafe.lowerBound) && $0.difference.magnitude < UInt(unsafe.upperBound)
    }
    guard !small.isEmpty else { return nil }
    let (outer, inner) = (tables[group.outerTable], tables[group.innerTable])
    let columns = (outer.columns[group.outerColumn], inner.columns[group.innerColumn])
    guard let verdict = verdict(of: comparison, columns, isOneFile: group.outerTable == group.innerTable)
    else {
      return nil
    }
    let cells = small.map { inner.kept.place(row: $0.inner.row, column: columns.1.column) }.sorted()
    let place = outer.kept.place(row: small[0].outer.row, column: columns.0.column)
    var finding = finding(
      verdict, at: inner.table.location(column: columns.1.column),
      "The counts of \"\(name: group.outer)\" and of \"\(name: group.inner)\" differ by fewer than \(unsafe.upperBound): the difference is a group of its own.",
      evidence: .parts([
        .init("threshold", .count(unsafe.upperBound)), .init("sharedCells", .count(comparison.pairs.count)),
        .init("nesting", .words("\(comparison.evidence)")),
      ]),
      related: [outer.table.location(column: columns.0.column).at(place)])
    finding.occurrences = cells.count
    if let only = cells.first, cells.count == 1 {
      finding.location = finding.location.at(only)
    } else {
      finding.cells = Array(cells.prefix(Self.placeLimit))
    }
    return finding
  }

  /// How bad a small difference is, by what says that one population is part of the other; nil when it is
  /// nothing.
  private func verdict(
    of comparison: Comparison, _ columns: (outer: CountColumn, inner: CountColumn), isOneFile: Bool
  ) -> Verdict? {
    let isRounded = columns.outer.isRounded || columns.inner.isRounded
    let isStrong = columns.outer.isStrong && columns.inner.isStrong
    let holds = comparison.pairs.allSatisfy { $0.difference >= 0 }
    switch comparison.evidence {
    case .declared, .labels:
      return isStrong && holds && !isRounded ? .fail : .review
    case .wording:
      return holds && !isRounded && comparison.pairs.count >= Self.inferredCells ? .review : nil
    case .ranges:
      return holds && !isRounded ? .review : nil
    case .versions:
      return isRounded ? nil : .review
    case .days:
      // Tables of different days are versions of each other only if most of their numbers are the same.
      let same = comparison.pairs.count { $0.difference == 0 }
      return !isRounded && same * 2 >= comparison.pairs.count ? .review : nil
    }
  }

  // MARK: Within a table

  private func cumulativeFindings(_ table: CountCells, _ unsafe: Range<Int>) -> [Finding] {
    let flow = table.flowAxes
    return table.columns.indices.flatMap { position -> [Finding] in
      let column = table.columns[position]
      guard !column.isRounded,
        let steps = table.cumulativeSteps(column: position, flow: flow, unsafe: unsafe),
        !steps.isEmpty
      else { return [] }
      let places = steps.map { table.kept.place(row: $0.row, column: column.column) }
      let template = finding(
        column.isStrong ? .fail : .review, at: table.table.location(column: column.column),
        "\(table.table.title(column: column.column)) is a series of which each number holds others, and a step is below \(unsafe.upperBound).",
        evidence: .parts([.init("threshold", .count(unsafe.upperBound))]))
      return Finding.perCell(
        template, cells: Array(places.prefix(Self.placeLimit)), occurrences: places.count)
    }
  }

  private func totalFindings(_ table: CountCells, _ unsafe: Range<Int>) -> [Finding] {
    if table.file.countsOtherUnit { return [] }
    // Where a total exceeds its parts by many in another column, they are not all of its parts.
    let allGroups = table.columns.indices.map { table.totalGroups(column: $0) }
    let incomplete = Set(
      allGroups.joined()
        .filter { $0.difference >= Int128(unsafe.upperBound) }.map(\.total.row))
    return table.columns.indices.flatMap { position -> [Finding] in
      let column = table.columns[position]
      // Rounded totals are off by a few as a rule, and that is nothing.
      if column.isRounded || column.label.countsOtherUnit { return [] }
      let groups = allGroups[position]
      // Parts that overlap, or numbers that were changed: then differences say nothing.
      if groups.contains(where: { $0.difference < 0 }) { return [] }
      let small = groups.filter {
        $0.difference >= Int128(unsafe.lowerBound) && $0.difference < Int128(unsafe.upperBound)
          && !incomplete.contains($0.total.row)
      }
      if small.isEmpty { return [] }
      let exact = groups.count { $0.difference == 0 }
      let template = finding(
        exact >= Self.exactTotals && column.isStrong ? .fail : .review,
        at: table.table.location(column: column.column),
        "A total in \(table.table.title(column: column.column)) exceeds the sum of its published parts by fewer than \(unsafe.upperBound): the group that is left out.",
        evidence: .parts([
          .init("threshold", .count(unsafe.upperBound)), .init("exactTotals", .count(exact)),
        ]))
      // A grand total may stand above the parts of several columns.
      let places = Set(small.map(\.total.row)).sorted().map {
        table.kept.place(row: $0, column: column.column)
      }
      return Finding.perCell(
        template, cells: Array(places.prefix(Self.placeLimit)), occurrences: places.count)
    }
  }
}
