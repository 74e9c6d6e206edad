// Which columns of a table hold the total and the largest contributions of the same cells.

/// The columns that belong to one magnitude, as 0-based positions: `turnover_total`, `turnover_top1`,
/// `turnover_top2` and the `n` beside them.
struct MagnitudeColumns: Equatable {
  /// X; nil when there is only a share.
  var total: Int?
  /// No header says that it is a total: it stands where one would.
  var totalIsGuess = false
  /// x1.
  var largest: Int?
  /// x2.
  var second: Int?
  /// x1 / X.
  var share: Int?
  /// x2 / X, or (x1 + x2) / X.
  var secondShare: Int?
  /// X / N, where X itself is not published and a maximum is.
  var mean: Int?
  /// N.
  var contributors: Int?

  /// Tables with more magnitudes than this aren't judged: the work grows with their square.
  static let limit = 64

  /// How many columns say what a largest contribution is; without one there is nothing to judge.
  static func anchors(in table: TableSubject) -> Int {
    let hasTotals = table.columns.indices.contains { [.mean, .sum].contains(table.role($0).role) }
    return columns(.largest, of: table).count + columns(.shareOfLargest, of: table).count
      + (hasTotals ? columns(.maximum, of: table).count : 0)
  }

  /// The magnitudes of a kept table, in the order of their columns. A column of largest contributions with
  /// neither a total nor a share is left out.
  ///
  /// - Parameter table: has at most ``limit`` columns of largest contributions.
  static func find(in table: TableSubject, kept: KeptTable) -> [MagnitudeColumns] {
    let anchors = columns(.largest, of: table)
    let headers = HeaderNearness(of: table, anchors: anchors)
    var groups = anchors.map { anchor in
      var group = MagnitudeColumns(largest: anchor)
      (group.total, group.totalIsGuess) = total(of: anchor, headers: headers, table: table, kept: kept)
      group.second = headers.nearest(
        to: anchor,
        of: columns(.secondLargest, of: table).filter { headers.nearest(to: $0, of: anchors) == anchor })
      return group
    }
    for share in columns(.shareOfLargest, of: table) {
      // A share belongs to the magnitude whose header it is most like; otherwise it stands alone.
      let free = groups.compactMap { $0.share == nil ? $0.largest : nil }
      let owner = headers.nearest(to: share, of: free)
      if let owner, let index = groups.firstIndex(where: { $0.largest == owner }) {
        groups[index].share = share
      } else {
        groups.append(MagnitudeColumns(share: share))
      }
    }
    for index in groups.indices {
      groups[index].secondShare = groups[index].share.flatMap { Self.secondShare(of: $0, in: table) }
    }
    // A second share may look like one of the largest.
    let seconds = Set(groups.compactMap(\.secondShare))
    groups.removeAll { $0.largest == nil && $0.share.map(seconds.contains) ?? false }
    groups.removeAll { $0.total == nil && $0.share == nil }
    let counts = columns(.count, of: table).filter { count in
      table.role(count).isStrong && !groups.contains { $0.total == count }
    }
    for index in groups.indices {
      groups[index].contributors = headers.nearest(to: groups[index].anchor, of: counts)
    }
    groups += maxima(in: table, counts: counts)
    return groups.sorted { $0.anchor < $1.anchor }
  }

  /// Maxima of what a sum or a mean beside them is about, by a word of their headers: the largest contribution.
  private static func maxima(in table: TableSubject, counts: [Int]) -> [MagnitudeColumns] {
    guard table.structure.rowRoles.isEmpty, !counts.isEmpty else { return [] }
    let tops = columns(.maximum, of: table)
    let sums = columns(.sum, of: table)
    let means = columns(.mean, of: table)
    guard !tops.isEmpty, !sums.isEmpty || !means.isEmpty else { return [] }
    let headers = HeaderNearness(of: table, anchors: [])
    return tops.compactMap { top in
      func related(_ columns: [Int]) -> Int? {
        headers.nearest(to: top, of: columns.filter { headers.shared($0, top) > 0 })
      }
      let contributors = headers.nearest(to: top, of: counts)
      if let total = related(sums) {
        return MagnitudeColumns(total: total, largest: top, contributors: contributors)
      }
      guard let mean = related(means) else { return nil }
      // Means of changes and scores lie near 0 whatever the single values are.
      guard (table.columns[mean].minimum?.mantissa ?? -1) >= 0, !isOfDifferences(table.columns[mean]) else {
        return nil
      }
      return MagnitudeColumns(largest: top, mean: mean, contributors: contributors)
    }
  }

