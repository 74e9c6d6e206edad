// The attack on made-up tables with hierarchies: what can be worked out follows from how they were masked.

import Testing

@testable import DisclosureRules
@testable import OutputChecker

/// A table of regions in three levels by size, with decimals.
private struct RegionTable {
  /// Labels with the label each belongs to, the total first.
  private(set) var regions: [(label: String, parent: Int)] = [("Total", -1)]
  let sizes: [String]
  /// Ten-thousandths, by region and size; the last size is the total.
  private(set) var values: [[Int]] = []
  private var state: UInt64

  init(seed: Int) {
    state = UInt64(seed &+ 1) &* 0x9E37_79B9_7F4A_7C15 | 1
    sizes = [["LL", "PA", "SP"], ["tr1", "tr2", "tr3"], ["Male", "Female"]][seed % 3] + ["Total"]
    for letter in ["G", "H", "K", "3"].prefix(2 + below(3)) {
      let top = regions.count
      regions.append(("QX" + letter, 0))
      for digit in 0...below(3) {
        let middle = regions.count
        regions.append(("QX\(letter)\(digit)", top))
        for last in 0..<(1 + below(4)) { regions.append(("QX\(letter)\(digit)\(last)", middle)) }
      }
    }
    values = Array(repeating: Array(repeating: 0, count: sizes.count), count: regions.count)
    for leaf in leaves {
      for size in 0..<sizes.count - 1 {
        let value = 1_000_000 + below(99_000_000)
        var region = leaf
        while region >= 0 {
          values[region][size] += value
          values[region][sizes.count - 1] += value
          region = regions[region].parent
        }
      }
    }
  }

  mutating func below(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(limit))
  }

  var leaves: [Int] { regions.indices.filter { region in !regions.contains { $0.parent == region } } }

  /// Leaves with a sibling, each with it.
  var pairs: [(Int, Int)] {
    leaves.flatMap { one in
      leaves.filter { $0 > one && regions[$0].parent == regions[one].parent }.map { (one, $0) }
    }
  }

  private func text(_ value: Int) -> String {
    let rest = String(value % 10_000)
    return "\(value / 10_000).\(String(repeating: "0", count: 4 - rest.count))\(rest)"
  }

  /// Regions in the order in which they are written: parts below, above or far from their sum.
  func order(_ kind: Int) -> [Int] {
    let all = Array(regions.indices)
    return switch kind % 4 {
    case 0: all
    case 1: all.reversed()
    case 2: all.sorted { (regions[$0].label.count, $0) < (regions[$1].label.count, $1) }
    default: all.sorted { regions[$0].label < regions[$1].label }
    }
  }

  /// The file, with places by region and size, from 0.
  func file(masked: Set<[Int]>, isLong: Bool, order kind: Int) -> (text: String, place: [[Int]: CellPosition])
  {
    var place: [[Int]: CellPosition] = [:]
    var lines = [isLong ? "area,size,turnover" : "area," + sizes.joined(separator: ",")]
    for region in order(kind) {
      var cells: [String] = []
      for size in sizes.indices {
        let cell = masked.contains([region, size]) ? "x" : text(values[region][size])
        if isLong {
          place[[region, size]] = CellPosition(row: lines.count - 1, column: 2)
          lines.append("\(regions[region].label),\(sizes[size]),\(cell)")
        } else {
          place[[region, size]] = CellPosition(row: lines.count - 1, column: size + 1)
          cells.append(cell)
        }
      }
      if !isLong { lines.append("\(regions[region].label)," + cells.joined(separator: ",")) }
    }
    return (lines.joined(separator: "\n") + "\n", place)
  }
}

@Suite struct HierarchyAttackTests {
  /// Limits of hidden cells and those that are given away, in ten-thousandths.
  private func attack(_ text: String) throws -> (limits: [CellPosition: [Int64]], given: Set<CellPosition>) {
    let checker = try TestChecker.sdap()
    let file = checker.understood(bytes: Array(text.utf8), fileName: "table.csv")
    let table = try #require(file.tables.first)
    let ruleset = checker.options.ruleset.ruleset
    var attack = TableAttack(
      table, kept: try #require(table.kept), ruleset: ruleset,
      question: RecoverableSuppression.question(under: ruleset))
    attack.run()
    #expect(attack.isComplete && attack.contradictions.isEmpty)
    let (model, result) = try #require(attack.last)
    #expect(attack.cells.factor == 10_000)
    var limits: [CellPosition: [Int64]] = [:]
    for finding in result.findings {
      limits[model.cells[finding.variable]] = [finding.low ?? .min, finding.high ?? .max]
    }
    return (limits, Set(attack.disclosures.filter(\.isCertain).map(\.cell)))
  }

  @Test(arguments: 0..<12) func aCellAloneInItsSumIsGivenAway(seed: Int) throws {
    var table = RegionTable(seed: seed)
    // One cell of a leaf, and of another group one of a parent: each is alone in its row.
    let leaf = table.leaves[table.below(table.leaves.count)]
    let other = table.regions.indices.first { $0 > 0 && $0 != leaf && table.regions[$0].parent == 0 } ?? 1
    let masked: Set<[Int]> = [[leaf, 0], [other, 1]]
    for isLong in [false, true] {
      let (text, place) = table.file(masked: masked, isLong: isLong, order: seed)
      let found = try attack(text)
      #expect(found.given == Set(masked.compactMap { place[$0] }), "table \(seed), long: \(isLong)")
      for cell in masked {
        let value = Int64(table.values[cell[0]][cell[1]])
        #expect(place[cell].flatMap { found.limits[$0] } == [value, value])
      }
    }
  }

