// The examples of every rule are its tests, run through the whole check.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct RuleExampleTests {
  @Test func everyExampleGetsItsVerdict() throws {
    let checker = try TestChecker.sdap()
    var tried = 0
    for rule in RuleCatalogue.all {
      for example in rule.description.examples {
        let report = checker.check(bytes: Array(example.text.utf8), fileName: example.fileName)
        let verdict =
          report.findings.map(\.finding).filter { $0.rule == rule.name }.map(\.verdict).max() ?? .pass
        #expect(verdict == example.verdict, "\(rule.name): \(example.title)")
        tried += 1
      }
    }
    #expect(tried >= 2 * RuleCatalogue.all.count)
  }

  @Test func everyFixtureGetsTheVerdictOfItsFolder() throws {
    let checker = try TestChecker.sdap()
    for path in try Repository.files(below: "fixtures/rules") where path.split(separator: "/").count == 3 {
      let expected = String(path.split(separator: "/")[1])
      let report = checker.check(paths: ["\(Repository.root)/fixtures/rules/\(path)"])
      #expect(
        report.verdict.rawValue == expected,
        "\(path): \(report.files.flatMap(\.findings).map { "\($0.finding.rule) \($0.finding.verdict)" })")
    }
  }
}
