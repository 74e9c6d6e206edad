// The context file applied to the tables that are there.

import DisclosureRules

/// Finds the tables that a context file speaks of, and says what it declares in their own terms.
struct ContextResolver {
  let context: ContextFile
  /// Labels that by themselves say "all together".
  let totals: TotalLabels
  /// What is wrong, in the order in which it was found.
  private(set) var errors: [PolicyError] = []
  /// The draft that declared each table, by the table's name.
  private(set) var drafts: [String: Int] = [:]
  /// Names of all tables that were seen, in order.
  private var tables: [String] = []
  var reader: CellReader

  init(_ context: ContextFile, vocabulary: Vocabulary, masks: [MaskToken]) {
    self.context = context
    totals = TotalLabels(vocabulary)
    reader = CellReader(masks: MaskTable(masks))
  }

  /// What masks mean in the tables of a file; in a member or a sheet also what they mean in its container, where
  /// nothing nearer says otherwise.
  func masks(ofFile path: String) -> [MaskToken] {
    let ends = path.indices.filter { path[$0] == "!" } + [path.endIndex]
    var masks: [MaskToken] = []
    for end in ends {
      let declared = context.draft.tables.filter {
        TablePattern($0.file.text).matches(String(path[..<end]))
      }.flatMap(\.masks)
      let tokens = Set(declared.map { $0.token.lowercased() })
      masks.removeAll { tokens.contains($0.token.lowercased()) }
      masks += declared
    }
    return masks
  }

  mutating func complain(_ line: Int, _ message: String) {
    errors.append(PolicyError(file: context.file, line: line, message: message))
  }

  // MARK: Before roles

  /// Puts what is declared of a table into it; call before roles are found.
  mutating func declare(_ table: inout TableSubject) {
    tables.append(table.id)
    let matching = context.draft.tables.indices.filter {
      TablePattern(context.draft.tables[$0].file.text).matches(table.id)
    }
    guard let first = matching.first else { return }
    for other in matching.dropFirst() {
      complain(
        context.draft.tables[other].file.line,
        "declares \(PolicyNode.quoted(table.id)), which line \(context.draft.tables[first].file.line) declares already"
      )
    }
    drafts[table.id] = first
    let draft = context.draft.tables[first]
    var declared = TableDeclaration()
    declared.statistic = draft.statistic
    declared.counted = draft.counted
    declared.population = draft.population.name ?? context.draft.population.name
    declared.populationSize = draft.population.size ?? context.draft.population.size
    declared.rounding = draft.rounding
    declared.isExact = draft.isExact
    declared.masks = draft.masks
    declared.knownCells = draft.known.compactMap { cell($0, in: table) }
    declared.size = draft.size.flatMap { size($0, in: table) }
    for column in draft.columns {
      guard let position = self.column(column.name, of: table) else { continue }
      if declared.columns[position] != nil {
        complain(column.name.line, "column \(PolicyNode.quoted(column.name.text)) is declared twice")
      }
      var one = column.declared
      one.size = column.size.flatMap { size($0, in: table) }
      declared.columns[position] = one
    }
    for zero in draft.zeros { declared.structuralZeros.formUnion(cells(of: zero, in: table)) }
    table.declared = declared
  }

  /// The 0-based column of that header or number; nil when there is none, which is noted.
  mutating func column(_ name: ContextName, of table: TableSubject) -> Int? {
    let headers = table.columns.map { ($0.name ?? "").trimmingSpaces() }
    let wanted = name.text.trimmingSpaces()
    let named = headers.indices.filter { headers[$0] == wanted }
    if named.count > 1 {
      complain(
        name.line,
        "\(PolicyNode.quoted(table.id)) has \(named.count) columns \(PolicyNode.quoted(name.text)); give the number of one"
      )
      return nil
    }
    if let only = named.first { return only }
    if let number = Int(wanted), headers.indices.contains(number - 1) { return number - 1 }
    complain(
      name.line,
      "\(PolicyNode.quoted(table.id)) has no column \(PolicyNode.quoted(name.text))"
        + Nearest.suggestion(for: wanted, among: headers.filter { !$0.isEmpty }))
    return nil
  }

  private mutating func size(_ draft: SizeDraft, in table: TableSubject) -> TableDeclaration.Size? {
    switch draft {
    case .number(let number): return .number(number)
    case .column(let name): return column(name, of: table).map { .column($0) }
    case .row(let name): return row(name, of: table).map { .row($0) }
    }
  }

  /// The first 0-based row with that label, or of that number.
  private mutating func row(_ name: ContextName, of table: TableSubject) -> Int? {
    guard let kept = keptCells(of: table, line: name.line) else { return nil }
    let wanted = LabelKey.key(of: name.text, &reader)
    let labels = table.columns.indices.filter { table.columns[$0].cells(.text) > 0 }
    for column in labels {
      for row in 0..<kept.rows where LabelKey.key(row: row, column: column, in: kept) == wanted { return row }
    }
    if let number = Int(name.text), (1...max(1, kept.rows)).contains(number) { return number - 1 }
    complain(
      name.line,
      "\(PolicyNode.quoted(table.id)) has no row \(PolicyNode.quoted(name.text))"
        + Nearest.suggestion(
          for: name.text,
          among: labels.flatMap { kept.columns.indices.contains($0) ? kept.columns[$0].texts : [] }))
    return nil
  }

