// Equations between the columns of a kept table.

/// Finds out which columns add up, are percentages of others, or enclose others.
///
/// An equation counts only if it holds in every row that has all its numbers, and if chance can hardly
/// explain it. The search is bounded: what it does not reach is evidence that is missing, never a pass.
struct ColumnRelations {
  /// Equations without a label that says so need this many rows of distinct values.
  /// Source: the rules' definition of an unlabelled equation.
  static let unlabelledRows = 5
  /// The same for a column that is labelled a total.
  static let labelledRows = 2
  /// An equation must be less likely than this by chance, over all combinations tried.
  static let chance = 1e-6
  /// Columns looked at, and cells read, before the search ends.
  static let columnLimit = 48
  static let workLimit = 4_000_000

  /// The numbers of the kept cells, the first where a cell holds several.
  private struct Numbers {
    let kept: KeptTable
    func callAsFunction(_ row: Int, _ column: Int) -> Double? {
      let cell = kept.cell(row: row, column: column)
      return cell.kind == .number || cell.kind == .composite ? cell.number.double : nil
    }
  }

  private let context: RoleContext
  private let kept: KeptTable
  private let numbers: Numbers
  private var work = 0
  private var evidence: [[RoleEvidence]]
  private var sums: Set<Int> = []

  /// What was found.
  struct Found {
    /// For each column.
    var evidence: [[RoleEvidence]]
    /// Columns that are the sum of the columns beside them.
    var sums: Set<Int> = []
  }

  /// Evidence for each column; nothing when the table was not kept.
  static func find(in context: RoleContext) -> Found {
    guard let kept = context.table.kept else { return Found(evidence: context.shapes.map { _ in [] }) }
    var search = ColumnRelations(context: context, kept: kept)
    search.run()
    return Found(evidence: search.evidence, sums: search.sums)
  }

  private init(context: RoleContext, kept: KeptTable) {
    self.context = context
    self.kept = kept
    numbers = Numbers(kept: kept)
    evidence = context.shapes.map { _ in [] }
  }

  /// Columns of whole numbers, none negative, not all 0, with no code or row number among them.
  private var wholeColumns: [Int] {
    context.shapes.indices.filter { column in
      let shape = context.shapes[column]
      return shape.isWhole && shape.share(.text) < 0.5 && (shape.range?.lowerBound ?? -1) >= 0
        && (shape.range?.upperBound ?? 0) > 0 && !shape.isRowNumber
    }.prefix(Self.columnLimit).map { $0 }
  }

  private mutating func run() {
    let wholes = wholeColumns
    findRowTotals(wholes)
    findColumnTotals(wholes)
    findPercentages(wholes)
    findLimits()
    findContributions()
  }

  /// How many rows of distinct non-zero results an equation holds in, or nil if it fails somewhere or the
  /// work is used up. `result` gives nil for rows that can't be judged and NaN where it fails.
  private mutating func rowsHolding(cost: Int, _ result: (Int) -> Double?) -> Int? {
    var distinct: Set<Double> = []
    for row in 0..<kept.rows {
      work += cost
      if work > Self.workLimit { return nil }
      guard let value = result(row) else { continue }
      if value.isNaN { return nil }
      if value != 0 { distinct.insert(value) }
    }
    return distinct.count
  }

  // MARK: Totals

  /// Columns that are the sum of the columns beside them.
  private mutating func findRowTotals(_ wholes: [Int]) {
    let number = numbers
    guard wholes.count >= 3 else { return }
    for (position, total) in wholes.enumerated() {
      let isLabelled = !context.headers[total].roles.isDisjoint(with: [.total, .sum])
      let needed = isLabelled ? Self.labelledRows : Self.unlabelledRows
      // All runs of columns that end just before the total or start just after it, longest first.
      let runs =
        (0..<position).map { Array(wholes[$0..<position]) }
        + (position + 1..<wholes.count).reversed().map { Array(wholes[position + 1...$0]) }
      for parts in runs where parts.count >= 2 {
        let rows = rowsHolding(cost: parts.count + 1) { row in
          guard let sum = number(row, total) else { return nil }
          var rest = sum
          for part in parts {
            guard let value = number(row, part) else { return nil }
            rest -= value
          }
          return rest == 0 ? sum : .nan
        }
        // Parts that make 100 in every row are percentages.
        guard let rows, rows >= needed, context.shapes[total].range != 100...100 else { continue }
        sums.insert(total)
        evidence[total].append(RoleEvidence(.total, 4, "the sum of \(parts.count) columns beside it"))
        for part in parts { evidence[part].append(RoleEvidence(.count, 3.5, "adds up to a total column")) }
        break
      }
    }
  }

