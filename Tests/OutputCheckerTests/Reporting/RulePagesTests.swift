// docs/rules is what the rules say of themselves.

import DisclosureRules
import FoundationEssentials
import OutputChecker
import Testing

@Suite struct RulePagesTests {
  private static let howTo: Comment =
    "out of date: UPDATE_DOCS=1 swift test --filter RulePagesTests rewrites docs/rules"

  private func check(_ rendered: String, against path: String) throws {
    if ProcessInfo.processInfo.environment["UPDATE_DOCS"] == "1" { try Repository.write(rendered, to: path) }
    // Not `==` within #expect: the difference of two pages is no use in a log.
    let isCurrent = Repository.text(of: path) == rendered
    #expect(isCurrent, Self.howTo)
  }

  @Test(arguments: RuleCatalogue.all.map(\.name)) func pageIsCurrent(name: RuleName) throws {
    let rule = try #require(RuleCatalogue.rule(named: name))
    try check(RulePage.markdown(for: rule), against: "docs/rules/\(name).md")
  }

  @Test func indexIsCurrent() throws {
    try check(RulePage.index(of: RuleCatalogue.all), against: "docs/rules/README.md")
  }

  @Test func schemaOfRulesetsIsCurrent() throws {
    try check(RulesetSchema.text(of: RuleCatalogue.all), against: "docs/schema/ruleset.schema.json")
  }

  @Test func pagesSayEverything() {
    let page = RulePage.markdown(for: Dominance())
    #expect(page.hasPrefix("# dominance\n\nA total of which"))
    #expect(page.contains("- Statbarn: `linear-aggregations`"))
    #expect(page.contains("| `rules` | list of records with `n`, `k` | `{n: 1, k: 50}`, `{n: 2, k: 85}` |"))
    #expect(page.contains("`fail`: one contributor of 60% (`table.csv`)\n\n```csv\nregion,total,largest"))
    #expect(page.contains("- Hundepool et al."))
    #expect(RulePage.markdown(for: Unreadable()).contains("The file holds nothing."))
  }
}
