// Rule, source file, fixture folder, ruleset key and docs page are one to one.

import DisclosureRules
import Testing

@Suite struct CatalogueTests {
  private static let names = RuleCatalogue.all.map(\.name)

  private func rule(_ name: RuleName) throws -> any Rule { try #require(RuleCatalogue.rule(named: name)) }

  @Test func namesAreUniqueAndKebabCase() {
    #expect(Set(Self.names).count == Self.names.count)
    for name in Self.names {
      let words = name.rawValue.split(separator: "-", omittingEmptySubsequences: false)
      let isKebab = words.allSatisfy { word in
        word.first.map { ("a"..."z").contains($0) } == true
          && word.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) }
      }
      #expect(isKebab, "\(name)")
    }
  }

  @Test(arguments: names) func ruleHasItsSourceFile(name: RuleName) throws {
    let stem = name.rawValue.split(separator: "-").joined()
    let files = try Repository.files(below: "Sources/DisclosureRules").filter { path in
      // `nhs-number` is NHSNumber.swift: the words' capitals are the language's business.
      path.split(separator: "/").last?.lowercased() == stem + ".swift"
    }
    #expect(files.count == 1, "\(files)")
    #expect(files.allSatisfy { $0.split(separator: "/").last?.first?.isUppercase == true })
  }

  @Test(arguments: names) func ruleHasItsFixtures(name: RuleName) throws {
    let files = try Repository.files(below: "fixtures/rules/\(name)")
    let verdicts = Set(files.map { String($0.prefix { $0 != "/" }) })
    #expect(verdicts.isSubset(of: Verdict.allCases.map(\.rawValue)))
    #expect(verdicts.contains("pass"), "nothing shows that the rule lets good files through")
    #expect(
      !verdicts.isDisjoint(with: ["review", "fail", "error"]), "nothing shows that the rule finds anything")
  }

  @Test(arguments: names) func ruleHasItsPage(name: RuleName) {
    #expect(Repository.text(of: "docs/rules/\(name).md") != nil)
  }

  @Test(arguments: names) func ruleHasItsKeyInTheDefaultRuleset(name: RuleName) throws {
    let ruleset = try #require(Repository.text(of: "rulesets/sdap.yaml"))
    let keys = ruleset.split(separator: "\n").map { $0.drop { $0 == " " } }
    #expect(keys.contains { $0.hasPrefix("\(name):") })
  }

  @Test(arguments: names) func descriptionIsWhole(name: RuleName) throws {
    let description = try rule(name).description
    #expect(description.summary.hasSuffix("."))
    #expect(description.remedy.hasSuffix("."))
    #expect(description.rationale.hasSuffix("."))
    #expect(!description.sources.isEmpty)
    #expect(description.parameters.allSatisfy { $0.summary.hasSuffix(".") })
    #expect(Set(description.parameters.map(\.key)).count == description.parameters.count)
    #expect(description.examples.contains { $0.verdict == .pass })
    #expect(description.examples.contains { $0.verdict > .info })
  }

  @Test func everyRuleOfTheSourcesIsInTheCatalogue() throws {
    for path in try Repository.files(below: "Sources/DisclosureRules") {
      let source = try #require(Repository.text(of: "Sources/DisclosureRules/\(path)"))
      for described in Self.describedNames(in: source) {
        #expect(Self.names.contains(RuleName(rawValue: described)), "\(path) describes \(described)")
      }
    }
  }

  @Test func everyFixtureFolderIsARules() throws {
    for folder in try Repository.names(in: "fixtures/rules") where folder != "README.md" {
      #expect(Self.names.contains(RuleName(rawValue: folder)), "fixtures/rules/\(folder)")
    }
  }

  @Test func everyPageIsARules() throws {
    for page in try Repository.names(in: "docs/rules") where page != "README.md" {
      #expect(
        page.hasSuffix(".md") && Self.names.contains(RuleName(rawValue: String(page.dropLast(3)))), "\(page)")
    }
  }

  @Test func describedNamesAreFound() {
    #expect(Self.describedNames(in: "RuleDescription(\n  name: \"zero-cell\",\n family") == ["zero-cell"])
    #expect(Self.describedNames(in: "static let name: RuleName = \"zero-cell\"\n") == ["zero-cell"])
    #expect(Self.describedNames(in: "RuleDescription(name: identifier.name)") == [])
  }

  /// Names that a source file gives to rules, as literals.
  private static func describedNames(in source: String) -> [String] {
    var names: [String] = []
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    func take(after mark: String, in line: String) {
      let parts = line.split(separator: mark, maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { names.append(String(parts[1].prefix { $0 != "\"" })) }
    }
    for (index, line) in lines.enumerated() {
      take(after: "let name: RuleName = \"", in: line)
      if line.contains("RuleDescription(") {
        for candidate in lines[index...].prefix(2) { take(after: "name: \"", in: candidate) }
      }
    }
    return names
  }
}
