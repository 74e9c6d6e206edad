// The attack on a whole system: narrow bounds first, then each connected part by itself.

/// What an intruder finds out.
struct SuppressionAttack {
  /// What was found of one unknown, with the equations as rows of the system.
  struct Finding: Sendable {
    var variable: Int
    var status: AttackComponent.Answer.Status
    var low: Int64?
    var high: Int64?
    /// Rows that together prove the limits, with how often each is counted.
    var rows: [Int]
    var isSearched = false
    /// The least and greatest value over the tables found, and which tables.
    var witnessLow: (value: Int64, table: Int)?
    var witnessHigh: (value: Int64, table: Int)?
    var component = -1
  }

  /// Tables of one part: values of its unknowns.
  struct Part: Sendable {
    var variables: [Int]
    var tables: [[Int64]]
  }

  private(set) var findings: [Finding] = []
  private(set) var parts: [Part] = []
  /// Rows that can't hold together.
  private(set) var contradiction: [Int]?
  /// Unknowns that have one value only.
  private(set) var fixed: [Int: Int64] = [:]

  /// Matrix entries that may be touched in all. A second or two of one core for each 10⁹.
  static let workLimit = 20_000_000_000
  /// Systems with no more unknowns than this get the true extremes of all.
  static let exactUnknowns = 1_000

  /// - Parameters:
  ///   - requirements: what each unknown has to keep open; nil for those nobody asks about.
  static func run(
    _ system: LinearSystem, requirements: [CellRequirement?], workLimit: Int = Self.workLimit,
    exact: Bool? = nil
  ) -> SuppressionAttack {
    var attack = SuppressionAttack()
    var propagation = BoundPropagation(system)
    propagation.run()
    if let row = propagation.contradiction {
      attack.contradiction = [row]
      return attack
    }
    let narrowed = propagation.system
    for variable in 0..<system.count where narrowed.lower[variable] == narrowed.upper[variable] {
      attack.fixed[variable] = narrowed.lower[variable]
      if requirements[variable] != nil {
        var finding = Finding(
          variable: variable, status: .disclosed, low: narrowed.lower[variable],
          high: narrowed.upper[variable],
          rows: propagation.reasons(for: variable))
        // Bounds that were equal from the start are no discovery.
        if system.lower[variable] == system.upper[variable] { finding.rows = [] }
        attack.findings.append(finding)
      }
    }
    var left = workLimit
    for members in Self.components(narrowed)
    where members.variables.contains(where: { requirements[$0] != nil }) {
      let size = members.variables.count
      let (part, rows) = Self.part(of: narrowed, members, keepingBounds: system)
      var component = AttackComponent(
        part, requirements: members.variables.map { requirements[$0] }, workLimit: max(left, 1_000_000))
      component.run(exact: exact ?? (size <= exactUnknowns))
      left -= component.work
      if component.isContradictory {
        attack.contradiction = component.contradiction?.weights.map { rows[$0.row] }.filter { $0 >= 0 }
        return attack
      }
      let number = attack.parts.count
      attack.parts.append(Part(variables: members.variables, tables: component.tables))
      for (position, variable) in members.variables.enumerated() where requirements[variable] != nil {
        let answer = component.answers[position]
        var used = Set(answer.certificates.flatMap { $0.weights.map { rows[$0.row] } })
        // The bounds of the part were narrowed by other equations.
        if answer.status == .disclosed { used.formUnion(propagation.reasons(for: variable)) }
        attack.findings.append(
          Finding(
            variable: variable, status: answer.status,
            low: answer.low ?? Self.finite(narrowed.lower[variable]),
            high: answer.high ?? Self.finite(narrowed.upper[variable]), rows: used.sorted(),
            isSearched: answer.isSearched, witnessLow: answer.witnessLow, witnessHigh: answer.witnessHigh,
            component: number))
      }
    }
    attack.findings.sort { $0.variable < $1.variable }
    return attack
  }

  private static func finite(_ bound: Int64) -> Int64? {
    bound.magnitude == UInt64(LinearSystem.infinity) ? nil : bound
  }

  private struct Members {
    var variables: [Int] = []
    var rows: [Int] = []
  }

  /// Unknowns that are open and hang together, in order of their first unknown.
  private static func components(_ system: LinearSystem) -> [Members] {
    var leader = Array(0..<system.count)
    func find(_ start: Int) -> Int {
      var current = start
      while leader[current] != current {
        leader[current] = leader[leader[current]]
        current = leader[current]
      }
      return current
    }
    func isOpen(_ variable: Int) -> Bool { system.lower[variable] != system.upper[variable] }
    for row in system.rows {
      var first: Int?
      for term in row.terms where isOpen(term.variable) {
        if let first {
          let (one, two) = (find(first), find(term.variable))
          if one != two { leader[max(one, two)] = min(one, two) }
        } else {
          first = term.variable
        }
      }
    }
    var number: [Int: Int] = [:]
    var members: [Members] = []
    for variable in 0..<system.count where isOpen(variable) {
      let root = find(variable)
      let index = number[root] ?? members.count
      if index == members.count {
        number[root] = index
        members.append(Members())
      }
      members[index].variables.append(variable)
    }
    for (index, row) in system.rows.enumerated() {
      guard let term = row.terms.first(where: { isOpen($0.variable) }), let part = number[find(term.variable)]
      else { continue }
      members[part].rows.append(index)
    }
    return members
  }

  /// The part's own system; fixed unknowns go into the constants. Bounds are the original ones where the
  /// equations of the part imply the narrower ones anyway, so that certificates name all equations they need.
  private static func part(
    of system: LinearSystem, _ members: Members, keepingBounds original: LinearSystem
  ) -> (LinearSystem, rows: [Int]) {
    var part = LinearSystem()
    var position: [Int: Int] = [:]
    for variable in members.variables {
      position[variable] = part.addVariable(
        lower: system.lower[variable], upper: system.upper[variable], unit: system.unit[variable])
    }
    for index in members.rows {
      var row = LinearSystem.Row(terms: [], constant: system.rows[index].constant)
      for term in system.rows[index].terms {
        if let own = position[term.variable] {
          row.terms.append(.init(variable: own, coefficient: term.coefficient))
        } else {
          row.constant -= term.coefficient * system.lower[term.variable]
        }
      }
      part.rows.append(row)
    }
    return (part, members.rows)
  }
}
extension AttackComponent {
  /// Work done so far, in matrix entries.
  var work: Int { simplexWork }
}
