// The attack and the repair on tables of a statistical office whose answers others have computed.

import FoundationEssentials
import Testing

@testable import DisclosureRules
@testable import OutputChecker

/// Tables of the exercises of Insee's course on disclosure control, with the patterns of τ-ARGUS.
@Suite(.enabled(if: SharedData.folder != nil, SharedData.missing)) struct InseeTests {
  /// What an answer says of a table.
  private struct Answer: Decodable {
    var primary: [[String]]
    var full: [[String]]
    var recoverable: [[String]]
    var intervals: [String: [Double]]

    enum CodingKeys: String, CodingKey {
      case primary, full
      case recoverable = "primary_only_exactly_recoverable"
      case intervals = "intervals_primary_only"
    }
  }

  private static let tables = ["insee-ex1/ex1__ex1", "insee-ex5/ex5__act_size_D_TO_M"]

  private func answer(_ table: String) throws -> Answer {
    // Limits that are none are written as JavaScript writes them.
    let text = try String(decoding: SharedData.bytes("sdc/\(table)__answer.json"), as: UTF8.self)
      .replacing("Infinity", with: "1e300")
    return try JSONDecoder().decode(Answer.self, from: Data(text.utf8))
  }

  /// The labels of a cell, `D|tr3`, by its place in the wide form.
  private func labels(_ table: TableSubject, _ kept: KeptTable, _ cell: CellPosition) -> String {
    let row =
      kept.text(row: cell.row, column: 0) ?? kept.cell(row: cell.row, column: 0).number.whole.map { "0\($0)" }
      ?? ""
    return "\(row)|\(table.columns[cell.column].name ?? "")"
  }

  /// The limits of every hidden cell of a wide table, as numbers.
  private func limits(_ path: String) throws -> [String: [Double]] {
    let checker = try TestChecker.sdap()
    let file = checker.understood(bytes: try SharedData.bytes("sdc/\(path)"), fileName: "table.csv")
    let table = try #require(file.tables.first)
    let kept = try #require(table.kept)
    let ruleset = checker.options.ruleset.ruleset
    var attack = TableAttack(
      table, kept: kept, ruleset: ruleset, question: RecoverableSuppression.question(under: ruleset))
    attack.run()
    let (model, result) = try #require(attack.last)
    let factor = Double(attack.cells.factor)
    var limits: [String: [Double]] = [:]
    for finding in result.findings where model.requirements[finding.variable] != nil {
      let name = labels(table, kept, model.cells[finding.variable])
      limits[name] = [
        finding.low.map { Double($0) / factor } ?? -.infinity,
        finding.high.map { Double($0) / factor } ?? .infinity,
      ]
    }
    return limits
  }

  @Test(arguments: tables, ["_wide", ""]) func whatTotalsGiveBackIsFound(table: String, form: String) throws {
    let answer = try answer(table)
    let report = try TestChecker.sdap().check(
      bytes: SharedData.bytes("sdc/\(table)__1_primary_only\(form).csv"), fileName: "table.csv")
    let points = report.findings.map(\.finding).filter {
      $0.rule == "recoverable-suppression" && $0.verdict == .fail
    }
    // In long form the number of observations is masked beside the value.
    #expect(points.count == answer.recoverable.count * (form.isEmpty ? 2 : 1))
  }

  @Test(arguments: tables) func limitsAreThoseOfTheAnswer(table: String) throws {
    let answer = try answer(table)
    let found = try limits("\(table)__1_primary_only_wide.csv")
    #expect(found.keys.sorted() == answer.recoverable.map { $0.joined(separator: "|") }.sorted())
    for (cell, limits) in answer.intervals {
      let own = try #require(found[cell])
      #expect((own[0] - limits[0]).magnitude < 1e-6 && (own[1] - limits[1]).magnitude < 1e-6, "\(cell)")
    }
  }

  @Test(arguments: tables, ["_wide", ""]) func theProtectedTableGivesNothingBack(table: String, form: String)
    throws
  {
    let report = try TestChecker.sdap().check(
      bytes: SharedData.bytes("sdc/\(table)__2_full_pattern\(form).csv"), fileName: "table.csv")
    #expect(
      !report.findings.contains {
        $0.finding.rule == "recoverable-suppression" && $0.finding.verdict == .fail
      })
  }

  @Test func limitsOfTheProtectedTablesUseRowsAndColumns() throws {
    // Exercise 1: of the answer. Exercise 5: with the sums of the column D_TO_M as well, computed by a linear program.
    let one = try limits("\(Self.tables[0])__2_full_pattern_wide.csv")
    #expect(one["02|tr1"] == [0, 50] && one["06|tr2"] == [10, 60])
    let five = try limits("\(Self.tables[1])__2_full_pattern_wide.csv")
    for (cell, expected) in ["D|tr3": [0, 1_357_026.80], "K|tr3": [210_642.54, 1_567_669.34]] {
      let own = try #require(five[cell])
      #expect((own[0] - expected[0]).magnitude < 0.01 && (own[1] - expected[1]).magnitude < 0.01, "\(own)")
    }
  }

  @Test(arguments: tables) func theRepairMasksNoMoreThanArgus(table: String) throws {
    let answer = try answer(table)
    let protection = try TableProtector(options: TestChecker.sdap().options).protect(
      bytes: SharedData.bytes("sdc/\(table)__1_primary_only_wide.csv"), fileName: "table.csv")
    #expect(protection.complementary <= answer.full.count - answer.primary.count)
  }
}
