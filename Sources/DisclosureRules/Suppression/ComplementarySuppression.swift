// Which further cells to mask so that no masked cell is given away, at the least loss.

/// Complementary suppression by implicit hitting sets: every successful attack names the published cells it
/// needed, and one of them has to be masked as well. The cheapest set that meets all attacks so far is masked
/// and attacked again; when no attack succeeds, no cheaper set can do.
public struct ComplementarySuppression {
  /// What is to be masked.
  public struct Plan: Sendable, Equatable {
    /// Cells that were to be hidden from the start, and those that protect them; in file order.
    public var primary: [CellPosition]
    public var complementary: [CellPosition]
    /// No cheaper set would do.
    public var isOptimal: Bool
    /// Cells that can't be protected, because nothing more can be masked.
    public var unprotected: [CellPosition]
    /// Masked cells with one contributor, who knows them.
    public var insiders: Int
    /// Masked cells that one of these can work out, because nothing more can be masked.
    public var exposed: [CellPosition]
    /// Contributors for whom there was no time.
    public var unexamined: Int
  }

  /// What a table loses by a masked cell.
  public enum Loss: Sendable, Equatable {
    /// As few cells as possible, and of these the ones with the smallest numbers.
    case cells
    /// Numbers that add up to as little as possible.
    case sum
    /// Given weights, in any unit; a cell without one must not be masked.
    case weights([CellPosition: Int64])
  }

  /// An attack: one of the options must be masked, if the trigger is.
  fileprivate struct Cut {
    var trigger: CellPosition?
    var options: [CellPosition]
  }

  private let attack: TableAttack
  private let question: TableSystem.Question
  private let cost: [CellPosition: Int128]
  private let intervals: [CellPosition: CellRequirement.Interval]
  /// Cells whose only contributor knows them.
  private let insiders: Set<CellPosition>

  /// Unknowns in all attacks of insiders of one round.
  static let insiderLimit = 100_000
  /// Rounds of attack and choice; a round adds at least one cut.
  static let roundLimit = 400
  /// Cuts up to which the choice is optimal, and the nodes of one such choice; greedy beyond.
  static let exactCuts = 60
  static let exactNodes = 50_000
  /// What one more masked cell costs against the number in it.
  private static let cellCost: Int128 = 1 << 50
  /// What a unit of loss costs against one more masked cell, more than any table has.
  private static let tieUnit: Int128 = 1 << 30
  /// A zero protects nothing that the attacker does not guess: so many cells are better.
  private static let zeroCost: Int128 = 8

  /// - Parameters:
  ///   - primary: published cells that must be hidden; cells that are masked already are protected as well.
  ///   - intervals: what must stay possible for cells of which more than the ruleset's width must stay open.
  /// - Returns: nil when the table was not kept or contradicts itself.
  public static func plan(
    for table: TableSubject, primary: [CellPosition], under ruleset: Ruleset, loss: Loss = .cells,
    intervals: [CellPosition: ProtectionInterval] = [:]
  ) -> Plan? {
    guard let kept = table.kept else { return nil }
    let question = RecoverableSuppression.question(under: ruleset)
    let attack = TableAttack(table, kept: kept, ruleset: ruleset, question: question, isExhaustive: true)
    var cost: [CellPosition: Int128] = [:]
    for equation in attack.equations {
      for (cell, _) in equation.terms {
        guard !cell.isStated, case .known(let low, let high) = attack.cells.reading(cell),
          high != LinearSystem.infinity
        else { continue }
        cost[cell] = Self.cost(of: cell, Int128(low), isZero: low == 0 && high == 0, loss)
      }
    }
    return ComplementarySuppression(
      attack: attack, question: question, cost: cost,
      intervals: intervals.mapValues { attack.cells.interval($0) },
      insiders: Insiders.cells(of: attack.cells)
    )
    // Labels and statistics that do not add up are not this command's to mask.
    .run(Set(primary.filter { attack.cells.columns.contains($0.column) }))
  }

  /// What masking a cell costs; nil where it must not be masked. One cell more decides between equal losses.
  private static func cost(of cell: CellPosition, _ value: Int128, isZero: Bool, _ loss: Loss) -> Int128? {
    let size = min(Int128(value.magnitude), cellCost / 2)
    return switch loss {
    case .cells: (isZero ? zeroCost : 1) * cellCost + size
    case .sum: isZero ? zeroCost * cellCost : size * tieUnit + 1
    case .weights(let weights):
      weights[cell].map { Int128(max(0, $0)) * tieUnit + (isZero ? zeroCost : 1) }
    }
  }

