// What the rules on content share: they judge what was seen in columns and in texts by its kind.

/// How hard a ruleset judges content that hides something.
public enum ContentVerdict: String, Sendable, CaseIterable {
  case review, fail

  /// The verdict that the word stands for.
  public var verdict: Verdict {
    switch self {
    case .review: .review
    case .fail: .fail
    }
  }

  static let parameter = Parameter<ContentVerdict>.choice(
    "verdict", default: .fail,
    "What a certain find gets: `review` or `fail`. What is less certain never gets more than `review`.")
}

/// A rule on what the bytes of cells, headers, notes and file names hold.
public protocol ContentRule: TableRule {
  /// What the rule says of a kind of content; nil for kinds of other rules. The verdict is the worst that the
  /// kind may get, whatever the ruleset says.
  func conclusion(on kind: ContentKind) -> (worst: Verdict, message: Message)?
}

extension ContentRule {
  /// Judges what was seen in the columns, and in headers and notes.
  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    RuleOutcome(findings: contentFindings(in: table, under: ruleset))
  }

  func contentFindings(in table: TableSubject, under ruleset: Ruleset) -> [Finding] {
    var findings = findings(for: table.contentHits, under: ruleset)
    for position in table.columns.indices {
      for tally in table.columns[position].content {
        guard var template = template(tally.kind, tally.identifiers, under: ruleset) else { continue }
        template.location = table.location(column: position)
        // Spaces speak together, and what is only noted is noted once.
        if tally.kind == .trailingSpace || conclusion(on: tally.kind)?.worst == .info {
          template.occurrences = tally.occurrences
          template.cells = tally.places
          findings.append(template)
          continue
        }
        findings += Finding.perCell(template, cells: tally.places, occurrences: tally.occurrences)
      }
    }
    return findings
  }

  /// Findings for what was seen in headers, notes and file names.
  public func findings(for hits: [ContentHit], under ruleset: Ruleset) -> [Finding] {
    hits.compactMap { hit in
      var finding = template(hit.kind, hit.identifiers, under: ruleset)
      finding?.location = hit.location
      return finding
    }
  }

  private func template(_ kind: ContentKind, _ identifiers: [RuleName], under ruleset: Ruleset) -> Finding? {
    guard let conclusion = conclusion(on: kind) else { return nil }
    let most = ruleset.value(ContentVerdict.parameter, of: name).verdict
    var parts: [Evidence.Part] = [.init("kind", .words(kind.rawValue))]
    if !identifiers.isEmpty {
      parts.append(.init("identifiers", .list(identifiers.map { .words($0.rawValue) })))
    }
    return finding(
      min(conclusion.worst, most), at: Location(), conclusion.message, evidence: .parts(parts))
  }
}
