// Counts rounded so that they still add up.

/// Controlled rounding: every count goes to a multiple of the base beside it, multiples stay, and every sum that
/// held before holds afterwards, with as little change altogether as that allows.
///
/// Source: Cox and Ernst, Controlled rounding, INFOR 20 (1982); SDC Handbook, chapter 5.
public struct ControlledRounding {
  /// How the numbers were found.
  public enum Method: Sendable, Equatable {
    /// Each to a neighbouring multiple; the changes are the least possible when `isOptimal`.
    case controlled(isOptimal: Bool)
    /// The smallest parts by themselves and the totals as their sums: no better was found within the limits,
    /// or the ruleset's grid allows none.
    case summed
    /// Every number by itself: the ruleset wants totals on a grid on which sums need not lie.
    case separate
  }

  /// Rounded counts.
  public struct Plan: Sendable, Equatable {
    public var values: [CellPosition: Int64]
    public var method: Method
    /// Counts that are a whole base or more from what they were.
    public var distant: Int
    /// Sums that held before and hold now.
    public var sums: Int
  }

  /// Matrix entries that the search may touch; a second or two.
  static let workLimit = 2_000_000_000
  /// Whole tables that are looked at where fractions came out.
  static let searchNodes = 400

  private let grid: CountGrid
  private let counts: [CellPosition: Int64]
  private let sums: [LinearEquation]

  /// Rounds the counts of a table.
  ///
  /// - Parameter hidden: cells that will not be shown; their numbers are not in the result.
  /// - Returns: nil when the ruleset does not round or the table holds no counts.
  public static func plan(for table: TableSubject, hidden: Set<CellPosition>, under ruleset: Ruleset) -> Plan?
  {
    guard let kept = table.kept, let grid = CountGrid(under: ruleset) else { return nil }
    var counts: [CellPosition: Int64] = [:]
    for column in table.columns.indices {
      for row in 0..<kept.rows
      where UnroundedCount.isCount(table.cellRole(row: row, column: column), of: table.columns[column]) {
        guard let value = kept.cell(row: row, column: column).whole, value >= 0,
          value < LinearSystem.largest
        else { continue }
        counts[CellPosition(row: row, column: column)] = value
      }
    }
    if counts.isEmpty { return nil }
    let attack = TableAttack(
      table, kept: kept, ruleset: ruleset, question: RecoverableSuppression.question(under: ruleset),
      isExhaustive: true)
    let sums = attack.equations.compactMap { equation -> LinearEquation? in
      guard equation.confidence == .certain else { return nil }
      var equation = equation
      // Where nobody is, nothing is to be rounded.
      equation.parts.removeAll { attack.cells.reading($0) == .blank(isZero: true) }
      var sum: Int128 = 0
      for (cell, sign) in equation.terms {
        guard let value = counts[cell] else { return nil }
        sum += Int128(sign) * Int128(value)
      }
      return sum == 0 ? equation : nil
    }
    return ControlledRounding(grid: grid, counts: counts, sums: sums).run(hidden)
  }

  private func run(_ hidden: Set<CellPosition>) -> Plan {
    var values: [CellPosition: Int64]
    var method: Method
    if grid.isRegular, let (found, isOptimal) = controlled(hidden) {
      (values, method) = (found, .controlled(isOptimal: isOptimal))
    } else if let found = summed() {
      (values, method) = (found, .summed)
    } else {
      (values, method) = (counts.mapValues(grid.rounded), .separate)
    }
    let held = sums.count { sum in
      sum.terms.reduce(Int128(0)) { $0 + Int128($1.sign) * Int128(values[$1.cell] ?? 0) } == 0
    }
    for cell in hidden { values[cell] = nil }
    let distant = values.count { cell, value in
      ((counts[cell] ?? value) - value).magnitude >= grid.base.magnitude
    }
    return Plan(values: values, method: method, distant: distant, sums: held)
  }

