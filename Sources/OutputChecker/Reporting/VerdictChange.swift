// Which verdicts change when the policy does.

import DisclosureRules

/// Files whose verdict differs between two reports on the same paths.
public struct VerdictChange: Sendable, Equatable {
  /// As reports name the file.
  public var path: String
  /// Under the first policy.
  public var first: String
  /// Under the second.
  public var second: String

  /// The files that change, in path order; one that is in a single report counts as changed.
  public static func changes(from first: CheckReport, to second: CheckReport) -> [VerdictChange] {
    let before = Dictionary(first.files.map { ($0.path, $0) }, uniquingKeysWith: { kept, _ in kept })
    let after = Dictionary(second.files.map { ($0.path, $0) }, uniquingKeysWith: { kept, _ in kept })
    return Set(before.keys).union(after.keys).sorted().compactMap { path in
      guard before[path]?.verdict != after[path]?.verdict else { return nil }
      return VerdictChange(path: path, first: text(before[path]), second: text(after[path]))
    }
  }

  /// A verdict with the rules that decide it: `fail (minimum-threshold)`.
  private static func text(_ file: FileReport?) -> String {
    guard let file else { return "not reached" }
    let rules = file.rules(with: file.verdict).map(\.rawValue)
    return file.verdict.rawValue + (rules.isEmpty ? "" : " (\(rules.joined(separator: ", ")))")
  }
}
