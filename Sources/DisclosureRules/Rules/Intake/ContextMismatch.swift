// context-mismatch: what the context file declares of a table, and the table or its source contradict.

/// Finds declarations that the data do not bear out.
public struct ContextMismatch: TableRule {
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "context-mismatch",
      family: .intake,
      statbarn: nil,
      summary: "A declaration of the context file that the table or its microdata contradict.",
      rationale: """
        What a request declares of its tables is believed before anything that the checker finds out by \
        itself, so a wrong declaration could hide a small count. It is for a person to judge where a column \
        shows plainly that it holds something else, where a declared count is no whole number, a declared N is \
        smaller than a count of it, a total smaller than its part, a structural zero no zero, a rounded \
        column not on its grid, and where a cell is published that another tool has found unsafe. With \
        microdata every number that can be recomputed is compared with its records: one that differs by more \
        than its own rounding is for a person to judge, and fails where the table is declared `exact`.
        """,
      remedy:
        "Correct the context file or the table; a declaration that nobody can uphold is better left out.",
      sources: [
        "Guidelines for the checking of output based on microdata research (ESSnet SDC / DwB): what a researcher has to document",
        "ACRO, results.json: the cells that its checks found",
      ],
      examples: [
        RuleExample(
          .pass, "the declarations fit", "region,q\nNorth,120\nSouth,45\nEast,31\n",
          context: "tables:\n  - file: table.csv\n    columns:\n      region: dimension\n      q: count\n"),
        RuleExample(
          .review, "patients that are declared to be means",
          "region,patients\nNorth,120\nSouth,3\nEast,31\n",
          context: "tables:\n  - file: table.csv\n    columns:\n      patients: mean\n"),
        RuleExample(
          .review, "a count with decimals", "region,q\nNorth,120.5\nSouth,45\nEast,31\n",
          context: "tables:\n  - file: table.csv\n    columns:\n      q: count\n"),
        RuleExample(
          .review, "more patients than there are people", "region,patients\nNorth,120\nSouth,45\nEast,31\n",
          context: "tables:\n  - file: table.csv\n    population: {size: 100}\n"),
        RuleExample(
          .review, "a structural zero that is none", "sex,pregnant\nF,31\nM,12\n",
          context:
            "tables:\n  - file: table.csv\n    structural_zeros:\n      - {column: pregnant, where: {sex: M}}\n"
        ),
      ]
    )
  }

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    guard let declared = table.declared else {
      return .notApplicable("no context file declares the table")
    }
    let contradictions = DeclarationCheck(table: table, declared: declared).contradictions()
    var findings = contradictions.map { contradiction -> Finding in
      var finding = finding(
        .review, at: contradiction.column.map { table.location(column: $0) } ?? Location(table: table.id),
        contradiction.says)
      finding.occurrences = max(1, contradiction.cells.count)
      finding.cells = contradiction.cells
      return finding
    }
    guard let source = declared.source else { return RuleOutcome(findings: findings) }
    if let gap = source.gap { return RuleOutcome(status: .incomplete(gap), findings: findings) }
    guard let comparison = SourceComparison(table) else {
      return RuleOutcome(
        status: .incomplete("the table is too large to keep, and its cells are compared with the microdata"),
        findings: findings)
    }
    for column in table.columns.indices {
      findings += differences(in: column, comparison, declared)
    }
    return RuleOutcome(findings: findings)
  }

  private func differences(
    in column: Int, _ comparison: SourceComparison, _ declared: TableDeclaration
  ) -> [Finding] {
    let table = comparison.table
    let quantity = comparison.quantity(of: column)
    guard quantity != .other else { return [] }
    let cells = comparison.rows(of: column).filter {
      comparison.matches(row: $0, column: column, quantity) == false
    }.map { comparison.kept.place(row: $0, column: column) }
    let isExact = declared.isExact(column)
    var template = finding(
      isExact ? .fail : .review, at: table.location(column: column),
      "\(table.title(column: column)) holds a number that its records in the microdata do not give.",
      evidence: .parts([.init("microdata", .words(comparison.source.file))]))
    if isExact { return Finding.perCell(template, cells: cells, occurrences: cells.count) }
    guard !cells.isEmpty else { return [] }
    template.occurrences = cells.count
    template.cells = cells
    return [template]
  }
}
