// Rules about what the scan finds outside of columns.

/// A rule that also judges what was found in headers, preambles, notes and file names.
public protocol TextHitRule: TableRule {
  /// Findings for hits, among which are those of other rules.
  func findings(forTextHits hits: [TextHit], under ruleset: Ruleset) -> [Finding]
}
