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
    for (rule, name) in Self.fileRules {
      sentence.add(switchedOff(rule, name) ?? rule.judge(file, under: ruleset), of: name)
    }
    for known in Self.tableRules {
      let (rule, name) = (known.rule, known.name)
      if let off = switchedOff(rule, name) {
        sentence.add(off, of: name)
        continue
      }
      if tables.isEmpty && (texts.isEmpty || !known.judgesTexts) && (words.isEmpty || !known.judgesWords) {
        sentence.add(.notApplicable("the file holds no table"), of: name)
      }
      for table in tables { sentence.add(rule.judge(table, under: ruleset), of: name) }
      if known.judgesTexts {
        for text in texts { sentence.add(rule.judge(text, under: ruleset), of: name) }
      }
      if known.judgesWords {
        for text in words { sentence.add(rule.judge(text, under: ruleset), of: name) }
      }
      if !file.nameHits.isEmpty, let identifier = rule as? any TextHitRule {
        sentence.add(
          RuleOutcome(findings: identifier.findings(forTextHits: file.nameHits, under: ruleset)), of: name)
      }
      if !file.nameContent.isEmpty, let content = rule as? any ContentRule {
        sentence.add(
          RuleOutcome(findings: content.findings(for: file.nameContent, under: ruleset)), of: name)
      }
    }
    return sentence
  }

  /// A rule and what is asked of it for every file: its description is made anew each time it is asked for.
  private struct KnownRule: Sendable {
    var rule: any TableRule
    var name: RuleName
    /// It looks for something in every text, whatever it is.
    var judgesTexts: Bool
    /// It looks for identifiers, in bytes that are no text too.
    var judgesWords: Bool

    init(_ rule: any TableRule) {
      let description = rule.description
      self.rule = rule
      name = description.name
      judgesWords = description.family == .identifiers
      judgesTexts = judgesWords || Judge.textRules.contains(description.name)
    }
  }

  /// Rules on what may hide in any text; formulas and digits are for cells, statistics for tables.
  private static let textRules: Set<RuleName> = ["invisible-characters", "mixed-script", "encoded-payload"]

  private static let fileRules = RuleCatalogue.fileRules.map { (rule: $0, name: $0.name) }
  private static let tableRules = RuleCatalogue.tableRules.map(KnownRule.init)
  private static let requestRules = RuleCatalogue.requestRules.map { (rule: $0, name: $0.name) }

  /// Judges a request with the rules that compare tables.
  func judge(_ request: RequestSubject) -> Sentence {
    var sentence = Sentence()
    for (rule, name) in Self.requestRules {
      sentence.add(switchedOff(rule, name) ?? rule.judge(request, under: ruleset), of: name)
    }
    return sentence
  }

  /// Attacks the masked cells of tables that share labels together.
  func judgeTogether(_ request: RequestSubject) -> RuleOutcome {
    let rule = RecoverableSuppression()
    return switchedOff(rule, rule.name) ?? rule.judgeTogether(request, under: ruleset)
  }

  private func switchedOff(_ rule: any Rule, _ name: RuleName) -> RuleOutcome? {
    if let only, !only.contains(name) {
      return RuleOutcome(status: .disabled("not among the rules asked for"))
    }
    if !ruleset.settings(of: name).isEnabled {
      return RuleOutcome(status: .disabled("switched off by the ruleset"))
    }
    if let identifier = rule as? IdentifierRule, let reason = identifier.isLeftOut(by: ruleset) {
      return RuleOutcome(status: .disabled(reason))
    }
    return nil
  }
}