  /// Columns whose last or first row is labelled a total and is the sum of the others.
  private mutating func findColumnTotals(_ wholes: [Int]) {
    let number = numbers
    guard kept.rows >= 3, let label = context.shapes.indices.first(where: { context.shapes[$0].isTextOnly })
    else { return }
    for row in [kept.rows - 1, 0] {
      guard let text = kept.text(row: row, column: label), context.isTotalLabel(text) else { continue }
      for column in wholes {
        guard let total = number(row, column), total > 0, total != 100 else { continue }
        var rest = total
        var parts = 0
        for other in 0..<kept.rows where other != row {
          work += 1
          guard let value = number(other, column) else {
            parts = 0
            break
          }
          rest -= value
          if value > 0 { parts += 1 }
        }
        if work > Self.workLimit { return }
        if parts >= 2 && rest == 0 {
          evidence[column].append(RoleEvidence(.count, 2.5, "adds up to the row labelled \"\(name: text)\""))
        }
      }
      return
    }
  }

  // MARK: Percentages

  /// Columns that are 100·a/b or a/b of two others.
  private mutating func findPercentages(_ wholes: [Int]) {
    let number = numbers
    let shares = context.shapes.indices.filter { column in
      let shape = context.shapes[column]
      return shape.fractional > 0 && shape.lies(in: 0...100)
    }.prefix(Self.columnLimit)
    let tried = Double(max(1, shares.count * wholes.count * wholes.count * 2))
    for share in shares {
      let unit = 1 / Double(ExactNumber.powersOfTen[Int(min(context.shapes[share].profile.maximumScale, 9))])
      search: for part in wholes {
        for whole in wholes where whole != part {
          for factor in [100.0, 1.0] {
            let rows = rowsHolding(cost: 3) { row in
              guard let value = number(row, share), let a = number(row, part), let b = number(row, whole),
                b > 0
              else { return nil }
              guard (value - factor * a / b).magnitude <= unit / 2 * 1.001 else { return .nan }
              return value
            }
            guard let rows, rows >= 2, isNoChance(rows: rows, chanceOfOne: unit / factor, tried: tried) else {
              continue
            }
            let role: ColumnRole = factor == 1 ? .proportion : .percentage
            evidence[share].append(RoleEvidence(role, 6, "the ratio of two columns of whole numbers"))
            evidence[part].append(RoleEvidence(.count, 3.5, "the numerator of a \(role.rawValue) column"))
            evidence[whole].append(RoleEvidence(.total, 3.5, "the denominator of a \(role.rawValue) column"))
            break search
          }
        }
      }
    }
  }

  /// Whether so many rows in which a value lies in its narrow interval are no chance.
  private func isNoChance(rows: Int, chanceOfOne: Double, tried: Double) -> Bool {
    var chance = tried
    for _ in 0..<min(rows, 40) { chance *= chanceOfOne }
    return chance < Self.chance
  }

  // MARK: Contributions

  /// A magnitude beside its two largest contributions, told by names and values: of `x`, `x1`, `x2` the third
  /// is never more than the second, and both together never more than the first.
  private mutating func findContributions() {
    let number = numbers
    let names = context.headers.map { $0.text.text }
    let places = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    for (total, stem) in names.enumerated() where !stem.isEmpty && context.headers[total].roles.isEmpty {
      guard let largest = places[stem + "1"], let second = places[stem + "2"] else {
        continue
      }
      let rows = rowsHolding(cost: 3) { row in
        guard let all = number(row, total), let x1 = number(row, largest), let x2 = number(row, second) else {
          return nil
        }
        return x1 >= x2 && all >= x1 + x2 ? all : .nan
      }
      guard let rows, rows >= Self.labelledRows else { continue }
      let reason: Message = "a total beside columns of its name with 1 and 2"
      evidence[total].append(RoleEvidence(.sum, 3.5, reason))
      evidence[largest].append(RoleEvidence(.largest, 3.5, reason))
      evidence[second].append(RoleEvidence(.secondLargest, 3.5, reason))
    }
  }

  // MARK: Limits

  /// Three columns of fractions side by side of which two always enclose the third.
  private mutating func findLimits() {
    let number = numbers
    let fractions = context.shapes.indices.filter { context.shapes[$0].fractional > 0 }.prefix(
      Self.columnLimit)
    for low in fractions where fractions.contains(low + 1) {
      for middle in [low - 1, low + 1] where fractions.contains(middle) {
        let high = middle == low - 1 ? low + 1 : low + 2
        guard fractions.contains(high) else { continue }
        let rows = rowsHolding(cost: 3) { row in
          guard let a = number(row, low), let b = number(row, middle), let c = number(row, high) else {
            return nil
          }
          return a < b && b < c ? b : .nan
        }
        guard let rows, rows >= Self.unlabelledRows else { continue }
        // Quartiles around a median look the same, so this is a hint and no more.
        for limit in [low, high] {
          evidence[limit].append(RoleEvidence(.confidenceLimit, 1, "encloses the column beside it"))
        }
      }
    }
  }
}

/// Evidence of equations between columns.
struct RelationEvidence: EvidenceCollector {
  /// What ``ColumnRelations`` found, for each column.
  let relations: [[RoleEvidence]]

  func evidence(for column: Int, in context: RoleContext) -> [RoleEvidence] {
    // Magnitudes add up as well: a header that says so stands.
    let magnitudes: Set<ColumnRole> = [.sum, .measurement, .personTime, .largest, .secondLargest]
    guard
      context.headers[column].roles.isDisjoint(with: magnitudes)
        || context.headers[column].roles.contains(.total)
    else { return [] }
    return relations[column]
  }
}
