// Stand-ins for the ruleset loader, the word lists and the rule pages until those are merged.

public import DisclosureRules

public enum RulesetStore {
  public static func load(_ nameOrFile: String, searchPath: [String]) throws(PolicyError) -> LoadedRuleset {
    guard names(searchPath: searchPath).contains(nameOrFile) else {
      let hint = Nearest.match(nameOrFile, among: names(searchPath: searchPath)).map { "; did you mean \"\($0)\"?" }
      throw PolicyError(file: nameOrFile, message: "unknown ruleset" + (hint ?? ""))
    }
    var ruleset = Ruleset(
      name: nameOrFile, title: "Stand-in", sources: [PolicySource(key: "here", title: "A source")])
    ruleset.rules["minimum-threshold"] = RuleSettings(settings: [
      "threshold": Setting(value: .integer(10), source: "here", confidence: .high)
    ])
    return LoadedRuleset(ruleset: ruleset, sha256: String(repeating: "0", count: 64))
  }

  public static func names(searchPath: [String]) -> [String] { ["opensafely", "sdap"] }
}

public enum WordLists {
  public static func vocabulary() throws(PolicyError) -> Vocabulary { Vocabulary() }
}

public enum Nearest {
  public static func match(_ word: String, among words: [String]) -> String? {
    words.first { $0.first == word.first }
  }
}

public enum RulePage {
  public static func markdown(for rule: RuleDescription) -> String { "# \(rule.name)\n\n\(rule.summary)\n" }
}
