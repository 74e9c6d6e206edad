// recoverable-suppression across the tables of a request: what one masks, another gives away.

extension RecoverableSuppression {
  /// Cells of all tables of a request that are compared by their labels.
  static let linkedCellLimit = 2_000_000
  /// Tables that are attacked together.
  static let jointTableLimit = 40
  /// Cells of the tables that are attacked together.
  static let jointCellLimit = 200_000

  /// Judges tables that share labels together; what a table gives away by itself is its own finding.
  public func judgeTogether(_ request: RequestSubject, under ruleset: Ruleset) -> RuleOutcome {
    let maskable = request.tables.filter { $0.kept != nil }
    guard maskable.count > 1, maskable.contains(where: hasMasks) else {
      return .notApplicable("no two tables of the request can share masked cells")
    }
    guard maskable.reduce(0, { $0 + $1.rows * $1.columns.count }) <= Self.linkedCellLimit else {
      return RuleOutcome(
        status: .incomplete(
          "the request holds more than \(Self.linkedCellLimit) cells: its tables were not attacked together"))
    }
    let words = PopulationWords(request.vocabulary)
    let question = Self.question(under: ruleset)
    let linked = request.tables.map {
      LinkedCells($0, words: words, ruleset: ruleset, threshold: Int(question.threshold))
    }
    let finder = LinkFinder(linked)
    var shortfall: String?
    if finder.isCut {
      shortfall =
        "more than \(LinkFinder.workLimit) cells have labels in common: not all tables were attacked together"
    }
    var findings: [Finding] = []
    for group in Self.groups(finder.links, tables: linked.count) {
      let members = group.sorted()
      let size = members.reduce(0) { $0 + request.tables[$1].rows * request.tables[$1].columns.count }
      guard members.count <= Self.jointTableLimit, size <= Self.jointCellLimit else {
        shortfall =
          shortfall
          ?? "\(members.count) tables with \(size) cells have labels in common, more than are attacked together"
        continue
      }
      var attack = JointAttack(
        linked, members: members, links: finder.links.filter { group.contains($0.whole.table) },
        ruleset: ruleset, question: question)
      attack.run()
      findings += attack.disclosures.compactMap { finding(for: $0, attack, in: request) }
      if attack.undecided > 0 {
        shortfall =
          shortfall
          ?? "\(attack.undecided) masked cells of linked tables could not be decided within the budget"
      }
    }
    if let shortfall { return RuleOutcome(status: .incomplete(shortfall), findings: findings) }
    return RuleOutcome(findings: findings)
  }

  /// The tables that links connect.
  private static func groups(_ links: [LinkFinder.Link], tables: Int) -> [Set<Int>] {
    var group = Array(0..<tables)
    func root(_ table: Int) -> Int {
      var current = table
      while group[current] != current { current = group[current] }
      return current
    }
    for link in links {
      for part in link.parts {
        let (one, other) = (root(link.whole.table), root(part.table))
        group[max(one, other)] = min(one, other)
      }
    }
    var members: [Int: Set<Int>] = [:]
    for table in 0..<tables { members[root(table), default: []].insert(table) }
    return members.keys.sorted().compactMap { members[$0] }.filter { $0.count > 1 }
  }

  private func finding(
    for disclosure: JointAttack.Disclosure, _ attack: JointAttack, in request: RequestSubject
  ) -> Finding? {
    let cell = disclosure.cell
    let table = request.tables[cell.table]
    guard let kept = table.kept, let first = disclosure.equations.first else { return nil }
    let others = (first.parts + [first.whole]).map(\.table).filter { $0 != cell.table }
    guard let other = others.first ?? disclosure.equations.flatMap({ $0.parts.map(\.table) }).first else {
      return nil
    }
    let what: Message =
      disclosure.low == disclosure.high
      ? "has a single possible value"
      : disclosure.values.map { "has only \($0) possible values" as Message } ?? "lies in a narrow interval"
    let how: Message =
      disclosure.equations.count == 1 ? "" : ", by \(disclosure.equations.count) equations together"
    let shown = disclosure.equations.prefix(Self.equationLimit)
    let number = LinkScale.text
    return finding(
      disclosure.isCertain ? .fail : .review,
      at: table.location(column: cell.cell.column).at(
        kept.place(row: cell.cell.row, column: cell.cell.column)),
      "A masked cell \(what) beside \"\(name: request.tables[other].id)\"\(how).",
      evidence: .parts([
        .init("low", .figure(number(disclosure.low))), .init("high", .figure(number(disclosure.high))),
        .init("certain", .flag(disclosure.isCertain)),
        .init("equations", .list(shown.map { .figure(attack.text($0, unknown: cell)) })),
        .init("cells", .list(shown.map { .words(attack.places($0)) })),
      ]),
      related: shown.flatMap { $0.parts + [$0.whole] }.filter { $0.table != cell.table }
        .prefix(Self.equationLimit).compactMap { place in
          let table = request.tables[place.table]
          return table.kept.map { kept in
            table.location(column: place.cell.column).at(
              kept.place(row: place.cell.row, column: place.cell.column))
          }
        })
  }
}
