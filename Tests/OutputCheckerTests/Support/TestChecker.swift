// Checkers for tests.

import DisclosureRules

@testable import OutputChecker

enum TestChecker {
  private static let loaded = Result { try RulesetStore.load("sdap", searchPath: []) }
  private static let vocabulary = Result { try WordLists.vocabulary() }

  /// A checker under the default ruleset.
  static func sdap(blockSize: Int = 65_536, _ change: (inout CheckOptions) -> Void = { _ in }) throws -> Checker {
    var options = try CheckOptions(ruleset: loaded.get(), vocabulary: vocabulary.get())
    options.blockSize = blockSize
    options.now = { 0 }
    change(&options)
    return Checker(options: options)
  }
}
