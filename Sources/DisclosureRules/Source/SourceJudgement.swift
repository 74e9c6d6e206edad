// Magnitude cells judged by the records behind them.

extension TableRule {
  /// Judges every published sum and mean by the contributions in the microdata; nil when the request declares
  /// no microdata with a value.
  func judgeSource(
    of table: TableSubject, standard: Message, judge: (Contributions) -> MagnitudeJudgement
  ) -> RuleOutcome? {
    guard let source = table.declared?.source, source.hasValue else { return nil }
    if let gap = source.gap { return RuleOutcome(status: .incomplete(gap)) }
    guard let comparison = SourceComparison(table) else {
      return RuleOutcome(
        status: .incomplete("the table is too large to keep, and the rule needs its cells row by row"))
    }
    var findings: [Finding] = []
    for column in table.columns.indices where [.sum, .mean].contains(comparison.quantity(of: column)) {
      var breaches: [(place: CellPlace, why: Message)] = []
      var unknown: [CellPlace] = []
      for row in comparison.rows(of: column) {
        guard let group = source.group(row: row, column: column), group.contributors > 0,
          table.kept?.cell(row: row, column: column).kind == .number
        else { continue }
        let place = comparison.kept.place(row: row, column: column)
        guard let contributions = Contributions(group) else {
          unknown.append(place)
          continue
        }
        switch judge(contributions) {
        case .safe: continue
        case .undecided: unknown.append(place)
        case .breach(let why): breaches.append((place, why + contributions.note))
        }
      }
      findings += sourceFindings(breaches, column: column, standard: standard, in: table)
      if !unknown.isEmpty {
        var finding = finding(
          .review, at: table.location(column: column),
          "\(table.title(column: column)) holds totals that their records do not settle: \(standard).")
        finding.occurrences = unknown.count
        finding.cells = unknown
        findings.append(finding)
      }
    }
    return RuleOutcome(findings: findings)
  }

  private func sourceFindings(
    _ breaches: [(place: CellPlace, why: Message)], column: Int, standard: Message, in table: TableSubject
  ) -> [Finding] {
    let evidence = Evidence.parts([.init("microdata", .words(table.declared?.source?.file ?? ""))])
    let whole = table.location(column: column)
    if breaches.count <= Finding.separateCellLimit {
      return breaches.map { breach in
        finding(
          .fail, at: whole.at(breach.place),
          "\(table.title(column: column)) holds an unsafe total: \(breach.why), by its records.",
          evidence: evidence)
      }
    }
    var all = finding(
      .fail, at: whole, "\(table.title(column: column)) holds unsafe totals, by their records: \(standard).",
      evidence: evidence)
    all.occurrences = breaches.count
    all.cells = breaches.map(\.place)
    return [all]
  }
}
