// small-base-percentage: what the digits of percentages say of the number of people behind them.

extension SmallBasePercentage {
  /// A percentage as a share of 1: `value / unit`, right to half of its last digit.
  struct Share: Hashable {
    var value: Int128
    var unit: Int128

    /// Whether some k/q, 0 < k < q, is shown as this.
    func fits(_ q: Int) -> Bool {
      let q = Int128(q)
      let nearest = (2 * value * q + unit) / (2 * unit)
      return nearest > 0 && nearest < q && 2 * (value * q - nearest * unit).magnitude <= q.magnitude
    }
  }

  private func share(
    row: Int, column: Int, counts: BaseCounts, in table: TableSubject, kept: KeptTable
  ) -> Share? {
    let cell = kept.cell(row: row, column: column)
    guard isShare(row: row, column: column, in: table, kept: kept), cell.number.mantissa > 0 else {
      return nil
    }
    // A base beside it is judged by itself.
    if let base = counts.base(row: row, column: column), base.value != nil, isNumberOfPeople(base, in: table)
    {
      return nil
    }
    var mantissa = Int128(cell.number.mantissa)
    var scale = cell.number.scale
    while scale > Self.digits {
      mantissa = (mantissa + 5) / 10
      scale -= 1
    }
    guard mantissa >= Int128(ExactNumber.powersOfTen[Self.fewestDigits - 1]) else { return nil }
    let isPercent =
      cell.marks.contains(.percent) || table.cellRole(row: row, column: column).role == .percentage
    let unit = Int128(ExactNumber.powersOfTen[Int(scale)]) * (isPercent ? 100 : 1)
    return mantissa < unit ? Share(value: mantissa, unit: unit) : nil
  }

  func digitFindings(
    _ columns: [Int], counts: BaseCounts, unsafe: Range<Int>, in table: TableSubject, kept: KeptTable
  ) -> [Finding] {
    var cells: Set<Int> = []
    func look(_ group: [(row: Int, column: Int)]) {
      let shares = group.compactMap { cell in
        share(row: cell.row, column: cell.column, counts: counts, in: table, kept: kept).map { (cell, $0) }
      }
      guard shares.count >= Self.fewestValues, Self.denominator(of: shares.map(\.1), unsafe: unsafe) != nil
      else {
        return
      }
      for (cell, _) in shares { cells.insert(KeptTable.key(row: cell.row, column: cell.column)) }
    }
    for column in columns { look((0..<kept.rows).map { ($0, column) }) }
    if columns.count >= Self.fewestValues, columns.count <= Self.rowLimit {
      for row in 0..<kept.rows { look(columns.map { (row, $0) }) }
    }
    let concerned = columns.filter { column in
      (0..<kept.rows).contains { cells.contains(KeptTable.key(row: $0, column: column)) }
    }
    guard let first = concerned.first else { return [] }
    var one = finding(
      .review, at: table.location(column: first),
      "Percentages that are all fractions of one number below \(unsafe.upperBound): \(cells.count).",
      evidence: .parts([
        .init("threshold", .count(unsafe.upperBound)),
        .init("roleConfidence", .number(table.role(first).confidence)),
      ]),
      related: concerned.dropFirst().map { table.location(column: $0) })
    one.occurrences = cells.count
    one.cells = (0..<kept.rows).lazy.filter { cells.contains(KeptTable.key(row: $0, column: first)) }
      .prefix(Self.placeLimit).map { kept.place(row: $0, column: first) }
    return [one]
  }

  /// The least denominator below the threshold that all shares fit, if chance hardly explains it.
  private static func denominator(of shares: [Share], unsafe: Range<Int>) -> Int? {
    let distinct = Set(shares)
    // The same value again is no further evidence.
    guard distinct.count >= 2 else { return nil }
    let candidates = 2..<max(3, unsafe.upperBound)
    // Most groups fit none: how likely a fit is, is worked out last.
    guard let fitting = candidates.first(where: { q in distinct.allSatisfy { $0.fits(q) } }) else {
      return nil
    }
    let units = distinct.map { Double(Int64(clamping: $0.unit)) }.sorted()
    let all = candidates.reduce(0.0) { sum, q in
      sum + units.reduce(1) { $0 * min(1, Double(q - 1) / $1) }
    }
    return all < chance ? fitting : nil
  }

  /// Bases up to this many people are looked for: more leave no small count that the digits would show.
  private static let largestBase = 1_000

  /// Percentages of one row that are all fractions of one base, and of few people each.
  func numeratorsByDigits(
    _ columns: [Int], counts: BaseCounts, unsafe: Range<Int>, in table: TableSubject, kept: KeptTable
  ) -> [Finding] {
    guard columns.count >= Self.fewestValues, columns.count <= Self.rowLimit else { return [] }
    var small: [(row: Int, column: Int)] = []
    for row in 0..<kept.rows {
      let shares = columns.compactMap { column in
        share(row: row, column: column, counts: counts, in: table, kept: kept).map { (column, $0) }
      }
      guard shares.count >= Self.fewestValues, let base = Self.base(of: shares.map(\.1)),
        base >= unsafe.upperBound
      else { continue }
      small += shares.filter { unsafe.contains(Int(clamping: $0.1.people(of: base))) }.map { (row, $0.0) }
    }
    guard let first = small.first else { return [] }
    var one = finding(
      .review, at: table.location(column: first.column),
      "Percentages side by side give away what they are fractions of, and are then of fewer than \(unsafe.upperBound) people: \(small.count).",
      evidence: .parts([
        .init("threshold", .count(unsafe.upperBound)),
        .init("roleConfidence", .number(table.role(first.column).confidence)),
      ]))
    one.occurrences = small.count
    one.cells = small.prefix(Self.placeLimit).map { kept.place(row: $0.row, column: $0.column) }
    return [one]
  }

  /// The least number of people that all shares are fractions of, where chance does not explain it.
  private static func base(of shares: [Share]) -> Int? {
    let distinct = Set(shares).sorted { ($0.value, $0.unit) < ($1.value, $1.unit) }
    // Shares of everybody add up: one of them follows from the others, and is no further evidence.
    guard distinct.count >= 2, let first = distinct.first else { return nil }
    let evidence = distinct.map { Double(Int64(clamping: $0.unit)) }.sorted().dropLast()
    let (value, unit) = (Double(Int64(clamping: first.value)), Double(Int64(clamping: first.unit)))
    var accident = 0.0
    for base in 2...largestBase {
      accident += evidence.reduce(1) { $0 * min(1, Double(base - 1) / $1) }
      if accident >= chance { return nil }
      // Most bases miss the first share by far.
      let people = value * Double(base) / unit
      guard (people - people.rounded()).magnitude <= Double(base) / unit else { continue }
      if distinct.allSatisfy({ $0.fits(base) }) { return base }
    }
    return nil
  }
}

extension SmallBasePercentage.Share {
  /// The number of people that it is of a base.
  fileprivate func people(of base: Int) -> Int128 {
    (2 * value * Int128(base) + unit) / (2 * unit)
  }
}