  private func run(_ primary: Set<CellPosition>) -> Plan? {
    var cuts: [Cut] = []
    var chosen: Set<CellPosition> = []
    var isOptimal = true
    var unprotected: Set<CellPosition> = []
    var exposed: Set<CellPosition> = []
    for _ in 0..<Self.roundLimit {
      let masked = primary.union(chosen)
      guard let open = attacked(masked, knowing: nil) else { return nil }
      var fresh: [Cut] = []
      for (cell, options) in open.disclosed where !unprotected.contains(cell) {
        if options.isEmpty { unprotected.insert(cell) }
        fresh.append(Cut(trigger: chosen.contains(cell) ? cell : nil, options: options))
      }
      fresh.removeAll { $0.options.isEmpty }
      let known = insiders.intersection(masked).sorted()
      let examined = known.prefix(Self.insiderLimit / max(1, open.unknowns))
      // What everybody can work out is settled first.
      for insider in fresh.isEmpty ? examined : [] {
        for (cell, options) in attacked(masked, knowing: insider)?.disclosed ?? []
        where !unprotected.contains(cell) && !exposed.contains(cell) {
          if options.isEmpty { exposed.insert(cell) }
          let trigger = [cell, insider].first { chosen.contains($0) }
          fresh.append(Cut(trigger: trigger, options: options))
        }
      }
      fresh.removeAll { $0.options.isEmpty }
      if fresh.isEmpty {
        return Plan(
          primary: primary.sorted(), complementary: chosen.sorted(), isOptimal: isOptimal,
          unprotected: unprotected.sorted(), insiders: known.count, exposed: exposed.sorted(),
          unexamined: known.count - examined.count)
      }
      cuts += fresh
      let choice = choose(cuts, primary)
      chosen = choice.cells
      isOptimal = isOptimal && choice.isOptimal
    }
    return nil
  }

  /// Masked cells that are given away, each with the published cells that do it, and how many unknowns there are.
  ///
  /// - Parameter insider: a masked cell that the attacker knows.
  /// - Returns: nil when the table contradicts itself.
  private func attacked(_ masked: Set<CellPosition>, knowing insider: CellPosition?) -> (
    disclosed: [(cell: CellPosition, options: [CellPosition])], unknowns: Int
  )? {
    var cells = attack.cells
    cells.masked = masked.subtracting([insider].compactMap { $0 })
    let model = TableSystem(
      cells, equations: attack.equations.enumerated().map { ($0.offset, $0.element) }, question: question,
      trust: .fromZero)
    let requirements = model.requirements.indices.map { variable in
      var requirement = model.requirements[variable]
      // Protection levels are about those who know nothing but their own contribution to the cell itself.
      if insider == nil { requirement?.interval = intervals[model.cells[variable]] }
      return requirement
    }
    let result = SuppressionAttack.run(model.system, requirements: requirements, exact: false)
    if result.contradiction != nil { return nil }
    let disclosed = result.findings.filter {
      $0.status != .hidden && !model.blanks.contains($0.variable)
    }.map { finding in
      let rows = finding.rows.isEmpty ? Array(model.origins.indices) : finding.rows
      let options = Set(rows.flatMap { attack.equations[model.origins[$0]].terms.map(\.cell) })
        .filter { cost[$0] != nil && !masked.contains($0) }.sorted()
      return (cell: model.cells[finding.variable], options: options)
    }
    return (disclosed, model.cells.count)
  }

  /// The cheapest cells that meet every cut.
  private func choose(_ cuts: [Cut], _ primary: Set<CellPosition>) -> (
    cells: Set<CellPosition>, isOptimal: Bool
  ) {
    let quick = greedy(cuts)
    guard cuts.count <= Self.exactCuts else { return (quick, false) }
    let cells = Set(cuts.flatMap(\.options)).sorted()
    let number = Dictionary(uniqueKeysWithValues: cells.enumerated().map { ($1, $0) })
    var search = CutSearch(
      costs: cells.map { cost[$0] ?? 0 },
      cuts: cuts.map { cut in
        (cut.trigger.map { number[$0] ?? -1 }, cut.options.compactMap { number[$0] })
      }, known: quick.compactMap { number[$0] })
    search.run(nodes: Self.exactNodes)
    return (Set(search.best.map { cells[$0] }), search.isComplete)
  }

  /// The cell that meets most open cuts for its cost, again and again.
  private func greedy(_ cuts: [Cut]) -> Set<CellPosition> {
    var taken: Set<CellPosition> = []
    while true {
      var met: [CellPosition: Int64] = [:]
      for cut in cuts where cut.isOpen(taken) {
        for option in cut.options { met[option, default: 0] += 1 }
      }
      let best = met.min { left, right in
        let one = (cost[left.key] ?? 0) * Int128(right.value)
        let two = (cost[right.key] ?? 0) * Int128(left.value)
        return one != two ? one < two : left.key < right.key
      }
      guard let best else { return taken }
      taken.insert(best.key)
    }
  }
}

extension ComplementarySuppression.Cut {
  /// Whether nothing that is taken meets the cut.
  fileprivate func isOpen(_ taken: Set<CellPosition>) -> Bool {
    if let trigger, !taken.contains(trigger) { return false }
    return !options.contains { taken.contains($0) }
  }
}

extension AdditiveCells {
  /// An interval in units of the cells, no narrower than it was.
  fileprivate func interval(_ interval: ProtectionInterval) -> CellRequirement.Interval {
    func scaled(_ number: ExactNumber, _ round: (Int128, Int128) -> Int128) -> Int64 {
      Int64(
        clamping: round(
          Int128(number.mantissa) * Int128(factor),
          Int128(ExactNumber.powersOfTen[Int(min(number.scale, 18))])))
    }
    return CellRequirement.Interval(
      least: scaled(interval.least) { BoundPropagation.floor($0, $1) },
      most: scaled(interval.most) { BoundPropagation.ceiling($0, $1) })
  }
}
