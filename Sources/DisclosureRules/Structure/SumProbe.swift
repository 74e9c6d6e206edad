// Single lines of an axis, in which candidates for sums are looked for before they are put to the test on all.

/// The numbers of one line, for a quick look.
struct SumProbe {
  /// What each item's cell shows, in the middle of what it may be; nil where that is unknown.
  var values: [Int64?]
  /// How far apart a rounded number and the true one may be, twice.
  var slack: Int64

  /// Lines that are looked at to find probes, and probes of an axis.
  static let lineLimit = 1_000
  static let limit = 10

  /// Whether a candidate agrees here; nil where something is unknown.
  func agrees(_ candidate: SumCandidate) -> Bool? {
    guard let whole = values[candidate.whole] else { return nil }
    var sum: Int128 = 0
    for part in candidate.parts {
      guard let value = values[part] else { return nil }
      sum += Int128(value)
    }
    return (sum - Int128(whole)).magnitude <= (Int128(slack) * Int128(candidate.parts.count + 1)).magnitude
  }

  /// Lines that together show as many items as often as can be.
  static func choose(from axis: TableAxis, cells: AdditiveCells) -> [SumProbe] {
    var all: [SumProbe] = []
    for line in axis.lines.prefix(lineLimit) {
      var probe = SumProbe(values: [], slack: 0)
      for place in line {
        if let place, case .known(let low, let high) = cells.reading(place), high != LinearSystem.infinity {
          probe.values.append(low / 2 + high / 2 + (low % 2 + high % 2) / 2)
          probe.slack = max(probe.slack, high - low)
        } else {
          probe.values.append(nil)
        }
      }
      all.append(probe)
    }
    var chosen: [SumProbe] = []
    var covered = Array(repeating: 0, count: axis.items.count)
    while chosen.count < limit, !all.isEmpty {
      let gains = all.map { probe in
        probe.values.indices.reduce(0.0) {
          (probe.values[$1] ?? 0) > 0 ? $0 + 1 / Double(1 + covered[$1]) : $0
        }
      }
      guard let best = gains.indices.max(by: { gains[$0] < gains[$1] }), gains[best] > 1 else { break }
      let probe = all.remove(at: best)
      for item in probe.values.indices where (probe.values[item] ?? 0) > 0 { covered[item] += 1 }
      chosen.append(probe)
    }
    return chosen
  }
}
