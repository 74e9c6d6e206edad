// The attack on one table: its equations, what is sure of them, and what they give away.

/// Works out what the published cells of a table say of its masked ones.
struct TableAttack {
  /// A masked cell of which too little stays hidden.
  struct Disclosure {
    var cell: CellPosition
    /// Limits in units of the cells; equal for a point.
    var low: Int64
    var high: Int64
    /// The equations that give it away.
    var equations: [LinearEquation]
    /// All of them are certain.
    var isCertain: Bool
    /// Whole values that remain; nil for magnitudes.
    var values: Int64?
    /// Every whole table was searched; the equations alone leave more open.
    var isSearched: Bool
    /// The cell holds nothing, or a token for nothing.
    var isBlank: Bool
  }

  /// Masked cells of which only the sum is known, and is small.
  struct SmallSum {
    var cells: [CellPosition]
    var sum: Int64
    var equation: LinearEquation
  }

  private(set) var disclosures: [Disclosure] = []
  private(set) var smallSums: [SmallSum] = []
  /// Equations that can't hold together.
  private(set) var contradictions: [[LinearEquation]] = []
  /// Masked cells that could not be decided within the budget.
  private(set) var undecided: [CellPosition] = []
  /// What masks state had to be given up for some equation to hold.
  private(set) var distrusted: TableSystem.Trust = .stated
  private(set) var cells: AdditiveCells
  private(set) var equations: [LinearEquation]
  /// Everything was searched.
  private(set) var isComplete: Bool
  /// Masked cells that equations reach.
  private(set) var attacked = 0

  /// The last attack that ran to its end, with its unknowns: what a proof of safety is made of.
  private(set) var last: (model: TableSystem, result: SuppressionAttack)?

  private let question: TableSystem.Question

  /// Contradictions that are set aside before an attack ends.
  static let contradictionLimit = 8

  /// - Parameters:
  ///   - declared: equations that come with the request; nothing has to support them.
  ///   - masked: published cells that are taken for masked.
  init(
    _ table: TableSubject, kept: KeptTable, ruleset: Ruleset, question: TableSystem.Question,
    declared: [LinearEquation] = [], isExhaustive: Bool = false, masked: Set<CellPosition> = []
  ) {
    self.question = question
    cells = AdditiveCells.withProved(
      table, kept: kept, ruleset: ruleset, threshold: Int(question.threshold))
    cells.masked = masked
    func find(in cells: AdditiveCells) -> EquationFinder.Found {
      EquationFinder.find(in: cells, threshold: Int(question.threshold), isExhaustive: isExhaustive)
    }
    var found = find(in: cells)
    if found.needsRoundedDecimals {
      cells = cells.roundingDecimals()
      found = find(in: cells)
    }
    if found.needsRoundedCounts {
      cells = cells.roundingCounts()
      found = find(in: cells)
    }
    if cells.blanksAreZeros(in: found.equations) {
      cells.zeroBlanks = true
      found = find(in: cells)
    }
    let totals =
      masked.isEmpty
      ? StatedTotals.find(
        in: cells, threshold: Int64(question.threshold) * cells.factor, isExhaustive: isExhaustive) : nil
    cells.stated = totals?.ranges ?? [:]
    equations = declared
    for others in [cells.declaredSums(), found.equations, totals?.equations ?? []] {
      let known = Set(equations.map { [$0.whole] + $0.parts })
      equations += others.filter { !known.contains([$0.whole] + $0.parts) }
    }
    isComplete = found.isComplete
  }

  /// Runs the attack: with the certain equations, then with all.
  mutating func run() {
    let certain = equations.indices.filter { equations[$0].confidence == .certain }
    let trust = attackCertain(certain)
    if certain.count < equations.count, let trust { attackAll(trust) }
    findSmallSums()
  }

