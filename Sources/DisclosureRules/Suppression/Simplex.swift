// The bounded primal simplex method: how far an unknown can go while all equations hold.

/// Finds extremes of linear functions over one system, each from where the last one ended.
///
/// Runs in binary floating point. Nothing that it says is believed before whole-number arithmetic confirms it:
/// a point by adding up, a limit by its certificate.
struct Simplex {
  /// How an attempt ended.
  enum Outcome: Equatable {
    case optimal
    /// The objective is at least what was asked for.
    case reached
    case unbounded
    case infeasible
    /// The work is used up, or rounding error got in the way.
    case gaveUp
  }

  private enum Place: Equatable {
    case basic(Int)
    case atLower
    case atUpper
    /// Without bounds, at 0.
    case free
  }

  private let rows: Int
  /// Unknowns; the artificial unknown of row i is `count + i`.
  private let count: Int
  private let columns: SparseColumns
  private let rowStart: [Int]
  private let rowColumn: [Int]
  private let rowValue: [Double]
  private let constant: [Double]
  private(set) var lower: [Double]
  private(set) var upper: [Double]
  private var places: [Place]
  private var basic: [Int]
  private var basicValue: [Double]
  private var factor = BasisFactor()
  /// Work done, in matrix entries.
  private(set) var work = 0

  // Room that is reused.
  private var prices: [Double]
  private var gradient: [Double]
  private var touched: [Int] = []
  private var column: [Double]

  /// A value is within its bounds when it is out by no more than this; values are whole numbers.
  static let tolerance = 1e-6
  /// A direction improves when it gains more than this.
  static let optimality = 1e-7
  /// A pivot in the ratio test.
  static let smallestStep = 1e-7
  /// So many updates, and the basis is factored anew.
  static let updatesPerFactor = 60
  /// So many steps without progress, and the rule that can't cycle (Bland 1977) takes over.
  static let patience = 100

  init(_ system: LinearSystem) {
    rows = system.rows.count
    count = system.count
    var entries = Array(repeating: [(row: Int, value: Double)](), count: system.count)
    var rowStart = [0]
    var rowColumn: [Int] = []
    var rowValue: [Double] = []
    for (index, row) in system.rows.enumerated() {
      for term in row.terms {
        entries[term.variable].append((index, Double(term.coefficient)))
        rowColumn.append(term.variable)
        rowValue.append(Double(term.coefficient))
      }
      rowStart.append(rowColumn.count)
    }
    self.rowStart = rowStart
    self.rowColumn = rowColumn
    self.rowValue = rowValue
    var columns = SparseColumns()
    for column in entries {
      for entry in column {
        columns.row.append(entry.row)
        columns.value.append(entry.value)
      }
      columns.start.append(columns.row.count)
    }
    self.columns = columns
    constant = system.rows.map { Double($0.constant) }
    lower =
      system.lower.map { $0 == -LinearSystem.infinity ? -.infinity : Double($0) }
      + Array(repeating: 0, count: rows)
    upper =
      system.upper.map { $0 == LinearSystem.infinity ? .infinity : Double($0) }
      + Array(repeating: 0, count: rows)
    places = []
    basic = []
    basicValue = Array(repeating: 0, count: rows)
    prices = Array(repeating: 0, count: rows)
    gradient = Array(repeating: 0, count: count)
    column = Array(repeating: 0, count: rows)
    for variable in 0..<count { places.append(rest(variable)) }
    for row in 0..<rows {
      places.append(.basic(row))
      basic.append(count + row)
    }
    refresh()
  }

  private func rest(_ variable: Int) -> Place {
    if lower[variable].isFinite { return .atLower }
    return upper[variable].isFinite ? .atUpper : .free
  }

  /// Sets the bounds of an unknown; the point is mended by the next search.
  mutating func setBounds(_ variable: Int, lower low: Double, upper high: Double) {
    lower[variable] = low
    upper[variable] = high
    if case .basic = places[variable] { return }
    let old = places[variable]
    places[variable] = rest(variable)
    if old == .atUpper && high.isFinite { places[variable] = .atUpper }
    needsRefresh = true
  }
  private var needsRefresh = false

