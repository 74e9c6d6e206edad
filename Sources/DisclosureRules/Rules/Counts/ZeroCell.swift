// zero-cell: empty groups, where the ruleset does not allow them to be published.

/// What a ruleset says of counts of zero.
public enum ZeroPolicy: String, Sendable, CaseIterable {
  case allow, review, forbid
}

/// Finds counts of people that are zero.
public struct ZeroCell: TableRule {
  /// What the ruleset says of counts of zero.
  public static let zeros = Parameter<ZeroPolicy>.choice(
    "zeros", default: .review,
    "`allow`: zeros are published; `review`: a person decides, once a table; `forbid`: every zero fails.")

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "zero-cell",
      family: .counts,
      statbarn: .frequencies,
      summary: "A count of people that is zero.",
      rationale: """
        A zero says that nobody in a group has an attribute, which is a statement about everybody in the \
        group. Where the cell can't hold anyone (a structural zero: births to men) it says nothing and may \
        stay; which of the two it is, no program can see. Policies differ: CMS allows zeros, UK LLC forbids \
        them, most leave them to the output checker. For review all zeros of a table are one finding, and \
        columns of unknown meaning are passed over unless they look like counts; where zeros are forbidden each is a finding, and a zero of \
        unknown meaning is for a person to judge.
        """,
      remedy:
        "Say in the request that the zeros are structural, or suppress them or merge categories so that no group is empty.",
      parameters: [Self.zeros.description],
      sources: [
        "Guidelines for the checking of output based on microdata research (ESSnet SDC / DwB)",
        "CMS cell size suppression policy, ResDAC: zeros are allowed",
        "UK LLC Guidebook, statistical disclosure control: counts below 10, zeros included, are not released",
      ],
      examples: [
        RuleExample(.pass, "no group is empty", "region,patients\nNorth,120\nSouth,45\nEast,31\n"),
        RuleExample(.review, "one empty group", "region,patients\nNorth,120\nSouth,0\nEast,31\n"),
        RuleExample(
          .review, "zeros in two columns are one finding",
          "region,patients,deaths\nNorth,120,14\nSouth,45,0\nEast,0,0\n"),
        RuleExample(
          .pass, "the beginning of a life table",
          "time,n.risk,n.event,surv\n0,412,0,1\n90,398,14,0.966\n180,371,25,0.901\n"),
        RuleExample(
          .review, "an interval of a life table without events",
          "time,n.risk,n.event,surv\n0,412,0,1\n90,398,14,0.966\n180,371,0,0.966\n"),
        RuleExample(
          .pass, "a percentage of zero is no count", "region,patients,pct\nNorth,120,0\nSouth,45,12.5\n"),
      ]
    )
  }

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    let policy = ruleset.value(Self.zeros, of: name)
    let judged = table.columns.indices.filter {
      MinimumThreshold.verdict(for: table.role($0), of: table.columns[$0]) != nil
    }
    if judged.isEmpty { return .notApplicable("no column holds counts") }
    switch policy {
    case .allow:
      return .notApplicable("the ruleset allows zeros")
    case .review:
      let unsafe = MinimumThreshold.unsafeRange(under: ruleset)
      let isCounted = judged.contains {
        table.role($0).role != .unknown || Self.looksCounted(table.columns[$0], unsafe: unsafe)
      }
      let concerned = judged.filter {
        Self.zeros(in: $0, of: table) > 0
          && (table.role($0).role != .unknown || Self.looksCounted(table.columns[$0], unsafe: unsafe)
            // Nothing but zeros beside counts: nobody is in that category.
            || isCounted && table.columns[$0].maximum?.mantissa == 0)
      }
      return RuleOutcome(findings: tableFinding(of: concerned, in: table).map { [$0] } ?? [])
    case .forbid:
      return RuleOutcome(findings: judged.flatMap { columnFindings(of: $0, in: table) })
    }
  }

  /// True number of zeros in a column, but for those that are declared structural.
  private static func zeros(in position: Int, of table: TableSubject) -> Int {
    let total = table.columns[position].small.total(in: 0..<1)
    guard total > 0, let kept = table.kept else { return total }
    let isDeclared = table.declared?.structuralZeros.isEmpty == false
    let beginnings = starts(of: table, kept)
    guard isDeclared || !beginnings.isEmpty else { return total }
    let structural = (0..<kept.rows).count { row in
      kept.cell(row: row, column: position).whole == 0
        && (beginnings.contains(row) || isDeclared && table.isStructuralZero(row: row, column: position))
    }
    return total - structural
  }

  /// The rows at which the curves of a life table begin, at the time 0: everybody is at risk, and nothing has happened.
  private static func starts(of table: TableSubject, _ kept: KeptTable) -> Set<Int> {
    guard let life = LifeTable(table, kept: kept), let atRisk = life.atRisk else { return [] }
    // The time stands to the left of those who are at risk. Two values in turn are the arms of a trial.
    let times = kept.columns.indices.prefix(atRisk).filter {
      $0 != life.events && table.columns[$0].numeric > 0 && table.columns[$0].distinct.value > 2
    }
    return Set(
      (0..<kept.rows).filter { row in
        times.contains { column in
          guard kept.cell(row: row, column: column).whole == 0 else { return false }
          return row == 0 || kept.cell(row: row - 1, column: column).whole != 0
        }
      })
  }

  /// Places of the zeros of a column that are not declared structural, in file order.
  private static func places(in position: Int, of table: TableSubject) -> [CellPlace] {
    let beginnings = table.kept.map { starts(of: table, $0) } ?? []
    return table.columns[position].small.zeros.filter {
      !table.isStructuralZero(row: $0.row - 1, column: position) && !beginnings.contains($0.row - 1)
    }.sorted()
  }

  /// Whole numbers of unknown meaning that are like counts: several, and not all of them small, as numbers of
  /// levels, scores and positions are.
  private static func looksCounted(_ column: ColumnProfile, unsafe: Range<Int>) -> Bool {
    column.isWhole && column.distinct.value >= leastValues
      && (column.minimum?.mantissa ?? -1) >= 0
      && (column.maximum.map { $0 >= ExactNumber(mantissa: Int64(unsafe.upperBound)) } ?? false)
  }

  /// Fewer different values may be flags.
  private static let leastValues = 3

  /// One question for the whole table, at the first column that has zeros.
  private func tableFinding(of columns: [Int], in table: TableSubject) -> Finding? {
    guard let first = columns.first else { return nil }
    let total = columns.reduce(0) { $0 + Self.zeros(in: $1, of: table) }
    let others = columns.dropFirst()
    let titles = others.reduce(table.title(column: first)) { $0 + ", " + table.title(column: $1) }
    var finding = finding(
      .review, at: table.location(column: first), "Counts of zero: \(total), in \(titles).",
      evidence: .parts([.init("policy", .words(ZeroPolicy.review.rawValue)), .init("zeros", .count(total))]),
      related: others.flatMap { column in
        // Few zeros are named one by one, as findings are.
        let places = Self.places(in: column, of: table)
        let whole = table.location(column: column)
        return places.count == Self.zeros(in: column, of: table)
          && places.count <= Finding.separateCellLimit
          ? places.map { whole.at($0) } : [whole]
      })
    finding.occurrences = total
    finding.cells = Self.places(in: first, of: table)
    return finding
  }

  private func columnFindings(of position: Int, in table: TableSubject) -> [Finding] {
    let column = table.columns[position]
    let role = table.role(position)
    let total = Self.zeros(in: position, of: table)
    guard total > 0, let worst = MinimumThreshold.verdict(for: role, of: column) else { return [] }
    let kind: Message = role.isStrong ? "a count" : "a whole number that may be a count"
    var template = finding(
      worst, at: table.location(column: position),
      "\(table.title(column: position)) holds \(kind) of zero, which the ruleset forbids.",
      evidence: .parts([
        .init("policy", .words(ZeroPolicy.forbid.rawValue)),
        .init("roleConfidence", .number(role.confidence)),
      ]))
    let cells = Self.places(in: position, of: table)
    if role.isStrong { return Finding.perCell(template, cells: cells, occurrences: total) }
    template.occurrences = total
    template.cells = cells
    return [template]
  }
}
