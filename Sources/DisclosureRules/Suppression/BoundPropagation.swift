// The first and cheapest attack: what each equation says of one unknown when the others are at their bounds.

/// Narrows the bounds of a system's unknowns equation by equation, exactly.
struct BoundPropagation {
  /// The system with its bounds as narrow as they became.
  private(set) var system: LinearSystem
  /// The equation that last narrowed an unknown's lower and upper bound, -1 for none.
  private(set) var lowerReason: [Int]
  private(set) var upperReason: [Int]
  /// An equation that no values can satisfy.
  private(set) var contradiction: Int?

  private let rowsOfVariable: [[Int]]
  /// Terms looked at before narrowing ends; stopping early only leaves bounds wider.
  static let workPerTerm = 60

  init(_ system: LinearSystem) {
    self.system = system
    lowerReason = Array(repeating: -1, count: system.count)
    upperReason = Array(repeating: -1, count: system.count)
    var incident = Array(repeating: [Int](), count: system.count)
    for (index, row) in system.rows.enumerated() {
      for term in row.terms { incident[term.variable].append(index) }
    }
    rowsOfVariable = incident
  }

  /// Narrows until nothing changes, an equation can't hold, or the work is used up.
  mutating func run() {
    for variable in system.lower.indices where !snap(variable) { return }
    var isQueued = Array(repeating: true, count: system.rows.count)
    var queue = Array(system.rows.indices)
    var next = 0
    var work = 0
    let limit = Self.workPerTerm * (system.rows.reduce(0) { $0 + $1.terms.count } + 1)
    while next < queue.count, work < limit {
      let row = queue[next]
      next += 1
      isQueued[row] = false
      work += system.rows[row].terms.count
      guard let changed = narrow(row) else {
        contradiction = row
        return
      }
      for variable in changed {
        for other in rowsOfVariable[variable] where other != row && !isQueued[other] {
          isQueued[other] = true
          queue.append(other)
        }
      }
    }
  }

  /// Brings the bounds of an unknown that is a multiple of something to such multiples.
  private mutating func snap(_ variable: Int) -> Bool {
    let unit = system.unit[variable]
    if unit > 1 {
      let low = system.lower[variable]
      let high = system.upper[variable]
      if low != -LinearSystem.infinity {
        let rest = low % unit
        if rest != 0 { system.lower[variable] = rest > 0 ? low - rest + unit : low - rest }
      }
      if high != LinearSystem.infinity {
        let rest = high % unit
        if rest != 0 { system.upper[variable] = rest > 0 ? high - rest : high - rest - unit }
      }
    }
    if system.lower[variable] > system.upper[variable] {
      contradiction = rowsOfVariable[variable].first ?? 0
      return false
    }
    return true
  }

  /// The unknowns whose bounds an equation narrows; nil when it can't hold.
  private mutating func narrow(_ index: Int) -> [Int]? {
    let row = system.rows[index]
    // The least and greatest value of the left side, without its infinite terms, which are counted.
    var least: Int128 = 0
    var greatest: Int128 = 0
    var openBelow = 0
    var openAbove = 0
    for term in row.terms {
      let (low, high) = range(of: term)
      if let low { least += low } else { openBelow += 1 }
      if let high { greatest += high } else { openAbove += 1 }
    }
    let target = Int128(row.constant)
    if openBelow == 0 && least > target || openAbove == 0 && greatest < target { return nil }
    var changed: [Int] = []
    for term in row.terms {
      let (low, high) = range(of: term)
      // What the others leave for this term.
      var most: Int128?
      var fewest: Int128?
      if openBelow == 0, let low { most = target - (least - low) }
      if openBelow == 1, low == nil { most = target - least }
      if openAbove == 0, let high { fewest = target - (greatest - high) }
      if openAbove == 1, high == nil { fewest = target - greatest }
      let didNarrow = apply(term, fewest: fewest, most: most, reason: index)
      guard let didNarrow else { return nil }
      if didNarrow {
        changed.append(term.variable)
        // Keep the sums in step with the new bounds.
        let (newLow, newHigh) = range(of: term)
        if let newLow {
          least += newLow - (low ?? 0)
          if low == nil { openBelow -= 1 }
        }
        if let newHigh {
          greatest += newHigh - (high ?? 0)
          if high == nil { openAbove -= 1 }
        }
      }
    }
    return changed
  }

  private func range(of term: LinearSystem.Term) -> (Int128?, Int128?) {
    let low = system.lower[term.variable]
    let high = system.upper[term.variable]
    let factor = Int128(term.coefficient)
    let first = low == -LinearSystem.infinity ? nil : Int128(low) * factor
    let second = high == LinearSystem.infinity ? nil : Int128(high) * factor
    return factor > 0 ? (first, second) : (second, first)
  }

  /// Whether `fewest ≤ coefficient · x ≤ most` narrows x; nil when nothing is left.
  private mutating func apply(_ term: LinearSystem.Term, fewest: Int128?, most: Int128?, reason: Int) -> Bool?
  {
    let factor = Int128(term.coefficient)
    let variable = term.variable
    var didNarrow = false
    // For a negative coefficient the two sides change places.
    let low = (factor > 0 ? fewest : most).map { Self.ceiling($0, factor) }
    let high = (factor > 0 ? most : fewest).map { Self.floor($0, factor) }
    if let low, low > Int128(system.lower[variable]) {
      guard low < Int128(LinearSystem.infinity) else { return nil }
      system.lower[variable] = Int64(low)
      lowerReason[variable] = reason
      didNarrow = true
    }
    if let high, high < Int128(system.upper[variable]) {
      guard high > -Int128(LinearSystem.infinity) else { return nil }
      system.upper[variable] = Int64(high)
      upperReason[variable] = reason
      didNarrow = true
    }
    if didNarrow, !snap(variable) { return nil }
    return didNarrow
  }

  /// The quotient rounded down. For unknowns of no unit the scale is fine enough for all coefficients in use.
  static func floor(_ value: Int128, _ divisor: Int128) -> Int128 {
    let quotient = value / divisor
    return value % divisor != 0 && (value < 0) != (divisor < 0) ? quotient - 1 : quotient
  }

  static func ceiling(_ value: Int128, _ divisor: Int128) -> Int128 {
    let quotient = value / divisor
    return value % divisor != 0 && (value < 0) == (divisor < 0) ? quotient + 1 : quotient
  }

  /// The equations that led to the bounds of an unknown, in ascending order.
  func reasons(for variable: Int) -> [Int] {
    var rows: Set<Int> = []
    var seen: Set<Int> = [variable]
    var open = [variable]
    while let current = open.popLast() {
      for row in [lowerReason[current], upperReason[current]] where row >= 0 && rows.insert(row).inserted {
        for term in system.rows[row].terms where seen.insert(term.variable).inserted {
          open.append(term.variable)
        }
      }
    }
    return rows.sorted()
  }
}
