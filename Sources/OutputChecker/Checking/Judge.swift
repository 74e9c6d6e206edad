// Rules applied to what was read.

import DisclosureRules

/// Runs the rules of the catalogue under one ruleset.
struct Judge: Sendable {
  let ruleset: Ruleset
  let only: Set<RuleName>?

  /// What the rules said of one file.
  struct Sentence: Sendable {
    var rules: [RuleReport] = []
    var findings: [Finding] = []

    /// A rule that should have judged and couldn't.
    var isIncomplete: Bool {
      rules.contains { if case .incomplete = $0.status { true } else { false } }
    }

    mutating func add(_ outcome: RuleOutcome, of rule: RuleName) {
      findings += outcome.findings
      if let index = rules.firstIndex(where: { $0.rule == rule }) {
        rules[index].status = Self.joined(rules[index].status, outcome.status)
      } else {
        rules.append(RuleReport(rule: rule, status: outcome.status))
      }
    }

    /// Notes that a rule which ran could not do all of its work.
    mutating func limit(_ rule: RuleName, because reason: String) {
      guard let index = rules.firstIndex(where: { $0.rule == rule }), rules[index].status == .ran else {
        return
      }
      rules[index].status = .incomplete(reason)
    }

    /// Of a rule's statuses for several tables the one that says most: incomplete, then ran.
    private static func joined(_ first: RuleStatus, _ second: RuleStatus) -> RuleStatus {
      if case .incomplete = first { return first }
      if case .incomplete = second { return second }
      return first == .ran ? first : second
    }
  }

  /// Judges one file with the rules for files and for tables.
  ///
  /// - Parameters:
  ///   - texts: what stands in no table, as tables of one column: for the rules that look for something in every
  ///     text, whatever it is.
  ///   - words: the same of bytes that are no text: for the rules on identifiers.
  func judge(
    _ file: FileSubject, tables: [TableSubject], texts: [TableSubject] = [], words: [TableSubject] = []
  ) -> Sentence {
    var sentence = Sentence()
    for rule in RuleCatalogue.fileRules {
      sentence.add(switchedOff(rule) ?? rule.judge(file, under: ruleset), of: rule.name)
    }
    for rule in RuleCatalogue.tableRules {
      if let off = switchedOff(rule) {
        sentence.add(off, of: rule.name)
      } else if tables.isEmpty && (texts.isEmpty || !Self.judgesTexts(rule))
        && (words.isEmpty || rule.description.family != .identifiers)
      {
        sentence.add(.notApplicable("the file holds no table"), of: rule.name)
      }
      guard switchedOff(rule) == nil else { continue }
      for table in tables { sentence.add(rule.judge(table, under: ruleset), of: rule.name) }
      if Self.judgesTexts(rule) {
        for text in texts { sentence.add(rule.judge(text, under: ruleset), of: rule.name) }
      }
      if rule.description.family == .identifiers {
        for text in words { sentence.add(rule.judge(text, under: ruleset), of: rule.name) }
      }
      if let identifier = rule as? any TextHitRule, !file.nameHits.isEmpty {
        sentence.add(
          RuleOutcome(findings: identifier.findings(forTextHits: file.nameHits, under: ruleset)),
          of: rule.name)
      }
      if let content = rule as? any ContentRule, !file.nameContent.isEmpty {
        sentence.add(
          RuleOutcome(findings: content.findings(for: file.nameContent, under: ruleset)), of: rule.name)
      }
    }
    return sentence
  }

  /// Rules on what may hide in any text; formulas and digits are for cells, statistics for tables.
  private static let textRules: Set<RuleName> = ["invisible-characters", "mixed-script", "encoded-payload"]

  private static func judgesTexts(_ rule: any Rule) -> Bool {
    rule.description.family == .identifiers || textRules.contains(rule.name)
  }

  /// Judges a request with the rules that compare tables.
  func judge(_ request: RequestSubject) -> Sentence {
    var sentence = Sentence()
    for rule in RuleCatalogue.requestRules {
      sentence.add(switchedOff(rule) ?? rule.judge(request, under: ruleset), of: rule.name)
    }
    return sentence
  }

  /// Attacks the masked cells of tables that share labels together.
  func judgeTogether(_ request: RequestSubject) -> RuleOutcome {
    let rule = RecoverableSuppression()
    return switchedOff(rule) ?? rule.judgeTogether(request, under: ruleset)
  }

  private func switchedOff(_ rule: any Rule) -> RuleOutcome? {
    if let only, !only.contains(rule.name) {
      return RuleOutcome(status: .disabled("not among the rules asked for"))
    }
    if !ruleset.settings(of: rule.name).isEnabled {
      return RuleOutcome(status: .disabled("switched off by the ruleset"))
    }
    if let identifier = rule as? IdentifierRule, let reason = identifier.isLeftOut(by: ruleset) {
      return RuleOutcome(status: .disabled(reason))
    }
    return nil
  }
}
