// Small numbers of people and constant groups that only the microdata show.

extension MinimumThreshold {
  /// Statistics whose N is judged by a rule of their own.
  private static let judgedElsewhere: Set<ColumnRole> = [
    .mean, .standardDeviation, .sum, .rate, .ratio, .median, .quantile, .minimum, .maximum, .percentage,
    .proportion, .largest, .secondLargest, .shareOfLargest,
  ]

  /// Cells of fewer records than the threshold whose own number does not say so.
  ///
  /// - Parameter found: the other findings of the rule, whose cells aren't named again.
  func sourceFindings(
    in table: TableSubject, _ unsafe: Range<Int>, besides found: [Finding], under ruleset: Ruleset
  ) -> [Finding] {
    guard let comparison = SourceComparison(table), comparison.source.gap == nil else { return [] }
    let failed = Set(
      found.filter { $0.verdict == .fail }.flatMap { finding in
        finding.cells.map(\.byteOffset) + [finding.location.byteOffset].compactMap { $0 }
      })
    return table.columns.indices.flatMap { column -> [Finding] in
      guard !Self.judgedElsewhere.contains(table.role(column).role) else { return [] }
      var verdict: Verdict = table.declared?.counted(column) == .records ? .review : .fail
      var cells: [CellPlace] = []
      for row in comparison.rows(of: column) {
        let cell = comparison.kept.cell(row: row, column: column)
        guard cell.kind == .number || cell.kind == .composite,
          let group = comparison.source.group(row: row, column: column),
          group.records >= Int64(unsafe.lowerBound), group.records < Int64(unsafe.upperBound)
        else { continue }
        let place = comparison.kept.place(row: row, column: column)
        if !failed.contains(place.byteOffset) { cells.append(place) }
      }
      // Rounded numbers no longer show how few there are.
      if table.declared?.rounding(column) != nil, comparison.quantity(of: column) == .count {
        switch ruleset.value(Self.rounded, of: name) {
        case .allow: return []
        case .review: verdict = min(verdict, .review)
        case .fail: break
        }
      }
      return Finding.perCell(
        finding(
          verdict, at: table.location(column: column),
          "\(table.title(column: column)) has fewer than \(unsafe.upperBound) records of the microdata behind it.",
          evidence: .parts([
            .init("threshold", .count(unsafe.upperBound)), .init("microdata", .words(comparison.source.file)),
          ])), cells: cells, occurrences: cells.count)
    }
  }
}

extension ConstantGroup {
  /// Statistics that show the one value of a group in which nothing varies.
  private static let showing: Set<ColumnRole> = [.mean, .median, .quantile, .minimum, .maximum, .sum]

  /// Groups of which every record has the same value.
  ///
  /// - Parameter found: the other findings of the rule, whose rows aren't named again.
  func sourceFindings(in table: TableSubject, besides found: [Finding]) -> [Finding] {
    guard let comparison = SourceComparison(table), comparison.source.hasValue,
      comparison.source.gap == nil
    else { return [] }
    let named = Set(
      found.flatMap { finding in finding.cells.map(\.row) + [finding.location.row].compactMap { $0 } })
    let varies = comparison.source.groups.contains { $0.valued > 1 && !$0.isConstant }
    return table.columns.indices.flatMap { column -> [Finding] in
      guard Self.showing.contains(table.role(column).role) else { return [] }
      var judged = JudgedCells(column: column)
      for row in comparison.rows(of: column) where !named.contains(row + 1) {
        guard comparison.kept.cell(row: row, column: column).kind == .number,
          let group = comparison.source.group(row: row, column: column), group.valued > 1, group.isConstant
        else { continue }
        let isCertain = varies && group.zeros == 0
        judged.cells.append(
          .init(
            row: row, verdict: isCertain ? .fail : .review, role: table.role(column).role,
            base: BaseCount(value: group.valued, source: .declared, isStrong: true)))
      }
      return findings(for: judged, in: table, kept: comparison.kept) { role, _ in
        "\(TableSubject.words(for: role)) of a group in which every record of the microdata has the same value"
      }
    }
  }
}

extension SourceGroup {
  /// Every record has the same value.
  fileprivate var isConstant: Bool {
    guard let minimum, let maximum else { return false }
    return minimum.isEqual(to: maximum)
  }
}
