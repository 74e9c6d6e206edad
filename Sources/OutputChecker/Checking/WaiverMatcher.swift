// Finds the waiver of a finding, and remembers which waivers were of use.

import DisclosureRules

/// Matches findings against waivers.
struct WaiverMatcher {
  private let given: WaiverSet?
  private var byFingerprint: [String: Waiver] = [:]
  private var byRule: [RuleInFile: Waiver] = [:]
  private var used: Set<Int> = []

  private struct RuleInFile: Hashable {
    var rule: RuleName
    var sha256: String
  }

  /// - Parameter given: nil when the run was given no waivers.
  init(_ given: WaiverSet?) {
    self.given = given
    for waiver in given?.waivers ?? [] {
      switch waiver.subject {
      case .fingerprint(let fingerprint): byFingerprint[fingerprint] = waiver
      case .rule(let rule, let sha256): byRule[RuleInFile(rule: rule, sha256: sha256)] = waiver
      }
    }
  }

  /// The waiver that accepts a finding; what could not be checked can't be waived.
  mutating func waiver(for finding: Finding, fingerprint: String, sha256: String?) -> Waiver? {
    guard finding.verdict < .error, let sha256 else { return nil }
    let found = byFingerprint[fingerprint] ?? byRule[RuleInFile(rule: finding.rule, sha256: sha256)]
    if let found { used.insert(found.line) }
    return found
  }

  /// What the report says of the waivers; nil when there were none.
  var record: WaiverRecord? {
    guard let given else { return nil }
    return WaiverRecord(
      sha256: given.sha256, entries: given.waivers.count,
      unmatched: given.waivers.map(\.line).filter { !used.contains($0) })
  }
}
