// The attack against published answers and against plain enumeration.

import Testing

@testable import DisclosureRules

@Suite struct SuppressionAttackTests {
  private static let count = CellRequirement(kind: .count(minimumValues: 3, threshold: 10, unit: 1))

  /// A system of non-negative whole unknowns from `[unknowns] = sum` rows.
  private func system(_ count: Int, _ rows: [([Int], Int64)], upper: [Int: Int64] = [:]) -> LinearSystem {
    var system = LinearSystem()
    for variable in 0..<count {
      _ = system.addVariable(lower: 0, upper: upper[variable] ?? LinearSystem.infinity, unit: 1)
    }
    system.rows = rows.map { unknowns, sum in
      .init(terms: unknowns.map { .init(variable: $0, coefficient: 1) }, constant: sum)
    }
    return system
  }

  private func attack(_ system: LinearSystem, exact: Bool = true) -> SuppressionAttack {
    .run(system, requirements: Array(repeating: Self.count, count: system.count), exact: exact)
  }

  @Test func handbookExampleOfGeurts() {
    // SDC Handbook, chapter 4, example 3: rows X11 X12 | 7, X21 X22 | 3, 3 3 | 6, totals 9 7 | 16.
    let result = attack(system(4, [([0, 1], 7), ([2, 3], 3), ([0, 2], 6), ([1, 3], 4)]))
    #expect(result.findings.map(\.low) == [3, 1, 0, 0])
    #expect(result.findings.map(\.high) == [6, 4, 3, 3])
    #expect(result.findings.allSatisfy { $0.status == .hidden })
  }

  @Test func aPointNamesTheEquationsThatMakeIt() {
    // x0 + x1 = 12 and x0 = 5 by a row of its own; x2 and x3 have nothing to do with it.
    let result = attack(system(4, [([2, 3], 40), ([0, 1], 12), ([0], 5)]))
    #expect(result.findings.map(\.status) == [.disclosed, .disclosed, .hidden, .hidden])
    #expect(result.findings[1].low == 7 && result.findings[1].high == 7)
    #expect(result.findings[1].rows == [1, 2])
  }

  @Test func twoBoundedCellsThatNearlyFillTheirSum() {
    let result = attack(system(2, [([0, 1], 13)], upper: [0: 7, 1: 7]))
    #expect(result.findings.map(\.low) == [6, 6])
    #expect(result.findings.map(\.high) == [7, 7])
    #expect(result.findings.allSatisfy { $0.status == .disclosed })
  }

  @Test func fewValuesAreEnoughAboveTheThreshold() {
    let open = attack(system(2, [([0, 1], 61)], upper: [0: 31, 1: 31]))
    #expect(open.findings.allSatisfy { $0.status == .hidden })
  }

  @Test func whatCanNotAddUpIsSaid() {
    let result = attack(system(2, [([0, 1], 20), ([0], 30)]))
    #expect(result.contradiction != nil)
    // No single equation is at fault: a cycle of pairs with an odd sum has no whole solution.
    let odd = attack(system(3, [([0, 1], 1), ([1, 2], 1), ([0, 2], 1)]))
    #expect(odd.findings.allSatisfy { $0.status != .hidden })
  }

  @Test func wholeValuesSayMoreThanFractions() {
    // x0 + x1 = x1 + x2 = x0 + x2 = 4 has one solution; with upper bounds the attack must not need fractions.
    let result = attack(system(3, [([0, 1], 4), ([1, 2], 4), ([0, 2], 4)]))
    #expect(result.findings.map(\.low) == [2, 2, 2])
    #expect(result.findings.map(\.high) == [2, 2, 2])
  }

  @Test(arguments: 0..<60) func findsWhatEnumerationFinds(seed: Int) {
    var random = TableLottery(seed: seed)
    let (system, truth) = random.maskedTable()
    guard let all = Enumeration.extremes(of: system) else { return }
    for exact in [true, false] {
      let result = attack(system, exact: exact)
      #expect(result.contradiction == nil)
      #expect(result.findings.count == system.count)
      for finding in result.findings {
        let (low, high) = all[finding.variable]
        let values = high - low + 1
        let isGiven = values == 1 || values < 3 && high < 10
        #expect(
          finding.status == (isGiven ? .disclosed : .hidden), "unknown \(finding.variable) of table \(seed)")
        if exact, isGiven { #expect(finding.low == low && finding.high == high) }
        #expect((low...high).contains(truth[finding.variable]))
      }
      // Every table that is shown as evidence satisfies every equation.
      for part in result.parts {
        for table in part.tables { #expect(satisfies(table, part, system, result.fixed)) }
      }
    }
  }

  private func satisfies(
    _ table: [Int64], _ part: SuppressionAttack.Part, _ system: LinearSystem, _ fixed: [Int: Int64]
  ) -> Bool {
    var values: [Int: Int64] = fixed
    for (variable, value) in zip(part.variables, table) { values[variable] = value }
    return system.rows.allSatisfy { row in
      let known = row.terms.compactMap { term in values[term.variable].map { $0 * term.coefficient } }
      return known.count < row.terms.count || known.reduce(0, +) == row.constant
    }
  }
}
