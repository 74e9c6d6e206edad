// What of a request was not checked, in words.

import DisclosureRules

/// The gaps of a report, one sentence each.
struct ReportGaps {
  /// Files named in a sentence.
  private static let namedFiles = 5

  let report: CheckReport
  /// Makes paths harmless for where they are shown.
  let escape: (String) -> String

  /// What no rule looked at.
  func sentences() -> [String] {
    var gaps: [String] = []
    let errors = report.files.filter { $0.verdict == .error }.map(\.path)
    if !errors.isEmpty { gaps.append(named(errors)) }
    for (rule, paths) in files(whereRuleIs: \.isIncomplete) {
      gaps.append("\(rule), which could not judge \(named(paths))")
    }
    let disabled = files(whereRuleIs: { if case .disabled = $0 { true } else { false } }).map(\.rule.rawValue)
    if report.isLimited {
      gaps.append("every rule but those named with --only; without the others no file passes")
    } else if !disabled.isEmpty {
      gaps.append("rules that the ruleset switches off: \(disabled.joined(separator: ", "))")
    }
    return gaps
  }

  /// Rules with a status in some files, by name.
  private func files(
    whereRuleIs matches: (RuleStatus) -> Bool
  ) -> [(rule: RuleName, paths: [String])] {
    var paths: [RuleName: [String]] = [:]
    for file in report.files {
      for rule in file.rules where matches(rule.status) { paths[rule.rule, default: []].append(file.path) }
    }
    return paths.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private func named(_ paths: [String]) -> String {
    let named = paths.prefix(Self.namedFiles).map(escape).joined(separator: ", ")
    return paths.count > Self.namedFiles
      ? "\(named) and \((paths.count - Self.namedFiles).grouped) more" : named
  }
}

extension RuleStatus {
  /// It should have judged and could not.
  var isIncomplete: Bool { if case .incomplete = self { true } else { false } }
}

extension CheckReport {
  /// Files by verdict: `3 files: 1 fail, 2 pass`.
  var fileCounts: String { Self.counts([.fail, .error, .review, .pass], of: files(with:), total: "file") }

  /// Findings by verdict: `3 findings: 2 fail, 1 review, 1 waived`.
  var findingCounts: String {
    let counts = Self.counts([.fail, .error, .review, .info], of: findings(with:), total: "finding")
    return waivedFindings > 0 ? "\(counts); \(waivedFindings.grouped) of them waived" : counts
  }

  private static func counts(
    _ verdicts: [Verdict], of count: (Verdict) -> Int, total noun: String
  ) -> String {
    let total = verdicts.reduce(0) { $0 + count($1) }
    let parts = verdicts.filter { count($0) > 0 }.map { "\(count($0).grouped) \($0.rawValue)" }
    return total.of(noun) + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
  }
}
