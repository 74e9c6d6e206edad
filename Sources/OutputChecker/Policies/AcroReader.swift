// The results.json of ACRO, read as a context file: it lists the tables and the cells that its checks found.

import DisclosureRules

/// Reads what ACRO wrote about its outputs: the form of versions before 0.4, of 0.4, and of 1.x.
///
/// Source: the files of the project's own examples, https://github.com/AI-SDC/ACRO.
struct AcroReader {
  let file: String
  private(set) var draft = ContextDraft()

  init(file: String) { self.file = file }

  /// Functions of pandas that name the statistic of a table.
  private static let statistics: [(word: String, role: ColumnRole)] = [
    ("mean", .mean), ("std", .standardDeviation), ("median", .median), ("sum", .sum), ("count", .count),
    ("size", .count), ("mode", .measurement),
  ]

  /// Whether the tree is that of a results.json: outputs by name, each with the command that made it.
  static func recognises(_ root: PolicyNode) -> Bool {
    guard let outputs = outputs(of: root), !outputs.isEmpty else { return false }
    return outputs.allSatisfy { fields($0.value)["command"] != nil }
  }

  private static func outputs(of root: PolicyNode) -> [PolicyNode.Entry]? {
    let top = fields(root)
    if let results = top["results"], top["version"] != nil {
      guard case .map(let entries) = results.content else { return nil }
      return entries
    }
    guard case .map(let entries) = root.content else { return nil }
    return entries
  }

  /// The values of a map; nothing when it is none. Unknown keys are no mistake here: the file is not ours.
  private static func fields(_ node: PolicyNode) -> [String: PolicyNode] {
    guard case .map(let entries) = node.content else { return [:] }
    return Dictionary(entries.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func read(_ root: PolicyNode) {
    for output in Self.outputs(of: root) ?? [] { read(output) }
    draft.unused.append("status, summary, comments and exceptions of outputs: ACRO's own judgement")
  }

  private mutating func read(_ output: PolicyNode.Entry) {
    let fields = Self.fields(output.value)
    let type = Self.words(fields["type"]) ?? "table"
    let outcome = Self.outcome(fields["outcome"], file: file)
    for (name, sdc) in Self.files(of: fields) {
      guard name.text.lowercased().hasSuffix(".csv") else {
        // Older files hold the table itself here, whose values are not to be printed.
        draft.unused.append("\(output.key): a file that is no delimited text")
        continue
      }
      guard type == "table" else {
        draft.unused.append("\(output.key): nothing is declared by a \(type)")
        continue
      }
      var table = TableDraft(file: name)
      table.isOptional = true
      table.statistic = Self.statistic(of: Self.words(fields["command"]) ?? "")
      table.known = sdc.map { Self.cells(of: $0, columns: outcome.map(\.column)) } ?? Self.cells(of: outcome)
      draft.tables.append(table)
    }
  }

  /// The files of an output with what its checks say; versions before 0.4 name one file, with its folder.
  private static func files(of fields: [String: PolicyNode]) -> [(name: ContextName, sdc: PolicyNode?)] {
    if case .list(let items)? = fields["files"]?.content {
      return items.compactMap { item in
        let entry = Self.fields(item)
        guard let name = words(entry["name"]) else { return nil }
        return (ContextName(text: lastComponent(name), line: item.line), entry["sdc"])
      }
    }
    guard let output = fields["output"] else { return [] }
    let items: [PolicyNode] = if case .list(let items) = output.content { items } else { [output] }
    return items.compactMap { item in
      words(item).map { (ContextName(text: lastComponent($0), line: item.line), nil) }
    }
  }

  private static func lastComponent(_ path: String) -> String {
    path.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? path
  }

  private static func words(_ node: PolicyNode?) -> String? {
    guard case .scalar(let words, _)? = node?.content, !words.isEmpty else { return nil }
    return words
  }

  /// What a table holds, by the call that made it; nil when it holds several statistics, or none we know.
  private static func statistic(of command: String) -> ColumnRole? {
    // Of a call over several lines only the first is kept: then its function is not known.
    guard command.contains("crosstab(") || command.contains("pivot_table("),
      command.count(where: { $0 == "(" }) == command.count(where: { $0 == ")" })
    else { return nil }
    guard let start = command.firstRange(of: "aggfunc")?.upperBound else {
      // A pivot table without a function is one of means.
      return command.contains("crosstab(") ? .count : .mean
    }
    let argument = command[start...].prefix { $0 != ")" }
    let named = statistics.filter { argument.contains($0.word) }
    return named.count == 1 && !argument.contains("[") ? named[0].role : nil
  }

  // MARK: Cells

  /// The cells that checks found, by place: rows and columns from 0, the header and the index not counted.
  private static func cells(of sdc: PolicyNode, columns: [String]) -> [KnownDraft] {
    guard case .map(let checks)? = fields(sdc)["cells"]?.content else { return [] }
    var known: [KnownDraft] = []
    for check in checks {
      guard case .list(let cells) = check.value.content else { continue }
      for cell in cells {
        guard case .list(let pair) = cell.content, pair.count == 2,
          let row = words(pair[0]).flatMap({ Int($0) }), let column = words(pair[1]).flatMap({ Int($0) }),
          row >= 0, column >= 0
        else { continue }
        known.append(KnownDraft(place: .numbers(row: row, column: column, of: columns), reason: check.key))
      }
    }
    return known
  }

  /// The cells that are not "ok", by the labels of their row and column.
  private static func cells(of outcome: [(column: String, row: String, says: String)]) -> [KnownDraft] {
    outcome.compactMap { cell in
      let reason = cell.says.split(separator: ";").map { String($0).trimmingSpaces() }
        .filter { !$0.isEmpty }.joined(separator: ", ")
      guard !reason.isEmpty, reason != "ok" else { return nil }
      return KnownDraft(place: .labels(row: cell.row, column: cell.column), reason: reason)
    }
  }

  /// `{column: {row: words}}`, in older files as JSON within a text.
  private static func outcome(
    _ node: PolicyNode?, file: String
  ) -> [(column: String, row: String, says: String)] {
    guard var node else { return [] }
    if case .scalar(let text, _) = node.content {
      guard text.hasPrefix("{"), let inner = try? YAMLText.parse(Array(text.utf8), file: file) else {
        return []
      }
      node = inner
    }
    guard case .map(let columns) = node.content else { return [] }
    return columns.flatMap { column -> [(column: String, row: String, says: String)] in
      guard case .map(let rows) = column.value.content else { return [] }
      return rows.map { (column.key, $0.key, words($0.value) ?? "") }
    }
  }
}
