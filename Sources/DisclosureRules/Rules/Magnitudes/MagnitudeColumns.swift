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
  /// N.
  var contributors: Int?

  /// Whether any column says what the largest contribution is; without one there is nothing to judge.
  static func areLikely(in table: TableSubject) -> Bool {
    table.columns.indices.contains {
      isNumeric($0, in: table) && [.largest, .shareOfLargest].contains(table.role($0).role)
    }
  }

  /// The magnitudes of a kept table, in the order of their columns. A column of largest contributions with
  /// neither a total nor a share is left out.
  static func find(in table: TableSubject, kept: KeptTable) -> [MagnitudeColumns] {
    let headers = table.columns.map { words(of: $0.name ?? "") }
    func columns(_ role: ColumnRole) -> [Int] {
      table.columns.indices.filter { table.role($0).role == role && isNumeric($0, in: table) }
    }
    let anchors = columns(.largest)
    var groups = anchors.map { anchor in
      let rivals = anchors.filter { $0 != anchor }
      let near = Nearness(anchor: anchor, headers: headers)
      var group = MagnitudeColumns(largest: anchor)
      (group.total, group.totalIsGuess) = total(
        of: anchor, near: near, rivals: rivals, table: table, kept: kept)
      group.second = near.best(of: columns(.secondLargest)) { candidate in
        let back = Nearness(anchor: candidate, headers: headers)
        return !rivals.contains { back.rank($0) < back.rank(anchor) }
      }
      return group
    }
    for share in columns(.shareOfLargest) {
      // A share belongs to the magnitude whose header it is most like; otherwise it stands alone.
      let near = Nearness(anchor: share, headers: headers)
      let owners = groups.indices.filter { index in groups[index].share == nil && groups[index].largest != nil
      }
      let owner = owners.min { near.rank(groups[$0].largest ?? 0) < near.rank(groups[$1].largest ?? 0) }
      if let owner { groups[owner].share = share } else { groups.append(MagnitudeColumns(share: share)) }
    }
    groups.removeAll { $0.total == nil && $0.share == nil }
    for index in groups.indices {
      guard let anchor = groups[index].largest ?? groups[index].share else { continue }
      groups[index].contributors = Nearness(anchor: anchor, headers: headers).best(of: columns(.count)) {
        candidate in
        table.role(candidate).isStrong && !groups.contains { $0.total == candidate }
      }
    }
    return groups.sorted { ($0.largest ?? $0.share ?? 0) < ($1.largest ?? $1.share ?? 0) }
  }

  /// Every column that is read has a strong role.
  func isStrong(in table: TableSubject) -> Bool {
    !totalIsGuess
      && [total, largest, second, share].allSatisfy { $0.map { table.role($0).isStrong } ?? true }
  }

  private static func isNumeric(_ column: Int, in table: TableSubject) -> Bool {
    table.columns[column].numeric > 0
  }

  /// The total that goes with a column of largest contributions, and whether that is a guess.
  private static func total(
    of anchor: Int, near: Nearness, rivals: [Int], table: TableSubject, kept: KeptTable
  ) -> (Int?, Bool) {
    func isAnothers(_ candidate: Int) -> Bool {
      rivals.contains { Nearness.shared(near.headers[$0], near.headers[candidate]) > near.shared(candidate) }
    }
    func isPlausible(_ candidate: Int) -> Bool {
      // A total is no smaller than its largest part; a few rows may have been hidden or tampered with.
      let rows = (0..<kept.rows).filter { row in
        kept.cell(row: row, column: candidate).kind == .number
          && kept.cell(row: row, column: anchor).kind == .number
      }
      let smaller = rows.count { row in
        Contributions(
          total: kept.cell(row: row, column: candidate).number,
          largest: kept.cell(row: row, column: anchor).number,
          second: nil
        ).map { $0.total < $0.largest } ?? false
      }
      return !rows.isEmpty && smaller * 2 <= rows.count
    }
    let named = table.columns.indices.filter {
      [.sum, .total].contains(table.role($0).role) && isNumeric($0, in: table) && !isAnothers($0)
    }
    let unnamed = table.columns.indices.filter { candidate in
      guard isNumeric(candidate, in: table), !isAnothers(candidate) else { return false }
      switch table.role(candidate).role {
      case .unknown, .measurement: return candidate < anchor || near.shared(candidate) > 0
      case .count: return near.shared(candidate) > 0
      default: return false
      }
    }
    let candidates = (named + unnamed).filter(isPlausible)
    // A shared word outweighs a word for "total": `turnover, total_staff, turnover_top1`.
    let best = candidates.min { left, right in
      let (leftRank, rightRank) = (near.rank(left), near.rank(right))
      if leftRank.unshared != rightRank.unshared { return leftRank.unshared < rightRank.unshared }
      if named.contains(left) != named.contains(right) { return named.contains(left) }
      return leftRank < rightRank
    }
    if let best { return (best, !named.contains(best)) }
    // Contradicted by the data, yet called a total: judged all the same.
    return (near.best(of: named) { _ in true }, false)
  }

  /// Lower-case words of a header: `TurnoverTop1`, `turnover_top_1` and `Turnover, top 1` have the same.
  static func words(of header: String) -> [String] {
    var words: [String] = []
    var previous: Character = " "
    for character in header {
      if character.isLetter || character.isNumber {
        let continues =
          (previous.isLetter && character.isLetter && !(previous.isLowercase && character.isUppercase))
          || (previous.isNumber && character.isNumber)
        if continues, let last = words.popLast() {
          words.append(last + character.lowercased())
        } else {
          words.append(character.lowercased())
        }
      }
      previous = character
    }
    return words
  }
}

/// How near other columns are to one column: by words of the header first, then by distance.
private struct Nearness {
  /// Smaller is nearer.
  struct Rank: Comparable {
    /// Minus the number of words that both headers have.
    var unshared: Int
    var distance: Int
    var position: Int
    static func < (left: Rank, right: Rank) -> Bool {
      (left.unshared, left.distance, left.position) < (right.unshared, right.distance, right.position)
    }
  }

  let anchor: Int
  let headers: [[String]]

  func shared(_ column: Int) -> Int { Self.shared(headers[anchor], headers[column]) }

  func rank(_ column: Int) -> Rank {
    Rank(unshared: -shared(column), distance: abs(column - anchor), position: column)
  }

  func best(of columns: [Int], where fits: (Int) -> Bool) -> Int? {
    columns.filter(fits).min { rank($0) < rank($1) }
  }

  /// Distinct words that both headers have.
  static func shared(_ left: [String], _ right: [String]) -> Int { Set(left).intersection(right).count }
}
