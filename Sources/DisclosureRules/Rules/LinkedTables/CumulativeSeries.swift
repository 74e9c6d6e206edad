// Series that add up as they go: the step from one number to the next is a count of its own.

extension CountCells {
  /// The rows are the steps of a flow chart: of the people of one step the next one keeps some.
  private var isFlow: Bool {
    // The rows of a table by time are no steps of a chart, whatever its name says.
    labelColumns.count == 1 && table.role(labelColumns[0]).role != .date
      && table.columns[labelColumns[0]].numeric == 0
      && (file.isFlow || headerLabels.contains(where: \.isFlow) || namesWhoIsLeft)
  }

  /// Steps of a flow that says of itself what it is only in the labels of its rows.
  private static let fewestSteps = 3

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
  func cumulativeSteps(column: Int, unsafe: Range<Int>) -> [(row: Int, previous: Int)]? {
    let counts = columns[column]
    // Events of a survival table are people; other events add up to no group of people.
    guard !counts.label.countsOtherUnit || table.role(counts.column).role == .events else { return nil }
    let isFlow = isFlow
    guard counts.label.isCumulative || file.isCumulative || isFlow else { return nil }
    // The column along which the numbers add up: a date, or the only column of labels.
    let dates = labelColumns.indices.filter { table.role(labelColumns[$0]).role == .date }
    guard let along = dates.first ?? (labelColumns.count == 1 ? 0 : nil) else { return nil }
    var series: [UInt64: [(value: Int64, row: Int)]] = [:]
    for row in 0..<kept.rows {
      guard let value = count(row: row, column: counts.column), !isFlow || !isLeaving(row: row) else {
        continue
      }
      let key = rowKeys[row] &- axes[along].keys[axes[along].codes[row]]
      series[key, default: []].append((value, row))
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