  @Test(arguments: 0..<12) func fourCellsThatHideOneAnotherLieBetweenTheirLimits(seed: Int) throws {
    let table = RegionTable(seed: seed)
    guard let (one, two) = table.pairs.first else { return }
    let masked: Set<[Int]> = [[one, 0], [one, 1], [two, 0], [two, 1]]
    // What one cell gains its neighbours lose: the margins leave a single number open.
    func value(_ region: Int, _ size: Int) -> Int64 { Int64(table.values[region][size]) }
    let down = min(value(one, 0), value(two, 1))
    let up = min(value(one, 1), value(two, 0))
    for isLong in [false, true] {
      let (text, place) = table.file(masked: masked, isLong: isLong, order: seed)
      let found = try attack(text)
      for (region, size) in [(one, 0), (two, 1), (one, 1), (two, 0)] {
        let isFirst = (region == one) == (size == 0)
        let own = value(region, size)
        let expected = isFirst ? [own - down, own + up] : [own - up, own + down]
        #expect(
          place[[region, size]].flatMap { found.limits[$0] } == expected, "table \(seed), long: \(isLong)")
        let isNarrow = Double(down + up) < 0.1 * Double(expected[0] + expected[1]) / 2
        #expect(found.given.contains(place[[region, size]] ?? .init(row: -1, column: -1)) == isNarrow)
      }
    }
  }

  @Test(arguments: 0..<6) func noSumOfAProtectedTableHidesASingleCell(seed: Int) throws {
    var table = RegionTable(seed: seed)
    let leaf = table.leaves[table.below(table.leaves.count)]
    let (text, place) = table.file(masked: [[leaf, 0]], isLong: seed % 2 == 0, order: seed)
    let protector = TableProtector(options: try TestChecker.sdap().options)
    let protection = try protector.protect(bytes: Array(text.utf8), fileName: "t.csv")
    #expect(protection.complementary >= 3)
    guard case .holds = protection.proof else {
      Issue.record("table \(seed) is not proved: \(String(describing: protection.proof))")
      return
    }
    let rows = String(decoding: protection.bytes, as: UTF8.self).split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",") }
    func isHidden(_ region: Int, _ size: Int) -> Bool {
      place[[region, size]].map { Double(rows[$0.row][$0.column]) == nil } ?? false
    }
    let sizes = Array(table.sizes.indices)
    for region in table.regions.indices {
      #expect(sizes.count { isHidden(region, $0) } != 1)
      let children = table.regions.indices.filter { table.regions[$0].parent == region }
      for size in sizes where !children.isEmpty {
        #expect((children + [region]).count { isHidden($0, size) } != 1)
      }
    }
  }

  @Test func sectionsOfIndustriesHaveTheirDivisions() throws {
    // E = 36 + 38 has something hidden in every column; B = 05 + 06 shows that sections are sums.
    let text = """
      ACTIVITY,Total,LL,PA
      05,300.5,100.25,200.25
      06,500.25,300.5,199.75
      36,1470.87,x,x
      38,2000.5,1500.25,x
      B,800.75,400.75,400
      E,x,1800.5,1670.87
      Total,4272.12,2201.25,2070.87

      """
    let found = try attackOfHundredths(text)
    #expect(found[CellPosition(row: 2, column: 2)] == [30_025, 30_025])
    #expect(found[CellPosition(row: 2, column: 3)] == [117_062, 117_062])
    #expect(found[CellPosition(row: 5, column: 1)] == [347_137, 347_137])
  }

  private func attackOfHundredths(_ text: String) throws -> [CellPosition: [Int64]] {
    let checker = try TestChecker.sdap()
    let table = try #require(checker.understood(bytes: Array(text.utf8), fileName: "t.csv").tables.first)
    let ruleset = checker.options.ruleset.ruleset
    var attack = TableAttack(
      table, kept: try #require(table.kept), ruleset: ruleset,
      question: RecoverableSuppression.question(under: ruleset))
    attack.run()
    #expect(attack.cells.factor == 100)
    return attack.disclosures.filter(\.isCertain).reduce(into: [:]) { $0[$1.cell] = [$1.low, $1.high] }
  }

  @Test func aDeclaredHierarchyIsUsed() throws {
    // Nothing in the file says that metals are tin, lead and zinc, and every column hides one of them.
    let text = "group,Men,Women\nTin,*,51\nCedar,40,33\nLead,62,*\nMetals,105,120\nOak,77,58\nZinc,30,25\n"
    let folder = try ScratchFolder()
    try folder.write("t.csv", text)
    try folder.write(
      "c.yaml",
      "tables:\n  - file: t.csv\n    hierarchies:\n      - column: group\n        children:\n"
        + "          Metals: [Tin, Lead, Zinc]\n")
    func cells(_ checker: Checker) -> [[Int?]] {
      checker.check(paths: [folder.path + "/t.csv"]).files.flatMap(\.findings).map(\.finding).filter {
        $0.rule == "recoverable-suppression" && $0.verdict == .fail
      }.map { [$0.location.row, $0.location.column] }
    }
    #expect(cells(try TestChecker.sdap()).isEmpty)
    let declared = try TestChecker.sdap { $0.context = try ContextFile.load(folder.path + "/c.yaml") }
    #expect(cells(declared) == [[1, 2], [3, 3]])
  }
}
