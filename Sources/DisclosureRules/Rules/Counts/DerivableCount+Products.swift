// derivable-count: what the columns of people and of their shares give away, row by row.

extension DerivableCount {
  /// A role above this is likelier than not.
  private static let likelyConfidence = 0.5

  /// Small counts that a number of people and the share beside it fix: of those counted, and of those left over.
  func findings(
    for product: DerivedProduct, unsafe: Range<Int>, in table: TableSubject, kept: KeptTable
  ) -> [Finding] {
    let grid = table.columns[product.base].rounding.provenBase
    let base = table.role(product.base)
    var rows: [Int] = []
    var rests: [Int] = []
    for row in 0..<kept.rows {
      // A share of fewer people than the threshold is small-base-percentage's.
      if base.isStrong, [.count, .total].contains(base.role),
        kept.cell(row: row, column: product.base).number < ExactNumber(mantissa: Int64(unsafe.upperBound))
      {
        continue
      }
      guard
        let only = DerivedProduct.interval(
          kept.cell(row: row, column: product.base), kept.cell(row: row, column: product.share),
          per: product.per, grid: grid)?.only
      else { continue }
      func isHidden(_ count: Int128) -> Bool {
        count >= Int128(unsafe.lowerBound) && count < Int128(unsafe.upperBound)
          && !isPublished(count, row: row, besides: product.share, in: table, kept: kept)
      }
      if isHidden(only) {
        rows.append(row)
      } else if base.role == .count || base.role == .total, product.per <= 100,
        let all = kept.cell(row: row, column: product.base).whole, only > 0, isHidden(Int128(all) - only)
      {
        rests.append(row)
      }
    }
    if rows.isEmpty && rests.isEmpty { return [] }
    let columns = [product.base, product.share] + (product.count.map { [$0] } ?? [])
    let isStrong = table.role(product.share).isStrong
    let isNamed =
      isStrong && base.isStrong && [.count, .total, .atRisk].contains(base.role)
      && !BaseCounts.isNoBase(table.columns[product.base])
    let isShare = [.percentage, .proportion].contains(table.role(product.share).role)
    let isSure =
      product.count != nil
      || isShare && DerivedProduct.sharesOut(product.base, by: product.share, per: product.per, in: kept)
      || product.chance < DerivedProductSearch.chance
      || isNamed && isShare && product.chance < DerivedProductSearch.namedChance
    // A header that says less of people needs more numbers that agree.
    let isLikely =
      isShare
      && (isNamed && product.chance < DerivedProductSearch.namedLikelihood
        || isStrong && [.count, .total].contains(base.role) && base.confidence > Self.likelyConfidence
          && !BaseCounts.isNoBase(table.columns[product.base])
          && product.chance < DerivedProductSearch.namedChance)
    // Two columns that only might belong together, and no number that shows it, are no evidence at all.
    let mayBelong =
      base.role == .total || base.role == .personTime || isLikely
      || isNamed && product.chance < DerivedProductSearch.namedLikelihood
      || isNamed && isShare && table.structure.sizeColumns.contains(product.base)
        && !DerivedProduct.grows(product.share, with: product.base, in: kept)
        && !DerivedProduct.isPart(product.base, by: product.share, per: product.per, of: table, in: kept)
    guard isSure || mayBelong else { return [] }
    let related = columns.filter { $0 != product.share }.map { table.location(column: $0) }
    let evidence: [Evidence.Part] = [
      .init("threshold", .count(unsafe.upperBound)), .init("per", .count(Int(product.per))),
      .init("roleConfidence", .number(columns.map { table.role($0).confidence }.min() ?? 0)),
    ]
    let both: Message =
      "\(table.title(column: product.share)) and \(table.title(column: product.base))"
    func found(_ verdict: Verdict, _ rows: [Int], _ words: Message) -> [Finding] {
      if rows.isEmpty { return [] }
      return Finding.perCell(
        finding(
          verdict, at: table.location(column: product.share), both + words, evidence: .parts(evidence),
          related: related),
        cells: rows.prefix(Self.placeLimit).map { kept.place(row: $0, column: product.share) },
        occurrences: rows.count)
    }
    // Of those who are left over nothing is said by name: whether they are a group, a person knows.
    return found(
      isSure && isStrong ? .fail : .review, rows,
      " fix a count below \(unsafe.upperBound) that is not published.")
      + (isSure || isLikely
        ? found(.review, rests, " leave a count below \(unsafe.upperBound) of people who are not counted.")
        : [])
  }
}
