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

  enum Place: Equatable {
    case basic(Int)
    case atLower
    case atUpper
    /// Without bounds, at 0.
    case free
  }

  let rows: Int
  /// Unknowns; the artificial unknown of row i is `count + i`.
  let count: Int
  let columns: SparseColumns
  let rowStart: [Int]
  let rowColumn: [Int]
  let rowValue: [Double]
  private let constant: [Double]
  private(set) var lower: [Double]
  private(set) var upper: [Double]
  var places: [Place]
  var basic: [Int]
  var basicValue: [Double]
  var factor = BasisFactor()
  /// Work done, in matrix entries.
  var work = 0

  // Room that is reused.
  var prices: [Double]
  var gradient: [Double]
  var touched: [Int] = []
  /// The weight of each unknown in the objective of the running search.
  var weights: [Double]
  /// Unknowns that gained most when all were priced last.
  var candidates: [Int] = []
  var column: [Double]

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
    weights = gradient
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
    for (variable, weight) in objective { weights[variable] = weight }
    defer { for (variable, _) in objective { weights[variable] = 0 } }
    var idle = 0
    var isConfirmed = false
    let limit = work &+ workLimit
    while work < limit {
      if factor.updates >= Self.updatesPerFactor { refresh() }
      let isFeasible = priceRows(objective)
      if isFeasible, target < .infinity,
        objective.reduce(0, { $0 + $1.weight * value($1.variable) }) >= target - Self.tolerance
      {
        return .reached
      }
      let entering = chooseEntering(objective, isFeasible: isFeasible, byIndex: idle > Self.patience)
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
      work += factor.entries * 2 + rows * 3
      let (step, leaving, toUpper) = ratio(variable, direction, byIndex: idle > Self.patience)
      if step == .infinity { return isFeasible ? .unbounded : .gaveUp }
      idle = step > Self.tolerance ? 0 : idle + 1
      move(variable, direction, by: step, leaving: leaving, toUpper: toUpper)
    }
    return .gaveUp
  }
}
