// One connected part of a system under attack.

/// Searches the unknowns that hang together through equations for values that are given away.
struct AttackComponent {
  /// What was learned of one unknown.
  struct Answer: Sendable {
    /// What the search established.
    enum Status: Sendable, Equatable {
      case disclosed
      case hidden
      /// The work was used up first.
      case undecided
    }

    var status = Status.undecided
    /// Limits that are proved; nil for none.
    var low: Int64?
    var high: Int64?
    /// The least and greatest value seen in a whole table, with the tables.
    var witnessLow: (value: Int64, table: Int)?
    var witnessHigh: (value: Int64, table: Int)?
    /// What proves the limits, where equations alone do.
    var certificates: [BoundCertificate] = []
    /// Every whole table was searched: the limits follow from that.
    var isSearched = false
  }

  /// The part's equations with true bounds.
  let system: LinearSystem
  /// The same with a bound for everything, far away where there is none.
  private let bounded: LinearSystem
  private var simplex: Simplex
  var simplexWork: Int { simplex.work }
  /// What each unknown has to keep open; nil for those nobody asks about.
  let requirements: [CellRequirement?]
  private(set) var answers: [Answer]
  /// Whole tables that satisfy everything.
  private(set) var tables: [[Int64]] = []
  /// No values satisfy the equations; the equations that prove it.
  private(set) var contradiction: BoundCertificate?
  private(set) var isContradictory = false
  private let workLimit: Int
  private let hasUnits: Bool

  /// Objectives that start the search: each is a sum of all unknowns with changing signs.
  static let openingObjectives = 2
  /// Parts with more unknowns are not searched table by table.
  static let searchedUnknowns = 400
  /// Nodes of one such search.
  static let searchNodes = 400
  /// Values that are kept of all tables.
  static let storedValues = 16_000_000

  /// - Parameter workLimit: matrix entries that may be touched.
  init(_ system: LinearSystem, requirements: [CellRequirement?], workLimit: Int) {
    self.system = system
    self.requirements = requirements
    self.workLimit = workLimit
    hasUnits = system.unit.contains { $0 > 0 }
    answers = Array(repeating: Answer(), count: system.count)
    var far: Int128 = 1
    for row in system.rows { far += Int128(row.constant.magnitude) }
    for variable in 0..<system.count {
      if system.lower[variable] != -LinearSystem.infinity { far += Int128(system.lower[variable].magnitude) }
      if system.upper[variable] != LinearSystem.infinity { far += Int128(system.upper[variable].magnitude) }
      far += Int128(system.unit[variable]) * 1000
    }
    let step = Int128(max(1, system.unit.max() ?? 1))
    let limit = Int64(min(far * 4, Int128(LinearSystem.largest)) / step * step)
    var bounded = system
    for variable in 0..<system.count {
      if system.lower[variable] == -LinearSystem.infinity { bounded.lower[variable] = -limit }
      if system.upper[variable] == LinearSystem.infinity { bounded.upper[variable] = limit }
    }
    self.bounded = bounded
    simplex = Simplex(bounded)
  }

  /// Asks about every unknown that has a requirement.
  ///
  /// - Parameter exact: find the true extremes of all of them, not only whether they are hidden.
  mutating func run(exact: Bool) {
    switch simplex.findFeasible(workLimit: workLimit) {
    case .infeasible:
      let proof = BoundCertificate.upperLimit(of: nil, duals: simplex.duals, in: system)
      if let proof, let limit = proof.limit, limit < 0 {
        contradiction = proof
        isContradictory = true
      }
      return
    case .gaveUp, .unbounded: return
    case .optimal, .reached: break
    }
    record()
    if !exact { open() }
    for variable in requirements.indices where requirements[variable] != nil {
      decide(variable, exact: exact)
      if simplex.work > workLimit { break }
    }
  }

  /// Points far from each other, which settle most unknowns before they are asked about.
  private mutating func open() {
    for round in 0..<Self.openingObjectives {
      let objective = requirements.indices.map { variable in
        // A fixed sequence of signs: multiplicative hashing by the golden ratio.
        let mixed =
          UInt64(variable &+ 1) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(round / 2) &* 0xD1B5_4A32_D192_ED03
        let sign: Double = (mixed >> 40) & 1 == UInt64(round % 2) ? 1 : -1
        return (variable: variable, weight: sign)
      }
      guard simplex.work < workLimit / 4 else { return }
      _ = simplex.maximise(objective, workLimit: workLimit / 8)
      record()
    }
  }

