// A table that fails never passes because it was made larger than what is kept.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct PaddingTests {
  /// An example of a rule that fails.
  struct Example: CustomTestStringConvertible {
    var rule: RuleName
    var example: RuleExample
    var testDescription: String { "\(rule): \(example.title)" }
  }

  static let failing: [Example] = RuleCatalogue.all.flatMap { rule in
    rule.description.examples.filter { $0.verdict == .fail }.map { Example(rule: rule.name, example: $0) }
  }

  /// Fewer cells than any example has with its padding.
  private static let keptCells = 60
  private static let paddingRows = 60

  private func verdict(of example: Example, text: String) throws -> Verdict {
    let ruleset = try #require(RuleCatalogue.rule(named: example.rule)).description.shownUnder
    let checker = try TestChecker.sdap {
      if ruleset != RulesetStore.defaultName { $0.ruleset = try RulesetStore.load(ruleset, searchPath: []) }
      $0.budget.keptCells = Self.keptCells
    }
    return checker.check(bytes: Array(text.utf8), fileName: example.example.fileName).verdict
  }

  /// Rows like the first of the table, with numbers large enough to harm nobody.
  private func harmless(_ example: Example) -> [String] {
    let lines = example.example.text.split(separator: "\n").map(String.init)
    guard let model = lines.dropFirst().first ?? lines.first else { return [] }
    return (0..<Self.paddingRows).map { row in
      model.split(separator: ",", omittingEmptySubsequences: false).enumerated().map { column, cell in
        let isNumber = !cell.isEmpty && cell.allSatisfy { $0.isASCII && $0.isNumber }
        return isNumber ? "\(1_000 + 7 * row + 13 * column)" : String(cell)
      }.joined(separator: ",")
    }
  }

  @Test(arguments: failing) func paddingNeverMakesAnExamplePass(_ example: Example) throws {
    let text = example.example.text
    let end = text.hasSuffix("\n") ? "" : "\n"
    let padded = text + end + harmless(example).joined(separator: "\n") + "\n"
    #expect(try verdict(of: example, text: padded) >= .review)
  }

  @Test func thereAreExamplesToPad() {
    #expect(Self.failing.count > 20)
  }
}
