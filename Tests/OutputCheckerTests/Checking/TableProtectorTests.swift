// checker-cli protect on tables whose best protection is known.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct TableProtectorTests {
  private func protect(
    _ text: String, weights: ProtectionWeights = .cells,
    _ change: (inout CheckOptions) throws -> Void = { _ in }
  ) throws -> Protection {
    var protector = TableProtector(options: try TestChecker.sdap(change).options)
    protector.weights = weights
    return try protector.protect(bytes: Array(text.utf8), fileName: "table.csv")
  }

  private func lines(_ protection: Protection) -> [String] {
    String(decoding: protection.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func inseeExerciseOneNeedsTwoMore() throws {
    // τ-ARGUS masks 02|tr2 and 06|tr1 as well: two cells with 80 together.
    let protection = try protect(
      "AREA,Total,tr1,tr2\nNorth,150,100,50\nSouth,50,*,20\nWest,100,60,*\nTotal,300,190,110\n")
    let lines = String(decoding: protection.bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines[2] == "South,50,*,[REDACTED]")
    #expect(lines[3] == "West,100,[REDACTED],*")
    #expect(protection.complementary == 2)
    #expect(protection.valueLost == 80)
    #expect(protection.isOptimal)
  }

  @Test func onlyCellsChange() throws {
    // A small count is masked, and one more in its row and column each; quotes and line ends stay.
    let text =
      "Title of the table\r\n\r\n\"Site\",\"A\",\"B\",\"All\"\r\n\"x, y\",\"7\",\"45\",\"52\"\r\nEast,60,38,98\r\nAll,67,83,150\r\n"
    let protection = try protect(text)
    let result = String(decoding: protection.bytes, as: UTF8.self)
    #expect(result.split(separator: "\r\n").count == text.split(separator: "\r\n").count)
    #expect(
      result.hasPrefix("Title of the table\r\n\r\n\"Site\",\"A\",\"B\",\"All\"\r\n\"x, y\",\"[REDACTED]\","))
    #expect(protection.primary == 1)
    #expect(protection.complementary == 3)
    #expect(try protect(text).bytes == protection.bytes)
    #expect(!protection.audit.findings.contains { $0.finding.verdict == .fail })
  }

  @Test func aSafeTableStaysAsItIs() throws {
    let text = "Site,A,B,All\nNorth,51,45,96\nEast,60,38,98\nAll,111,83,194\n"
    let protection = try protect(text)
    #expect(String(decoding: protection.bytes, as: UTF8.self) == text)
    #expect(protection.primary == 0 && protection.complementary == 0)
  }

  @Test func whatIsNoTableIsRefused() throws {
    #expect(throws: ProtectionFailure.self) { try protect("") }
  }

  // MARK: Percentages and insiders

  @Test func countsAreMaskedWithTheirPercentages() throws {
    // 45 (90%) is of 50, so it would leave 5.
    let one = try protect("arm,Yes,No\nA,5 (10%),45 (90%)\nB,25 (50%),25 (50%)\nC,30 (60%),20 (40%)\n")
    #expect(lines(one)[1...3] == ["A,#,#", "B,25 (50%),25 (50%)", "C,30 (60%),20 (40%)"].masked)
    // 30.0% of 60 is 18, and 65 − 18 − 21 − 21 would leave 5.
    let two = try protect(
      "drug,events,events_pct,n\nA,5,12.5,40\nB,18,30.0,60\nC,21,42.0,50\nD,21,42.0,50\nTotal,65,32.5,200\n")
    #expect(lines(two)[1...3] == ["A,#,#,40", "B,#,#,60", "C,21,42.0,50"].masked)
    #expect(!two.audit.findings.contains { $0.finding.verdict == .fail })
    guard case .holds = two.proof else {
      Issue.record("it is not proved")
      return
    }
  }

  @Test func theNOfAHeaderIsATotal() throws {
    let protection = try protect(
      "Characteristic,\"Drug A, N = 262\",\"Drug B, N = 130\"\nStatus,,\nNever,5 (2%),50 (38%)\n"
        + "Former,90 (34%),44 (34%)\nCurrent,167 (64%),36 (28%)\n")
    #expect(
      lines(protection)[2...4]
        == ["Never,#,50 (38%)", "Former,#,44 (34%)", "Current,167 (64%),36 (28%)"].masked)
  }

  /// Whoever is the 1 of North knows it: with it published, no other masked cell may be open.
  @Test(arguments: [
    "Site,A,B,C,All\nNorth,1,14,60,75\nSouth,40,50,55,145\nWest,30,45,52,127\nAll,71,109,167,347\n",
    "Site,A,B,C,All\nNorth,1,14,60,75\nSouth,40,1,55,96\nWest,30,45,52,127\nAll,71,60,167,298\n",
  ]) func theOnlyOneInACellLearnsNothing(text: String) throws {
    let protection = try protect(text)
    #expect(protection.insiders.exposed == 0 && protection.insiders.unexamined == 0)
    let rows = text.split(separator: "\n").map { $0.split(separator: ",") }
    let masked = lines(protection).map { $0.split(separator: ",") }
    var insiders = 0
    for row in rows.indices {
      for column in rows[row].indices where rows[row][column] == "1" {
        insiders += 1
        var known = masked
        known[row][column] = "1"
        let view = known.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
        let report = Checker(options: try TestChecker.sdap().options)
          .check(bytes: Array(view.utf8), fileName: "table.csv")
        #expect(
          !report.findings.contains {
            $0.finding.rule == "recoverable-suppression" && $0.finding.verdict == .fail
          })
      }
    }
    #expect(protection.insiders.known == insiders)
  }

  // MARK: What it costs

  private static let sites =
    "Site,A,B,C,All\nNorth,7,45,31,83\nEast,60,38,52,150\nWest,41,29,66,136\nAll,108,112,149,369\n"

  private func weights(_ north: String, _ east: String, _ west: String) -> ProtectionWeights {
    let text = "Site,A,B,C,All\nNorth,\(north)\nEast,\(east)\nWest,\(west)\nAll,,,,\n"
    return .file(bytes: Array(text.utf8), name: "weights.csv")
  }

  @Test func fewestCellsWithTheSmallestNumbersByDefault() throws {
    // Rectangles with North|A: B and East 45+60+38, B and West 45+41+29, C and East 143, C and West 138.
    let protection = try protect(Self.sites)
    #expect(lines(protection)[1...3] == ["North,#,#,31,83", "East,60,38,52,150", "West,#,#,66,136"].masked)
    #expect(protection.valueLost == 115)
  }

  @Test func weightsDecideWhatIsMasked() throws {
    // B and East cost 1+1+2; every other rectangle more.
    let cheap = try protect(Self.sites, weights: weights("1,1,9,9", "1,2,9,9", "9,9,9,9"))
    #expect(lines(cheap)[1...3] == ["North,#,#,31,83", "East,#,#,52,150", "West,41,29,66,136"].masked)
    // North|B has no weight and stays: C and East cost 9+1+9, C and West 27.
    let kept = try protect(Self.sites, weights: weights("1,,9,9", "1,2,9,9", "9,9,9,9"))
    #expect(lines(kept)[1...3] == ["North,#,45,#,83", "East,#,38,#,150", "West,41,29,66,136"].masked)
  }

  @Test func whereNothingMayBeMaskedNothingIsWritten() throws {
    #expect(throws: ProtectionFailure.self) {
      try protect(Self.sites, weights: weights("1,,,", ",,,", ",,,"))
    }
  }

  @Test(
    arguments: [
      "Site,A,B,C,Total\nNorth,1,1,1,1\nEast,1,1,1,1\nWest,1,1,1,1\nAll,1,1,1,1\n",
      "Site,A,B,C,All\nEast,1,1,1,1\nNorth,1,1,1,1\nWest,1,1,1,1\nAll,1,1,1,1\n",
      "Site,A,B,C,All\nNorth,1,1,1,1\nEast,1,1,1,1\nWest,1,1,1,1\n",
      "Site,A,B,C,All\nNorth,1,-1,1,1\nEast,1,1,1,1\nWest,1,1,1,1\nAll,1,1,1,1\n", "",
    ]) func weightsOfAnotherTableAreRefused(text: String) throws
  {
    #expect(throws: ProtectionFailure.self) {
      try protect(Self.sites, weights: .file(bytes: Array(text.utf8), name: "weights.csv"))
    }
  }

  @Test func aSmallerSumMayTakeMoreCells() throws {
    // Every rectangle with P|A takes in one of the cells of 500 and more; the way round by six cells none.
    let text =
      "Site,A,B,C,All\nP,4,12,900,916\nQ,800,13,14,827\nR,15,500,16,531\nAll,819,525,930,2274\n"
    #expect(try protect(text).complementary == 3)
    let sum = try protect(text, weights: .sum)
    #expect(lines(sum)[1...3] == ["P,#,#,900,916", "Q,800,#,#,827", "R,#,500,#,531"].masked)
    #expect(sum.valueLost == 12 + 13 + 14 + 15 + 16)
  }

  @Test func entropyIsThatOfShares() {
    // Shares of 1/4, 1/4 and 1/2 have 1/2 bit each.
    let cells = (0..<3).map { CellPosition(row: $0, column: 1) }
    let numbers = [cells[0]: 10.0, cells[1]: 10.0, cells[2]: 20.0]
    let loss = ProtectionLoss(of: [cells[0], cells[2]], in: numbers)
    #expect(loss.cells == 2 && loss.sum == 30)
    #expect((loss.entropy - 1).magnitude < 1e-12)
    #expect((ProtectionLoss.log2(10) - 3.321_928_094_887_362).magnitude < 1e-14)
    #expect((ProtectionLoss.log2(0.001) + 9.965_784_284_662_087).magnitude < 1e-13)
  }

  // MARK: Magnitudes

  @Test func protectionLevelsTakeALargerNeighbour() throws {
    // (1,50): 100/50·600 − 1000 = 200, so 1200 must stay possible: with West (150) it can't be more than 1150.
    let text = """
      region,total,largest,second_largest
      North,1000,600,100
      South,800,160,120
      East,700,140,130
      West,150,40,30
      Total,2650,600,160

      """
    let protection = try protect(text)
    #expect(protection.levels == 1)
    #expect(
      lines(protection)
        == [
          "region,total,largest,second_largest", "North,#,#,#", "South,800,#,#", "East,#,#,#", "West,150,#,#",
          "Total,2650,#,#",
        ].masked)
  }

  @Test func contributorsOfOneHoldingAreOne() throws {
    // North: 12 records, three of 100 of one holding and nine of 20: 300 of 480 are more than half.
    var records = "region,group,turnover\n"
    for region in ["North", "South", "East", "West"] {
      for index in 0..<12 {
        let isAcme = region == "North" && index < 3
        records += "\(region),\(isAcme ? "Acme" : "\(region)\(index)"),\(isAcme ? 100 : 20)\n"
      }
    }
    let table = "region,turnover\nNorth,480\nSouth,240\nEast,240\nWest,240\nTotal,1200\n"
    let folder = try ScratchFolder()
    try folder.write("records.csv", records)
    for holding in ["", ", holding: group"] {
      try folder.write(
        "c.yaml",
        "tables:\n  - file: table.csv\n    columns: {region: dimension, turnover: sum}\n"
          + "    microdata: {file: records.csv, by: [region], value: turnover\(holding)}\n")
      let protection = try protect(table) { $0.context = try ContextFile.load(folder.path + "/c.yaml") }
      #expect(protection.primary == (holding.isEmpty ? 0 : 1))
      // 100/50·300 − 480 = 120: any neighbour of 240 gives it room from 360 to 600.
      #expect(protection.complementary == (holding.isEmpty ? 0 : 1))
      #expect(protection.levels == (holding.isEmpty ? 0 : 1))
      #expect(lines(protection)[1] == (holding.isEmpty ? "North,480" : "North,[REDACTED]"))
    }
  }

  @Test func aContextOfOtherTablesIsRefused() throws {
    let folder = try ScratchFolder()
    try folder.write("c.yaml", "tables:\n  - file: other.csv\n    exact: true\n")
    #expect(throws: ProtectionFailure.self) {
      try protect(Self.sites) { $0.context = try ContextFile.load(folder.path + "/c.yaml") }
    }
  }

  // MARK: Rounding

  private func round(_ text: String, _ ruleset: String = "opensafely") throws -> Protection {
    try protect(text) { $0.ruleset = try RulesetStore.load(ruleset, searchPath: []) }
  }

  @Test func countsAreRoundedSoThatTheyAddUp() throws {
    let protection = try round(Self.sites)
    let summary = try #require(protection.rounding)
    #expect(summary.method == .controlled(isOptimal: true) && summary.distant == 0 && summary.sums == 8)
    let old = Self.sites.split(separator: "\n").dropFirst().map { $0.split(separator: ",").dropFirst() }
    let new = lines(protection).dropFirst().map { $0.split(separator: ",").dropFirst() }
    var sum = 0
    for (before, after) in zip(old, new) {
      for (one, other) in zip(before, after) {
        guard let raw = Int(one), let value = Int(other) else { continue }
        #expect(value % 5 == 0 && abs(value - raw) < 5)
        sum += abs(value - raw)
      }
      let numbers = after.compactMap { Int($0) }
      if numbers.count == 4 { #expect(numbers[0] + numbers[1] + numbers[2] == numbers[3]) }
    }
    // Seven patients must not be shown at all.
    #expect(protection.primary == 1 && lines(protection)[1].hasPrefix("North,[REDACTED],"))
    #expect(summary.change == Int64(sum))
    #expect(!protection.audit.findings.contains { $0.finding.verdict == .fail })
  }

  @Test func numbersKeepTheirSpelling() throws {
    let protection = try round(
      "Site;Men;Women;All\nNorth;\"1,006\"; 2,011 ;\"3,017\"\nEast;40;60;100\nAll;1,046;2,071;3,117\n")
    let rows = lines(protection)
    #expect(rows[1].hasPrefix("North;\"1,0") && rows[1].contains("; 2,0") && rows[1].hasSuffix("\""))
    #expect(rows[2] == "East;40;60;100")
  }

  @Test func bandsAreRoundedByThemselves() throws {
    let protection = try round(Self.sites, "census-drb")
    #expect(protection.rounding?.method == .separate)
    #expect(lines(protection)[2] == "East,60,40,50,150")
  }

  @Test func whatIsRoundedMayBeSmallWhereTheRulesetSaysSo() throws {
    let protection = try protect(Self.sites) {
      $0.ruleset = try RulesetStore.load("opensafely", searchPath: [])
      $0.ruleset.ruleset.rules["minimum-threshold"]?.settings["rounded"] = Setting(value: .word("allow"))
      $0.ruleset.ruleset.rules["minimum-threshold"]?.settings["threshold"] = Setting(value: .integer(3))
    }
    #expect(protection.primary == 0)
    #expect(protection.rounding?.sums == 8)
  }
}

extension [String] {
  /// The lines with the token that masks in place of `#`.
  fileprivate var masked: [String] { map { $0.replacing("#", with: "[REDACTED]") } }
}

extension ArraySlice<String> {
  fileprivate static func == (left: ArraySlice<String>, right: [String]) -> Bool { Array(left) == right }
}