  /// Takes the present point as a table, if whole-number arithmetic agrees that it is one and it shows
  /// something new.
  @discardableResult
  private mutating func record() -> Bool {
    var values: [Int64] = []
    values.reserveCapacity(system.count)
    for variable in 0..<system.count {
      let value = simplex.value(variable)
      guard value.magnitude < 1e15 else { return false }
      values.append(Int64(value.rounded()))
    }
    return record(values)
  }

  private mutating func record(_ values: [Int64]) -> Bool {
    guard (tables.count + 1) * max(1, system.count) <= Self.storedValues, system.isSatisfied(by: values)
    else {
      return false
    }
    var isNew = false
    for variable in requirements.indices {
      guard let requirement = requirements[variable] else { continue }
      let value = values[variable]
      if answers[variable].witnessLow.map({ value < $0.value }) ?? true {
        answers[variable].witnessLow = (value, tables.count)
        isNew = true
      }
      if answers[variable].witnessHigh.map({ value > $0.value }) ?? true {
        answers[variable].witnessHigh = (value, tables.count)
        isNew = true
      }
      if answers[variable].status == .undecided, let low = answers[variable].witnessLow,
        let high = answers[variable].witnessHigh, requirement.isMet(low: low.value, high: high.value)
      {
        answers[variable].status = .hidden
      }
    }
    if isNew { tables.append(values) }
    return true
  }

  private mutating func decide(_ variable: Int, exact: Bool) {
    guard let requirement = requirements[variable] else { return }
    for sign: Int64 in [1, -1] {
      if answers[variable].status == .hidden && !exact { return }
      var target = Double.infinity
      if !exact, let low = answers[variable].witnessLow, let high = answers[variable].witnessHigh {
        target =
          sign > 0
          ? Double(requirement.target(above: low.value)) : -Double(requirement.target(below: high.value))
      }
      let outcome = simplex.maximise(
        [(variable, Double(sign))], target: target, workLimit: workLimit &- simplex.work)
      guard outcome == .optimal || outcome == .reached else { return }
      record()
      if outcome == .reached, answers[variable].status != .hidden {
        // A point between the whole ones: go on to the end.
        let end = simplex.maximise([(variable, Double(sign))], workLimit: workLimit &- simplex.work)
        guard end == .optimal else { return }
        record()
      } else if outcome == .reached {
        return
      }
      if let proof = BoundCertificate.upperLimit(of: (variable, sign), duals: simplex.duals, in: system) {
        apply(proof, variable: variable, sign: sign)
      }
    }
    if answers[variable].status == .hidden { return }
    if requirement.isBroken(low: answers[variable].low, high: answers[variable].high) {
      answers[variable].status = .disclosed
      return
    }
    search(variable, requirement)
  }

  /// Whole tables one by one, where the equations alone leave it open.
  private mutating func search(_ variable: Int, _ requirement: CellRequirement) {
    guard hasUnits, system.count <= Self.searchedUnknowns else { return }
    for sign: Int64 in [1, -1] {
      var search = IntegerSearch(bounded, simplex: simplex, nodes: Self.searchNodes)
      guard let best = search.extreme(of: variable, sign: sign) else { continue }
      _ = record(best.table)
      if answers[variable].status == .hidden { return }
      guard best.isProved else { continue }
      answers[variable].isSearched = true
      let isFar =
        best.value.magnitude >= UInt64(bounded.upper[variable].magnitude)
        && system.upper[variable] == LinearSystem.infinity
      if sign > 0, !isFar { answers[variable].high = best.value }
      if sign < 0 { answers[variable].low = best.value }
    }
    if requirement.isBroken(low: answers[variable].low, high: answers[variable].high) {
      answers[variable].status = .disclosed
    }
  }

  private mutating func apply(_ proof: BoundCertificate, variable: Int, sign: Int64) {
    guard let limit = proof.limit else { return }
    let unit = Int128(max(1, system.unit[variable]))
    // The limit holds for a multiple of the unit, so it may be brought to one.
    let most = BoundPropagation.floor(limit, Int128(proof.denominator) * unit) * unit
    guard most.magnitude < Int128(LinearSystem.infinity).magnitude else { return }
    if sign > 0 {
      if answers[variable].high.map({ most < Int128($0) }) ?? true {
        answers[variable].high = Int64(most)
        answers[variable].certificates.append(proof)
      }
    } else if answers[variable].low.map({ -most > Int128($0) }) ?? true {
      answers[variable].low = Int64(-most)
      answers[variable].certificates.append(proof)
    }
  }
}
