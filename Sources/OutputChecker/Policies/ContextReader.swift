// The context file, read strictly: whatever is not understood is an error at its line.

import DisclosureRules

/// Reads the tree of a context file and collects all that is wrong with it.
struct ContextReader: StrictReader {
  /// Keys of a context file, in the order of the guide.
  static let keys = ["population", "tables", "nestings"]
  /// Keys of a table.
  static let tableKeys = [
    "file", "statistic", "counts", "population", "n", "columns", "hierarchies", "structural_zeros",
    "rounding",
    "masks", "exact", "microdata",
  ]
  /// Keys of a column.
  static let columnKeys = ["role", "counts", "n", "rounding", "exact"]
  /// Largest base of rounding: a million is more than anybody rounds people to.
  static let largestBase = 1_000_000

  let file: String
  var draft = ContextDraft()
  var errors: [PolicyError] = []

  init(file: String) { self.file = file }

  mutating func read(_ root: PolicyNode) {
    let entries = entries(of: root, keys: Self.keys, in: "the context file")
    if let entry = entries["population"] { draft.population = population(entry) }
    guard let tables = entries["tables"] else {
      complain(root.line, "\"tables\" is missing")
      return
    }
    for item in list(tables) {
      if let table = table(item) { draft.tables.append(table) }
    }
    if let entry = entries["nestings"] {
      for item in list(entry) { readNesting(item) }
    }
  }

  private mutating func table(_ node: PolicyNode) -> TableDraft? {
    let entries = entries(of: node, keys: Self.tableKeys, in: "a table")
    guard let file = entries["file"] else {
      complain(node.line, "a table needs a \"file\"")
      return nil
    }
    guard let name = self.name(file) else { return nil }
    var table = TableDraft(file: name)
    if let entry = entries["statistic"] { table.statistic = role(entry) }
    if let entry = entries["counts"] { table.counted = counted(entry) }
    if let entry = entries["population"] { table.population = population(entry) }
    if let entry = entries["n"] { table.size = size(entry) }
    if let entry = entries["columns"] {
      for column in self.entries(of: entry) { table.columns.append(self.column(column)) }
    }
    if let entry = entries["hierarchies"] {
      for item in list(entry) { if let read = hierarchy(item) { table.hierarchies.append(read) } }
    }
    if let entry = entries["structural_zeros"] {
      for item in list(entry) { table.zeros.append(zero(item)) }
    }
    if let entry = entries["rounding"] { table.rounding = base(entry) }
    if let entry = entries["masks"] { table.masks = readMasks(entry) }
    if let entry = entries["exact"] { table.isExact = flag(entry) ?? false }
    if let entry = entries["microdata"] { table.microdata = microdata(entry) }
    return table
  }

  private mutating func column(_ entry: PolicyNode.Entry) -> ColumnDraft {
    var column = ColumnDraft(name: ContextName(text: entry.key, line: entry.line))
    if case .scalar = entry.value.content {
      column.declared.role = role(entry)
      return column
    }
    let fields = entries(of: entry.value, keys: Self.columnKeys, in: "column \(PolicyNode.quoted(entry.key))")
    if let field = fields["role"] { column.declared.role = role(field) }
    if let field = fields["counts"] { column.declared.counted = counted(field) }
    if let field = fields["rounding"] { column.declared.rounding = base(field) }
    if let field = fields["exact"] { column.declared.isExact = flag(field) }
    if let field = fields["n"] { column.size = size(field) }
    return column
  }

  private mutating func readNesting(_ node: PolicyNode) {
    let fields = entries(of: node, keys: ["outer", "inner"], in: "a nesting")
    let outer = fields["outer"].flatMap { name($0) }
    let inner = fields["inner"].flatMap { name($0) }
    for key in ["outer", "inner"] where fields[key] == nil {
      complain(node.line, "a nesting needs \"\(key)\"")
    }
    if let outer, let inner { draft.nestings.append(NestingDraft(outer: outer, inner: inner)) }
  }

  // MARK: Values

  /// `population: words`, or `{name: …, size: …}`.
  private mutating func population(_ entry: PolicyNode.Entry) -> PopulationDraft {
    if case .scalar = entry.value.content { return PopulationDraft(name: text(entry)) }
    let fields = entries(of: entry.value, keys: ["name", "size"], in: "\"population\"")
    return PopulationDraft(
      name: fields["name"].flatMap { text($0) }, size: fields["size"].flatMap { people($0) })
  }

  /// `n: 120`, `n: patients`, or one of `{value: …}`, `{column: …}`, `{row: …}`.
  private mutating func size(_ entry: PolicyNode.Entry) -> SizeDraft? {
    if case .scalar(let words, let isPlain) = entry.value.content {
      if isPlain, Int(words) != nil { return people(entry).map(SizeDraft.number) }
      return name(entry).map(SizeDraft.column)
    }
    let fields = entries(of: entry.value, keys: ["value", "column", "row"], in: "\"n\"")
    guard fields.count == 1 else {
      complain(entry.line, "\"n\" must have one of \"value\", \"column\" and \"row\"")
      return nil
    }
    if let field = fields["value"] { return people(field).map(SizeDraft.number) }
    if let field = fields["column"] { return name(field).map(SizeDraft.column) }
    return fields["row"].flatMap { name($0) }.map(SizeDraft.row)
  }

  private mutating func people(_ entry: PolicyNode.Entry) -> Int64? {
    guard let value = integer(entry) else { return nil }
    guard value >= 0 else {
      complain(entry.line, "\"\(entry.key)\" must be a number of people")
      return nil
    }
    return Int64(value)
  }

  private mutating func base(_ entry: PolicyNode.Entry) -> Int? {
    let range = ParameterKind.integer(1...Self.largestBase)
    guard
      case .integer(let base)? = attempt(entry, { (node) throws(Complaint) in try node.value(of: range) })
    else { return nil }
    return base
  }

  private mutating func role(_ entry: PolicyNode.Entry) -> ColumnRole? {
    let names = ColumnRole.allCases.filter { $0 != .unknown }.map(\.rawValue)
    return word(entry, among: names).flatMap(ColumnRole.init)
  }

  private mutating func counted(_ entry: PolicyNode.Entry) -> TableDeclaration.Counted? {
    word(entry, among: TableDeclaration.Counted.allCases.map(\.rawValue)).flatMap(
      TableDeclaration.Counted.init)
  }
}
