// Where rulesets are found, and where they are never taken from.

import OutputChecker

/// Finds rulesets for commands.
enum RulesetSearch {
  /// Folders that are searched before the embedded rulesets.
  static var path: [String] { RulesetStore.searchPathOfEnvironment() }

  /// A ruleset for a check of these paths. One that lies among the files that are checked would let them
  /// choose how they are judged.
  static func load(_ nameOrFile: String, checking paths: [String]) throws -> LoadedRuleset {
    let inputs = ReportTarget.Inputs(paths: paths)
    if inputs.contains(path: nameOrFile) {
      throw UsageError("the ruleset \(nameOrFile) is among the files that are checked; keep it elsewhere")
    }
    for folder in path where inputs.contains(path: folder) {
      throw UsageError("CHECKER_RULESETS names \(folder), which is among the files that are checked")
    }
    return try RulesetStore.load(nameOrFile, searchPath: path)
  }
}
