// A guess that one item of an axis is the sum of others, put to the test on every line.

/// One item as the sum of others.
struct SumCandidate: Equatable {
  /// What speaks for it besides the numbers.
  enum Support: Equatable {
    /// The item is labelled a total.
    case word
    /// Part of its label says so: "Total deaths".
    case partOfLabel
    /// Its parts are indented below it.
    case indent
    /// Its code is the range or the beginning of its parts' codes.
    case code
    /// Only the order of rows or columns.
    case position
  }

  var whole: Int
  var parts: [Int]
  var support: Support
}

/// How a candidate fared.
struct SumTrial {
  /// Lines in which everything is published, and that agree.
  var held = 0
  /// Lines in which everything is published, and that do not.
  var failed = 0
  /// Lines with something hidden for which values can be found.
  var open = 0
  /// Lines with something hidden for which none can.
  var impossible = 0
  /// Distinct totals, other than 0, of the lines that agree.
  var distinct = 0
  /// Lines with something hidden in which the total is published.
  var anchored = 0
  /// Lines with something hidden in which the published parts are at least half of the total.
  var mostlyShown = 0
  /// The probability that numbers agree so often by accident.
  var chance = 1.0

  /// - Parameter threshold: a single hidden part below this, in units of the cells, is what masks are for.
  init(_ candidate: SumCandidate, on axis: TableAxis, cells: AdditiveCells, threshold: Int64) {
    var totals: Set<Int64> = []
    for line in axis.lines {
      guard let place = line[candidate.whole] else { continue }
      guard let whole = SumRange(cells.reading(place), factor: cells.factor) else { continue }
      var sum = SumRange(low: 0, high: 0)
      var hidden = whole.isHidden ? 1 : 0
      var shown = 0
      var isReadable = true
      for part in candidate.parts {
        guard let cell = line[part] else { continue }
        guard let range = SumRange(cells.reading(cell), factor: cells.factor) else {
          isReadable = false
          break
        }
        shown += 1
        if range.isHidden { hidden += 1 }
        sum.add(range)
      }
      // A line without some of the parts shows nothing either way.
      guard isReadable, shown == candidate.parts.count || shown >= 2 else { continue }
      let agrees = sum.low <= whole.high && sum.high >= whole.low
      if hidden == 0 {
        if shown < candidate.parts.count && !agrees { continue }
        if !agrees {
          failed += 1
          continue
        }
        held += 1
        if whole.low > 0, totals.insert(whole.low).inserted {
          let slack = Double(whole.high) - Double(whole.low) + Double(cells.step(column: place.column))
          chance *= min(1, slack / Double(whole.low))
        }
      } else if agrees {
        open += 1
        if whole.isHidden || sum.low == -LinearSystem.infinity { continue }
        anchored += 1
        if Int128(sum.low) * 2 >= Int128(whole.low) { mostlyShown += 1 }
        let rest = Int128(whole.low) - Int128(sum.low)
        if hidden == 1, rest >= 0, rest < Int128(threshold), whole.low > threshold {
          chance *= Double(threshold) / Double(whole.low)
        }
      } else {
        impossible += 1
      }
    }
    distinct = totals.count
  }
}

/// The values that a sum may have.
struct SumRange {
  var low: Int64
  var high: Int64
  var isHidden = false

  init(low: Int64, high: Int64) {
    self.low = low
    self.high = high
  }

  /// The range of a cell; nil when it holds nothing that adds up.
  init?(_ reading: CellReading, factor: Int64) {
    switch reading {
    case .known(let low, let high): self.init(low: low, high: high)
    case .hidden(let low, let high):
      self.init(low: low, high: high)
      isHidden = true
    case .blank(let isZero):
      self.init(low: 0, high: isZero ? 0 : LinearSystem.infinity)
      isHidden = !isZero
    case .none: return nil
    }
  }

  mutating func add(_ other: SumRange) {
    low =
      other.low == -LinearSystem.infinity || low == -LinearSystem.infinity
      ? -LinearSystem.infinity : low &+ other.low
    high =
      other.high == LinearSystem.infinity || high == LinearSystem.infinity
      ? LinearSystem.infinity : high &+ other.high
  }
}
