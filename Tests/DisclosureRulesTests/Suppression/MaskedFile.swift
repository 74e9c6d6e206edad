// A made-up file of counts with totals and masks, in any order of its rows and columns.

@testable import DisclosureRules

/// A table of two dimensions with a row and a column of totals.
struct MaskedFile {
  /// Inner counts and totals, by row and column; the last of each is the total.
  let values: [[Int]]
  var masked: Set<[Int]>
  private static let rowNames = ["North", "East", "South", "West", "Total"]
  private static let columnNames = ["Mild", "Moderate", "Severe", "Grave", "Total"]

  init(_ random: inout TableLottery, masks: Int, below limit: Int = 30) {
    let (rows, columns) = (3 + random.below(2), 3 + random.below(2))
    var values = (0..<rows).map { _ in (0..<columns).map { _ in 1 + random.below(limit) } }
    for row in 0..<rows { values[row].append(values[row].reduce(0, +)) }
    values.append((0...columns).map { column in values.reduce(0) { $0 + $1[column] } })
    self.values = values
    var masked: Set<[Int]> = []
    while masked.count < masks { masked.insert([random.below(rows), random.below(columns)]) }
    self.masked = masked
  }

  private func name(_ index: Int, of count: Int, _ names: [String]) -> String {
    index == count - 1 ? "Total" : names[index]
  }

  /// Places in their order in the file: a permutation of rows and of columns, or as they are.
  func order(_ random: inout TableLottery) -> (rows: [Int], columns: [Int]) {
    func shuffled(_ count: Int) -> [Int] {
      var places = Array(0..<count)
      for index in stride(from: count - 1, to: 0, by: -1) { places.swapAt(index, random.below(index + 1)) }
      return places
    }
    return (shuffled(values.count), shuffled(values[0].count))
  }

  var plainOrder: (rows: [Int], columns: [Int]) { (Array(values.indices), Array(values[0].indices)) }

  func text(_ order: (rows: [Int], columns: [Int])) -> String {
    var text =
      "Site," + order.columns.map { name($0, of: values[0].count, Self.columnNames) }.joined(separator: ",")
      + "\n"
    for row in order.rows {
      text += name(row, of: values.count, Self.rowNames)
      for column in order.columns {
        text += masked.contains([row, column]) ? ",*" : ",\(values[row][column])"
      }
      text += "\n"
    }
    return text
  }

  /// The masked cells as unknowns, in order, with every sum of the table: what an intruder may use.
  func system() -> (LinearSystem, [[Int]]) {
    let unknowns = masked.sorted { $0.lexicographicallyPrecedes($1) }
    var system = LinearSystem()
    for _ in unknowns { _ = system.addVariable(lower: 0, upper: LinearSystem.infinity, unit: 1) }
    func add(_ parts: [[Int]], _ whole: [Int]) {
      var row = LinearSystem.Row(terms: [], constant: 0)
      for (cell, sign) in parts.map({ ($0, Int64(1)) }) + [(whole, Int64(-1))] {
        if let variable = unknowns.firstIndex(of: cell) {
          row.terms.append(.init(variable: variable, coefficient: sign))
        } else {
          row.constant -= sign * Int64(values[cell[0]][cell[1]])
        }
      }
      if !row.terms.isEmpty { system.rows.append(row) }
    }
    let (last, end) = (values.count - 1, values[0].count - 1)
    for row in 0...last { add((0..<end).map { [row, $0] }, [row, end]) }
    for column in 0...end { add((0..<last).map { [$0, column] }, [last, column]) }
    return (system, unknowns)
  }

  /// The masked cells that the limits give away: fewer than three values, all below ten.
  static func given(_ limits: [(low: Int64, high: Int64)], _ cells: [[Int]]) -> Set<[Int]> {
    Set(
      zip(limits, cells).filter { $0.0.low == $0.0.high || $0.0.high - $0.0.low < 2 && $0.0.high < 10 }.map(
        \.1)
    )
  }
}
