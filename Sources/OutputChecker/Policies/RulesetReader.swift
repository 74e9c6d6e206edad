// A ruleset file, read strictly: whatever is not understood is an error at its line.

import DisclosureRules

/// Reads one ruleset file and collects all that is wrong with it.
struct RulesetReader: StrictReader {
  /// Longest name of a ruleset.
  static let longestName = 64
  /// Keys of a ruleset, in the order of the guide.
  static let keys = [
    "name", "version", "title", "unverified", "extends", "sources", "masks", "limits", "identifiers",
    "rules",
  ]

  let file: String
  let rules: [RuleName: RuleDescription]
  var draft = RulesetDraft()
  var errors: [PolicyError] = []

  /// - Parameters:
  ///   - file: how errors name the file.
  ///   - rules: the rules that there are.
  init(file: String, rules: [any Rule]) {
    self.file = file
    self.rules = Dictionary(
      rules.map(\.description).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Reads the file's text; `errors` says whether `draft` can be used.
  mutating func read(_ bytes: [UInt8]) {
    do throws(PolicyError) {
      read(try YAMLText.parse(bytes, file: file))
    } catch {
      errors.append(error)
    }
  }

  private mutating func read(_ root: PolicyNode) {
    let entries = entries(of: root, keys: Self.keys, in: "the ruleset")
    if let entry = entries["name"], let name = text(entry) {
      if Self.isName(name) {
        draft.name = name
      } else {
        complain(
          entry.line, "\"name\" must be letters, digits, \".\", \"-\" and \"_\", at most \(Self.longestName)")
      }
    }
    if let entry = entries["version"], let version = text(entry) { draft.version = version }
    for key in ["name", "version"] where entries[key] == nil {
      complain(root.line, "\"\(key)\" is missing")
    }
    if let entry = entries["title"] { draft.title = text(entry) }
    if let entry = entries["unverified"] {
      draft.isUnverified = attempt(entry) { (node) throws(Complaint) in try node.flag() } ?? true
    }
    if let entry = entries["extends"], let target = text(entry) { draft.extends = (target, entry.line) }
    if let entry = entries["sources"] { readSources(entry) }
    if let entry = entries["masks"] { draft.masks = readMasks(entry) }
    if let entry = entries["limits"] { readLimits(entry) }
    if let entry = entries["identifiers"] { readIdentifiers(entry) }
    if let entry = entries["rules"] { readRules(entry) }
  }

  /// Whether `name` can name a ruleset: it is printed, and looked for as a file.
  static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= longestName
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
          true
        default: false
        }
      }
  }

  // MARK: Sources, masks, limits

  private mutating func readSources(_ entry: PolicyNode.Entry) {
    for source in entries(of: entry) {
      let fields = entries(of: source.value, keys: ["title", "url", "date"], in: "source \"\(source.key)\"")
      let title = fields["title"].flatMap { text($0) }
      let url = fields["url"].flatMap { text($0) }
      if fields["title"] == nil && fields["url"] == nil {
        complain(source.line, "source \"\(source.key)\" needs a \"title\" or a \"url\"")
      }
      let date = fields["date"].flatMap { text($0) }
      if let date, !Self.isDate(date) {
        complain(fields["date"]?.line ?? source.line, "\"date\" must be written 2026-01-30")
      }
      draft.sources.append(
        (PolicySource(key: source.key, title: title ?? url ?? "", url: url, date: date), source.line))
    }
  }

  private mutating func readLimits(_ entry: PolicyNode.Entry) {
    for limit in entries(of: entry) {
      guard Budget.names.contains(limit.key) else {
        unknown("limit", limit, among: Budget.names)
        continue
      }
      draft.limits[limit.key] = setting(limit, kind: .integer(1...Int.max))
    }
  }

  private mutating func readIdentifiers(_ entry: PolicyNode.Entry) {
    let known = IdentifierPolicy.parameters
    for item in entries(of: entry) {
      guard let parameter = known.first(where: { $0.key == item.key }) else {
        unknown("key", item, among: known.map(\.key))
        continue
      }
      let setting = setting(item, kind: parameter.kind)
      if case .words(let packs)? = setting?.value {
        for pack in packs where IdentifierPack(rawValue: pack) == nil {
          complain(
            item.line,
            "unknown pack \(PolicyNode.quoted(pack))"
              + Nearest.suggestion(for: pack, among: IdentifierPack.allCases.map(\.rawValue)))
        }
      }
      draft.identifiers[item.key] = setting
    }
  }

  // MARK: Rules

  private mutating func readRules(_ entry: PolicyNode.Entry) {
    for rule in entries(of: entry) {
      let name = RuleName(rawValue: rule.key)
      guard let description = rules[name] else {
        unknown("rule", rule, among: rules.keys.map(\.rawValue))
        continue
      }
      draft.rules[name] = readRule(rule, description)
    }
  }

  private mutating func readRule(_ rule: PolicyNode.Entry, _ description: RuleDescription) -> RuleDraft {
    var result = RuleDraft()
    let parameters = description.parameters
    for entry in entries(
      of: rule.value, keys: ["enabled"] + parameters.map(\.key), in: "rule \"\(rule.key)\""
    ).values
      .sorted(by: { $0.line < $1.line })
    {
      if entry.key == "enabled" {
        result.isEnabled = attempt(entry) { (node) throws(Complaint) in try node.flag() }
        // What could not be read must never pass, whatever a policy says.
        if result.isEnabled == false && description.family == .intake {
          complain(
            entry.line, "rule \"\(rule.key)\" can't be switched off: what is not read well is not checked")
        }
      } else if let parameter = parameters.first(where: { $0.key == entry.key }) {
        result.settings[entry.key] = setting(entry, kind: parameter.kind)
        if description.name == CustomPattern.ruleName && entry.key == CustomPattern.patterns.description.key {
          checkPatterns(entry.value)
        }
      }
    }
    return result
  }

  /// Each pattern must compile: a bad one is an error at its line, not at the first file.
  private mutating func checkPatterns(_ node: PolicyNode) {
    switch node.content {
    case .map(let entries):
      for entry in entries where entry.key == "value" { checkPatterns(entry.value) }
    case .list(let items):
      for item in items {
        guard case .scalar(let text, _) = item.content else { continue }
        do throws(PCRE2Error) {
          _ = try PatternSet.compile(text)
        } catch {
          let place = error.offset.map { " at character \($0 + 1)" } ?? ""
          complain(
            item.line, "pattern \(PolicyNode.quoted(text)) can't be used\(place): \(error.description)")
        }
      }
    case .scalar: break
    }
  }

  /// A parameter's value, plain or as `{value: …, source: …, confidence: …}`.
  private mutating func setting(_ entry: PolicyNode.Entry, kind: ParameterKind) -> Setting? {
    guard case .map = entry.value.content else {
      return attempt(entry) { (node) throws(Complaint) in try node.value(of: kind) }.map {
        Setting(value: $0)
      }
    }
    let fields = entries(of: entry.value, keys: ["value", "source", "confidence"], in: "\"\(entry.key)\"")
    guard var valueEntry = fields["value"] else {
      complain(entry.line, "\"\(entry.key)\" needs a \"value\"")
      return nil
    }
    valueEntry.key = entry.key
    let value = attempt(valueEntry) { (node) throws(Complaint) in try node.value(of: kind) }
    let source = fields["source"].flatMap { text($0) }
    if let source { draft.references.append((source, fields["source"]?.line ?? entry.line)) }
    let levels = ParameterKind.choice(Confidence.allCases.map(\.rawValue))
    var confidence: Confidence?
    if let field = fields["confidence"],
      case .word(let word)? = attempt(field, { (node) throws(Complaint) in try node.value(of: levels) })
    {
      confidence = Confidence(rawValue: word)
    }
    return value.map { Setting(value: $0, source: source, confidence: confidence) }
  }

  /// Whether text is a day, `2026-01-30`.
  static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy(ByteKind.isDigit) }),
      let month = Int(parts[1]), let day = Int(parts[2])
    else { return false }
    return (1...12).contains(month) && (1...31).contains(day)
  }
}
