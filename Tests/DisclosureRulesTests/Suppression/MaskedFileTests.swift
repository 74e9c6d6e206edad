// Whole files, from text to verdict, against plain enumeration of what their masks may hide.

import Testing

@testable import DisclosureRules
@testable import OutputChecker

@Suite struct MaskedFileTests {
  // Made once: the index of the vocabulary takes longer to build than a small table to check.
  private static let protector = Result {
    try TableProtector(
      options: CheckOptions(
        ruleset: RulesetStore.load("sdap", searchPath: []), vocabulary: WordLists.vocabulary()))
  }

  /// Masked cells up to which all values are tried in a moment.
  private static let enumerated = 6

  /// Cells that the check fails, by row and column of the made-up table.
  private func failed(_ text: String, _ order: (rows: [Int], columns: [Int])) throws -> Set<[Int]> {
    let report = try Self.protector.get().base.check(bytes: Array(text.utf8), fileName: "t.csv")
    return Set(
      report.findings.map(\.finding).filter { $0.rule == "recoverable-suppression" && $0.verdict == .fail }
        .compactMap { finding in
          guard let row = finding.location.row, let column = finding.location.column else { return nil }
          return [order.rows[row - 1], order.columns[column - 2]]
        })
  }

  @Test(arguments: 0..<16) func theCheckFindsWhatEnumerationFinds(seed: Int) throws {
    var random = TableLottery(seed: seed)
    let file = MaskedFile(&random, masks: 3 + random.below(5))
    let (system, cells) = file.system()
    guard let limits = Enumeration.extremes(of: system) else { return }
    let given = MaskedFile.given(limits, cells)
    for order in [file.plainOrder, file.order(&random), file.order(&random)] {
      #expect(try failed(file.text(order), order) == given, "table \(seed):\n\(file.text(order))")
    }
  }

  @Test(arguments: 0..<16) func whatProtectWritesGivesNothingAway(seed: Int) throws {
    var random = TableLottery(seed: 1000 + seed)
    var file = MaskedFile(&random, masks: random.below(3))
    let order = file.order(&random)
    let text = file.text(order)
    let protector = try Self.protector.get()
    let protection: Protection
    do { protection = try protector.protect(bytes: Array(text.utf8), fileName: "t.csv") } catch {
      Issue.record("table \(seed) was not protected: \(error)\n\(text)")
      return
    }
    // What was written, read without the checker.
    let lines = String(decoding: protection.bytes, as: UTF8.self).split(separator: "\n").dropFirst()
    for (row, line) in zip(order.rows, lines) {
      for (column, cell) in zip(order.columns, line.split(separator: ",").dropFirst()) {
        if Int(cell) == nil { file.masked.insert([row, column]) }
        let value = file.values[row][column]
        #expect(Int(cell) ?? value == value)
      }
    }
    for row in file.values.indices {
      for column in file.values[row].indices where file.values[row][column] < 10 {
        #expect(file.masked.contains([row, column]), "table \(seed): \(file.values[row][column]) is shown")
      }
    }
    if case .holds = protection.proof {} else { #expect(file.masked.isEmpty, "table \(seed) is not proved") }
    #expect(try protector.protect(bytes: Array(text.utf8), fileName: "t.csv").bytes == protection.bytes)
    let (system, cells) = file.system()
    // Each sum that hides something hides two cells; where these are few, all their values are tried.
    #expect(system.rows.allSatisfy { $0.terms.count != 1 })
    guard cells.count <= Self.enumerated, let limits = Enumeration.extremes(of: system) else { return }
    #expect(MaskedFile.given(limits, cells).isEmpty, "table \(seed):\n\(text)")
  }

  @Test func enoughTablesAreSmallEnoughToTryAllValues() {
    let tried = (0..<25).count { seed in
      var random = TableLottery(seed: seed)
      return Enumeration.extremes(of: MaskedFile(&random, masks: 3 + random.below(5)).system().0) != nil
    }
    #expect(tried >= 15)
  }
}