  /// A cell that another tool names; nil when the table has none such, and then nothing is said of it.
  private mutating func cell(_ known: KnownDraft, in table: TableSubject) -> TableDeclaration.KnownCell? {
    guard let kept = table.kept else { return nil }
    let headers = table.columns.map { ($0.name ?? "").trimmingSpaces() }
    func cell(_ row: Int, _ column: Int) -> TableDeclaration.KnownCell? {
      guard row < kept.rows, table.columns.indices.contains(column) else { return nil }
      return TableDeclaration.KnownCell(row: row, column: column, reason: known.reason)
    }
    switch known.place {
    case .numbers(let row, let column, let names):
      var distinct: [String] = []
      for name in names where !distinct.contains(name) { distinct.append(name) }
      let index = distinct.first.flatMap { headers.firstIndex(of: $0.trimmingSpaces()) } ?? 1
      return cell(row, index + column)
    case .labels(let label, let header):
      let key = LabelKey.key(of: label, &reader)
      guard let column = headers.firstIndex(of: header.trimmingSpaces()),
        let row = (0..<kept.rows).first(where: { LabelKey.key(row: $0, column: 0, in: kept) == key })
      else { return nil }
      return cell(row, column)
    }
  }

  /// The cells of a table, for declarations that need them.
  mutating func keptCells(of table: TableSubject, line: Int) -> KeptTable? {
    if let kept = table.kept { return kept }
    complain(line, "\(PolicyNode.quoted(table.id)) is too large to keep, and this needs its cells")
    return nil
  }

  /// The cells that a structural zero means.
  private mutating func cells(of zero: ZeroDraft, in table: TableSubject) -> Set<Int> {
    guard let kept = keptCells(of: table, line: zero.line) else { return [] }
    var rows = Array(0..<kept.rows)
    var isKnown = true
    for condition in zero.conditions {
      guard let column = column(condition.column, of: table) else {
        isKnown = false
        continue
      }
      let wanted = keys(condition.labels, inColumn: column, of: table, kept)
      rows = rows.filter { wanted.contains(LabelKey.key(row: $0, column: column, in: kept)) }
    }
    var columns = table.columns.indices.filter { table.columns[$0].numeric > 0 }
    if let name = zero.column {
      guard let only = column(name, of: table) else { return [] }
      columns = [only]
    }
    guard isKnown else { return [] }
    return Set(columns.flatMap { column in rows.map { KeptTable.key(row: $0, column: column) } })
  }

  /// The keys of labels of a column; one that isn't there is noted.
  mutating func keys(
    _ labels: [ContextName], inColumn column: Int, of table: TableSubject, _ kept: KeptTable
  ) -> Set<String> {
    let known = Set((0..<kept.rows).map { LabelKey.key(row: $0, column: column, in: kept) })
    var keys: Set<String> = []
    for label in labels {
      let key = LabelKey.key(of: label.text, &reader)
      if known.contains(key) {
        keys.insert(key)
      } else {
        complain(
          label.line,
          "column \(table.columns[column].index) of \(PolicyNode.quoted(table.id)) has no label \(PolicyNode.quoted(label.text))"
            + Nearest.suggestion(for: label.text, among: kept.columns[column].texts))
      }
    }
    return keys
  }

  // MARK: After all

  /// Declarations of tables that aren't there, and names that mean two.
  mutating func finish() {
    for (index, draft) in context.draft.tables.enumerated() {
      let matched = tables.filter { drafts[$0] == index }
      if matched.isEmpty && !draft.isOptional && !hasOther(draft) {
        complain(draft.file.line, "no table \(noTable(draft.file))")
      }
      if matched.count > 1 && TablePattern(draft.file.text).isName && !draft.isOptional {
        complain(
          draft.file.line,
          "\(PolicyNode.quoted(draft.file.text)) means \(matched.count) tables (\(matched.joined(separator: ", "))); give more of the path"
        )
      }
    }
    for nesting in context.draft.nestings {
      for name in [nesting.outer, nesting.inner] where matches(of: name).isEmpty {
        complain(name.line, "no table \(noTable(name))")
      }
    }
  }

  /// A table that an earlier declaration has taken was complained of already.
  private func hasOther(_ draft: TableDraft) -> Bool { !matches(of: draft.file).isEmpty }

  private func noTable(_ name: ContextName) -> String {
    let names = tables + tables.compactMap { $0.split(separator: "/").last.map(String.init) }
    return "\(PolicyNode.quoted(name.text)) is among those that are checked"
      + Nearest.suggestion(for: name.text, among: names)
  }

  private func matches(of name: ContextName) -> [String] {
    let pattern = TablePattern(name.text)
    return tables.filter(pattern.matches)
  }

  /// Which populations are declared to be part of which; call when all tables are known.
  func nestings() -> [DeclaredNesting] {
    context.draft.nestings.flatMap { nesting in
      matches(of: nesting.outer).flatMap { outer in
        matches(of: nesting.inner).filter { $0 != outer }.map { DeclaredNesting(outer: outer, inner: $0) }
      }
    }
  }

  /// What the context file says of tables that aren't there, when that is no mistake.
  var unused: [String] {
    context.draft.unused
      + context.draft.tables.indices.filter { index in
        context.draft.tables[index].isOptional && !drafts.values.contains(index)
      }.map { "\(context.draft.tables[$0].file.text): not among the files that are checked" }
  }
}

/// Knows labels that stand for all groups together.
struct TotalLabels {
  private let vocabulary: Vocabulary
  init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  func contains(_ label: String) -> Bool {
    let text = HeaderText(label, lookAlikes: vocabulary.lookAlikes)
    return vocabulary.totalWords.contains(text.text(0..<text.letters.count))
  }
}
