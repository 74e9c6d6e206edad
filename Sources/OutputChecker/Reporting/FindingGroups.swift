// Findings that say the same of different places, together.

import DisclosureRules

/// Findings of one rule with one verdict and one message.
struct FindingGroup {
  var rule: RuleName
  var verdict: Verdict
  /// As it may be shown, escaped.
  var message: String
  var waiver: Waiver?
  var findings: [Finding]

  /// Groups in the order of their first findings.
  ///
  /// - Parameter redaction: renders the messages.
  static func groups(of findings: some Sequence<ReportedFinding>, _ redaction: Redaction) -> [FindingGroup] {
    var groups: [FindingGroup] = []
    var positions: [Key: Int] = [:]
    for reported in findings {
      let finding = reported.finding
      let group = FindingGroup(
        rule: finding.rule, verdict: finding.verdict, message: redaction.text(finding.message),
        waiver: reported.waiver, findings: [finding])
      if let known = positions[group.key] {
        groups[known].findings.append(finding)
      } else {
        positions[group.key] = groups.count
        groups.append(group)
      }
    }
    return groups
  }

  private struct Key: Hashable {
    var rule: RuleName
    var verdict: Verdict
    var message: String
    var waiver: String?
  }

  private var key: Key {
    Key(
      rule: rule, verdict: verdict, message: message,
      waiver: waiver.map { "\($0.approver)\u{0}\($0.expires)\u{0}\($0.reason)" })
  }

  /// How to mend it; nil when the rule doesn't say.
  var remedy: String? { findings.first.flatMap { $0.remedy.isEmpty ? nil : $0.remedy } }
}
