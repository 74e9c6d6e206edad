// Categories that are columns: one group of people a row.

/// Finds blocks of columns that are the categories of one variable.
struct WideCategories {
  /// Of so many columns at most all sets are tried as parts of a total, …
  static let anyOrderLimit = 12
  /// … and so many sets that fit one row are compared with the others.
  static let setsTried = 32
  /// Cells read before the search is given up.
  static let workLimit = 8_000_000

  private let table: TableSubject
  private let kept: KeptTable
  private let words: CategoryWords
  private var work = 0
  private(set) var variables: [CategoryVariable] = []
  /// The search ended before it was through.
  private(set) var isIncomplete = false

  init(_ table: TableSubject, kept: KeptTable, words: CategoryWords) {
    self.table = table
    self.kept = kept
    self.words = words
  }

  mutating func search() {
    let wholes = table.columns.indices.filter { isNumeric($0) && (isCount($0) || isTotal($0)) }
    let parts = wholes.filter { !isTotal($0) }
    let shares = table.columns.indices.filter {
      isNumeric($0) && [.percentage, .proportion].contains(table.role($0).role)
    }
    let totals = wholes.indices.filter { isTotal(wholes[$0]) }
    var found: Set<Int> = []
    for (index, position) in totals.enumerated() {
      // The columns between this total and the next ones, longest runs first.
      let before = (index > 0 ? totals[index - 1] + 1 : 0)..<position
      let after = position + 1..<(index + 1 < totals.count ? totals[index + 1] : wholes.count)
      let total = wholes[position]
      let block =
        run(of: wholes, in: before, endingAtItsEnd: true, making: total, without: found)
        ?? run(of: wholes, in: after, endingAtItsEnd: false, making: total, without: found)
        ?? anyOrder(parts.filter { !found.contains($0) }, making: total)
      if let block {
        found.formUnion(block)
        append(block, isPartition: true, isCount: true, beside: total)
      }
      if isIncomplete { return }
    }
    if found.isEmpty, parts.count >= 2 {
      let labels = parts.map(label)
      // Where a total is given and the two don't make it, someone is in neither.
      if words.areComplements(labels), wholes.count == parts.count {
        append(parts, isPartition: true, isCount: true)
      } else if parts.allSatisfy({ !table.role($0).isStrong }), wholes.count == parts.count, shares.isEmpty {
        // Headers that say nothing of counts are likely to be categories; nothing proves it.
        append(parts, isPartition: false, isCount: true)
      }
    }
    searchShares(shares)
  }

  // MARK: Columns

  private func isNumeric(_ column: Int) -> Bool { table.columns[column].numeric > 0 }
  private func label(_ column: Int) -> String { (table.columns[column].name ?? "").lowercased() }

  private func isCount(_ column: Int) -> Bool {
    switch table.role(column).role {
    case .count, .events: true
    case .unknown: table.columns[column].isWhole
    default: false
    }
  }

  private func isTotal(_ column: Int) -> Bool {
    table.role(column).role == .total || table.structure.totalColumns.contains(column)
      || isCount(column) && words.isTotal(label(column))
  }

  // MARK: Equations

  /// The longest run of columns beside a total that makes it.
  ///
  /// - Parameters:
  ///   - range: positions among the columns that a run may have.
  ///   - isEnding: runs end with the range; otherwise they begin with it.
  private mutating func run(
    of columns: [Int], in range: Range<Int>, endingAtItsEnd isEnding: Bool, making total: Int,
    without found: Set<Int>
  ) -> [Int]? {
    guard range.count >= 2, let row = (0..<kept.rows).first(where: { (whole($0, total) ?? 0) > 0 }),
      let sum = whole(row, total)
    else { return nil }
    // Rounding moves each number by half of its base at most, and the base divides every total.
    let base = max(Int128(table.columns[total].rounding.divisor), Int128(RoundingEvidence.midpointBase))
    var sums: [Int128] = [0]
    var missing = [0]
    for position in range {
      let value = whole(row, columns[position])
      sums.append((sums.last ?? 0) + (value ?? 0))
      missing.append((missing.last ?? 0) + (value == nil ? 1 : 0))
    }
    work += range.count
    for length in (2...range.count).reversed() {
      let start = isEnding ? range.count - length : 0
      // One row tells most runs apart before all rows are read.
      let isComplete = missing[start + length] == missing[start]
      let rest = (sum - (sums[start + length] - sums[start])).magnitude
      if isComplete, rest > (base * Int128(length + 1) / 2).magnitude { continue }
      let run = Array(columns[range.lowerBound + start..<range.lowerBound + start + length])
      if found.isDisjoint(with: run), adds(run, to: total) { return run }
      if isIncomplete { return nil }
    }
    return nil
  }

  /// Whether the parts make the total in every row that has them all, and there are two such rows.
  private mutating func adds(_ parts: [Int], to total: Int) -> Bool {
    let slack = table.commonBase(of: parts + [total]).map { Int128($0) * Int128(parts.count + 1) / 2 } ?? 0
    var rows = 0
    for row in 0..<kept.rows {
      work += parts.count
      if work > Self.workLimit {
        isIncomplete = true
        return false
      }
      guard let sum = whole(row, total) else { continue }
      var rest = sum
      var isComplete = true
      for part in parts {
        guard let value = whole(row, part) else {
          isComplete = false
          break
        }
        rest -= value
      }
      guard isComplete else { continue }
      if rest.magnitude > slack.magnitude { return false }
      if sum > 0 { rows += 1 }
    }
    return rows >= 2
  }

