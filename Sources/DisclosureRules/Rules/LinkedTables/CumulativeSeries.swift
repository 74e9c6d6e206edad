// Series that add up as they go: the step from one number to the next is a count of its own.

extension CountCells {
  /// Steps of a flow that says of itself what it is only in the labels of its rows, or in its numbers.
  private static let fewestSteps = 3

  /// The axes whose labels are the steps of a flow chart, where the rows are that: of the people of one step the next
  /// one keeps some. Nil where they are none.
  var flowAxes: [Int]? {
    let saysLeft = !columns.isEmpty && columns.allSatisfy(\.label.isRemaining)
    // Most tables are none, and need no look at their rows.
    guard saysLeft || file.isFlow || headerLabels.contains(where: \.isFlow) || namesWhoIsLeft else {
      return nil
    }
    let steps = labelColumns.indices.filter { !comesInRuns(axis: $0) }
    // The rows of a table by time are no steps of a chart, whatever its name says.
    guard !steps.isEmpty, !steps.contains(where: { table.role(labelColumns[$0]).role == .date }) else {
      return nil
    }
    let isWorded = steps.contains { table.columns[labelColumns[$0]].numeric == 0 }
    let saysSteps = steps.contains { headerLabels[$0].isFlow }
    if isWorded, labelColumns.count == 1 {
      if saysSteps || file.isFlow || namesWhoIsLeft { return steps }
    }
    // Steps that are numbered, or those of several groups below each other.
    return (saysLeft || (isWorded && saysSteps)) && neverRises(along: steps) ? steps : nil
  }

  /// Whether an axis names groups of rows: each label stands in rows below each other, and in several.
  private func comesInRuns(axis: Int) -> Bool {
    let codes = axes[axis].codes
    var runs = 1
    for (before, after) in zip(codes, codes.dropFirst()) where before != after { runs += 1 }
    return runs == Set(codes).count && runs * 2 <= codes.count
  }

  /// No number exceeds the one above it in its group, some are less, and each group has as many rows as a flow has.
  private func neverRises(along steps: [Int]) -> Bool {
    var sizes: [UInt64: Int] = [:]
    for row in 0..<kept.rows { sizes[seriesKey(row: row, along: steps), default: 0] += 1 }
    guard sizes.values.allSatisfy({ $0 >= Self.fewestSteps }) else { return false }
    var falls = false
    for column in columns {
      var last: (key: UInt64, value: Int64)?
      for row in 0..<kept.rows {
        guard let value = count(row: row, column: column.column) else { continue }
        let key = seriesKey(row: row, along: steps)
        if let last, last.key == key {
          if value > last.value { return false }
          falls = falls || value < last.value
        }
        last = (key, value)
      }
    }
    return falls
  }

  /// What the labels of a row say without those along which the numbers go.
  private func seriesKey(row: Int, along steps: [Int]) -> UInt64 {
    steps.reduce(rowKeys[row]) { $0 &- axes[$1].keys[axes[$1].codes[row]] }
  }

  /// Rows say who is left after they were applied, and no number exceeds the one before it.
  private var namesWhoIsLeft: Bool {
    guard kept.rows >= Self.fewestSteps, (1..<kept.rows).contains(where: isRemaining) else { return false }
    return columns.allSatisfy { column in
      let counts = (0..<kept.rows).compactMap { count(row: $0, column: column.column) }
      return counts.count == kept.rows && zip(counts, counts.dropFirst()).allSatisfy { $0 >= $1 }
    }
  }

  private func isRemaining(row: Int) -> Bool { labels(row: row).contains(where: \.isRemaining) }

  /// A row of a flow chart that counts who left, not who stayed, or no people at all.
  private func isLeaving(row: Int) -> Bool {
    labels(row: row).contains {
      if $0.countsOtherUnit { return true }
      if case .excluding(let base) = $0.relation { return base.isEmpty && !$0.isRemaining }
      return false
    }
  }

  /// The cells of a cumulative column whose step from the number before is in the unsafe range; nil where the
  /// column is no such series.
  ///
  /// Numbers of a series never fall, so their order is that of their values: the rows may stand in any order.
  ///
  /// - Parameter flow: ``flowAxes``, found once for the whole table.
  func cumulativeSteps(column: Int, flow: [Int]?, unsafe: Range<Int>) -> [(row: Int, previous: Int)]? {
    let counts = columns[column]
    // Events of a survival table are people; other events add up to no group of people.
    guard !counts.label.countsOtherUnit || table.role(counts.column).role == .events else { return nil }
    guard counts.label.isCumulative || file.isCumulative || flow != nil else { return nil }
    // The column along which the numbers add up: a date, or the only column of labels.
    let dates = labelColumns.indices.filter { table.role(labelColumns[$0]).role == .date }
    guard let along = flow ?? dates.first.map({ [$0] }) ?? (labelColumns.count == 1 ? [0] : nil) else {
      return nil
    }
    var series: [UInt64: [(value: Int64, row: Int)]] = [:]
    for row in 0..<kept.rows {
      guard let value = count(row: row, column: counts.column), flow == nil || !isLeaving(row: row) else {
        continue
      }
      series[seriesKey(row: row, along: along), default: []].append((value, row))
    }
    var steps: [(row: Int, previous: Int)] = []
    for members in series.values {
      let ordered = members.sorted { ($0.value, $0.row) < ($1.value, $1.row) }
      for (before, after) in zip(ordered, ordered.dropFirst()) {
        let step = Int128(after.value) - Int128(before.value)
        if step >= Int128(unsafe.lowerBound), step < Int128(unsafe.upperBound) {
          steps.append((after.row, before.row))
        }
      }
    }
    return steps.sorted { $0.row < $1.row }
  }
}
