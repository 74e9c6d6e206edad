// The proof that masked cells are safe, in a form that anyone can check by adding up.

/// Writes a proof: the equations, what each unknown may be, and whole tables that satisfy everything.
///
/// One statement a line, places as `row,column` from 1, numbers in units of `1/scale`:
///
///     scale 1
///     cell 2,3 hidden 0 inf whole 2
///     cell 5,3 rounded 118 122 whole
///     equation 4,3 = 1,3 + 2,3 + 3,3
///     table 1: 2,3=4 3,3=9
///     safe 2,3 from 1 to 2
///     open 3,3
///     # 2,3 lies from 0 to 12
///
/// Lines that begin with `#` are for people: between which values the attack found a cell to lie, as the table
/// writes numbers.
/// A masked cell that is in no equation is `free`: nothing that adds up speaks of it.
///
/// `hidden` cells give the values the mask allows and how far apart two values must at least be; a table gives
/// every unknown of one connected part, and the part's first table completes every other part's.
public enum SafetyProof {
  /// The statements about one table; nil when no number of it is masked.
  public static func statements(for table: TableSubject, under ruleset: Ruleset) -> [String]? {
    guard let kept = table.kept else { return ["unread"] }
    let question = RecoverableSuppression.question(under: ruleset)
    var attack = TableAttack(table, kept: kept, ruleset: ruleset, question: question, isExhaustive: true)
    attack.run()
    let masks = (maskedCells(attack.cells) + statistics(attack.cells)).sorted()
    guard !masks.isEmpty else { return nil }
    guard let (model, result) = attack.last, attack.contradictions.isEmpty else { return ["contradiction"] }
    var lines = ["scale \(attack.cells.factor)"]
    let number = Dictionary(uniqueKeysWithValues: model.cells.enumerated().map { ($1, $0) })
    // Rounded numbers that no equation ties to a hidden one need no values.
    let spoken = Set(result.parts.flatMap(\.variables)).union(result.fixed.keys)
    lines += cellLines(model, attack.cells, spoken)
    let free = masks.filter { number[$0] == nil }
    lines += free.map { "free \(place($0))" }
    for equation in attack.equations
    where equation.terms.allSatisfy({ term in number[term.cell].map(spoken.contains) ?? true }) {
      lines.append(
        "equation \(place(equation.whole)) = \(equation.parts.map(place).joined(separator: " + "))")
    }
    var first: [Int] = []
    var tables = 0
    for part in result.parts {
      first.append(tables)
      for table in part.tables {
        tables += 1
        let values = zip(part.variables, table).map { "\(place(model.cells[$0]))=\($1)" }
        lines.append("table \(tables): \(values.joined(separator: " "))")
      }
    }
    if !result.fixed.isEmpty {
      let values = result.fixed.sorted { $0.key < $1.key }.map { "\(place(model.cells[$0]))=\($1)" }
      lines.append("always: \(values.joined(separator: " "))")
    }
    let spelling = EquationSpelling(attack.cells)
    for finding in result.findings where !model.blanks.contains(finding.variable) {
      let cell = place(model.cells[finding.variable])
      let low = finding.low ?? -LinearSystem.infinity
      let high = finding.high ?? LinearSystem.infinity
      lines.append("# \(cell) lies from \(spelling.number(low)) to \(spelling.number(high))")
      if finding.status == .hidden, let low = finding.witnessLow, let high = finding.witnessHigh {
        let offset = first[finding.component] + 1
        lines.append("safe \(cell) from \(low.table + offset) to \(high.table + offset)")
      } else {
        lines.append("open \(cell)")
      }
    }
    return lines
  }

  /// Cells that hide a number.
  private static func maskedCells(_ cells: AdditiveCells) -> [CellPosition] {
    (0..<cells.kept.rows).flatMap { row in
      cells.columns.map { CellPosition(row: row, column: $0) }.filter { cells.reading($0).isHidden }
    }
  }

  /// Masked cells of columns that add up to nothing: means, shares, largest contributions.
  private static func statistics(_ cells: AdditiveCells) -> [CellPosition] {
    let known = Set(cells.columns + cells.labels)
    return cells.table.columns.indices.filter {
      !known.contains($0) && cells.table.columns[$0].numeric > 0
    }.flatMap { column in
      (0..<cells.kept.rows).map { CellPosition(row: $0, column: column) }
        .filter { [.mask, .bound].contains(cells.kept.cell(row: $0.row, column: column).kind) }
    }
  }

  private static func cellLines(_ model: TableSystem, _ cells: AdditiveCells, _ spoken: Set<Int>) -> [String]
  {
    model.cells.indices.filter(spoken.contains).map { variable in
      let low = model.stated[variable].low
      let high = model.stated[variable].high
      let range =
        "\(low == -LinearSystem.infinity ? "-inf" : "\(low)") \(high == LinearSystem.infinity ? "inf" : "\(high)")"
      let whole = model.system.unit[variable] > 0 ? "whole" : "any"
      guard let requirement = model.requirements[variable] else {
        return "cell \(place(model.cells[variable])) rounded \(range) \(whole)"
      }
      let asked =
        switch requirement.kind {
        case .count(let values, let threshold, let unit): "count \((values - 1) * unit) \(threshold)"
        case .magnitude(let thousandths): "magnitude \(thousandths) 0"
        }
      let kind = model.blanks.contains(variable) ? "blank" : "hidden"
      return "cell \(place(model.cells[variable])) \(kind) \(range) \(whole) \(asked)"
    }
  }

  private static func place(_ cell: CellPosition) -> String { "\(cell.row + 1),\(cell.column + 1)" }
}
