// Weighted equations that prove how far an unknown can go: exact, whoever proposed the weights.

/// A sum of equations, each taken `weight / denominator` times, and the limit that follows from it.
struct BoundCertificate: Sendable, Equatable {
  /// The equations used with their weights.
  var weights: [(row: Int, weight: Int64)]
  /// What all weights are divided by.
  var denominator: Int64
  /// The limit times ``denominator``; nil when some unknown in the sum has no bound.
  var limit: Int128?

  static func == (left: Self, right: Self) -> Bool {
    left.denominator == right.denominator && left.limit == right.limit
      && left.weights.elementsEqual(right.weights) { $0 == $1 }
  }

  /// Denominators of the weights that tables lead to.
  static let denominators: [Int64] = [1, 2, 3, 4, 5, 6, 8, 10, 12, 24, 60, 120]
  /// Weights larger than this are no weights of a table.
  static let largestWeight = 1e6

  /// The limit above which the objective can't go: for any multipliers y,
  /// `max c·x ≤ y·b + Σ max((c − yA)·l, (c − yA)·u)`.
  ///
  /// - Parameters:
  ///   - duals: multipliers as floating point proposes them.
  ///   - objective: unknown and whole weight; nil to prove that nothing satisfies the equations (limit < 0).
  static func upperLimit(
    of objective: (variable: Int, sign: Int64)?, duals: [Double], in system: LinearSystem
  ) -> BoundCertificate? {
    guard let (denominator, weights) = rounded(duals) else { return nil }
    var rest: [Int: Int128] = [:]
    if let (variable, sign) = objective { rest[variable] = Int128(sign) * Int128(denominator) }
    var limit: Int128 = 0
    for (index, weight) in weights {
      limit += Int128(weight) * Int128(system.rows[index].constant)
      for term in system.rows[index].terms {
        rest[term.variable, default: 0] -= Int128(weight) * Int128(term.coefficient)
      }
    }
    var isOpen = false
    for (variable, slope) in rest where slope != 0 {
      let bound = slope > 0 ? system.upper[variable] : system.lower[variable]
      if bound == LinearSystem.infinity || bound == -LinearSystem.infinity {
        isOpen = true
      } else {
        limit += slope * Int128(bound)
      }
    }
    return BoundCertificate(weights: weights, denominator: denominator, limit: isOpen ? nil : limit)
  }

  private static func rounded(_ duals: [Double]) -> (Int64, [(row: Int, weight: Int64)])? {
    let used = duals.indices.filter { duals[$0].magnitude > 1e-9 }
    guard used.allSatisfy({ duals[$0].magnitude < largestWeight }) else { return nil }
    for denominator in denominators {
      let scaled = used.map { duals[$0] * Double(denominator) }
      if scaled.allSatisfy({ ($0 - $0.rounded()).magnitude < 1e-6 }) {
        return (denominator, zip(used, scaled).map { ($0, Int64($1.rounded())) })
      }
    }
    return nil
  }
}
