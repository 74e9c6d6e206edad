// quasi-identifiers: combinations of attributes by which a person in record-level data can be recognised.

/// Finds rows of record-level data whose combination of categories fewer than k rows share.
public struct QuasiIdentifiers: TableRule {
  public static let k = Parameter<Int>.integer(
    "k", default: 10, in: 2...1_000, "The number of rows that must share each combination of categories.")
  public static let verdict = Parameter<IdentifierVerdict>.choice(
    "verdict", default: .fail,
    "What smaller classes get where rows surely are people: `review` or `fail`.")

  /// Rows in which every count is 1 are people; with fewer rows that is chance.
  private static let leastSingles = 5
  /// One category recognises nobody; it takes a combination.
  private static let leastColumns = 2

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "quasi-identifiers",
      family: .records,
      statbarn: nil,
      summary: "Record-level data in which combinations of categories are shared by too few rows.",
      rationale: """
        Age, sex, a small area and a date together single out most people, without any identifier. A table \
        of people is k-anonymous when each combination of its categories is shared by at least k rows. The \
        classes are counted exactly. Only tables whose rows look like people are judged, and tables in \
        which every count is 1, which are the same.
        """,
      remedy:
        "Publish counts of larger groups instead, or coarsen ages, areas and dates until no class is small.",
      parameters: [Self.k.description, Self.verdict.description],
      sources: [
        "Sweeney, k-anonymity: a model for protecting privacy (2002)",
        "Hundepool et al., Handbook on Statistical Disclosure Control, chapter 3",
      ],
      examples: [
        RuleExample(
          .pass, "groups are no people",
          "sex,region,patients\nF,North,120\nF,South,45\nM,North,110\nM,South,51\n"),
        RuleExample(
          .fail, "age, sex and area are alone",
          """
          patient_id,sex,age,area
          11,F,61,E01001059
          12,M,47,E01001333
          13,F,38,E01001059
          14,F,72,E01001219

          """),
        RuleExample(
          .fail, "every count is 1",
          """
          age,sex,lsoa,n
          79,F,E01001059,1
          65,F,E01001333,1
          32,M,E01001076,1
          87,M,E01001219,1
          34,F,E01001186,1

          """),
        RuleExample(
          .review, "perhaps people",
          "team,priority,zq\nBlue,high,61\nRed,low,47\nBlue,low,38\nBlue,high,72\nRed,low,55\nRed,low,64\n"),
      ]
    )
  }

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    guard let likelihood = Self.likelihood(in: table) else {
      return .notApplicable("the rows do not look like people")
    }
    let columns = table.columns.indices.filter { Self.isQuasiIdentifier($0, in: table) }
    guard columns.count >= Self.leastColumns else {
      return .notApplicable("there is no combination of categories")
    }
    guard let kept = table.kept else {
      return RuleOutcome(
        status: .incomplete("the table is too large to count its combinations of categories"))
    }
    let k = ruleset.value(Self.k, of: name)
    let classes = RowClasses(of: kept, columns: columns)
    let unsafe = classes.rows(below: k)
    guard unsafe > 0 else { return RuleOutcome() }
    let alone = classes.rows(below: 2)
    var report = finding(
      min(likelihood, ruleset.value(Self.verdict, of: name).verdict), at: Location(table: table.id),
      "\(unsafe) rows share their combination of \(columns.count) categories with fewer than \(k - 1) others; \(alone) are alone.",
      evidence: .parts([
        .init("k", .count(k)), .init("rows", .count(table.rows)),
        .init("classes", .count(classes.sizes.count)),
        .init("smallestClass", .count(classes.sizes.min() ?? 0)), .init("rowsBelowK", .count(unsafe)),
        .init("rowsAlone", .count(alone)),
      ]),
      related: columns.map { table.location(column: $0) })
    report.occurrences = unsafe
    return RuleOutcome(findings: [report])
  }

  /// How sure it is that rows are people; nil when they do not look like it.
  private static func likelihood(in table: TableSubject) -> Verdict? {
    let countsOnlyOnes = table.columns.indices.contains { position in
      let column = table.columns[position]
      return table.role(position).role == .count && table.role(position).isStrong
        && column.filled >= leastSingles && column.small.total(in: 1..<2) == column.filled
    }
    if countsOnlyOnes { return .fail }
    return RecordEvidence.find(in: table)?.verdict
  }

  /// Categories, areas, ages and dates; not keys, measurements or words, which differ in any data.
  private static func isQuasiIdentifier(_ position: Int, in table: TableSubject) -> Bool {
    switch RecordColumn.part(of: position, in: table) {
    case .attribute: true
    case .label: table.role(position).role != .text
    default: table.role(position).role == .age
    }
  }
}
