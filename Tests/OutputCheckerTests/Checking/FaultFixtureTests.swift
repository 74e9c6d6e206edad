// The files of fixtures/faults, each with the verdict that the list beside them gives it.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct FaultFixtureTests {
  /// A line of `expected.tsv`.
  private struct Expectation {
    var path: String
    var verdict: String
    var rules: Set<String>
  }

  private static func expectations() throws -> [Expectation] {
    try #require(Repository.text(of: "fixtures/faults/expected.tsv")).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.map { line in
        let fields = line.split(separator: "\t").map(String.init)
        return Expectation(
          path: fields[0], verdict: fields[1],
          rules: Set(fields.dropFirst(2).flatMap { $0.split(separator: ",").map(String.init) }))
      }
  }

  @Test func everyFaultGetsItsVerdict() throws {
    let checker = try TestChecker.sdap()
    for expected in try Self.expectations() {
      let report = checker.check(paths: ["\(Repository.root)/fixtures/faults/\(expected.path)"])
      #expect(report.verdict.rawValue == expected.verdict, "\(expected.path)")
      let found = report.files.flatMap(\.findings).filter { $0.finding.verdict > .info }
        .map { $0.finding.rule.rawValue }
      #expect(expected.rules.isSubset(of: found), "\(expected.path): \(found)")
      #expect((report.verdict == .error) == (report.exitStatus == 2), "\(expected.path)")
    }
  }

  @Test func everyFileHasItsExpectation() throws {
    let files = try Repository.files(below: "fixtures/faults").filter {
      !["expected.tsv", "README.md"].contains($0)
    }
    #expect(Set(files) == Set(try Self.expectations().map(\.path)))
    #expect(files.count > 70)
  }

  /// The same file in an archive gets the same verdict, and takes the archive along.
  @Test func anArchiveIsAsBadAsItsWorstMember() throws {
    let checker = try TestChecker.sdap()
    for expected in try Self.expectations() where expected.path.contains("/good_member_and_bad.zip") {
      let report = checker.check(paths: ["\(Repository.root)/fixtures/faults/\(expected.path)"])
      #expect(report.files.map(\.verdict) == [.fail, .pass, .fail])
      #expect(report.files.dropFirst().allSatisfy { $0.container == report.files[0].path })
    }
  }
}
