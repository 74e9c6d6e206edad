// recoverable-suppression: masked cells that the totals beside them give away.

/// Attacks the masks of a table as an intruder would.
public struct RecoverableSuppression: TableRule {
  public static let minimumValues = Parameter<Int>.integer(
    "min_values", default: 3, in: 2...1000,
    "A hidden count below the threshold must leave at least so many whole values possible.")
  public static let minimumWidth = Parameter<Double>.number(
    "min_width_share", default: 0.1, in: 0...10,
    "A hidden magnitude's possible values must span at least this share of their midpoint.")

  /// Equations that are spelled out in one finding.
  static let equationLimit = 12
  /// Places listed in one finding.
  static let placeLimit = 1000

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "recoverable-suppression",
      family: .linkedTables,
      statbarn: .linkedMultilevelTables,
      summary: "A masked cell that totals, subtotals or other columns give back.",
      rationale: """
        A mask hides nothing if the rest of its row and the row's total stay: the difference is the number. The \
        rule attacks each table as an intruder would. It finds what adds up, by labels (Total, All), indentation, \
        ranges of codes and by numbers that agree wherever nothing is masked, and the N that a title, a header, \
        a label or percentages state, takes for each mask what it states \
        and nothing more (a complementary mask hides large cells too), takes rounded cells for all values that \
        round to them, and works out between which values each masked cell must lie, through all equations \
        together. A cell with a single possible value fails; so does a count with fewer than `min_values` \
        possible values that all lie below the threshold, and a magnitude whose interval is narrower than \
        `min_width_share` of its midpoint. For review is what rests on equations that only seem to hold, and \
        masked cells of which only the sum is known and is below the threshold. Tables of one request that share \
        labels are attacked together: where the numbers that both publish agree, one may give away what the \
        other masks. Limits are computed in whole \
        numbers; a cell is called safe only when two complete tables with different values for it were found.
        """,
      remedy:
        "Mask a second cell in each row, column and level that gives the cell away, or mask or round the totals.",
      parameters: [Self.minimumValues.description, Self.minimumWidth.description],
      sources: [
        "Hundepool et al., Handbook on Statistical Disclosure Control, chapter 4 (secondary suppression, Geurts 1992)",
        "Fischetti and Salazar, Models and algorithms for the 2-dimensional cell suppression problem, 1999",
      ],
      examples: [
        RuleExample(
          .fail, "the total less the others is the masked cell",
          "Age,Never,Ex,Current,Total\n<40,112,41,*,160\n40-64,201,166,88,455\n65+,140,188,52,380\n"),
        RuleExample(
          .pass, "each masked cell has company in its row and its column",
          "Site,Mild,Moderate,Severe,Total\nNorth,61,*,*,112\nSouth,70,*,*,139\nEast,44,38,29,111\n"
            + "Total,175,104,83,362\n"),
        RuleExample(
          .fail, "two cells of at most seven add up to 13",
          "Stage,East,West,Both\nI,44,51,95\nII,<=7,<=7,13\nIII,28,30,58\n"),
        RuleExample(
          .fail, "the N of the header less the other category is the masked one",
          "Characteristic,\"Drug A, N = 262\",\"Drug B, N = 130\"\nStatus,,\nNever,<10,50 (38%)\n"
            + "Ever,257 (98%),80 (62%)\n"),
        RuleExample(
          .review, "the N of the title leaves a small number over, if the wards are all there are",
          "Table 2: patients by ward (N = 412)\nward,patients\nA,200\nB,205\nC,*\n"),
        RuleExample(
          .review, "the change between two years gives one of them back",
          "group,2021,2022,change\nA,120,154,34\nB,88,71,-17\nD,90,121,31\nE,77,60,-17\nC,*,61,55\n"),
        RuleExample(
          .review, "only a small sum is known",
          "Drug,Mild,Moderate,Severe,Total\nA,58,*,*,65\nB,61,*,*,99\nC,41,30,22,93\nTotal,160,51,46,257\n"),
        RuleExample(
          .fail, "another file has the total", fileName: "by_sex.csv",
          "ward,sex,patients\nElm,F,61\nElm,M,*\nOak,F,48\nOak,M,77\nAsh,F,90\nAsh,M,55\n",
          others: [.init("by_ward.csv", "ward,patients\nElm,66\nOak,125\nAsh,145\n")]),
        RuleExample(.pass, "no total gives the masks away", "ccg,cases\nA,41\nB,<8\nC,19\nD,<8\n"),
      ]
    )
  }

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    guard let kept = table.kept else {
      return RuleOutcome(
        status: .incomplete("the table is too large to keep, and the rule needs its cells row by row"))
    }
    guard hasMasks(table) else {
      let zeros = ZeroMasks.findings(in: table, kept: kept, by: self, under: ruleset)
      return zeros.isEmpty
        ? .notApplicable("no number of the table is masked") : RuleOutcome(findings: zeros)
    }
    guard table.structure.rowRoles.isEmpty else {
      return .notApplicable("the rows of the table are different statistics, which add up to nothing")
    }
    let threshold = MinimumThreshold.unsafeRange(under: ruleset).upperBound
    let question = Self.question(under: ruleset)
    var attack = TableAttack(table, kept: kept, ruleset: ruleset, question: question)
    attack.run()
    var findings = disclosures(attack, in: table, kept: kept, threshold: threshold)
    findings += sums(attack, in: table, kept: kept, threshold: threshold)
    findings += contradictions(attack, in: table, kept: kept)
    findings += ZeroMasks.findings(in: table, kept: kept, by: self, under: ruleset)
    if !attack.undecided.isEmpty {
      return RuleOutcome(
        status: .incomplete(
          "\(attack.undecided.count) masked cells could neither be worked out nor proved safe within the budget"
        ),
        findings: findings)
    }
    if !attack.isComplete {
      return RuleOutcome(
        status: .incomplete("the table is too large to be searched for all its totals"), findings: findings)
    }
    return RuleOutcome(findings: findings)
  }

  /// What is asked of masked cells under a ruleset.
  static func question(under ruleset: Ruleset) -> TableSystem.Question {
    let own: RuleName = "recoverable-suppression"
    return TableSystem.Question(
      minimumValues: Int64(ruleset.value(minimumValues, of: own)),
      threshold: Int64(MinimumThreshold.unsafeRange(under: ruleset).upperBound),
      minimumWidth: Int64(ruleset.value(minimumWidth, of: own) * 1000))
  }

  /// Whether numbers are masked; empty cells among numbers only matter beside a labelled total.
  func hasMasks(_ table: TableSubject) -> Bool {
    let structure = table.structure
    let hasTotals = !structure.totalLabels.isEmpty || !structure.labelledTotalColumns.isEmpty
    return table.columns.contains { column in
      let masks = column.cells(.mask) + column.cells(.bound)
      let words = column.numeric > 0 ? column.cells(.text) : 0
      return masks + words > 0 || hasTotals && column.numeric > 0 && column.cells(.empty) > 0
    }
  }

  // MARK: Findings

  private func disclosures(_ attack: TableAttack, in table: TableSubject, kept: KeptTable, threshold: Int)
    -> [Finding]
  {
    var findings: [Finding] = []
    for column in table.columns.indices {
      for verdict in [Verdict.fail, .review] {
        let some = attack.disclosures.filter {
          self.verdict($0, threshold, attack.cells) == verdict && $0.cell.column == column
        }
        .sorted { $0.cell < $1.cell }
        if some.isEmpty { continue }
        if some.count <= Finding.separateCellLimit {
          findings += some.map { finding(for: $0, verdict, attack, in: table, kept: kept) }
        } else {
          var one = finding(
            verdict, at: table.location(column: column),
            "Masked cells in \(table.title(column: column)) can be worked out from the cells around them.",
            evidence: .parts([.init("cells", .count(some.count))]))
          one.occurrences = some.count
          one.cells = some.prefix(Self.placeLimit).map { kept.place(row: $0.cell.row, column: column) }
          findings.append(one)
        }
      }
    }
    return findings
  }

  private func verdict(_ disclosure: TableAttack.Disclosure, _ threshold: Int, _ cells: AdditiveCells)
    -> Verdict
  {
    if !disclosure.isCertain { return .review }
    // An empty cell is a mask only if what it hides looks like what is masked.
    if disclosure.isBlank, disclosure.high >= Int64(threshold) * cells.factor { return .review }
    return .fail
  }

  private func finding(
    for disclosure: TableAttack.Disclosure, _ verdict: Verdict, _ attack: TableAttack, in table: TableSubject,
    kept: KeptTable
  ) -> Finding {
    let cell = disclosure.cell
    let spelling = EquationSpelling(attack.cells)
    let isPoint = disclosure.low == disclosure.high
    let what: Message =
      isPoint
      ? "has a single possible value"
      : disclosure.values.map { "has only \($0) possible values" as Message } ?? "lies in a narrow interval"
    let how: Message =
      disclosure.equations.first.map { first in
        disclosure.equations.count == 1
          ? ": \(first.reason)" : ": \(first.reason), and \(disclosure.equations.count - 1) more equations"
      } ?? ""
    var parts: [Evidence.Part] = [
      .init("low", .figure(spelling.number(disclosure.low))),
      .init("high", .figure(spelling.number(disclosure.high))),
      .init("certain", .flag(disclosure.isCertain)),
      .init(
        "equations",
        .list(
          disclosure.equations.prefix(Self.equationLimit).map { .figure(spelling.text($0, unknown: cell)) })),
      .init(
        "cells", .list(disclosure.equations.prefix(Self.equationLimit).map { .words(spelling.places($0)) })),
    ]
    if isPoint, disclosure.equations.count == 1, let equation = disclosure.equations.first {
      parts.insert(
        .init("reconstruction", .figure(spelling.solution(equation, for: cell, value: disclosure.low))), at: 0
      )
    }
    if disclosure.isSearched { parts.append(.init("search", .words("all whole tables were searched"))) }
    return finding(
      verdict, at: table.location(column: cell.column).at(kept.place(row: cell.row, column: cell.column)),
      "A masked cell \(what)\(how).", evidence: .parts(parts),
      related: disclosure.equations.prefix(Self.equationLimit).map(\.whole).filter {
        $0 != cell && !$0.isStated
      }.map {
        table.location(column: $0.column).at(kept.place(row: $0.row, column: $0.column))
      })
  }

  private func sums(_ attack: TableAttack, in table: TableSubject, kept: KeptTable, threshold: Int)
    -> [Finding]
  {
    let spelling = EquationSpelling(attack.cells)
    return attack.smallSums.compactMap { sum in
      guard let first = sum.cells.first else { return nil }
      var one = finding(
        .review,
        at: table.location(column: first.column).at(kept.place(row: first.row, column: first.column)),
        "\(sum.cells.count) masked cells add up to a number below \(threshold): \(sum.equation.reason).",
        evidence: .parts([
          .init("sum", .figure(spelling.number(sum.sum))),
          .init("equations", .list([.figure(spelling.text(sum.equation, unknown: nil))])),
          .init("cells", .list([.words(spelling.places(sum.equation))])),
        ]),
        related: sum.cells.dropFirst().map {
          table.location(column: $0.column).at(kept.place(row: $0.row, column: $0.column))
        })
      one.occurrences = sum.cells.count
      return one
    }
  }

  private func contradictions(_ attack: TableAttack, in table: TableSubject, kept: KeptTable) -> [Finding] {
    let spelling = EquationSpelling(attack.cells)
    return attack.contradictions.compactMap { equations in
      guard let first = equations.first else { return nil }
      let place = first.whole.isStated ? first.parts.first ?? first.whole : first.whole
      return finding(
        .review,
        at: table.location(column: place.column).at(kept.place(row: place.row, column: place.column)),
        "No values of the masked cells make the table add up, so nothing can be said of their safety: \(first.reason).",
        evidence: .parts([
          .init(
            "equations",
            .list(equations.prefix(Self.equationLimit).map { .figure(spelling.text($0, unknown: nil)) })),
          .init("cells", .list(equations.prefix(Self.equationLimit).map { .words(spelling.places($0)) })),
        ]))
    }
  }
}