  private static let differences: Set<String> = ["change", "diff", "difference", "delta", "score", "z"]

  private static func isOfDifferences(_ column: ColumnProfile) -> Bool {
    !differences.isDisjoint(
      with: HeaderNearness.words(of: String((column.name ?? "").prefix(SampleSize.longest))))
  }

  private static let firstWords: Set<String> = ["1", "first", "largest", "biggest", "top"]
  private static let secondWords: Set<String> = ["2", "second", "2nd"]

  /// The column whose header differs from that of the largest share in saying second: `share1`, `share2`.
  private static func secondShare(of share: Int, in table: TableSubject) -> Int? {
    func words(_ column: Int) -> [String] {
      HeaderNearness.words(of: String((table.columns[column].name ?? "").prefix(SampleSize.longest)))
    }
    func rest(_ words: [String]) -> [String] {
      words.filter { !firstWords.contains($0) && !secondWords.contains($0) }
    }
    let own = words(share)
    guard secondWords.isDisjoint(with: own) else { return nil }
    return table.columns.indices.first { column in
      guard column != share, isNumeric(column, in: table),
        [.percentage, .proportion, .shareOfLargest, .unknown].contains(table.role(column).role)
      else { return false }
      let other = words(column)
      return !secondWords.isDisjoint(with: other) && rest(other) == rest(own)
    }
  }

  /// The column by which the others were found: x1, or its share.
  private var anchor: Int { largest ?? share ?? 0 }

  /// The column of the published cells: X, or the share of the largest.
  var published: Int { total ?? share ?? largest ?? 0 }

  /// Every column that is read has a strong role; a first and a second share say of each other what they are.
  func isStrong(in table: TableSubject) -> Bool {
    !totalIsGuess
      && [total, largest, second, mean, secondShare == nil ? share : nil].allSatisfy {
        $0.map { table.role($0).isStrong } ?? true
      }
  }

  private static func columns(_ role: ColumnRole, of table: TableSubject) -> [Int] {
    table.columns.indices.filter { table.role($0).role == role && isNumeric($0, in: table) }
  }

  private static func isNumeric(_ column: Int, in table: TableSubject) -> Bool {
    table.columns[column].numeric > 0
  }

  /// So many columns, the nearest ones, are compared with the largest contributions row by row.
  private static let compared = 8

  /// The total that goes with a column of largest contributions, and whether that is a guess.
  private static func total(
    of anchor: Int, headers: HeaderNearness, table: TableSubject, kept: KeptTable
  ) -> (Int?, Bool) {
    let open = table.columns.indices.filter { candidate in
      // A column that is more like another largest contribution's belongs to that one.
      isNumeric(candidate, in: table)
        && headers.shared(anchor, candidate) == headers.mostShared[candidate]
    }
    let named = open.filter { [.sum, .total].contains(table.role($0).role) }
    let unnamed = open.filter { candidate in
      switch table.role(candidate).role {
      case .unknown, .measurement: candidate < anchor || headers.shared(anchor, candidate) > 0
      case .count: headers.shared(anchor, candidate) > 0
      default: false
      }
    }
    // A shared word outweighs a word for "total": `turnover, total_staff, turnover_top1`.
    let ranked =
      named.map { (column: $0, isNamed: true, rank: headers.rank(of: $0, from: anchor)) }
      + unnamed.map { (column: $0, isNamed: false, rank: headers.rank(of: $0, from: anchor)) }
    let best = ranked.sorted { left, right in
      if left.rank.unshared != right.rank.unshared { return left.rank.unshared < right.rank.unshared }
      if left.isNamed != right.isNamed { return left.isNamed }
      return left.rank < right.rank
    }
    .prefix(compared).first { isPlausible($0.column, as: anchor, in: kept) }
    if let best { return (best.column, !best.isNamed) }
    // Contradicted by the data, yet called a total: judged all the same.
    return (headers.nearest(to: anchor, of: named), false)
  }

  /// A total is no smaller than its largest part; a few rows may have been hidden or tampered with.
  private static func isPlausible(_ candidate: Int, as anchor: Int, in kept: KeptTable) -> Bool {
    var rows = 0
    var smaller = 0
    for row in 0..<kept.rows {
      let (whole, part) = (kept.cell(row: row, column: candidate), kept.cell(row: row, column: anchor))
      guard whole.kind == .number, part.kind == .number,
        let both = Contributions(total: whole.number, largest: part.number, second: nil)
      else { continue }
      rows += 1
      if both.total < both.largest { smaller += 1 }
    }
    return rows > 0 && smaller * 2 <= rows
  }
}
