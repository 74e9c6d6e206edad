// The attack on tables that belong together: what one masks, another may give away.

/// Works out what linked tables of a request say together of the masked cells of each.
struct JointAttack {
  /// An equation with its cells' tables.
  struct Equation {
    var whole: RequestCell
    var parts: [RequestCell]
    /// Why; nil for an equation between tables.
    var reason: Message?
    var isCertain: Bool
  }

  /// A masked cell that its own table does not give away, and another one does.
  struct Disclosure {
    var cell: RequestCell
    /// In units of ``LinkScale/one``.
    var low: Int64
    var high: Int64
    /// What gives it away; the first is between tables.
    var equations: [Equation]
    var isCertain: Bool
    /// Whole values that remain; nil for magnitudes.
    var values: Int64?
  }

  private(set) var disclosures: [Disclosure] = []
  /// Masked cells that were not decided within the budget.
  private(set) var undecided = 0

  private let linked: [LinkedCells?]
  private let attacks: [Int: TableAttack]
  private let question: TableSystem.Question
  private var equations: [Equation] = []
  /// What each cell says.
  private var readings: [RequestCell: CellReading] = [:]

  /// Matrix entries that may be touched for one group of tables: a second or two.
  static let workLimit = 10_000_000_000

  /// - Parameters:
  ///   - members: the tables of one group.
  ///   - links: the equations between them.
  init(
    _ linked: [LinkedCells?], members: [Int], links: [LinkFinder.Link], ruleset: Ruleset,
    question: TableSystem.Question
  ) {
    self.linked = linked
    self.question = question
    var attacks: [Int: TableAttack] = [:]
    for number in members {
      guard let table = linked[number] else { continue }
      var attack = TableAttack(table.table, kept: table.cells.kept, ruleset: ruleset, question: question)
      attack.run()
      attacks[number] = attack
    }
    self.attacks = attacks
    equations = links.map {
      Equation(whole: $0.whole, parts: $0.parts.sorted(), reason: nil, isCertain: $0.isCertain)
    }
    for number in members {
      guard let attack = attacks[number], attack.contradictions.isEmpty else { continue }
      equations += attack.equations.filter { !$0.whole.isStated }.map { equation in
        Equation(
          whole: RequestCell(table: number, cell: equation.whole),
          parts: equation.parts.map { RequestCell(table: number, cell: $0) }, reason: equation.reason,
          isCertain: equation.confidence == .certain)
      }
    }
    for equation in equations {
      for cell in equation.parts + [equation.whole] where readings[cell] == nil {
        readings[cell] = attacks[cell.table]?.cells.reading(cell.cell) ?? CellReading.none
      }
    }
  }

  /// Runs the attack: with the certain equations, then with all.
  mutating func run() {
    attack(equations.filter(\.isCertain), isCertain: true)
    if equations.contains(where: { !$0.isCertain }) { attack(equations, isCertain: false) }
    disclosures.sort { $0.cell < $1.cell }
  }

  /// The unknowns of some equations as a system, each with its cells.
  private struct Model {
    var system = LinearSystem()
    var cells: [RequestCell] = []
    var requirements: [CellRequirement?] = []
    /// The equation of each row.
    var origins: [Int] = []
  }

  private mutating func attack(_ chosen: [Equation], isCertain: Bool) {
    for isTrusting in [true, false] {
      let model = model(chosen, isTrusting: isTrusting)
      let result = SuppressionAttack.run(
        model.system, requirements: model.requirements, workLimit: Self.workLimit)
      // Tables that can't hold together count different people, whatever their labels say.
      if result.contradiction != nil { continue }
      take(result, model, chosen, isCertain: isCertain)
      return
    }
  }

