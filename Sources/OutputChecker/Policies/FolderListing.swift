// The environment and folders, as far as finding a ruleset needs them.

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Names of files in a folder of rulesets.
enum FolderListing {
  /// In no order; nil when the folder can't be read.
  static func names(in folder: String) -> [String]? {
    try? FileManager.default.contentsOfDirectory(atPath: folder)
  }
}

extension RulesetStore {
  /// The folders that the environment variable `CHECKER_RULESETS` lists, separated by `:`.
  public static func searchPathOfEnvironment() -> [String] {
    (ProcessInfo.processInfo.environment[variable] ?? "").split(separator: ":").map(String.init)
  }
}
