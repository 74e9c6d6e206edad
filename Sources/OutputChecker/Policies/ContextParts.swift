// The parts of a context file that have lists of labels in them: hierarchies, structural zeros, microdata.

import DisclosureRules

extension ContextReader {
  /// The word by which `by` says that a column's values are headers of the table.
  static let headersWord = "headers"

  /// `{column: …, children: {parent: [child, …]}}` or `{levels: [coarse, …, fine]}`.
  mutating func hierarchy(_ node: PolicyNode) -> HierarchyDraft? {
    let fields = entries(of: node, keys: ["column", "children", "levels"], in: "a hierarchy")
    var hierarchy = HierarchyDraft(line: node.line)
    hierarchy.column = fields["column"].flatMap { name($0) }
    if let children = fields["children"] {
      for parent in entries(of: children) {
        let labels = labels(parent)
        if labels.isEmpty { complain(parent.line, "\(PolicyNode.quoted(parent.key)) has no children") }
        hierarchy.parents.append((ContextName(text: parent.key, line: parent.line), labels))
      }
    }
    if let levels = fields["levels"] { hierarchy.levels = labels(levels) }
    guard (fields["children"] == nil) != (fields["levels"] == nil) else {
      complain(node.line, "a hierarchy needs either \"children\" or \"levels\"")
      return nil
    }
    if fields["levels"] != nil, hierarchy.levels.count < 2 || hierarchy.column != nil {
      complain(node.line, "\"levels\" must name two columns or more, and go without \"column\"")
      return nil
    }
    return hierarchy
  }

  /// `{column: …, where: {column: label}}`.
  mutating func zero(_ node: PolicyNode) -> ZeroDraft {
    let fields = entries(of: node, keys: ["column", "where"], in: "a structural zero")
    var zero = ZeroDraft(line: node.line)
    zero.column = fields["column"].flatMap { name($0) }
    if let conditions = fields["where"] { zero.conditions = self.conditions(conditions) }
    if zero.column == nil && zero.conditions.isEmpty {
      complain(
        node.line, "a structural zero needs a \"column\" or a \"where\": not all cells of a table are 0")
    }
    return zero
  }

  mutating func microdata(_ entry: PolicyNode.Entry) -> MicrodataDraft? {
    let fields = entries(
      of: entry.value, keys: ["file", "by", "value", "weight", "holding", "filter"], in: "\"microdata\"")
    guard let file = fields["file"] else {
      complain(entry.line, "\"microdata\" needs a \"file\"")
      return nil
    }
    guard let path = name(file) else { return nil }
    var microdata = MicrodataDraft(file: path)
    microdata.value = fields["value"].flatMap { name($0) }
    microdata.weight = fields["weight"].flatMap { name($0) }
    microdata.holding = fields["holding"].flatMap { name($0) }
    if let by = fields["by"] { microdata.by = dimensions(by) }
    if let filter = fields["filter"] { microdata.filter = conditions(filter) }
    if let holding = fields["holding"], fields["value"] == nil {
      complain(holding.line, "\"holding\" needs a \"value\"")
    }
    return microdata
  }

  /// A list of columns that have the same name in the table, or a map from one name to the other.
  private mutating func dimensions(_ entry: PolicyNode.Entry) -> [MicrodataDraft.Dimension] {
    if case .map = entry.value.content {
      return entries(of: entry).compactMap { pair in
        guard let target = name(pair) else { return nil }
        let isHeader = target.text == Self.headersWord
        return MicrodataDraft.Dimension(
          source: ContextName(text: pair.key, line: pair.line), target: isHeader ? nil : target,
          isHeader: isHeader)
      }
    }
    return labels(entry).map { MicrodataDraft.Dimension(source: $0) }
  }

  private mutating func conditions(_ entry: PolicyNode.Entry) -> [ConditionDraft] {
    entries(of: entry).map { pair in
      ConditionDraft(column: ContextName(text: pair.key, line: pair.line), labels: labels(pair))
    }
  }

  // MARK: Values

  /// A name with its line.
  mutating func name(_ entry: PolicyNode.Entry) -> ContextName? {
    text(entry).map { ContextName(text: $0, line: entry.value.line) }
  }

  /// One label, or a list of them.
  mutating func labels(_ entry: PolicyNode.Entry) -> [ContextName] {
    if case .scalar = entry.value.content { return name(entry).map { [$0] } ?? [] }
    return list(entry).compactMap { item in
      name(PolicyNode.Entry(key: entry.key, line: item.line, value: item))
    }
  }

  mutating func list(_ entry: PolicyNode.Entry) -> [PolicyNode] {
    attempt(entry) { (node) throws(Complaint) in try node.list() } ?? []
  }

  mutating func flag(_ entry: PolicyNode.Entry) -> Bool? {
    attempt(entry) { (node) throws(Complaint) in try node.flag() }
  }

  /// One of a few words.
  mutating func word(_ entry: PolicyNode.Entry, among words: [String]) -> String? {
    let kind = ParameterKind.choice(words)
    guard case .word(let word)? = attempt(entry, { (node) throws(Complaint) in try node.value(of: kind) })
    else { return nil }
    return word
  }
}
