// A table's equations as a system of unknowns: what the attack works on.

/// The unknowns of a table, each with its cell.
struct TableSystem {
  /// How far masks are believed.
  enum Trust: Int, CaseIterable {
    /// What they state.
    case stated
    /// That they hide no more than they state, zeros included.
    case fromZero
    /// Only that something is hidden.
    case nothing
  }

  private(set) var system = LinearSystem()
  /// The cell of each unknown.
  private(set) var cells: [CellPosition] = []
  private(set) var requirements: [CellRequirement?] = []
  /// The equation that each row of the system came from.
  private(set) var origins: [Int] = []
  /// Bounds that masks state, by unknown.
  private(set) var stated: [(low: Int64, high: Int64)] = []
  /// Unknowns whose cell holds nothing, or a token for nothing.
  private(set) var blanks: Set<Int> = []

  /// What is asked of hidden cells.
  struct Question {
    var minimumValues: Int64
    var threshold: Int64
    /// Thousandths of the midpoint.
    var minimumWidth: Int64

    /// What is asked of one hidden cell.
    ///
    /// - Parameters:
    ///   - isWhole: it counts people or things.
    ///   - unit: what stands for 1 in the system of unknowns.
    func requirement(isWhole: Bool, unit: Int64) -> CellRequirement {
      CellRequirement(
        kind: isWhole
          ? .count(minimumValues: minimumValues, threshold: threshold * unit, unit: unit)
          : .magnitude(thousandths: minimumWidth))
    }
  }

  /// - Parameter equations: with numbers by which findings refer to them.
  init(
    _ cells: AdditiveCells, equations: [(index: Int, equation: LinearEquation)], question: Question,
    trust: Trust
  ) {
    var number: [CellPosition: Int] = [:]
    for (index, equation) in equations {
      var row = LinearSystem.Row(terms: [], constant: 0)
      var constant: Int128 = 0
      for (cell, sign) in equation.terms {
        let reading = cells.reading(cell)
        if case .known(let low, let high) = reading, low == high {
          constant -= Int128(sign) * Int128(low)
          continue
        }
        let variable = number[cell] ?? add(cell, reading, cells, question, trust)
        number[cell] = variable
        row.terms.append(.init(variable: variable, coefficient: sign))
      }
      guard !row.terms.isEmpty, constant.magnitude < UInt128(LinearSystem.largest) else { continue }
      row.constant = Int64(constant)
      system.rows.append(row)
      origins.append(index)
    }
  }

  private mutating func add(
    _ cell: CellPosition, _ reading: CellReading, _ cells: AdditiveCells, _ question: Question, _ trust: Trust
  ) -> Int {
    let isWhole = cells.wholeColumns.contains(cell.column)
    var low: Int64 = 0
    var high = LinearSystem.infinity
    var requirement: CellRequirement?
    switch reading {
    case .known(let least, let most):
      low = least
      high = most
    case .hidden(let least, let most):
      low = trust == .stated ? least : min(least, 0)
      high = trust == .nothing ? LinearSystem.infinity : most
      requirement = question.requirement(isWhole: isWhole, unit: cells.factor)
    case .blank(let isZero):
      if isZero { high = 0 }
      requirement = question.requirement(isWhole: isWhole, unit: cells.factor)
      blanks.insert(self.cells.count)
    case .none:
      low = -LinearSystem.infinity
    }
    self.cells.append(cell)
    requirements.append(requirement)
    stated.append((low, high))
    return system.addVariable(lower: low, upper: high, unit: isWhole ? cells.factor : 0)
  }
}
