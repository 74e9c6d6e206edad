// record-level-data: a table whose rows are people, not groups.

/// Finds tables with one row for each person or for each event of a person.
public struct RecordLevelData: TableRule {
  public static let verdict = Parameter<IdentifierVerdict>.choice(
    "verdict", default: .fail,
    "What a table whose rows surely are people gets: `review` or `fail`. A doubtful one never gets more than `review`."
  )

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "record-level-data",
      family: .records,
      statbarn: nil,
      summary: "A table whose rows are people or events of people.",
      rationale: """
        An output is about groups. A row for each person, or for each event of a person, is data, with or \
        without a name: whoever knows some of it learns the rest. Rows are people when a key of people stands \
        in them; when combinations of categories repeat and nothing counts or summarises them; or when most \
        columns hold what only a person has (single years of age, days of events, flags of 0 and 1). A \
        unique code of a known vocabulary (an area, a diagnosis, a drug, a variant, a week) is a category, \
        not a key, and the number of rows alone proves nothing.
        """,
      remedy: "Publish counts or statistics of groups instead of rows for single people.",
      parameters: [Self.verdict.description],
      sources: [
        "Guidelines for the checking of output based on microdata research (ESSnet SDC / DwB)",
        "Hundepool et al., Handbook on Statistical Disclosure Control, chapter 3 (microdata)",
      ],
      examples: [
        RuleExample(
          .pass, "one row a group", "sex,region,patients\nF,North,120\nF,South,45\nM,North,110\nM,South,51\n"),
        RuleExample(
          .pass, "a code list",
          "snomedct_code,term\n22298006,Myocardial infarction\n73211009,Diabetes mellitus\n"),
        RuleExample(.fail, "one row a patient", "patient_id,sex\n2,F\n5,M\n9,F\n"),
        RuleExample(
          .fail, "several rows a patient",
          "patient_id,date,code\n2,2024-01-03,a\n2,2024-02-19,b\n9,2024-02-20,a\n9,2024-05-07,c\n"),
        RuleExample(
          .fail, "no key, yet combinations repeat",
          """
          sex,age,smoker
          F,61,no
          M,47,yes
          F,38,no
          F,72,no
          M,55,yes
          M,64,no
          F,59,yes

          """),
        RuleExample(
          .review, "combinations repeat beside numbers of unknown meaning",
          "team,zq\nBlue,61\nRed,47\nBlue,38\nBlue,72\nRed,55\nRed,64\n"),
      ],
      absorbs: ["identifier-column"]
    )
  }

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    guard table.rows > 0 else { return .notApplicable("the table has no rows") }
    guard let evidence = RecordEvidence.find(in: table) else { return RuleOutcome() }
    let worst = min(evidence.verdict, ruleset.value(Self.verdict, of: name).verdict)
    var report = finding(
      worst, at: location(of: evidence, in: table), message(of: evidence, in: table),
      evidence: .parts([.init("rows", .count(table.rows))]))
    if case .attributes(let columns) = evidence.reason {
      report.related = columns.map { table.location(column: $0) }
    }
    report.occurrences = table.rows
    return RuleOutcome(findings: [report])
  }

  private func location(of evidence: RecordEvidence, in table: TableSubject) -> Location {
    switch evidence.reason {
    case .personKey(let column, _), .perhapsKey(let column): table.location(column: column)
    case .repetition, .attributes, .size: Location(table: table.id)
    }
  }

  private func message(of evidence: RecordEvidence, in table: TableSubject) -> Message {
    switch evidence.reason {
    case .personKey(let column, true):
      "The rows are people: \(table.title(column: column)) is a key of people with a value for each row."
    case .personKey(let column, false):
      "The rows are events of people: \(table.title(column: column)) is a key of people."
    case .repetition(let rows):
      "\(rows) rows have the same categories as another row, and no column counts or summarises: rows look like people."
    case .attributes(let columns):
      "No column aggregates, and \(columns.count) columns hold what only a person has: rows look like people."
    case .perhapsKey(let column):
      "\(table.title(column: column)) may be a key of people, and no column counts or summarises: rows look like people."
    case .size:
      "The table is too large to compare its rows, and no column counts or summarises: rows may be people."
    }
  }
}
