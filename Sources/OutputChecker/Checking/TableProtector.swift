// Writes a safe version of a table: rounds what has to be rounded, masks what must be hidden, and what would
// give it away.

import DisclosureRules

/// Protects tables.
public struct TableProtector: Sendable {
  let options: CheckOptions
  /// Without the context.
  let base: Checker
  /// What complementary masks are to cost as little as possible of.
  public var weights = ProtectionWeights.cells

  /// Rules whose findings name cells that must be hidden.
  static let primaryRules: Set<RuleName> = [
    "minimum-threshold", "dominance", "p-percent", "low-count-statistic",
  ]
  /// Rules that a rounded table has to keep to besides.
  static let roundingRules: Set<RuleName> = ["unrounded-count", "inconsistent-rounding"]
  static let attack: RuleName = "recoverable-suppression"
  /// The rule that multiplies percentages and rates with what they are shares of.
  static let derivable: RuleName = "derivable-count"

  public init(options: CheckOptions) {
    var options = options
    options.maxFindings = Int.max
    self.options = options
    base = Checker(options: options)
  }

  /// A table on its way through protection.
  struct Sheet {
    var bytes: [UInt8]
    var table: TableSubject
    var kept: KeptTable
    var delimiter: String?
  }

  /// Changes the cells of a table in memory. The same bytes come out on every run and machine.
  ///
  /// - Parameters:
  ///   - path: where the table is, for the context file; by default its name.
  ///   - newPath: where the result will be, under which it is audited; by default the same.
  public func protect(
    bytes: [UInt8], fileName: String, path: String? = nil, as newPath: String? = nil
  ) throws(ProtectionFailure) -> Protection {
    let path = path ?? fileName
    let checker = try checker(for: path, as: path)
    let auditor = try self.checker(for: path, as: newPath ?? path)
    let original = try read(bytes, fileName, path, by: checker)
    guard let token = maskToken(delimiter: original.delimiter) else {
      throw Self.failure("the ruleset lists no mask that may stand for any number")
    }
    let ruleset = options.ruleset.ruleset
    let loss = try weights.loss(for: original.table, kept: original.kept, checker: checker)
    let (sheet, rounding, primary) = try roundedWithPrimary(original, fileName, path, by: checker)
    let intervals = ProtectionLevels.intervals(of: original.table, under: ruleset)
    guard
      let plan = ComplementarySuppression.plan(
        for: sheet.table, primary: primary, under: ruleset, loss: loss, intervals: intervals)
    else { throw Self.failure("the table contradicts itself, or is too large to be protected") }
    if !plan.unprotected.isEmpty {
      throw Self.refusal("\(plan.unprotected.count) cells can't be protected by masking others")
    }
    let auditPath = newPath ?? path
    var more = Set(plan.complementary + Self.companions(of: plan.complementary, in: sheet))
    more.formUnion(RatioCompanions.cells(of: primary + plan.complementary, in: sheet.table, under: ruleset))
    more.subtract(primary)
    var masked: [UInt8]
    var result: Sheet
    var audit: FileReport
    // Percentages that give a masked count away are masked as well, until none does.
    while true {
      var editor = CellEditor(sheet.bytes, kept: sheet.kept)
      for cell in more.union(primary).sorted() { editor.mask(cell, with: token) }
      masked = editor.result()
      result = try read(masked, fileName, path, by: checker)
      try Self.expect(sheet, with: more.union(primary), in: result)
      audit = auditor.check(files: [(auditPath, masked)]).files[0]
      let telling = Self.primary(
        audit.findings.map(\.finding).filter { $0.rule == Self.derivable && $0.verdict >= .fail }, in: result,
        columns: SuppressionColumns.maskable(in: result.table, under: ruleset))
      if more.isSuperset(of: telling) { break }
      more.formUnion(telling)
    }
    try accept(audit, isRounded: rounding != nil)
    try keepLevels(result.table, intervals)
    let proof = try proof(of: masked, auditPath, by: auditor)

    let numbers = ProtectionLoss.numbers(of: original.table, kept: original.kept)
    return Protection(
      bytes: masked, context: auditor.options.context, primary: primary.count, complementary: more.count,
      primaryLoss: ProtectionLoss(of: primary, in: numbers),
      loss: ProtectionLoss(of: more.sorted(), in: numbers),
      entropy: ProtectionLoss(of: Array(numbers.keys).sorted(), in: numbers).entropy,
      isOptimal: plan.isOptimal,
      insiders: InsiderSummary(
        known: plan.insiders, unexamined: plan.unexamined, exposed: plan.exposed.count),
      token: token, levels: intervals.count { cell, _ in primary.contains(cell) }, rounding: rounding,
      proof: proof, audit: audit)
  }

  static func failure(_ words: String) -> ProtectionFailure {
    ProtectionFailure(description: words, isRefusal: false)
  }

  static func refusal(_ words: String) -> ProtectionFailure {
    ProtectionFailure(description: words, isRefusal: true)
  }

  // MARK: Reading

  /// A checker that knows what the request declares of the table.
  private func checker(for path: String, as newPath: String) throws(ProtectionFailure) -> Checker {
    var own = base
    if let context = options.context {
      own.options.context = context.speaking(of: path, as: newPath)
      if own.options.context == nil { throw Self.failure("the context file says nothing of it") }
    }
    return own
  }

