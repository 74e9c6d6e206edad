// The contributions to a magnitude cell, as the microdata give them.

extension Contributions {
  /// Nil when nobody contributes, or when the numbers don't fit.
  init?(_ group: SourceGroup) {
    guard let total = group.magnitude, let first = group.largest.first else { return nil }
    let scale = ([total] + group.largest.flatMap { [$0.value, $0.weighted] }).map(\.scale).max() ?? 0
    func whole(_ number: WideDecimal) -> UInt128? { number.mantissa(atScale: scale).map(\.magnitude) }
    guard let all = whole(total), let largest = whole(first.value) else { return nil }
    var contributors: [(value: UInt128, weighted: UInt128)] = []
    for contributor in group.largest {
      guard let value = whole(contributor.value), let weighted = whole(contributor.weighted) else {
        return nil
      }
      contributors.append((value, weighted))
    }
    let (pair, overflow) = contributors.prefix(2).reduce((UInt128(0), false)) { sum, next in
      let (added, carry) = sum.0.addingReportingOverflow(next.weighted)
      return (added, sum.1 || carry)
    }
    guard !overflow else { return nil }
    self.init(
      total: all, largest: largest, second: contributors.count > 1 ? contributors[1].value : 0,
      pair: pair, tookAbsolutes: group.hasNegative,
      known: (1...SourceGroup.kept).map { Self.sum(of: $0, contributors, in: all) },
      isAllKnown: group.contributors <= Int64(SourceGroup.kept))
  }

  /// The sum of the `count` largest contributions of the population for which the sample stands: somebody
  /// with weight 3 stands for three. A part of a weight counts as nobody, which errs on the side of caution.
  private static func sum(
    of count: Int, _ contributors: [(value: UInt128, weighted: UInt128)], in total: UInt128
  ) -> UInt128 {
    var rest = UInt128(count)
    var sum: UInt128 = 0
    for contributor in contributors where rest > 0 {
      let (share, tooMany) = contributor.value.multipliedReportingOverflow(by: rest)
      let isWhole = tooMany || contributor.weighted <= share
      let (added, overflow) = sum.addingReportingOverflow(isWhole ? contributor.weighted : share)
      if overflow { return total }
      sum = added
      let stands = contributor.value > 0 ? contributor.weighted / contributor.value : rest
      rest -= isWhole ? min(rest, stands) : rest
    }
    return min(sum, total)
  }
}
