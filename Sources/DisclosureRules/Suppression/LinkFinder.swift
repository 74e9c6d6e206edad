// Which cells of a request's tables are the same number, and which are totals of another table's: by their labels,
// put to the test on all that both publish.

/// Finds the equations between tables.
struct LinkFinder {
  /// One equation between tables; a sum of one part says that two cells are the same.
  struct Link {
    var whole: RequestCell
    var parts: [RequestCell]
    var isCertain: Bool
  }

  /// What the numbers say of one way to match two tables.
  private struct Trial {
    var links: [(whole: RequestCell, parts: [RequestCell])] = []
    var failed = false
    var chance = 1.0
    var totals: Set<Int64> = []
  }

  /// Which view of which table.
  private struct Source: Hashable {
    var table: Int
    var view: Int
  }

  private struct Pair: Hashable {
    var whole: Source
    var parts: Source
    var dropped: [Int]
  }

  /// Cells that are looked up in a request.
  static let workLimit = 20_000_000
  /// Numbers that agree, all different, before two tables are taken to count the same.
  static let witnesses = 2
  /// How likely it may be that numbers agree by accident. Source: the rules' definition of equations.
  static let chance = 1e-6
  /// The same where the numbers of both tables have one name: labels speak for it as well.
  static let namedChance = 1e-4
  /// The same for what is only said to a person.
  static let doubtfulChance = 1e-3

  private let tables: [LinkedCells?]
  private var index: [UInt64: [(source: Source, cell: CellPosition)]] = [:]
  private var trials: [Pair: Trial] = [:]
  private var order: [Pair] = []
  private var work = 0
  private(set) var links: [Link] = []
  /// The limit was reached, so some equations were not looked for.
  private(set) var isCut = false

  init(_ tables: [LinkedCells?]) {
    self.tables = tables
    for (number, table) in tables.enumerated() {
      guard let table else { continue }
      for (position, view) in table.views.enumerated() {
        let source = Source(table: number, view: position)
        for key in view.cells.keys.sorted() where key != 0 || !view.hasHeaders {
          if let cell = view.cells[key] { index[key, default: []].append((source, cell)) }
        }
      }
    }
    let masked = tables.map { $0?.hasMasks ?? false }
    guard masked.contains(true) else { return }
    for (number, table) in tables.enumerated() {
      guard let table else { continue }
      for position in table.views.indices {
        let source = Source(table: number, view: position)
        same(source, table, masked)
        sums(source, table, masked)
        if isCut { return }
      }
    }
    judge()
  }

  /// Cells with the same labels.
  private mutating func same(_ source: Source, _ table: LinkedCells, _ masked: [Bool]) {
    guard masked[source.table] else { return }
    let view = table.views[source.view]
    for key in view.cells.keys.sorted() {
      guard let cell = view.cells[key] else { continue }
      match(RequestCell(table: source.table, cell: cell), are: [], from: source, key, [], masked)
    }
  }

  /// Cells that another table publishes the sum of.
  private mutating func sums(_ source: Source, _ table: LinkedCells, _ masked: [Bool]) {
    let view = table.views[source.view]
    let places = table.places(of: view).filter { table.cells.reading($0) != .none }
    for dropped in table.droppable(in: view) {
      var groups: [UInt64: [CellPosition]] = [:]
      var totalled: Set<UInt64> = []
      work += places.count
      for place in places {
        let key = table.key(place, in: view, without: dropped)
        if table.isTotal(place, along: dropped) {
          totalled.insert(key)
        } else {
          groups[key, default: []].append(place)
        }
      }
      for key in groups.keys.sorted() where !totalled.contains(key) {
        guard let parts = groups[key], parts.count > 1 else { continue }
        let cells = parts.map { RequestCell(table: source.table, cell: $0) }
        match(nil, are: cells, from: source, key, dropped, masked)
      }
      if work > Self.workLimit {
        isCut = true
        return
      }
    }
  }

