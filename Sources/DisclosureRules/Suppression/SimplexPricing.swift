// Which unknown the simplex method moves next.

extension Simplex {
  /// Unknowns that are priced again before all are.
  static let candidateLimit = 48

  /// Computes the price of each equation; feasibility comes before the objective.
  ///
  /// - Returns: whether the point lies within all bounds.
  mutating func priceRows(_ objective: [(variable: Int, weight: Double)]) -> Bool {
    for row in 0..<rows { prices[row] = 0 }
    var isFeasible = true
    for row in 0..<rows {
      let variable = basic[row]
      if basicValue[row] < lower[variable] - Self.tolerance {
        prices[row] = 1
        isFeasible = false
      } else if basicValue[row] > upper[variable] + Self.tolerance {
        prices[row] = -1
        isFeasible = false
      }
    }
    if isFeasible {
      for (variable, weight) in objective {
        if case .basic(let row) = places[variable] { prices[row] = weight }
      }
    }
    factor.solveTransposed(&prices)
    for row in 0..<rows where prices[row] < BasisFactor.zero && prices[row] > -BasisFactor.zero {
      prices[row] = 0
    }
    return isFeasible
  }

  /// The unknown whose move gains most, of a few that did when all were priced last, or of all when none of
  /// those gains any more; nil at the optimum. By index the first of all that gains.
  mutating func chooseEntering(
    _ objective: [(variable: Int, weight: Double)], isFeasible: Bool, byIndex: Bool
  ) -> (variable: Int, direction: Double)? {
    if !byIndex, let best = bestCandidate(isFeasible: isFeasible) { return best }
    priceAll(isFeasible ? objective : [])
    var best = -1
    var gain = Self.optimality
    var ranked: [(gain: Double, variable: Int)] = []
    for variable in touched where isImproving(variable, gradient[variable]) {
      let size = gradient[variable].magnitude
      if byIndex {
        if best < 0 || variable < best { best = variable }
        continue
      }
      ranked.append((size, variable))
      if size > gain {
        gain = size
        best = variable
      }
    }
    candidates.removeAll(keepingCapacity: true)
    guard best >= 0 else { return nil }
    if !byIndex {
      ranked.sort { ($1.gain, $0.variable) < ($0.gain, $1.variable) }
      candidates = ranked.prefix(Self.candidateLimit).map(\.variable)
    }
    return (best, gradient[best] > 0 ? 1 : -1)
  }

  /// The best of the candidates at the present prices; nil when none improves.
  private mutating func bestCandidate(isFeasible: Bool) -> (variable: Int, direction: Double)? {
    var best: (variable: Int, slope: Double)?
    for variable in candidates {
      var slope = isFeasible ? weights[variable] : 0
      let entries = columns.range(variable)
      for entry in entries { slope -= prices[columns.row[entry]] * columns.value[entry] }
      work += entries.count
      guard isImproving(variable, slope), slope.magnitude > best?.slope.magnitude ?? 0 else { continue }
      best = (variable, slope)
    }
    return best.map { ($0.variable, $0.slope > 0 ? 1 : -1) }
  }

  /// Whether the objective gains when an unknown moves along a slope, and it can.
  private func isImproving(_ variable: Int, _ slope: Double) -> Bool {
    guard slope.magnitude > Self.optimality else { return false }
    switch places[variable] {
    case .basic: return false
    case .atLower: return slope > 0 && lower[variable] != upper[variable]
    case .atUpper: return slope < 0 && lower[variable] != upper[variable]
    case .free: return true
    }
  }

  /// Computes the gain of each unknown that is not basic.
  private mutating func priceAll(_ objective: [(variable: Int, weight: Double)]) {
    for variable in touched { gradient[variable] = 0 }
    touched.removeAll(keepingCapacity: true)
    for (variable, weight) in objective {
      if case .basic = places[variable] { continue }
      gradient[variable] = weight
      touched.append(variable)
    }
    for row in 0..<rows where prices[row] != 0 {
      let price = prices[row]
      for entry in rowStart[row]..<rowStart[row + 1] {
        let variable = rowColumn[entry]
        if gradient[variable] == 0 { touched.append(variable) }
        gradient[variable] -= price * rowValue[entry]
      }
      work += rowStart[row + 1] - rowStart[row]
    }
  }
}
