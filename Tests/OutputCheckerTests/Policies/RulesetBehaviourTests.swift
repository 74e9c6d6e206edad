// Each policy judges the same small table as its own text says.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct RulesetBehaviourTests {
  private static func verdicts(_ ruleset: String, _ texts: [String]) throws -> [Verdict] {
    let checker = try TestChecker.sdap { $0.ruleset = try RulesetStore.load(ruleset, searchPath: []) }
    return texts.map { checker.check(bytes: Array($0.utf8), fileName: "patients.csv").verdict }
  }

  /// A count of 0 and one of 5, 7, 10 or 15 beside large ones on a grid of 100.
  private static func table(_ small: Int) -> String {
    "region,patients\nNorth,1200\nSouth,\(small)\nEast,3400\nWest,900\n"
  }

  /// For the counts 4, 5, 8, 10, 11 and 20: what leaves under each policy, by the sentence of its source
  /// that the ruleset quotes. Rounding policies fail 4, 8 and 11 for not being rounded as well.
  @Test(arguments: [
    ("sdap", "fail fail fail pass pass pass"), ("opensafely", "fail fail fail pass fail pass"),
    ("nhs-england-sde", "fail fail fail pass fail pass"), ("nhs-hes", "fail fail fail pass fail pass"),
    ("uk-llc", "fail fail fail pass pass pass"), ("uk-biobank", "fail pass pass pass pass pass"),
    ("genomics-england", "fail pass pass pass pass pass"), ("cms-resdac", "fail fail fail fail pass pass"),
    ("census-drb", "fail fail fail fail fail pass"), ("acro-default", "fail fail fail pass pass pass"),
    ("sail", "fail pass pass pass pass pass"),
  ])
  func smallCounts(ruleset: String, expected: String) throws {
    let found = try Self.verdicts(ruleset, [4, 5, 8, 10, 11, 20].map(Self.table))
    #expect(found.map(\.rawValue).joined(separator: " ") == expected)
  }

  /// Zeros: allowed, for review, or forbidden.
  @Test(arguments: [
    ("sdap", Verdict.review), ("uk-llc", .fail), ("acro-default", .fail), ("cms-resdac", .pass),
    ("genomics-england", .pass), ("nhs-hes", .pass),
  ])
  func zeros(ruleset: String, expected: Verdict) throws {
    #expect(try Self.verdicts(ruleset, [Self.table(0)]) == [expected])
  }
}
