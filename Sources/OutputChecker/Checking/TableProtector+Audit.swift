// A protected table before it is written: it holds what it should, and gives nothing away.

import DisclosureRules

extension TableProtector {
  /// The edited file holds the masks and is otherwise what it was.
  static func expect(
    _ sheet: Sheet, with masked: Set<CellPosition>, except: Set<CellPosition> = [], in result: Sheet
  ) throws(ProtectionFailure) {
    var isSame = sheet.kept.rows == result.kept.rows && sheet.kept.columns.count == result.kept.columns.count
    for column in sheet.kept.columns.indices where isSame {
      for row in 0..<sheet.kept.rows {
        let cell = CellPosition(row: row, column: column)
        if except.contains(cell) { continue }
        let (old, new) = (
          sheet.kept.cell(row: row, column: column), result.kept.cell(row: row, column: column)
        )
        isSame =
          isSame
          && (masked.contains(cell)
            ? new.kind == .mask || new.kind == .text
            : old.kind == new.kind && old.number == new.number
              && sheet.kept.text(row: row, column: column) == result.kept.text(row: row, column: column))
      }
    }
    if !isSame { throw failure("its cells can't be edited in place") }
  }

  func accept(_ audit: FileReport, isRounded: Bool) throws(ProtectionFailure) {
    let rules = Self.primaryRules.union([Self.attack]).union(isRounded ? Self.roundingRules : [])
    let remains = audit.findings.map(\.finding).filter {
      $0.verdict >= .fail && (rules.contains($0.rule) || $0.rule == Self.derivable)
    }
    if let first = remains.first {
      let place = [("row", first.location.row), ("column", first.location.column)].compactMap {
        word, number in
        number.map { "\(word) \($0)" }
      }.joined(separator: ", ")
      throw Self.refusal(
        "the protected table still fails \(first.rule)\(place.isEmpty ? "" : " (\(place))"), so it was not written"
      )
    }
    let gaps = audit.rules.compactMap { report -> RuleName? in
      if case .incomplete = report.status, rules.contains(report.rule) { report.rule } else { nil }
    }
    if let first = gaps.first {
      throw Self.refusal("\(first) could not judge the protected table, so it was not written")
    }
  }

  /// Masked cells stay as uncertain as dominance and p% ask for: nothing more would have to be masked.
  func keepLevels(_ table: TableSubject, _ intervals: [CellPosition: ProtectionInterval])
    throws(ProtectionFailure)
  {
    if intervals.isEmpty { return }
    let plan = ComplementarySuppression.plan(
      for: table, primary: [], under: options.ruleset.ruleset, intervals: intervals)
    guard let plan, plan.complementary.isEmpty, plan.unprotected.isEmpty else {
      throw Self.refusal("the protected table does not keep to the protection levels, so it was not written")
    }
  }

  /// Whether the proof of the masked table holds; nil when nothing is masked.
  func proof(of bytes: [UInt8], _ path: String, by auditor: Checker)
    throws(ProtectionFailure) -> ProofVerdict?
  {
    let file: CheckedFile
    do throws(ContextError) {
      file = try auditor.declared(bytes: bytes, fileName: Self.name(of: path), path: path)
    } catch {
      throw Self.failure(error.description)
    }
    let section = ProofFile.section(for: file, under: options.ruleset.ruleset)
    if section.isEmpty { return nil }
    let verdict = ProofFile.verify(
      Array((ProofFile.heading + "\n" + section).utf8), of: bytes, fileName: Self.name(of: path),
      path: path, by: auditor)
    switch verdict {
    case .holds, .incomplete: return verdict
    case .fails(let reason), .unreadable(let reason):
      throw Self.refusal("the protected table can't be proved safe, so it was not written: \(reason)")
    }
  }

  /// The proof and the report that go with a protected table.
  ///
  /// - Parameter path: where the table is, as it was given to ``protect(bytes:fileName:path:as:)``.
  public func files(of protection: Protection, at path: String) -> (proof: String, report: CheckReport) {
    var checker = base
    checker.options.context = protection.context
    let started = options.now()
    var report = checker.check(files: [(path, protection.bytes)])
    report.startedAt = started
    let file = try? checker.declared(
      bytes: protection.bytes, fileName: Self.name(of: path), path: path)
    let section = file.map { ProofFile.section(for: $0, under: options.ruleset.ruleset) } ?? ""
    return (ProofFile.heading + "\n" + ProofFile.note + "\n" + section, report)
  }

  /// The last component of a path, as the check takes it for the name of a file in memory.
  private static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
