// unsafe-archive: its own problem is an error, and no other is its business.

import DisclosureRules
import Testing

@Suite struct UnsafeArchiveTests {
  @Test(arguments: ReadProblem.Kind.allCases) func onlyUnsafeArchivesAreFound(kind: ReadProblem.Kind) {
    let problem = ReadProblem(kind: kind, message: "two members have one name")
    let file = FileSubject(path: "a.zip", fileName: "a.zip", problem: problem)
    let outcome = UnsafeArchive().judge(file, under: .defaults)
    #expect(outcome.verdicts == (kind == .unsafeArchive ? [.error] : []))
  }
}
