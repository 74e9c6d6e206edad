// What is known of the contributions to one magnitude cell.

/// The total X of a published cell and its largest contributions x1 ≥ x2, as absolute values brought to one
/// number of decimals.
struct Contributions: Equatable {
  let total: UInt128
  let largest: UInt128
  /// Nil when nothing says what the second largest is.
  let second: UInt128?
  /// A value was negative, and its absolute value was taken. Source: GaussSuppression and ABS do so.
  let tookAbsolutes: Bool
  /// What p% takes off the total: the two largest, times their weights.
  let pair: UInt128
  /// The sums of the 1, 2, … largest contributions, where the records behind the cell are known.
  var known: [UInt128] = []
  /// Nobody contributes but those in ``known``.
  var isAllKnown = false

  /// Contributions that were recomputed from records.
  init(
    total: UInt128, largest: UInt128, second: UInt128, pair: UInt128, tookAbsolutes: Bool, known: [UInt128],
    isAllKnown: Bool
  ) {
    self.total = total
    self.largest = largest
    self.second = second
    self.pair = pair
    self.tookAbsolutes = tookAbsolutes
    self.known = known
    self.isAllKnown = isAllKnown
  }

  /// - Parameters:
  ///   - total: X, as published.
  ///   - largest: x1; nil where the table doesn't say.
  ///   - second: x2; nil where the table doesn't say.
  ///   - contributors: N; of one or two contributors what is missing follows from the total.
  /// - Returns: nil when not even the largest contribution is known.
  init?(total: ExactNumber, largest: ExactNumber?, second: ExactNumber?, contributors: Int64? = nil) {
    let scale = max(total.scale, largest?.scale ?? 0, second?.scale ?? 0)
    func magnitude(_ number: ExactNumber) -> UInt128 { number.scaled(to: scale).magnitude }

    let whole = magnitude(total)
    var first = largest.map(magnitude)
    var next = second.map(magnitude)
    if first == nil, contributors == 1 { first = whole }
    guard let known = first else { return nil }
    if next == nil {
      switch contributors {
      case 1: next = 0
      case 2: next = whole > known ? whole - known : 0
      default: break
      }
    }
    // Signed values are often ranked before their absolutes are taken.
    self.total = whole
    self.largest = max(known, next ?? 0)
    self.second = next.map { min(known, $0) }
    pair = self.largest + (self.second ?? 0)
    tookAbsolutes = [total, largest, second].contains { ($0?.mantissa ?? 0) < 0 }
  }

  /// Least and greatest value that the sum of the `count` largest contributions may have; the greatest is nil
  /// when there is no bound.
  func sumOfLargest(_ count: Int) -> (least: UInt128, greatest: UInt128?) {
    if let last = known.last {
      if count <= known.count { return (known[count - 1], known[count - 1]) }
      if isAllKnown { return (last, last) }
    }
    guard count > 1 else { return (largest, largest) }
    let least = known.last ?? largest + (second ?? 0)
    let smallest = second ?? largest
    let unknown = count - (known.isEmpty ? (second == nil ? 1 : 2) : known.count)
    if unknown == 0 { return (least, least) }
    // Contributions that aren't known are no larger than the smallest that is.
    let (rest, overflow) = smallest.multipliedReportingOverflow(by: UInt128(unknown))
    return (least, overflow ? nil : least.addingReportingOverflow(rest).partialValue)
  }
}
