// unreadable: every obstacle is an error.

import DisclosureRules
import Testing

@Suite struct UnreadableTests {
  private func judge(_ problem: ReadProblem?) -> RuleOutcome {
    Unreadable().judge(FileSubject(path: "a/t.csv", fileName: "t.csv", problem: problem), under: .defaults)
  }

  /// All but those that are another rule's.
  private static let kinds = ReadProblem.Kind.allCases.filter { $0 != .unsafeArchive }

  @Test(arguments: kinds) func everyProblemIsAnError(kind: ReadProblem.Kind) {
    let outcome = judge(ReadProblem(kind: kind, message: "The stream ends early.", byteOffset: 512))
    #expect(outcome.verdicts == [.error])
    let finding = outcome.findings[0]
    #expect(finding.message.plain == "The stream ends early.")
    #expect(finding.location == Location(byteOffset: 512, part: "file"))
    #expect(!finding.remedy.isEmpty)
  }

  @Test func readFilesPass() {
    #expect(judge(nil) == RuleOutcome())
  }
}
