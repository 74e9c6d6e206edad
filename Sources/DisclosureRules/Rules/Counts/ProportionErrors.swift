// Counts that follow from a proportion and its standard error: N = p(1 − p)/s².

/// A column of proportions or percentages with that of their standard errors, in a table without N.
struct ProportionErrors {
  var share: Int
  var error: Int
  /// What a share of everything is: 100 or 1.
  var whole: Double

  /// - Returns: nothing where the table gives N: then N × p is what a count follows from.
  static func find(in table: TableSubject) -> [ProportionErrors] {
    let roles = table.columns.indices.map { table.role($0).role }
    if roles.contains(where: { [.count, .total, .atRisk].contains($0) }) { return [] }
    let errors = roles.indices.filter { roles[$0] == .standardError && table.columns[$0].numeric > 0 }
    let shares = roles.indices.filter {
      [.percentage, .proportion].contains(roles[$0]) && table.columns[$0].numeric > 0
    }
    // Several of either can't be told apart.
    guard errors.count == 1, shares.count == 1, let error = errors.first, let share = shares.first else {
      return []
    }
    let whole = roles[share] == .percentage || table.columns[share].percents > 0 ? 100.0 : 1.0
    return [ProportionErrors(share: share, error: error, whole: whole)]
  }

  /// The one number of people with the attribute that a row leaves, if there is only one, and a number of
  /// people in all to go with it.
  func onlyCount(row: Int, in table: TableSubject, kept: KeptTable) -> Int64? {
    let (part, spread) = (kept.cell(row: row, column: share), kept.cell(row: row, column: error))
    guard part.kind == .number, spread.kind == .number else { return nil }
    // Software leaves out the zeros behind the last digit.
    let partSlack = table.columns[share].maximumScale.asTolerance / whole
    let spreadSlack = table.columns[error].maximumScale.asTolerance / whole
    let (p, s) = (part.number.double / whole, spread.number.double / whole)
    let (leastP, mostP) = (max(0, p - partSlack), min(1, p + partSlack))
    let (leastS, mostS) = (s - spreadSlack, s + spreadSlack)
    guard leastP > 0, mostP < 1, leastS > 0 else { return nil }
    // p(1 − p) is greatest at a half; k = N·p = p²(1 − p)/s² grows up to two thirds.
    func variance(_ p: Double) -> Double { p * (1 - p) }
    let mostVariance = leastP <= 0.5 && mostP >= 0.5 ? 0.25 : max(variance(leastP), variance(mostP))
    let leastN = (min(variance(leastP), variance(mostP)) / (mostS * mostS)).rounded(.up)
    let mostN = (mostVariance / (leastS * leastS)).rounded(.down)
    guard leastN <= mostN, leastN >= 1, mostN < Double(DerivedProduct.largest) else { return nil }
    let least = (leastN * leastP).rounded(.up)
    let most = (mostN * mostP).rounded(.down)
    return least == most && least >= 1 ? Int64(least) : nil
  }
}
