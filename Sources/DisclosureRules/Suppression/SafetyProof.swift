// The proof that masked cells are safe, in a form that anyone can check by adding up.

/// Writes a proof: the equations, what each unknown may be, and whole tables that satisfy everything.
///
/// One statement a line, words with spaces between. A cell is `row,column`, both from 1; numbers are in units of
/// `1/scale`:
///
///     scale 1
///     hidden 2,3 0 inf whole
///     blank 6,3 0 inf whole
///     rounded 5,3 118 122 whole
///     stated 0,3 262 262 whole
///     free 8,3
///     equation 4,3 = 1,3 + 2,3 + 3,3
///     table 1 2,3=4 3,3=9
///     safe 2,3 1 2
///     unproved cell 3,3 is not hidden
///     # 2,3 lies from 0 to 12
///
/// - `hidden`, `blank` and `rounded` cells are not published exactly: a mask, nothing, or a number that stands for a
///   range; what is `stated` is no cell. They hold a value from the first number to the second, a `whole` one or `any`.
///   Row 0 and below are numbers that a header or percentages state of a column, column 0 and below those of a row.
/// - `free`: a masked cell in no equation; nothing that adds up speaks of it.
/// - `equation`: the first cell is the sum of the others.
/// - `table`: values of all unknowns of one connected part. Table 0 holds those that have one value only, and is part of
///   all others.
/// - `safe`: in these two tables the cell differs by as much as the ruleset demands; the lesser value first.
/// - `unproved`: why there is no proof.
/// - Lines that begin with `#` are for people: between which values the attack found a cell to lie, as the table
///   writes numbers.
public enum SafetyProof {
  /// The statements about one table; nil when no number of it is masked.
  public static func statements(for table: TableSubject, under ruleset: Ruleset) -> [String]? {
    guard let kept = table.kept else { return ["unproved the table was not examined"] }
    let question = RecoverableSuppression.question(under: ruleset)
    var attack = TableAttack(table, kept: kept, ruleset: ruleset, question: question, isExhaustive: true)
    attack.run()
    let masks = (maskedCells(attack.cells) + statistics(attack.cells)).sorted()
    guard !masks.isEmpty else { return nil }
    guard let (model, result) = attack.last, attack.contradictions.isEmpty else {
      return ["unproved the table can not add up"]
    }
    var lines = ["scale \(attack.cells.factor)"]
    let number = Dictionary(uniqueKeysWithValues: model.cells.enumerated().map { ($1, $0) })
    // Rounded numbers that no equation ties to a hidden one need no values.
    let spoken = Set(result.parts.flatMap(\.variables)).union(result.fixed.keys)
    lines += cellLines(model, attack.cells, spoken)
    let stated = attack.cells.stated.filter { number[$0.key] == nil }.sorted { $0.key < $1.key }
    lines += stated.map { "stated \(place($0.key)) \($0.value.low) \($0.value.high) whole" }
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
        lines.append("table \(tables) \(values.joined(separator: " "))")
      }
    }
    if !result.fixed.isEmpty || !stated.isEmpty {
      let values =
        result.fixed.sorted { $0.key < $1.key }.map { "\(place(model.cells[$0]))=\($1)" }
        + stated.map { "\(place($0.key))=\($0.value.low)" }
      lines.append("table 0 \(values.joined(separator: " "))")
    }
    let spelling = EquationSpelling(attack.cells)
    for finding in result.findings where !model.blanks.contains(finding.variable) {
      let cell = place(model.cells[finding.variable])
      let low = finding.low ?? -LinearSystem.infinity
      let high = finding.high ?? LinearSystem.infinity
      lines.append("# \(cell) lies from \(spelling.number(low)) to \(spelling.number(high))")
      if finding.status == .hidden, let low = finding.witnessLow, let high = finding.witnessHigh {
        let offset = first[finding.component] + 1
        lines.append("safe \(cell) \(low.table + offset) \(high.table + offset)")
      } else {
        lines.append("unproved cell \(cell) is not hidden")
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
      let cell = model.cells[variable]
      let kind =
        cell.isStated
        ? "stated"
        : model.blanks.contains(variable)
          ? "blank" : model.requirements[variable] == nil ? "rounded" : "hidden"
      return "\(kind) \(place(cell)) \(range) \(whole)"
    }
  }

  private static func place(_ cell: CellPosition) -> String { "\(cell.row + 1),\(cell.column + 1)" }
}