  /// Each count to a neighbouring multiple, by linear programming; nil when the sums allow none or it was not
  /// found.
  private func controlled(_ hidden: Set<CellPosition>) -> (values: [CellPosition: Int64], isOptimal: Bool)? {
    let cells = counts.keys.sorted()
    var system = LinearSystem()
    var lows: [Int64] = []
    // What going up costs over going down: b − 2r of a remainder r.
    var objective: [(variable: Int, weight: Double)] = []
    let number = Dictionary(uniqueKeysWithValues: cells.enumerated().map { ($1, $0) })
    for (index, cell) in cells.enumerated() {
      let value = counts[cell] ?? 0
      var (low, high) = grid.neighbours(of: value)
      // A number that isn't shown may go where its sums need it.
      if hidden.contains(cell) {
        (low, high) = (value - value % grid.base, value - value % grid.base + grid.base)
      }
      lows.append(low)
      _ = system.addVariable(lower: 0, upper: high > low ? 1 : 0, unit: 1)
      if high > low, !hidden.contains(cell) {
        objective.append((index, -Double(grid.base - 2 * (value % grid.base))))
      }
    }
    for sum in sums {
      var row = LinearSystem.Row(terms: [], constant: 0)
      var floor: Int128 = 0
      for (cell, sign) in sum.terms {
        guard let variable = number[cell] else { return nil }
        row.terms.append(.init(variable: variable, coefficient: sign))
        floor += Int128(sign) * Int128(lows[variable])
      }
      row.constant = -Int64(floor / Int128(grid.base))
      system.rows.append(row)
    }
    guard let (steps, isOptimal) = Self.solve(system, objective) else { return nil }
    var values: [CellPosition: Int64] = [:]
    for (index, cell) in cells.enumerated() { values[cell] = lows[index] + steps[index] * grid.base }
    return (values, isOptimal)
  }

  /// Whole values that satisfy a system with the greatest objective.
  private static func solve(
    _ system: LinearSystem, _ objective: [(variable: Int, weight: Double)]
  ) -> (values: [Int64], isOptimal: Bool)? {
    var simplex = Simplex(system)
    switch simplex.findFeasible(workLimit: workLimit) {
    case .infeasible, .gaveUp, .unbounded: return nil
    case .optimal, .reached: break
    }
    let outcome = simplex.maximise(objective, workLimit: workLimit)
    let values = (0..<system.count).map { Int64(simplex.value($0).rounded()) }
    if system.isSatisfied(by: values) { return (values, outcome == .optimal) }
    // Fractions: the objective becomes an unknown, and whole tables are searched for its greatest value.
    var whole = system
    let most = objective.reduce(0.0) { $0 + $1.weight.magnitude }
    guard most < Double(LinearSystem.largest) else { return nil }
    let gain = whole.addVariable(lower: -Int64(most), upper: Int64(most), unit: 1)
    whole.rows.append(
      .init(
        terms: objective.map { .init(variable: $0.variable, coefficient: Int64($0.weight)) }
          + [.init(variable: gain, coefficient: -1)], constant: 0))
    var start = Simplex(whole)
    switch start.findFeasible(workLimit: workLimit) {
    case .infeasible, .gaveUp, .unbounded: return nil
    case .optimal, .reached: break
    }
    var search = IntegerSearch(whole, simplex: start, nodes: searchNodes)
    return search.extreme(of: gain, sign: 1).map { (Array($0.table.dropLast()), $0.isProved) }
  }

  /// Parts by themselves, totals as sums of their rounded parts, from the smallest totals to the largest; nil
  /// where the sums contradict each other then, or lie off a grid that the ruleset demands.
  private func summed() -> [CellPosition: Int64]? {
    if grid.totals == .grid, !grid.isRegular, grid.method != .up { return nil }
    let wholes = Set(sums.map(\.whole))
    var values: [CellPosition: Int64] = [:]
    for (cell, value) in counts where !wholes.contains(cell) { values[cell] = grid.rounded(value) }
    var open = sums
    while !open.isEmpty {
      let before = open.count
      open.removeAll { sum in
        let parts = sum.parts.compactMap { values[$0] }
        guard parts.count == sum.parts.count else { return false }
        if values[sum.whole] == nil { values[sum.whole] = parts.reduce(0, &+) }
        return true
      }
      if open.count == before { return nil }
    }
    let holds = sums.allSatisfy { sum in
      sum.terms.reduce(Int128(0)) { $0 + Int128($1.sign) * Int128(values[$1.cell] ?? 0) } == 0
    }
    return holds ? values : nil
  }
}
