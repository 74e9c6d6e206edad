// malformed-table: one finding a kind of defect.

import DisclosureRules
import Testing

@Suite struct MalformedTableTests {
  private func judge(_ problems: [StructureProblem]) -> RuleOutcome {
    MalformedTable().judge(
      TableBuilder.table([BuiltColumn("n", .count, ["12"])], problems: problems), under: .defaults)
  }

  private let place = CellPlace(row: 4, line: 6, byteOffset: 40, byteLength: 5)

  @Test(arguments: [
    (StructureProblem.Kind.raggedRow, Verdict.review), (.strayQuote, .review), (.textAfterQuote, .review),
    (.nulByte, .review), (.loneReturn, .review), (.duplicateHeader, .review), (.unclosedQuote, .error),
    (.noRows, .info),
  ])
  func verdicts(kind: StructureProblem.Kind, verdict: Verdict) {
    let outcome = judge([StructureProblem(kind: kind, occurrences: 3, places: [place])])
    #expect(outcome.verdicts == [verdict])
    #expect(outcome.findings[0].occurrences == 3)
    #expect(outcome.findings[0].cells == [place])
    #expect(outcome.findings[0].location.line == 6)
    #expect(outcome.findings[0].location.table == "table.csv")
  }

  @Test func everyKindHasAVerdict() {
    let all = StructureProblem.Kind.allCases.map { StructureProblem(kind: $0, occurrences: 1, places: []) }
    let outcome = judge(all.reversed())
    #expect(outcome == judge(all))
    #expect(outcome.findings.count == all.count)
    #expect(!outcome.verdicts.contains(.pass))
  }

  @Test func wellFormedTablesPass() {
    #expect(judge([]) == RuleOutcome())
  }
}
