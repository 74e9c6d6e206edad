// malformed-table: tables whose records or quotes are not what other programs would make of them.

/// Finds defects in how a table is written.
public struct MalformedTable: TableRule {
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "malformed-table",
      family: .intake,
      statbarn: nil,
      summary: "A table with ragged rows, broken quotes or doubled headers.",
      rationale: """
        Programs disagree about a malformed table: where one sees two columns another sees three, and a number \
        moves under another header. All records are read and checked, but what a column holds is then less \
        certain, so a person must look. Where a quote never closes, everything after it may be one cell: the \
        table could not be checked. Titles above a table and notes below it are scanned but are no cells: one \
        that gives the size of a small group ("n = 7") is for a person to judge, and so is a table in which no \
        column of numbers has a name.
        """,
      remedy:
        "Write the table again with a program that quotes fields, every row with as many fields as the header.",
      sources: ["RFC 4180, Common Format and MIME Type for Comma-Separated Values (CSV) Files"],
      examples: [
        RuleExample(
          .pass, "a quoted comma and a doubled quote", "ward,patients\n\"A, the \"\"old\"\" one\",120\nB,45\n"
        ),
        RuleExample(
          .review, "a row with a field too many", "region,patients\nNorth,120\nSouth,45,12\nEast,31\n"),
        RuleExample(.review, "a bare quote", "item,patients\n12\" pipe,120\nvalve,45\n"),
        RuleExample(
          .review, "two columns of one name", "region,patients,patients\nNorth,120,118\nSouth,45,44\n"),
        RuleExample(
          .pass, "a title above and a note below",
          "Table 1. Patients by region\nregion,patients\nNorth,120\nSouth,45\nEast,31\nSource: simulated\n"),
        RuleExample(
          .pass, "a header of two rows",
          "age,16-39,16-39,40+,40+\nsex,F,M,F,M\nasthma,120,131,45,51\nCOPD,31,42,83,90\n"),
        RuleExample(
          .review, "a title that says how few there are",
          "\"Symptoms, variant X (n = 7)\"\nregion,patients\nNorth,120\nSouth,45\nEast,31\n"),
        RuleExample(.review, "numbers without a name", "North,31.2,120\nSouth,28.5,45\nEast,30.1,31\n"),
        RuleExample(.error, "a quote that never closes", "region,patients\n\"North,120\nSouth,45\n"),
        RuleExample(.info, "a header and nothing else", "region,patients\n"),
      ]
    )
  }

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    // In the order of the kinds, whatever the order in which they were noticed.
    var findings = StructureProblem.Kind.allCases.flatMap { kind in
      table.problems.filter { $0.kind == kind }.map { finding(for: $0, in: table) }
    }
    if let nameless = namelessFinding(in: table) { findings.append(nameless) }
    if UnknownSeparator.splits(table) {
      findings.append(
        finding(
          .review, at: table.location(column: 0),
          "The only column holds words and numbers with a sign between them that is no separator the checker knows.",
          evidence: .parts([.init("kind", .words("unknown-separator"))])))
    }
    return RuleOutcome(findings: findings)
  }

  /// Roles of columns that name rows: such columns are often left without a name.
  private static let naming: Set<ColumnRole> = [.dimension, .date, .code, .identifier, .rank, .text]

  /// Roles that arithmetic can prove without a name: parts and totals, shares, life tables.
  private static let provable: Set<ColumnRole> = [
    .count, .total, .percentage, .proportion, .atRisk, .events, .survivalProbability,
  ]

  /// Numbers under no name at all, where nothing else in the table proves what they are.
  private func namelessFinding(in table: TableSubject) -> Finding? {
    let numbers = table.columns.indices.filter {
      table.columns[$0].numeric > 0 && !Self.naming.contains(table.role($0).role)
    }
    guard let first = numbers.first, !table.structure.isListing,
      numbers.allSatisfy({ Self.isBlank(table.columns[$0].name) }),
      numbers.contains(where: { !table.role($0).isStrong || !Self.provable.contains(table.role($0).role) })
    else { return nil }
    return finding(
      .review, at: table.location(column: first),
      "No column of numbers has a name, and nothing else says what they are.",
      evidence: .parts([.init("kind", .words("no-names"))]),
      related: numbers.dropFirst().map { table.location(column: $0) })
  }

  private static func isBlank(_ name: String?) -> Bool {
    name.map { $0.allSatisfy(\.isWhitespace) } ?? true
  }

  private func finding(for problem: StructureProblem, in table: TableSubject) -> Finding {
    let places = problem.places.sorted()
    var location = Location(table: table.id)
    if let first = places.first { location = location.at(first) }
    var finding = finding(
      Self.verdict(for: problem.kind), at: location, Self.message(for: problem),
      evidence: .parts([.init("kind", .words(problem.kind.rawValue))]))
    finding.occurrences = problem.occurrences
    finding.cells = places
    return finding
  }

  private static func verdict(for kind: StructureProblem.Kind) -> Verdict {
    switch kind {
    case .unclosedQuote: .error
    case .raggedRow, .strayQuote, .textAfterQuote, .loneReturn, .nulByte, .duplicateHeader, .numberOutside:
      .review
    case .noRows: .info
    }
  }

  private static func message(for problem: StructureProblem) -> Message {
    let times = problem.occurrences
    return switch problem.kind {
    case .raggedRow: "Rows with more or fewer fields than the others: \(times)."
    case .strayQuote: "Fields with a quote inside that do not start with one: \(times)."
    case .textAfterQuote: "Fields with text after their closing quote: \(times)."
    case .unclosedQuote: "A quoted field does not end before the file does."
    case .loneReturn: "Carriage returns that end no line in a file whose lines end otherwise: \(times)."
    case .nulByte: "Fields that hold a NUL byte: \(times)."
    case .noRows: "The table is a header only, with no data rows."
    case .numberOutside:
      "Titles, notes or headers over nothing that give the size of a small group: \(times)."
    case .duplicateHeader: "Columns with the header of another column: \(times)."
    }
  }
}