  func read(_ bytes: [UInt8], _ fileName: String, _ path: String, by checker: Checker)
    throws(ProtectionFailure) -> Sheet
  {
    let file: CheckedFile
    do throws(ContextError) {
      file = try checker.declared(bytes: bytes, fileName: fileName, path: path)
    } catch {
      throw Self.failure(error.description)
    }
    if let problem = file.problem { throw Self.failure(problem.message) }
    guard file.compression == nil, let encoding = file.encoding,
      encoding == "utf-8" || encoding == "windows-1252"
    else {
      throw Self.failure("only plain text in UTF-8 or Windows-1252 can be edited in place")
    }
    guard file.tables.count == 1, let table = file.tables.first, let kept = table.kept else {
      throw Self.failure("the file holds no table, several, or one that is too large")
    }
    return Sheet(bytes: bytes, table: table, kept: kept, delimiter: file.delimiter)
  }

  /// The first token of the ruleset that may hide any number and needs no quotes.
  private func maskToken(delimiter: String?) -> String? {
    options.ruleset.ruleset.masks.first { mask in
      mask.mayBeSecondary && mask.range == nil && !mask.token.contains("\"")
        && !mask.token.contains(delimiter ?? ",")
    }?.token
  }

  // MARK: Choosing

  /// The table with its counts rounded, as far as the ruleset asks for it, and the cells of it to be hidden.
  private func roundedWithPrimary(
    _ original: Sheet, _ fileName: String, _ path: String, by checker: Checker
  ) throws(ProtectionFailure) -> (Sheet, RoundingSummary?, [CellPosition]) {
    func findings(_ sheet: Sheet) -> [Finding] {
      checker.check(files: [(path, sheet.bytes)]).files[0].findings.map(\.finding)
    }
    func cells(_ findings: [Finding], _ sheet: Sheet, _ rules: Set<RuleName>) -> [CellPosition] {
      Self.primary(
        findings.filter { rules.contains($0.rule) }, in: sheet,
        columns: SuppressionColumns.maskable(in: sheet.table, under: options.ruleset.ruleset))
    }
    let threshold: RuleName = "minimum-threshold"
    // Where a rounded number may be small, rounding hides what the threshold is about.
    let hidesByRounding = options.ruleset.ruleset.value(MinimumThreshold.rounded, of: threshold) == .allow
    let found = findings(original)
    if hidesByRounding {
      let others = cells(found, original, Self.primaryRules.subtracting([threshold]))
      let (sheet, rounding) = try rounded(original, hiding: others, fileName, path, by: checker)
      if let rounding {
        let still = cells(findings(sheet), sheet, [threshold])
        return (sheet, rounding, Set(others + still).sorted())
      }
    }
    let all = cells(found, original, Self.primaryRules)
    let (sheet, rounding) = try rounded(original, hiding: all, fileName, path, by: checker)
    return (sheet, rounding, all)
  }

  /// Published numbers that a rule does not let out, and what else says how large these are.
  private static func primary(_ findings: [Finding], in sheet: Sheet, columns: Set<Int>) -> [CellPosition] {
    var cells: Set<CellPosition> = []
    for finding in findings where finding.verdict >= .review {
      guard let column = finding.location.column, columns.contains(column - 1) else { continue }
      let rows = finding.cells.isEmpty ? [finding.location.row].compactMap { $0 } : finding.cells.map(\.row)
      for row in rows {
        let cell = CellPosition(row: row - 1, column: column - 1)
        if isNumber(cell, sheet.kept) { cells.insert(cell) }
      }
    }
    return cells.union(companions(of: Array(cells), in: sheet)).sorted()
  }

  /// Largest contributions, shares and means that say how large hidden magnitudes are.
  private static func companions(of cells: [CellPosition], in sheet: Sheet) -> [CellPosition] {
    var found: Set<CellPosition> = []
    for column in Set(cells.map(\.column)) {
      let (ofRow, ofAll) = SuppressionColumns.companions(of: column, in: sheet.table)
      for cell in cells where cell.column == column {
        found.formUnion(ofRow.map { CellPosition(row: cell.row, column: $0) })
      }
      found.formUnion(
        ofAll.flatMap { other in (0..<sheet.kept.rows).map { CellPosition(row: $0, column: other) } })
    }
    return found.filter { isNumber($0, sheet.kept) }.sorted()
  }

  private static func isNumber(_ cell: CellPosition, _ kept: KeptTable) -> Bool {
    let kind = kept.cell(row: cell.row, column: cell.column).kind
    return kind == .number || kind == .composite
  }

  private func rounded(
    _ sheet: Sheet, hiding primary: [CellPosition], _ fileName: String, _ path: String, by checker: Checker
  ) throws(ProtectionFailure) -> (Sheet, RoundingSummary?) {
    guard
      let plan = ControlledRounding.plan(
        for: sheet.table, hidden: Set(primary), under: options.ruleset.ruleset)
    else { return (sheet, nil) }
    var editor = CellEditor(sheet.bytes, kept: sheet.kept)
    var summary = RoundingSummary(
      method: plan.method, changed: 0, change: 0, distant: plan.distant, sums: plan.sums)
    for (cell, value) in plan.values.sorted(by: { $0.key < $1.key }) {
      let old = sheet.kept.cell(row: cell.row, column: cell.column).whole ?? value
      if old == value { continue }
      editor.replace(cell, with: value)
      summary.changed += 1
      summary.change += Int64(clamping: (old - value).magnitude)
    }
    let rounded = try read(editor.result(), fileName, path, by: checker)
    for (cell, value) in plan.values {
      guard rounded.kept.cell(row: cell.row, column: cell.column).whole == value else {
        throw Self.failure("its numbers can't be rounded in place")
      }
    }
    try Self.expect(sheet, with: [], except: Set(plan.values.keys), in: rounded)
    return (rounded, summary)
  }
}