  /// The parts of a total wherever they stand: the largest set of columns that adds up to it.
  private mutating func anyOrder(_ parts: [Int], making total: Int) -> [Int]? {
    guard (2...Self.anyOrderLimit).contains(parts.count),
      let row = (0..<kept.rows).first(where: { row in
        (whole(row, total) ?? 0) > 0 && parts.allSatisfy { whole(row, $0) != nil }
      }), let sum = whole(row, total)
    else { return nil }
    // The sums of all sets, each from that without its last member.
    var sums: [Int128] = [0]
    for part in parts {
      let value = whole(row, part) ?? 0
      sums += sums.map { $0 + value }
    }
    let fitting = sums.indices.filter { sums[$0] == sum && $0.nonzeroBitCount >= 2 }
      .sorted { ($1.nonzeroBitCount, $0) < ($0.nonzeroBitCount, $1) }
    for set in fitting.prefix(Self.setsTried) {
      let block = parts.indices.filter { set >> $0 & 1 == 1 }.map { parts[$0] }
      if adds(block, to: total) { return block }
    }
    return nil
  }

  private func whole(_ row: Int, _ column: Int) -> Int128? {
    let cell = kept.cell(row: row, column: column)
    guard cell.kind == .number || cell.kind == .composite, let value = cell.number.whole, value >= 0 else {
      return nil
    }
    return Int128(value)
  }

  /// Runs of neighbouring percentages that make 100 in every complete row, or proportions that make 1.
  private mutating func searchShares(_ shares: [Int]) {
    var start = 0
    while start < shares.count {
      var end = start + 1
      while end < shares.count, shares[end] == shares[end - 1] + 1,
        table.role(shares[end]).role == table.role(shares[start]).role
      { end += 1 }
      let run = Array(shares[start..<end])
      if run.count >= 2, makesWhole(run) { append(run, isPartition: true, isCount: false) }
      start = end
    }
  }

  private mutating func makesWhole(_ run: [Int]) -> Bool {
    let scale = run.map { table.columns[$0].maximumScale }.max() ?? 0
    let unit = Int128(ExactNumber.powersOfTen[min(Int(scale), 18)])
    let whole = table.role(run[0]).role == .percentage ? 100 * unit : unit
    var rows = 0
    for row in 0..<kept.rows {
      work += run.count
      if work > Self.workLimit {
        isIncomplete = true
        return false
      }
      let values = run.compactMap { share(row, $0, scale: scale) }
      guard values.count == run.count else { continue }
      let rest = whole - values.reduce(0, +)
      // Each is off by half a unit of its last digit at most.
      if rest.magnitude * 2 > Int128(run.count).magnitude { return false }
      rows += 1
    }
    return rows >= 2
  }

  private func share(_ row: Int, _ column: Int, scale: UInt8) -> Int128? {
    let cell = kept.cell(row: row, column: column)
    guard cell.kind == .number, cell.number.mantissa >= 0, cell.number.scale <= scale else { return nil }
    return cell.number.scaled(to: scale)
  }

  // MARK: Groups

  private mutating func append(_ block: [Int], isPartition: Bool, isCount: Bool, beside total: Int? = nil) {
    let labels = block.map(label)
    // Columns of several years or data sets hold the same people again.
    if labels.contains(where: words.forbids) { return }
    let scale = isCount ? 0 : block.map { table.columns[$0].maximumScale }.max() ?? 0
    var groups: [CategoryGroup] = []
    for row in 0..<kept.rows where !isTotalRow(row) {
      var members: [CategoryGroup.Member] = []
      for (index, column) in block.enumerated() {
        let value = isCount ? whole(row, column) : share(row, column, scale: scale)
        guard let value, holdsPart(row, column, isCount: isCount) else { break }
        members.append(.init(row: row, column: column, label: index, value: value))
      }
      if members.count == block.count { groups.append(CategoryGroup(members: members)) }
    }
    dropTotal(&groups)
    let columns = block + (total.map { [$0] } ?? [])
    variables.append(
      CategoryVariable(
        labels: labels, groups: groups, isPartition: isPartition, isCount: isCount,
        isStrong: columns.allSatisfy { table.role($0).isStrong },
        isRounded: isCount && table.commonBase(of: block) != nil))
  }

  private func holdsPart(_ row: Int, _ column: Int, isCount: Bool) -> Bool {
    switch table.cellRole(row: row, column: column).role {
    case .count, .events, .unknown, .total: isCount
    case .percentage, .proportion: !isCount
    default: false
    }
  }

  private func isTotalRow(_ row: Int) -> Bool {
    if table.isTotal(row: row) { return true }
    return table.columns.indices.contains { column in
      guard table.role(column).role == .dimension, let text = kept.text(row: row, column: column) else {
        return false
      }
      return words.isTotal(text.lowercased())
    }
  }

  /// Leaves out a first or last row that adds up all others.
  private func dropTotal(_ groups: inout [CategoryGroup]) {
    guard groups.count >= 3, let first = groups.first else { return }
    let sums = first.members.indices.map { index in groups.reduce(0) { $0 + $1.members[index].value } }
    func isSum(_ group: CategoryGroup) -> Bool {
      group.members.indices.allSatisfy { 2 * group.members[$0].value == sums[$0] }
    }
    if let last = groups.last, isSum(last) {
      groups.removeLast()
    } else if isSum(first) {
      groups.removeFirst()
    }
  }
}