  /// Tries every cell of another table that a key finds: as the same as one cell, or as the sum of several.
  private mutating func match(
    _ one: RequestCell?, are parts: [RequestCell], from source: Source, _ key: UInt64, _ dropped: [Int],
    _ masked: [Bool]
  ) {
    for (other, cell) in index[key] ?? [] where other.table != source.table {
      guard masked[other.table] || masked[source.table] else { continue }
      let pair = Pair(whole: other, parts: source, dropped: dropped)
      let known = trials.removeValue(forKey: pair)
      if known == nil { order.append(pair) }
      var trial = known ?? Trial()
      if !trial.failed {
        let parts = one.map { [$0] } ?? parts
        work += parts.count + 1
        add(RequestCell(table: other.table, cell: cell), parts, to: &trial)
      }
      trials[pair] = trial
      if work > Self.workLimit { isCut = true }
    }
  }

  private func add(_ whole: RequestCell, _ parts: [RequestCell], to trial: inout Trial) {
    guard let total = range(whole) else { return }
    var sum = SumRange(low: 0, high: 0)
    for part in parts {
      guard let range = range(part) else { return }
      sum.add(range)
      sum.isHidden = sum.isHidden || range.isHidden
    }
    guard sum.low <= total.high, sum.high >= total.low else {
      trial.failed = true
      trial.links = []
      return
    }
    trial.links.append((whole, parts))
    guard !total.isHidden, !sum.isHidden, total.low > 0, total.high != LinearSystem.infinity else { return }
    if trial.totals.insert(total.low).inserted {
      let slack = Double(total.high - total.low) + Double(LinkScale.one)
      trial.chance *= min(1, slack / Double(total.low))
    }
  }

  private func range(_ cell: RequestCell) -> SumRange? {
    guard let cells = tables[cell.table]?.cells else { return nil }
    return LinkScale.range(cells.reading(cell.cell), factor: cells.factor)
  }

  /// Whether the numbers of both tables are called the same.
  private func isNamed(_ pair: Pair) -> Bool {
    guard let one = tables[pair.whole.table], let other = tables[pair.parts.table] else { return false }
    let views = (one.views[pair.whole.view], other.views[pair.parts.view])
    if views.0.hasHeaders || views.1.hasHeaders { return views.0.hasHeaders && views.1.hasHeaders }
    return one.name(of: views.0) == other.name(of: views.1)
  }

  /// Takes the ways to match that hold wherever both tables publish.
  private mutating func judge() {
    for pair in order {
      guard let trial = trials[pair], !trial.failed, trial.chance < Self.doubtfulChance else { continue }
      let chance = isNamed(pair) ? Self.namedChance : Self.chance
      let isCertain = trial.totals.count >= Self.witnesses && trial.chance < chance
      links += trial.links.map { Link(whole: $0.whole, parts: $0.parts, isCertain: isCertain) }
    }
  }
}

/// One unit for the numbers of all tables.
enum LinkScale {
  /// Parts of one: tables with four decimals and halves of their last digit are whole numbers of it.
  static let one: Int64 = 20_000

  /// A reading in that unit; nil for what is too large or too fine for it, or no number.
  static func range(_ reading: CellReading, factor: Int64) -> SumRange? {
    guard let range = SumRange(reading, factor: factor), one % factor == 0 else { return nil }
    guard let low = scaled(range.low, one / factor), let high = scaled(range.high, one / factor) else {
      return nil
    }
    var result = SumRange(low: low, high: high)
    result.isHidden = range.isHidden
    return result
  }

  /// A number in that unit as people write it.
  static func text(_ value: Int64) -> String {
    if value.magnitude == LinearSystem.infinity.magnitude { return "no limit" }
    let (whole, rest) = (value.magnitude / UInt64(one), value.magnitude % UInt64(one))
    let sign = value < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    // Five digits hold any part of the unit.
    var digits = String(rest * 100_000 / UInt64(one) + 100_000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(sign)\(whole).\(digits)"
  }

  private static func scaled(_ value: Int64, _ factor: Int64) -> Int64? {
    if value.magnitude == LinearSystem.infinity.magnitude { return value }
    let (product, isTooLarge) = value.multipliedReportingOverflow(by: factor)
    return isTooLarge || product.magnitude > UInt64(LinearSystem.largest) ? nil : product
  }
}
