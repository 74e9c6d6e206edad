// The examples of every rule are its tests, run through the whole check.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct RuleExampleTests {
  /// A checker under the ruleset that the rule is shown under.
  private func checker(for rule: any Rule) throws -> Checker {
    let ruleset = rule.description.shownUnder
    return try TestChecker.sdap {
      if ruleset != RulesetStore.defaultName { $0.ruleset = try RulesetStore.load(ruleset, searchPath: []) }
    }
  }

  @Test func everyExampleGetsItsVerdict() throws {
    var tried = 0
    for rule in RuleCatalogue.all {
      let checker = try checker(for: rule)
      for example in rule.description.examples {
        var checker = checker
        checker.options.context = try example.context.map {
          try ContextFile(bytes: Array($0.utf8), file: "context.yaml")
        }
        let files = [(example.fileName, example.text)] + example.others.map { ($0.name, $0.text) }
        let report = checker.check(files: files.map { (path: $0.0, bytes: Array($0.1.utf8)) })
        let verdict =
          report.files.flatMap(\.findings).map(\.finding).filter {
            // What is told in the finding of a more specific rule was found as well.
            $0.rule == rule.name || $0.also.contains(rule.name)
          }.map(\.verdict).max()
          ?? .pass
        #expect(verdict == example.verdict, "\(rule.name): \(example.title)")
        tried += 1
      }
    }
    #expect(tried >= 2 * RuleCatalogue.all.count)
  }

  @Test func everyFixtureGetsTheVerdictOfItsFolder() throws {
    // A fixture is a file, or a folder that is checked as one request.
    let fixtures = try Repository.files(below: "fixtures/rules").map { $0.split(separator: "/") }
      .filter { $0.count >= 3 && $0[2] != "contexts" }.map { $0.prefix(3).joined(separator: "/") }
    for path in Set(fixtures).sorted() {
      let name = RuleName(rawValue: String(path.prefix { $0 != "/" }))
      var checker = try checker(for: #require(RuleCatalogue.rule(named: name)))
      // A fixture's context file lies deeper: fail/contexts/NAME.yaml beside fail/NAME.csv.
      let parts = path.split(separator: "/")
      let context =
        "fixtures/rules/\(parts[0])/\(parts[1])/contexts/\(parts[2].prefix { $0 != "." }).yaml"
      if Repository.text(of: context) != nil {
        checker.options.context = try ContextFile.load("\(Repository.root)/\(context)")
      }
      let expected = String(path.split(separator: "/")[1])
      let report = checker.check(paths: ["\(Repository.root)/fixtures/rules/\(path)"])
      #expect(
        report.verdict.rawValue == expected,
        "\(path): \(report.files.flatMap(\.findings).map { "\($0.finding.rule) \($0.finding.verdict)" })")
    }
  }
}