  /// The value of an unknown at the present point.
  func value(_ variable: Int) -> Double {
    switch places[variable] {
    case .basic(let row): basicValue[row]
    case .atLower: lower[variable]
    case .atUpper: upper[variable]
    case .free: 0
    }
  }

  /// Factors the basis anew and computes the values of the basic unknowns from it.
  private mutating func refresh() {
    let structural = basic.filter { $0 < count }
    var isPlaced = Array(repeating: false, count: rows)
    let result = factor.factor(columns: structural, of: columns, rows: rows)
    for variable in result.dependent { places[variable] = rest(variable) }
    for (variable, row) in result.placed {
      basic[row] = variable
      places[variable] = .basic(row)
      isPlaced[row] = true
    }
    for row in 0..<rows { places[count + row] = .atLower }
    for row in 0..<rows where !isPlaced[row] {
      basic[row] = count + row
      places[count + row] = .basic(row)
    }
    work += factor.entries * 4 + rows
    var right = constant
    for variable in 0..<count {
      if case .basic = places[variable] { continue }
      let level = value(variable)
      if level == 0 { continue }
      for entry in columns.range(variable) { right[columns.row[entry]] -= columns.value[entry] * level }
    }
    factor.solve(&right)
    basicValue = right
    needsRefresh = false
  }

  /// Brings the point into all bounds.
  mutating func findFeasible(workLimit: Int) -> Outcome {
    search([], target: .infinity, workLimit: workLimit)
  }

  /// Moves to a point at which `Σ weight · x` is greatest.
  ///
  /// - Parameter target: a value that is large enough: the search ends at the first point that has it.
  mutating func maximise(
    _ objective: [(variable: Int, weight: Double)], target: Double = .infinity, workLimit: Int
  ) -> Outcome {
    search(objective, target: target, workLimit: workLimit)
  }

  /// The multipliers of the equations at the last optimum: the certificate of its value.
  private(set) var duals: [Double] = []

  private mutating func search(
    _ objective: [(variable: Int, weight: Double)], target: Double, workLimit: Int
  ) -> Outcome {
    if needsRefresh { refresh() }
    var idle = 0
    var isConfirmed = false
    let limit = work &+ workLimit
    while work < limit {
      if factor.updates >= Self.updatesPerFactor { refresh() }
      let isFeasible = price(objective)
      if isFeasible, target < .infinity,
        objective.reduce(0, { $0 + $1.weight * value($1.variable) }) >= target - Self.tolerance
      {
        return .reached
      }
      let entering = chooseEntering(byIndex: idle > Self.patience)
      guard let (variable, direction) = entering else {
        // What looks like the end is looked at again with a fresh basis.
        if !isConfirmed && factor.updates > 0 {
          refresh()
          isConfirmed = true
          continue
        }
        duals = prices
        return isFeasible ? .optimal : .infeasible
      }
      isConfirmed = false
      for row in 0..<rows { column[row] = 0 }
      if variable < count {
        for entry in columns.range(variable) { column[columns.row[entry]] = columns.value[entry] }
      } else {
        column[variable - count] = 1
      }
      factor.solve(&column)
      work += factor.entries * 2 + rows * 3 + touched.count
      let (step, leaving, toUpper) = ratio(variable, direction, byIndex: idle > Self.patience)
      if step == .infinity { return isFeasible ? .unbounded : .gaveUp }
      idle = step > Self.tolerance ? 0 : idle + 1
      move(variable, direction, by: step, leaving: leaving, toUpper: toUpper)
    }
    return .gaveUp
  }

