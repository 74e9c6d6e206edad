// Points of time in even steps: 0, 12, 24, 36 months.

/// Recognises the times of survival tables and of repeated visits, which are whole numbers as counts are.
enum TimeGrid {
  /// Fewer distinct numbers may be in even steps by chance.
  static let leastPoints = 3
  /// More are no table that people read.
  static let mostPoints = 1_000

  /// Whether the numbers of a column rise from row to row in even steps, or from 0 in multiples of the first; or
  /// the same such times come again for each of several groups.
  ///
  /// It takes a header that speaks of time besides: alone it says nothing.
  static func isIn(_ shape: ValueShape, _ column: Int, _ kept: KeptTable) -> Bool {
    guard shape.isWhole, shape.numeric == shape.profile.rows, let range = shape.range, range.lowerBound >= 0,
      shape.profile.distinct.value >= leastPoints, shape.profile.distinct.value <= mostPoints,
      kept.columns.indices.contains(column)
    else { return false }
    let values = (0..<kept.rows).compactMap { kept.cell(row: $0, column: column).whole }
    guard values.count == kept.rows else { return false }
    let points = Set(values).sorted()
    guard points.count >= leastPoints, let first = points.first, let second = points.dropFirst().first else {
      return false
    }
    // Visits start at 0 and go on in multiples of the first step: 0, 3, 6, 12.
    let isEven = zip(points, points.dropFirst()).allSatisfy { $1 - $0 == second - first }
    guard isEven || first == 0 && second > 1 && points.allSatisfy({ $0.isMultiple(of: second) }) else {
      return false
    }
    // One group after the other, each with all times in their order.
    guard values.count.isMultiple(of: points.count) else { return false }
    return values.indices.allSatisfy { values[$0] == points[$0 % points.count] }
  }
}
