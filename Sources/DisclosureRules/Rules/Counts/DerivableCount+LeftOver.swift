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
}