  /// - Returns: how far masks are believed; nil when the equations can't be made to hold.
  private mutating func attackCertain(_ chosen: [Int]) -> TableSystem.Trust? {
    var left = chosen
    var trust = TableSystem.Trust.stated
    while contradictions.count < Self.contradictionLimit {
      guard let culprits = attack(left, trust, isCertain: true) else { return trust }
      // A legend that says too much is likelier than a total that is wrong.
      if let next = TableSystem.Trust(rawValue: trust.rawValue + 1) {
        trust = next
        continue
      }
      distrusted = .nothing
      contradictions.append(culprits.sorted().map { equations[$0] })
      left.removeAll { culprits.contains($0) }
      trust = .stated
      if culprits.isEmpty { break }
    }
    isComplete = false
    return nil
  }

  /// With equations that only seem to hold; those that can't hold beside the certain ones are no evidence.
  private mutating func attackAll(_ trust: TableSystem.Trust) {
    let disproved = Set(contradictions.joined().map { [$0.whole] + $0.parts })
    var left = equations.indices.filter { !disproved.contains([equations[$0].whole] + equations[$0].parts) }
    while left.contains(where: { equations[$0].confidence != .certain }) {
      guard let culprits = attack(left, trust, isCertain: false) else { return }
      let guesses = culprits.filter { equations[$0].confidence != .certain }
      left.removeAll { guesses.isEmpty ? equations[$0].confidence != .certain : guesses.contains($0) }
    }
  }

  /// - Returns: equations that can't hold together; nil when the attack ran to its end.
  private mutating func attack(_ chosen: [Int], _ trust: TableSystem.Trust, isCertain: Bool) -> Set<Int>? {
    let model = TableSystem(
      cells, equations: chosen.map { ($0, equations[$0]) }, question: question, trust: trust)
    let result = SuppressionAttack.run(model.system, requirements: model.requirements)
    if let rows = result.contradiction { return Set(rows.map { model.origins[$0] }) }
    attacked = max(attacked, model.requirements.count { $0 != nil })
    take(result, model, isCertain: isCertain)
    last = (model, result)
    return nil
  }

  private mutating func take(_ result: SuppressionAttack, _ model: TableSystem, isCertain: Bool) {
    let known = Set(disclosures.map(\.cell))
    for finding in result.findings {
      let cell = model.cells[finding.variable]
      if known.contains(cell) { continue }
      switch finding.status {
      case .hidden: continue
      case .undecided: if !undecided.contains(cell) { undecided.append(cell) }
      case .disclosed:
        guard let low = finding.low, let high = finding.high else { continue }
        // What the mask itself states is no discovery.
        let stated = model.stated[finding.variable]
        if low <= stated.low && high >= stated.high { continue }
        let isBlank = model.blanks.contains(finding.variable)
        // A sum that only might be one says nothing of its parts' total.
        let isWhole = equations.contains { $0.whole == cell }
        if isWhole && !isCertain { continue }
        // Nothing where there is nothing, and no mask where only a guess makes it one.
        if isBlank, low <= 0 || !isCertain || isWhole { continue }
        let used = Set(finding.rows.map { model.origins[$0] }).sorted()
        disclosures.append(
          Disclosure(
            cell: cell, low: low, high: high, equations: used.map { equations[$0] }, isCertain: isCertain,
            values: model.requirements[finding.variable]?.values(low: low, high: high),
            isSearched: finding.isSearched, isBlank: isBlank))
      }
    }
  }

  /// Equations in which all but several hidden cells are published, and these add up to a small number.
  private mutating func findSmallSums() {
    let disclosed = Set(disclosures.map(\.cell))
    let limit = question.threshold * cells.factor
    for equation in equations where equation.confidence == .certain {
      guard case .known(let least, let most) = cells.reading(equation.whole), least == most else { continue }
      var rest = least
      var hidden: [CellPosition] = []
      var isPlain = true
      for part in equation.parts {
        switch cells.reading(part) {
        case .known(let low, let high) where low == high: rest -= low
        case .hidden: hidden.append(part)
        default: isPlain = false
        }
      }
      guard isPlain, hidden.count >= 2, rest >= cells.factor, rest < limit,
        hidden.allSatisfy({ cells.wholeColumns.contains($0.column) }), disclosed.isDisjoint(with: hidden)
      else { continue }
      smallSums.append(SmallSum(cells: hidden, sum: rest, equation: equation))
    }
  }
}
