// How the rules on magnitudes go through a table: the columns and the rows are found once, here.

/// What a rule says of one magnitude cell.
enum MagnitudeJudgement: Equatable {
  case safe
  /// Unsafe, and why: "its largest contribution is more than 50% of it".
  case breach(Message)
  /// What the table says of the contributions does not settle it.
  case undecided
}

extension TableRule {
  /// Judges every magnitude cell of a table whose contributions are published beside it.
  ///
  /// - Parameters:
  ///   - standard: the rule in words, for findings that stand for many cells.
  ///   - judge: judges one cell.
  func judgeMagnitudes(
    of table: TableSubject, standard: Message, judge: (Contributions) -> MagnitudeJudgement
  ) -> RuleOutcome {
    if let exact = judgeSource(of: table, standard: standard, judge: judge) { return exact }
    let anchors = MagnitudeColumns.anchors(in: table)
    if anchors == 0 { return .notApplicable("no column says what the largest contributions are") }
    if anchors > MagnitudeColumns.limit {
      return RuleOutcome(
        status: .incomplete("more than \(MagnitudeColumns.limit) columns say what a largest contribution is"))
    }
    guard let kept = table.kept else {
      return RuleOutcome(
        status: .incomplete("the table is too large to keep, and the rule needs its cells row by row"))
    }
    let groups = MagnitudeColumns.find(in: table, kept: kept)
    if groups.isEmpty { return .notApplicable("no column is the total of the largest contributions") }
    var findings: [Finding] = []
    for group in groups {
      var breaches: [(place: CellPlace, why: Message)] = []
      var undecided: [CellPlace] = []
      var unknown: [CellPlace] = []
      let column = group.published
      for row in 0..<kept.rows {
        switch group.read(row: row, of: kept, in: table) {
        case .none: continue
        case .unknown: unknown.append(kept.place(row: row, column: column))
        case .known(let contributions):
          let place = kept.place(row: row, column: column)
          switch judge(contributions) {
          case .safe: continue
          case .undecided: undecided.append(place)
          case .breach(let why): breaches.append((place, why + contributions.note))
          }
        }
      }
      findings += breachFindings(breaches, of: group, standard: standard, in: table)
      if !unknown.isEmpty {
        findings.append(
          listing(
            .review, unknown, of: group, in: table,
            "\(table.title(column: column)) holds totals whose largest contribution is missing or hidden."))
      }
      if !undecided.isEmpty {
        findings.append(
          listing(
            .info, undecided, of: group, in: table,
            "\(table.title(column: column)) holds totals that the contributions given do not settle: \(standard)."
          ))
      }
    }
    return RuleOutcome(findings: findings)
  }

  private func breachFindings(
    _ breaches: [(place: CellPlace, why: Message)], of group: MagnitudeColumns, standard: Message,
    in table: TableSubject
  ) -> [Finding] {
    let column = group.published
    let verdict: Verdict = group.isStrong(in: table) ? .fail : .review
    if breaches.count > Finding.separateCellLimit {
      return [
        listing(
          verdict, breaches.map(\.place), of: group, in: table,
          "\(table.title(column: column)) holds unsafe totals: \(standard).")
      ]
    }
    return breaches.map { breach in
      var one = listing(
        verdict, [], of: group, in: table,
        "\(table.title(column: column)) holds an unsafe total: \(breach.why).")
      one.occurrences = 1
      one.location = one.location.at(breach.place)
      return one
    }
  }

  /// One finding at the column of totals for all these cells; the columns of contributions are related.
  private func listing(
    _ verdict: Verdict, _ cells: [CellPlace], of group: MagnitudeColumns, in table: TableSubject,
    _ message: Message
  ) -> Finding {
    let column = group.published
    let columns = [group.total, group.largest, group.second, group.share, group.secondShare, group.mean]
      .compactMap { $0 }
    let confidence = columns.map { table.role($0).confidence }.min() ?? 0
    var finding = finding(
      verdict, at: table.location(column: column), message,
      evidence: .parts([
        .init("roleConfidence", .number(confidence)), .init("totalIsGuess", .flag(group.totalIsGuess)),
      ]),
      related: columns.filter { $0 != column }.map { table.location(column: $0) })
    finding.occurrences = cells.count
    finding.cells = cells
    return finding
  }
}

extension Contributions {
  /// What a reader must know of how the cell was judged.
  var note: Message { tookAbsolutes ? " (absolute values taken, because one is negative)" : "" }
}

extension MagnitudeColumns {
  /// What a row says of the contributions to its cell.
  fileprivate enum Reading {
    /// No magnitude is published here.
    case none
    /// A total is published and its largest contribution is not known.
    case unknown
    case known(Contributions)
  }

  /// The contributions to the cell of a row; nil where no magnitude is published or they are not known.
  func contributions(row: Int, of kept: KeptTable, in table: TableSubject) -> Contributions? {
    guard case .known(let contributions) = read(row: row, of: kept, in: table) else { return nil }
    return contributions
  }

  fileprivate func read(row: Int, of kept: KeptTable, in table: TableSubject) -> Reading {
    func number(_ column: Int?) -> ExactNumber? {
      guard let column else { return nil }
      let cell = kept.cell(row: row, column: column)
      return cell.kind == .number || cell.kind == .composite ? cell.number : nil
    }
    let published = number(total)
    let partial = number(share)
    if let published {
      if published.mantissa == 0, (number(largest)?.mantissa ?? 0) == 0 { return .none }
      if let known = Contributions(
        total: published, largest: number(largest), second: number(second),
        contributors: contributors.flatMap { number($0)?.whole })
      {
        return .known(known)
      }
    }
    if let share, let partial {
      let whole: Int64 = Self.isPercent(table.columns[share]) ? 100 : 1
      let known = Contributions(
        total: ExactNumber(mantissa: whole), largest: partial,
        second: number(secondShare).map { Self.ownShare(of: $0, after: partial) })
      return known.map { .known($0) } ?? .unknown
    }
    if mean != nil {
      guard let most = number(largest),
        let sum = number(mean).flatMap({ Self.sum(of: contributors.flatMap { number($0)?.whole }, mean: $0) }
        ),
        // More than everything: N is not that of the mean.
        !(sum < most)
      else { return .none }
      return Contributions(total: sum, largest: most, second: nil).map { .known($0) } ?? .none
    }
    return published == nil ? .none : .unknown
  }

  /// The second largest's own share: one that is no smaller than the largest's is that of both together.
  private static func ownShare(of second: ExactNumber, after first: ExactNumber) -> ExactNumber {
    if second < first { return second }
    let scale = max(first.scale, second.scale)
    let rest = second.scaled(to: scale) - first.scaled(to: scale)
    return ExactNumber(mantissa: Int64(clamping: rest), scale: scale)
  }

  /// N times a mean, at most: the mean as it may have been before it was rounded.
  private static func sum(of people: Int64?, mean: ExactNumber) -> ExactNumber? {
    guard let people, people > 1, mean.mantissa > 0, mean.scale < 18 else { return nil }
    let (tenfold, first) = mean.mantissa.multipliedReportingOverflow(by: 10)
    let (upper, second) = tenfold.addingReportingOverflow(5)
    let (sum, third) = upper.multipliedReportingOverflow(by: people)
    return first || second || third ? nil : ExactNumber(mantissa: sum, scale: mean.scale + 1)
  }

  /// Shares above 1, or written with a percent sign, are percentages; others are proportions.
  private static func isPercent(_ column: ColumnProfile) -> Bool {
    column.percents > 0 || (column.maximum.map { $0 > ExactNumber(mantissa: 1) } ?? false)
  }
}