  /// Computes the gain of each unknown that is not basic; feasibility comes before the objective.
  private mutating func price(_ objective: [(variable: Int, weight: Double)]) -> Bool {
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
    for variable in touched { gradient[variable] = 0 }
    touched.removeAll(keepingCapacity: true)
    if isFeasible {
      for (variable, weight) in objective {
        if case .basic(let row) = places[variable] {
          prices[row] = weight
        } else {
          gradient[variable] = weight
          touched.append(variable)
        }
      }
    }
    factor.solveTransposed(&prices)
    for row in 0..<rows {
      let price = prices[row]
      if price < BasisFactor.zero && price > -BasisFactor.zero {
        prices[row] = 0
        continue
      }
      for entry in rowStart[row]..<rowStart[row + 1] {
        let variable = rowColumn[entry]
        if gradient[variable] == 0 { touched.append(variable) }
        gradient[variable] -= price * rowValue[entry]
      }
    }
    return isFeasible
  }

  private func chooseEntering(byIndex: Bool) -> (variable: Int, direction: Double)? {
    var best = -1
    var gain = Self.optimality
    var direction = 1.0
    for variable in touched {
      let slope = gradient[variable]
      let isBetter = byIndex ? slope.magnitude > Self.optimality : slope.magnitude > gain
      if !isBetter { continue }
      switch places[variable] {
      case .basic: continue
      case .atLower: if slope < 0 || lower[variable] == upper[variable] { continue }
      case .atUpper: if slope > 0 || lower[variable] == upper[variable] { continue }
      case .free: break
      }
      if byIndex && best >= 0 && variable > best { continue }
      best = variable
      gain = slope.magnitude
      direction = slope > 0 ? 1 : -1
    }
    return best < 0 ? nil : (best, direction)
  }

  /// How far the entering unknown can go, and who stops it: a row, or itself at its other bound (-1).
  private func ratio(_ variable: Int, _ direction: Double, byIndex: Bool) -> (Double, Int, Bool) {
    var step = upper[variable] - lower[variable]
    if step.isNaN { step = .infinity }
    var leaving = -1
    var toUpper = false
    var pivot = 0.0
    for row in 0..<rows {
      let rate = column[row] * direction
      if rate < Self.smallestStep && rate > -Self.smallestStep { continue }
      let other = basic[row]
      let level = basicValue[row]
      var room = Double.infinity
      var isUpper = false
      if rate > 0 {
        // It falls: to its lower bound, or, from above its upper one, to that.
        if level > upper[other] + Self.tolerance {
          room = (level - upper[other]) / rate
          isUpper = true
        } else if level >= lower[other] - Self.tolerance {
          room = max(0, level - lower[other]) / rate
        }
      } else {
        if level < lower[other] - Self.tolerance {
          room = (level - lower[other]) / rate
        } else if level <= upper[other] + Self.tolerance {
          room = max(0, upper[other] - level) / -rate
          isUpper = true
        }
      }
      if room == .infinity { continue }
      let isCloser = room < step - 1e-9
      let ties = !isCloser && room <= step + 1e-9
      let wins = ties && leaving >= 0 && (byIndex ? other < basic[leaving] : rate.magnitude > pivot)
      if isCloser || wins || ties && leaving < 0 && room < step {
        step = min(step, room)
        leaving = row
        toUpper = isUpper
        pivot = rate.magnitude
      }
    }
    return (step, leaving, toUpper)
  }

  private mutating func move(
    _ variable: Int, _ direction: Double, by step: Double, leaving: Int, toUpper: Bool
  ) {
    let start = value(variable)
    if step != 0 {
      for row in 0..<rows where column[row] != 0 { basicValue[row] -= column[row] * direction * step }
    }
    guard leaving >= 0 else {
      places[variable] = direction > 0 ? .atUpper : .atLower
      return
    }
    let out = basic[leaving]
    places[out] = toUpper ? .atUpper : .atLower
    factor.replace(row: leaving, by: column)
    basic[leaving] = variable
    places[variable] = .basic(leaving)
    basicValue[leaving] = start + direction * step
  }
}