  private func model(_ chosen: [Equation], isTrusting: Bool) -> Model {
    var model = Model()
    var number: [RequestCell: Int] = [:]
    for (index, equation) in chosen.enumerated() {
      var row = LinearSystem.Row(terms: [], constant: 0)
      var constant: Int128 = 0
      var isReadable = true
      for (cell, sign) in equation.parts.map({ ($0, Int64(1)) }) + [(equation.whole, Int64(-1))] {
        guard let reading = readings[cell], let factor = attacks[cell.table]?.cells.factor,
          let range = LinkScale.range(reading, factor: factor)
        else {
          isReadable = false
          break
        }
        if range.low == range.high, !range.isHidden {
          constant -= Int128(sign) * Int128(range.low)
          continue
        }
        let variable = number[cell] ?? model.cells.count
        if variable == model.cells.count {
          number[cell] = variable
          add(cell, range, isTrusting: isTrusting, to: &model)
        }
        row.terms.append(.init(variable: variable, coefficient: sign))
      }
      guard isReadable, !row.terms.isEmpty, constant.magnitude < UInt128(LinearSystem.largest) else {
        continue
      }
      row.constant = Int64(constant)
      model.system.rows.append(row)
      model.origins.append(index)
    }
    return model
  }

  private func add(_ cell: RequestCell, _ range: SumRange, isTrusting: Bool, to model: inout Model) {
    let isWhole = attacks[cell.table]?.cells.wholeColumns.contains(cell.cell.column) ?? false
    var (low, high) = (range.low, range.high)
    if case .hidden = readings[cell] {
      low = min(low, 0)
      if !isTrusting { high = LinearSystem.infinity }
      model.requirements.append(question.requirement(isWhole: isWhole, unit: LinkScale.one))
    } else {
      model.requirements.append(nil)
    }
    model.cells.append(cell)
    _ = model.system.addVariable(lower: low, upper: high, unit: isWhole ? LinkScale.one : 0)
  }

  private mutating func take(
    _ result: SuppressionAttack, _ model: Model, _ chosen: [Equation], isCertain: Bool
  ) {
    let known = Set(disclosures.map(\.cell))
    for finding in result.findings {
      let cell = model.cells[finding.variable]
      if finding.status == .undecided { undecided += 1 }
      guard finding.status == .disclosed, let low = finding.low, let high = finding.high,
        !known.contains(cell), !isKnownAlone(cell)
      else { continue }
      let range = (model.system.lower[finding.variable], model.system.upper[finding.variable])
      // What the mask itself states is no discovery.
      if low <= range.0 && high >= range.1 { continue }
      let used = Set(finding.rows.map { model.origins[$0] }).sorted().map { chosen[$0] }
      guard used.contains(where: { $0.reason == nil }) else { continue }
      disclosures.append(
        Disclosure(
          cell: cell, low: low, high: high,
          equations: used.filter { $0.reason == nil } + used.filter { $0.reason != nil },
          isCertain: isCertain,
          values: model.requirements[finding.variable]?.values(low: low, high: high)))
    }
  }

  /// Whether a cell's own table gives it away.
  private func isKnownAlone(_ cell: RequestCell) -> Bool {
    attacks[cell.table]?.disclosures.contains { $0.cell == cell.cell } ?? false
  }

  // MARK: Words

  /// `34 = 12 + ?`: the numbers of an equation, what is asked for as a question mark.
  func text(_ equation: Equation, unknown: RequestCell) -> String {
    "\(term(equation.whole, unknown)) = \(EquationSpelling.sum(of: equation.parts) { term($0, unknown) })"
  }

  private func term(_ cell: RequestCell, _ unknown: RequestCell) -> String {
    if cell == unknown { return "?" }
    guard let cells = attacks[cell.table]?.cells else { return "?" }
    return EquationSpelling(cells).term(cell.cell, nil)
  }

  /// `a.csv row 3 column 2 = b.csv row 1 column 2 + row 2 column 2`: where the numbers of an equation stand.
  func places(_ equation: Equation) -> String {
    var table: Int?
    let parts = EquationSpelling.sum(of: equation.parts) { place($0, &table) }
    var none: Int?
    return "\(place(equation.whole, &none)) = \(parts)"
  }

  private func place(_ cell: RequestCell, _ table: inout Int?) -> String {
    let words = "row \(cell.cell.row + 1) column \(cell.cell.column + 1)"
    defer { table = cell.table }
    return table == cell.table ? words : "\(linked[cell.table]?.table.id ?? "") \(words)"
  }
}
