// derivable-count: who is left over when the groups of a row are taken from its total.

extension DerivableCount {
  /// Groups side by side that make up at least this share of their total, in tenths, are meant to be all of it.
  private static let accountedTenths: Int128 = 9
  /// With one group beside the total nobody was left out of a list of groups.
  private static let fewestGroups = 2

  /// Totals whose groups leave a few people over, in a row of their own or in none: `All | Men | Women`.
  func leftOver(unsafe: Range<Int>, in table: TableSubject, kept: KeptTable) -> [Finding] {
    let numeric = table.columns.indices.filter { table.columns[$0].numeric > 0 }
    let totals = numeric.filter { table.role($0).role == .total && table.role($0).isStrong }
    guard totals.count == 1, let total = totals.first, !table.structure.isListing else { return [] }
    let groups = numeric.filter { $0 != total && table.columns[$0].isWhole }
    guard groups.count >= Self.fewestGroups, groups.count + 1 == numeric.count,
      groups.allSatisfy({ [.count, .events].contains(table.role($0).role) }),
      table.commonBase(of: groups + [total]) == nil
    else { return [] }
    var rests: [Int] = []
    var rows = 0
    for row in 0..<kept.rows {
      guard let all = kept.cell(row: row, column: total).whole, all > 0 else { continue }
      let parts = groups.map { kept.cell(row: row, column: $0).whole }
      // A mask among them is for the attack.
      guard parts.allSatisfy({ $0 != nil }) else { continue }
      let sum = parts.reduce(Int128(0)) { $0 + Int128($1 ?? 0) }
      let rest = Int128(all) - sum
      guard rest >= 0, sum * 10 >= Int128(all) * Self.accountedTenths else { return [] }
      rows += 1
      if unsafe.contains(Int(clamping: rest)) { rests.append(row) }
    }
    // One row alone may be a slip of the pen.
    guard rows >= 2, !rests.isEmpty else { return [] }
    return Finding.perCell(
      finding(
        .review, at: table.location(column: total),
        "\(table.title(column: total)) and its groups leave a count below \(unsafe.upperBound) of people in none of them.",
        evidence: .parts([
          .init("threshold", .count(unsafe.upperBound)),
          .init("roleConfidence", .number(table.role(total).confidence)),
        ]), related: groups.map { table.location(column: $0) }),
      cells: rests.prefix(Self.placeLimit).map { kept.place(row: $0, column: total) },
      occurrences: rests.count)
  }

  /// Counts that are all but a few of the number that their header states: `White | 236 (98%)` under `N = 240`.
  func statedRest(
    unsafe: Range<Int>, under ruleset: Ruleset, in table: TableSubject, kept: KeptTable
  ) -> [Finding] {
    guard !table.structure.isListing,
      let labels = table.columns.indices.first(where: { ColumnRole.labels.contains(table.role($0).role) })
    else { return [] }
    let stating = table.columns.indices.compactMap { column in
      column == labels
        ? nil : table.columns[column].name.flatMap(SampleSize.stated).map { (column: column, all: $0) }
    }
    if stating.isEmpty { return [] }
    let words = ClassDisclosure().vocabulary(of: ruleset)
    var findings: [Finding] = []
    for (column, all) in stating
    where all >= Int64(unsafe.upperBound) && table.commonBase(of: [column]) == nil {
      let rows = (0..<kept.rows).filter { row in
        !table.isTotal(row: row) && isAllButFew(row: row, column: column, of: all, unsafe, in: table, kept)
          && kept.text(row: row, column: labels).map { Self.tells($0.lowercased(), words) } ?? false
      }
      // Who is left may be masked, which is for the attack, or published, which is for the threshold.
      let isTold = (0..<kept.rows).contains { row in
        let cell = kept.cell(row: row, column: column)
        return cell.kind == .mask || cell.kind == .bound
          || cell.leadingWhole.map { unsafe.contains(Int(clamping: $0)) } ?? false
      }
      guard !rows.isEmpty, !isTold else { continue }
      findings += Finding.perCell(
        finding(
          .review, at: table.location(column: column),
          "\(table.title(column: column)) states how many there are, and a row counts all but fewer than \(unsafe.upperBound) of them.",
          evidence: .parts([
            .init("threshold", .count(unsafe.upperBound)),
            .init("roleConfidence", .number(table.role(column).confidence)),
          ])),
        cells: rows.prefix(Self.placeLimit).map { kept.place(row: $0, column: column) },
        occurrences: rows.count)
    }
    return findings
  }

  /// Whether it says something of people not to be in a category: of those who are not "alive" it does, of those not
  /// "measured" it doesn't.
  private static func tells(_ label: String, _ words: CategoryWords) -> Bool {
    if words.isTotal(label) { return false }
    let first = CategoryWords.words(of: label).first ?? ""
    return !words.saysNothing(label) || words.complement[first] != nil
  }

  /// Percentages that are those of another number of people differ by more, in points.
  private static let mostRounding = 1.5

  private func isAllButFew(
    row: Int, column: Int, of all: Int64, _ unsafe: Range<Int>, in table: TableSubject, _ kept: KeptTable
  ) -> Bool {
    guard [.count, .events].contains(table.cellRole(row: row, column: column).role),
      let count = kept.cell(row: row, column: column).leadingWhole, count < all,
      unsafe.contains(Int(clamping: all - count))
    else { return false }
    guard table.secondRole(row: row, column: column)?.role == .percentage,
      let share = kept.second(row: row, column: column)?.double
    else { return true }
    return abs(share - 100 * Double(count) / Double(all)) <= Self.mostRounding
  }
}
