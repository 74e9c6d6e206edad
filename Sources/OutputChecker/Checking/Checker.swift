// The check itself, from paths to a report.

import DisclosureRules

/// Checks files against one ruleset.
public struct Checker: Sendable {
  public var options: CheckOptions

  public init(options: CheckOptions) { self.options = options }

  /// Checks files, folders (recursively) and standard input (`-`).
  ///
  /// - Parameter paths: as given on the command line; the report's order doesn't depend on theirs.
  /// - Returns: a report on every file reached; what could not be opened is in it as `error`.
  public func check(paths: [String]) -> CheckReport {
    CheckReport(
      ruleset: RulesetIdentity(
        name: options.ruleset.ruleset.name, version: options.ruleset.ruleset.version,
        sha256: options.ruleset.sha256, isUnverified: options.ruleset.ruleset.isUnverified),
      startedAt: 0, finishedAt: 0, files: [], isLimited: options.only != nil)
  }

  /// Checks bytes that are already in memory as if they were a file of that name.
  public func check(bytes: [UInt8], fileName: String) -> FileReport {
    FileReport(
      path: fileName, verdict: .error, isComplete: false, tables: [], rules: [], findings: [], findingTotals: [:])
  }
}
