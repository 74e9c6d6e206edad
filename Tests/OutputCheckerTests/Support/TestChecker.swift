// Checkers for tests.

import DisclosureRules

@testable import OutputChecker

enum TestChecker {
  // Made once: the vocabulary's index takes longer to build than most checks take.
  private static let base = Result {
    var options = try CheckOptions(
      ruleset: RulesetStore.load("sdap", searchPath: []), vocabulary: WordLists.vocabulary())
    options.now = { 0 }
    return Checker(options: options)
  }

  /// A checker under the default ruleset.
  static func sdap(
    blockSize: Int = 65_536, _ change: (inout CheckOptions) throws -> Void = { _ in }
  ) throws -> Checker {
    var checker = try base.get()
    checker.options.blockSize = blockSize
    try change(&checker.options)
    return checker
  }
}
