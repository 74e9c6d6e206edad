// What one ruleset file says, before what it extends is known.

import DisclosureRules

/// One file of a ruleset: everything that may be left out is optional.
struct RulesetDraft {
  var name = ""
  var version = ""
  var title: String?
  var isUnverified = false
  var extends: (target: String, line: Int)?
  var sources: [(source: PolicySource, line: Int)] = []
  var masks: [MaskToken] = []
  var limits: [String: Setting] = [:]
  var identifiers: [String: Setting] = [:]
  var rules: [RuleName: RuleDraft] = [:]
  /// Every mention of a source, to be looked up when the sources of the parents are known.
  var references: [(key: String, line: Int)] = []
}

/// What one file says of one rule.
struct RuleDraft {
  var isEnabled: Bool?
  var settings: [String: Setting] = [:]
}

extension RulesetDraft {
  /// This file laid over what it extends: the child's word holds, parameter by parameter.
  func over(_ parent: Ruleset?) -> Ruleset {
    var ruleset = parent ?? Ruleset(name: name)
    ruleset.name = name
    ruleset.version = version
    if let title { ruleset.title = title }
    // The parent's parameters remain unverified whatever the child says.
    ruleset.isUnverified = ruleset.isUnverified || isUnverified
    ruleset.sources += sources.map(\.source)
    for mask in masks {
      if let index = ruleset.masks.firstIndex(where: { $0.token.lowercased() == mask.token.lowercased() }) {
        ruleset.masks[index] = mask
      } else {
        ruleset.masks.append(mask)
      }
    }
    ruleset.limits.merge(limits) { _, child in child }
    ruleset.identifiers.merge(identifiers) { _, child in child }
    for (rule, draft) in rules {
      var settings = ruleset.settings(of: rule)
      if let isEnabled = draft.isEnabled { settings.isEnabled = isEnabled }
      settings.settings.merge(draft.settings) { _, child in child }
      ruleset.rules[rule] = settings
    }
    return ruleset
  }
}
