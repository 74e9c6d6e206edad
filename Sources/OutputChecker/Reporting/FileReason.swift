// Why a file has its verdict, in words.

import DisclosureRules

extension FileReport {
  /// Rules that have open findings with a verdict, by name.
  func rules(with verdict: Verdict) -> [RuleName] {
    Set(findings.filter { $0.finding.verdict == verdict && $0.waiver == nil }.map(\.finding.rule)).sorted()
  }

  /// Rules that should have judged and could not, with the reason.
  var incompleteRules: [(rule: RuleName, reason: String)] {
    rules.compactMap { rule in
      if case .incomplete(let reason) = rule.status { (rule.rule, reason) } else { nil }
    }
  }

  /// Why the file has its verdict, in a sentence; not escaped.
  var reason: String {
    func rules(_ verdict: Verdict) -> String {
      let names = self.rules(with: verdict)
      return names.isEmpty ? "" : " (" + names.map(\.rawValue).joined(separator: ", ") + ")"
    }
    let total = openFindings(with: verdict)
    switch verdict {
    case .error:
      if let problem {
        let place = problem.byteOffset.map { " (at byte \($0.grouped))" } ?? ""
        return "Could not be checked: \(problem.message)\(place)"
      }
      if total == 0 { return "Could not be checked: something in it." }
      return "Could not be checked: \(total.of("error"))\(rules(.error))."
    case .fail:
      if total == 0 { return "Must not leave as it is: something in it must not." }
      return "Must not leave as it is: \(total.of("finding"))\(rules(.fail))."
    case .review:
      if total > 0 { return "A person must look: \(total.of("question"))\(rules(.review))." }
      if !incompleteRules.isEmpty {
        return "A person must look: \(incompleteRules.count.of("rule")) could not judge the file."
      }
      return "A person must look."
    case .pass, .info:
      let waived = waivedTotals.values.reduce(0, +)
      let notes = openFindings(with: .info)
      var said: [String] = []
      if waived > 0 { said.append("What was found is waived: \(waived.of("finding")).") }
      if notes > 0 { said.append("Nothing needs a person; \(notes.of("note")).") }
      if said.isEmpty { said.append("Nothing was found.") }
      if !isComplete { said.append("The check is not complete.") }
      return said.joined(separator: " ")
    }
  }

  /// What the file is: `csv, 1,234 bytes, 12 rows × 2 columns`; not escaped.
  var shape: String {
    var parts: [String] = []
    if let format { parts.append(compression.map { "\(format), compressed with \($0)" } ?? format) }
    if let bytes { parts.append(bytes.of("byte")) }
    for table in tables { parts.append("\(table.rows.of("row")) × \(table.columns.count.of("column"))") }
    return parts.joined(separator: ", ")
  }
}

extension CheckReport {
  /// Files, the worst first, and those of one verdict in path order.
  var worstFirst: [FileReport] {
    Verdict.allCases.reversed().flatMap { verdict in files.filter { $0.verdict == verdict } }
  }

  /// What the verdict means, in a few words.
  var meaning: String {
    switch exitStatus {
    case 0:
      waivedFindings > 0
        ? "every byte was checked, and what was found is waived"
        : "every byte was checked, and nothing needs a person"
    case 1: "must not leave as it is"
    case 3: "a person must look"
    default:
      if files.isEmpty {
        "no file was checked"
      } else if files.contains(where: { $0.verdict == .error }) {
        "something could not be checked"
      } else if context?.errors.isEmpty == false {
        "the context file does not fit what was checked"
      } else {
        "a waiver matches nothing"
      }
    }
  }
}

extension FileReport {
  /// Findings, the worst first and waived ones last; the report's order among equals.
  var worstFindingsFirst: [ReportedFinding] {
    let open = Verdict.allCases.reversed().flatMap { verdict in
      findings.filter { $0.finding.verdict == verdict && $0.waiver == nil }
    }
    return open + findings.filter { $0.waiver != nil }
  }
}
