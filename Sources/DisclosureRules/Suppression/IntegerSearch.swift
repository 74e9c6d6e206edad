// Branch and bound over whole tables, for small parts where fractions would leave more open than people can.

/// Finds the extreme of one unknown over whole values.
struct IntegerSearch {
  /// The best whole table found.
  struct Best {
    var value: Int64
    var table: [Int64]
    /// No other table is better.
    var isProved: Bool
  }

  private let system: LinearSystem
  private let start: Simplex
  private var nodes: Int

  /// Work of one node, in matrix entries.
  static let nodeWork = 2_000_000

  init(_ system: LinearSystem, simplex: Simplex, nodes: Int) {
    self.system = system
    start = simplex
    self.nodes = nodes
  }

  /// - Parameter sign: 1 for the greatest value, -1 for the least.
  mutating func extreme(of variable: Int, sign: Int64) -> Best? {
    var best: (value: Int64, table: [Int64])?
    var isComplete = true
    var open: [LinearSystem] = [system]
    var simplex = start
    while let node = open.popLast() {
      if nodes == 0 {
        isComplete = false
        break
      }
      nodes -= 1
      for index in 0..<node.count {
        simplex.setBounds(index, lower: Double(node.lower[index]), upper: Double(node.upper[index]))
      }
      let outcome = simplex.maximise([(variable, Double(sign))], workLimit: Self.nodeWork)
      // Only what whole-number arithmetic confirms closes a node.
      if outcome == .infeasible {
        let proof = BoundCertificate.upperLimit(of: nil, duals: simplex.duals, in: node)
        if let limit = proof?.limit, limit < 0 { continue }
        isComplete = false
        continue
      }
      guard outcome == .optimal else {
        isComplete = false
        continue
      }
      let proof = BoundCertificate.upperLimit(of: (variable, sign), duals: simplex.duals, in: node)
      if let best, let proof, let limit = proof.limit {
        let unit = Int128(max(1, node.unit[variable]))
        let most = BoundPropagation.floor(limit, Int128(proof.denominator) * unit) * unit
        if most <= Int128(best.value) * Int128(sign) { continue }
      }
      let values = (0..<node.count).map { simplex.value($0) }
      guard let split = Self.split(values, node) else {
        let table = values.map { Int64($0.rounded()) }
        guard system.isSatisfied(by: table) else {
          isComplete = false
          continue
        }
        if best.map({ table[variable] * sign > $0.value * sign }) ?? true { best = (table[variable], table) }
        // The table is this node's best only as far as its limit is proved.
        let isLimit = proof?.limit.map {
          $0 <= Int128(table[variable] * sign) * Int128(proof?.denominator ?? 1)
        }
        if isLimit != true { isComplete = false }
        continue
      }
      let unit = Double(node.unit[split])
      let below = (values[split] / unit).rounded(.down) * unit
      var under = node
      under.upper[split] = Int64(below)
      var over = node
      over.lower[split] = Int64(below + unit)
      // The side that the value is nearer to is looked at first.
      if values[split] - below > unit / 2 { open += [under, over] } else { open += [over, under] }
    }
    return best.map { Best(value: $0.value, table: $0.table, isProved: isComplete) }
  }

  /// The unknown that is farthest from a multiple of its unit.
  private static func split(_ values: [Double], _ system: LinearSystem) -> Int? {
    var worst: Int?
    var distance = 1e-5
    for variable in values.indices where system.unit[variable] > 0 {
      let ratio = values[variable] / Double(system.unit[variable])
      let off = (ratio - ratio.rounded()).magnitude
      if off > distance {
        distance = off
        worst = variable
      }
    }
    return worst
  }
}
