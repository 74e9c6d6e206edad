// size-limit at its limits and one either side of them.

import DisclosureRules
import Testing

@Suite struct SizeLimitTests {
  private func verdicts(bytes: Int? = 10, rows: [Int] = [1], _ values: [String: ParameterValue]) -> [Verdict]
  {
    SizeLimit().judge(
      FileSubject(path: "t.csv", fileName: "t.csv", bytes: bytes, rows: rows),
      under: .setting("size-limit", values)
    ).findings.map(\.verdict)
  }

  @Test(arguments: [(99, 0), (100, 0), (101, 1)]) func bytes(size: Int, findings: Int) {
    #expect(verdicts(bytes: size, ["max_bytes": .integer(100)]).count == findings)
  }

  @Test(arguments: [(4_999, 0), (5_000, 0), (5_001, 1)]) func rows(longest: Int, findings: Int) {
    #expect(verdicts(rows: [3, longest, 7], ["max_rows": .integer(5_000)]).count == findings)
  }

  @Test func bothAtOnce() {
    let values: [String: ParameterValue] = ["max_bytes": .integer(9), "max_rows": .integer(2)]
    #expect(verdicts(rows: [3], values) == [.fail, .fail])
  }

  @Test func withoutLimitsThereIsNothingToJudge() {
    let outcome = SizeLimit().judge(
      FileSubject(path: "t.csv", fileName: "t.csv", bytes: .max, rows: [.max]),
      under: .setting("size-limit", [:]))
    #expect(outcome == .notApplicable("the ruleset sets no size"))
  }
}
