// Every file of fixtures/faults gets what its line in one of the lists says.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct FaultFixtureTests {
  private struct Expectation {
    var file: String
    var ruleset: String
    var verdict: String
    var status: String
    var rules: [String]
    var note: String
  }

  private static func expectations() throws -> [Expectation] {
    let text = try ["expectations.tsv", "containers.tsv", "parts.tsv"].map {
      try #require(Repository.text(of: "fixtures/faults/\($0)"))
    }.joined(separator: "\n")
    return try text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      try #require(fields.count == 6, "\(line)")
      return Expectation(
        file: fields[0], ruleset: fields[1], verdict: fields[2], status: fields[3],
        rules: fields[4] == "-" ? [] : fields[4].split(separator: " ").map(String.init), note: fields[5])
    }
  }

  @Test func everyFileGetsWhatItMustGet() throws {
    var checkers: [String: Checker] = [:]
    for expected in try Self.expectations() {
      let name = expected.ruleset
      let checker =
        try checkers[name]
        ?? TestChecker.sdap {
          if name != RulesetStore.defaultName { $0.ruleset = try RulesetStore.load(name, searchPath: []) }
        }
      checkers[name] = checker
      let report = checker.check(paths: ["\(Repository.root)/fixtures/faults/\(expected.file)"])
      let findings = report.files.flatMap(\.findings).map(\.finding)
      let found = "\(expected.file) (\(expected.note)): \(findings.map { "\($0.rule) \($0.verdict)" })"
      #expect(report.verdict.rawValue == expected.verdict, "\(found)")
      #expect(String(report.exitStatus) == expected.status, "\(found)")
      let rules = Set(findings.flatMap { [$0.rule] + $0.also }.map(\.rawValue))
      for rule in expected.rules { #expect(rules.contains(rule), "\(rule) in \(found)") }
    }
  }

  @Test func everyFileHasALine() throws {
    let files = try Repository.files(below: "fixtures/faults").filter { $0.contains("/") }
    #expect(Set(try Self.expectations().map(\.file)) == Set(files))
  }

  /// A member gets what the file alone would get, and takes the archive along.
  @Test func anArchiveIsAsBadAsItsWorstMember() throws {
    let path = "\(Repository.root)/fixtures/faults/12-containers/good_member_and_bad.zip"
    let report = try TestChecker.sdap().check(paths: [path])
    #expect(report.files.map(\.verdict) == [.fail, .pass, .fail])
    #expect(report.files.dropFirst().allSatisfy { $0.container == report.files[0].path })
  }

  /// Where a block ends makes no difference to what is found.
  @Test(arguments: [1, 61]) func blocksMakeNoDifference(_ blockSize: Int) throws {
    let usual = try TestChecker.sdap()
    let small = try TestChecker.sdap(blockSize: blockSize)
    for expected in try Self.expectations() where !expected.file.hasSuffix(".gz") {
      let path = "\(Repository.root)/fixtures/faults/\(expected.file)"
      let one = usual.check(paths: [path])
      let other = small.check(paths: [path])
      #expect(one.verdict == other.verdict, "\(expected.file)")
      #expect(
        one.files.flatMap(\.findings).map(\.fingerprint)
          == other.files.flatMap(\.findings).map(\.fingerprint),
        "\(expected.file)")
    }
  }
}
