// A life table as the rules read it: who is at risk, who has the event, what share is left.

/// The columns of a life table or Kaplan–Meier curve, and its rows by group.
struct LifeTable {
  var atRisk: Int?
  var events: Int?
  var survival: Int?
  /// 0-based rows of each group, in file order.
  var groups: [[Int]]

  private static let atRiskNames: Set<String> = [
    "nrisk", "atrisk", "numatrisk", "numberatrisk", "begtotal", "risk",
  ]
  private static let eventNames: Set<String> = [
    "fail", "failed", "failures", "deaths", "died", "d", "events", "event", "nevent", "nevents", "numevents",
    "observed",
    "numberofevents", "numberfailed",
  ]
  private static let groupNames: Set<String> = [
    "strata", "stratum", "group", "arm", "treatment", "cohort", "sex",
  ]
  /// Rows that must agree before arithmetic shows which column holds the events.
  private static let provingRows = 4

  /// - Returns: nil when the table is no life table.
  init?(_ table: TableSubject, kept: KeptTable) {
    func column(_ role: ColumnRole, _ names: Set<String>) -> Int? {
      table.columns.indices.first { table.role($0).role == role && table.columns[$0].numeric > 0 }
        ?? table.columns.indices.first {
          names.contains(StatisticNames.squeezed(table.columns[$0].name ?? "")) && table.columns[$0].isWhole
        }
    }
    survival = table.columns.indices.first {
      table.role($0).role == .survivalProbability && table.columns[$0].numeric > 1
    }
    atRisk = column(.atRisk, Self.atRiskNames)
    events = column(.events, Self.eventNames)
    groups = Self.groups(of: table, kept: kept)
    if events == nil { events = eventsByArithmetic(in: table, kept: kept) }
    guard [atRisk, events, survival].count(where: { $0 != nil }) >= 2 else { return nil }
    // Events beside survival alone may be a summary of groups.
    if atRisk == nil, survival == nil { return nil }
  }

  /// A curve without anything else.
  init?(curve table: TableSubject, kept: KeptTable) {
    guard
      let column = table.columns.indices.first(where: {
        table.role($0).role == .survivalProbability && table.columns[$0].numeric > 1
      })
    else { return nil }
    survival = column
    groups = Self.groups(of: table, kept: kept)
  }

  private static func groups(of table: TableSubject, kept: KeptTable) -> [[Int]] {
    let keys = table.columns.indices.filter { position in
      let column = table.columns[position]
      guard column.distinct.value * 2 <= column.filled || column.distinct.value == 1 else { return false }
      return table.role(position).role == .dimension && column.cells(.text) * 2 > column.filled
        || groupNames.contains(StatisticNames.squeezed(column.name ?? ""))
    }
    let classes = RowClasses(of: kept, columns: keys)
    var groups = Array(repeating: [Int](), count: classes.sizes.count)
    for (row, group) in classes.ofRow.enumerated() { groups[group].append(row) }
    return groups
  }

  func number(_ column: Int?, row: Int, of kept: KeptTable) -> Double? {
    guard let column else { return nil }
    let cell = kept.cell(row: row, column: column)
    return cell.kind == .number ? cell.number.double : nil
  }

  /// S_i = S_{i−1}·(r_i − d_i)/r_i finds the events whatever their column is called.
  private func eventsByArithmetic(in table: TableSubject, kept: KeptTable) -> Int? {
    guard atRisk != nil, let survival else { return nil }
    let isPercent = (table.columns[survival].maximum?.double ?? 0) > 1
    let scale = isPercent ? 100.0 : 1.0
    let precision = (table.columns[survival].maximumScale).asTolerance
    return table.columns.indices.first { candidate in
      guard candidate != atRisk, candidate != survival, table.columns[candidate].isWhole else { return false }
      var agree = 0
      for rows in groups {
        var previous = scale
        for row in rows {
          guard let r = number(atRisk, row: row, of: kept), r > 0,
            let s = number(survival, row: row, of: kept), let d = number(candidate, row: row, of: kept)
          else { return false }
          if abs(previous * (r - d) / r - s) > 2 * precision { return false }
          if d > 0 { agree += 1 }
          previous = s
        }
      }
      return agree >= Self.provingRows
    }
  }
}

extension UInt8 {
  /// Half a unit of the last decimal.
  var asTolerance: Double { 0.5 / Double(ExactNumber.powersOfTen[Swift.min(Int(self), 18)]) }
}
