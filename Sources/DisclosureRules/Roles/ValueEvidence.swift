// What a column's values say by themselves.

/// Evidence of the values.
///
/// It mostly rules out: numbers alone show what can't be a count (fractions, negatives, codes, dates, row
/// numbers), while a count looks like many other whole numbers.
struct ValueEvidence: EvidenceCollector {
  func evidence(for column: Int, in context: RoleContext) -> [RoleEvidence] {
    let shape = context.shapes[column]
    if shape.isEmpty { return [RoleEvidence(.text, 1, "the column is empty")] }
    if shape.isTextOnly { return textEvidence(shape, headerRoles: context.headerRoles[column]) }
    guard let range = shape.range else {
      // "65 or less" among labels is a label.
      let hidden = shape.profile.cells(.mask) + shape.profile.cells(.bound)
      return shape.profile.texts > hidden
        ? [RoleEvidence(.dimension, 2, "nearly all text")]
        : [RoleEvidence(.count, 0.5, "only masked or bounded numbers")]
    }
    var evidence = mixedEvidence(shape, headerRoles: context.headerRoles[column])
    evidence += codeEvidence(shape, column, context)
    evidence += fractionEvidence(shape, range, column, context)
    if range.lowerBound < 0 && !shape.holdsMissingCode {
      evidence += RoleEvidence.each(ColumnRole.counts, -8, "numbers below 0")
      // Whole numbers under a header of counts are no measurement because one of them has a minus.
      let mayCount = shape.isWhole && !context.headers[column].roles.isDisjoint(with: ColumnRole.counts)
      if context.headerRoles[column].isEmpty && !mayCount {
        evidence.append(RoleEvidence(.measurement, 1.5, "numbers below 0"))
      }
    }
    if column == 0 && shape.isRowNumber && numbersRows(shape, context) {
      evidence.append(RoleEvidence(.rank, 3, "the first column numbers the rows"))
      evidence += RoleEvidence.each(ColumnRole.counts, -4, "the first column numbers the rows")
    }
    if column == 0,
      context.headers[0].text.isEmpty && shape.isNumberedWithTotal
        || (context.headers[0].text.isEmpty || numbersRows(shape, context))
          && isNumberedToOpenEnd(shape, context)
    {
      evidence.append(RoleEvidence(.dimension, 3.5, "numbered categories and their total"))
      evidence += RoleEvidence.each(ColumnRole.counts, -4, "numbered categories and their total")
    }
    if shape.isWhole && shape.profile.isIncreasing && shape.isContiguous && shape.numeric >= Self.runOfYears,
      DateUnit.year.fits(range)
    {
      evidence.append(RoleEvidence(.date, 3, "consecutive years"))
    }
    return evidence
  }

  /// So many rows numbered 1, 2, 3 … are no chance: with four the odds are 1 in 24 even among 1…4.
  static let rowNumbers = 4
  /// Consecutive numbers in the range of years, from so many on.
  static let runOfYears = 3

  /// A table has hardly more tokens for hidden numbers than this.
  static let maskTokens = 3
  /// Fewer numbers among words than these may be words as well.
  private static let numbersAmongMasks = 5

  /// Whether a first column that holds 0, 1, 2 … or 1, 2, 3 … numbers the rows or their categories: its header
  /// names no count, or one of nobody ("Obs", "No.", "Number of falls") beside a column that counts.
  private func numbersRows(_ shape: ValueShape, _ context: RoleContext) -> Bool {
    if !isNamedCount(0, context) { return shape.numeric >= Self.rowNumbers }
    return shape.numeric >= 2 && !context.headers[0].countsPeople
      && context.shapes.indices.dropFirst().contains { isNamedCount($0, context) }
  }

  /// `0`, `1`, `2+`: numbered categories of which the last is open.
  private func isNumberedToOpenEnd(_ shape: ValueShape, _ context: RoleContext) -> Bool {
    guard shape.isWhole, shape.profile.isIncreasing, let range = shape.range, range.lowerBound <= 1,
      range.upperBound - range.lowerBound + 1 == Double(shape.numeric),
      shape.numeric + shape.profile.texts == shape.profile.rows,
      let texts = context.table.kept?.columns.first?.texts
    else { return false }
    let ends = texts.filter { text in
      text.hasSuffix("+") && Double(Int(text.dropLast()) ?? -1) == range.upperBound + 1
    }
    let totals = texts.filter { context.isTotalLabel($0) }
    return ends.count == 1 && ends.count + totals.count == shape.profile.texts
  }

  private func isNamedCount(_ column: Int, _ context: RoleContext) -> Bool {
    !context.headerRoles[column].isDisjoint(with: ColumnRole.counts)
  }

  private func textEvidence(_ shape: ValueShape, headerRoles: Set<ColumnRole>) -> [RoleEvidence] {
    // Numbers that are written in no way we read must not hide behind their words.
    if !headerRoles.isDisjoint(with: ColumnRole.counts) && shape.hasNumbersAmongWords {
      return [RoleEvidence(.count, 1, "numbers among words, under a header of counts")]
    }
    if !headerRoles.isDisjoint(with: ColumnRole.counts) && shape.holdsNumerals {
      return [RoleEvidence(.count, 1, "numbers in words, under a header of counts")]
    }
    let noCount = RoleEvidence.each(ColumnRole.counts, -8, "text only")
    if shape.share(.date) >= 0.8 { return [RoleEvidence(.date, 5, "dates")] + noCount }
    // Longer cells are sentences.
    let isProse = shape.profile.longestField > 120
    return [
      RoleEvidence(.dimension, isProse ? 2 : 4, "text only"),
      RoleEvidence(.text, isProse ? 4 : 1, "text only"),
    ] + noCount
  }

  /// Text or dates among the numbers.
  private func mixedEvidence(_ shape: ValueShape, headerRoles: Set<ColumnRole>) -> [RoleEvidence] {
    let words = shape.share(.text) + shape.share(.date)
    if shape.share(.date) >= 0.8 { return [RoleEvidence(.date, 3, "nearly all dates")] }
    if words >= 0.8 {
      // A few words again and again beside numbers may be masks that nobody declared.
      let mayBeMasks =
        shape.smallWholes > 0 && shape.profile.distinct.value - shape.numeric <= Self.maskTokens
      return [RoleEvidence(.dimension, mayBeMasks ? 0.5 : 2.5, "nearly all text")]
    }
    // Numbers that are masked for the most part, by a token that nobody declared, are numbers.
    let isMaskedMostly =
      shape.numeric >= Self.numbersAmongMasks
      && shape.profile.distinct.value - shape.numeric <= Self.maskTokens
    if words >= 0.5, !isMaskedMostly { return [RoleEvidence(.dimension, 1, "mostly text")] }
    if shape.share(.composite) > 0.5, shape.isWhole {
      switch shape.profile.pattern {
      case .percentage?: return [RoleEvidence(.count, 2.5, "whole numbers with percentages beside them")]
      case .fraction?: return [RoleEvidence(.count, 2.5, "whole numbers with their totals beside them")]
      case .interval?, .spread?:
        return RoleEvidence.each(ColumnRole.counts, -3, "an interval or spread around whole numbers")
      default: break
      }
    }
    if shape.profile.cells(.composite) == 0 && shape.profile.percents * 5 > shape.numeric * 4 {
      // A percentage of what, the header may say.
      let role = headerRoles.contains(.shareOfLargest) ? ColumnRole.shareOfLargest : .percentage
      return [RoleEvidence(role, 4, "percent signs")]
        + RoleEvidence.each(ColumnRole.counts, -6, "percent signs")
    }
    return []
  }

  private func codeEvidence(_ shape: ValueShape, _ column: Int, _ context: RoleContext) -> [RoleEvidence] {
    guard shape.isWhole, let range = shape.range else { return [] }
    if isSnomed(column, context) {
      return [RoleEvidence(.code, 6, "SNOMED CT identifiers")]
        + RoleEvidence.each(ColumnRole.counts, -8, "SNOMED CT identifiers")
    }
    if range.upperBound >= ValueShape.mostPeople && shape.smallWholes == 0 && !isNamedCount(column, context) {
      return [RoleEvidence(.code, 4, "more digits than a count has")]
        + RoleEvidence.each(ColumnRole.counts, -6, "more digits than a count has")
    }
    if shape.profile.leadingZeros * 2 > shape.numeric {
      // Small numbers with a zero in front may be counts all the same.
      return [RoleEvidence(.code, shape.smallWholes > 0 ? 1 : 3, "zeros in front")]
    }
    return []
  }

  /// Cells looked at, and how many must be there: a random number passes once in 10 (check digit) times
  /// 17 (partition), so five in a row are no chance.
  private static let snomedSample = 200
  private static let snomedLeast = 5

  private func isSnomed(_ column: Int, _ context: RoleContext) -> Bool {
    guard let kept = context.table.kept, kept.columns.indices.contains(column) else { return false }
    let wholes = kept.columns[column].cells.lazy.compactMap(\.whole).prefix(Self.snomedSample)
    var distinct: Set<Int64> = []
    for number in wholes {
      guard number > 0, SnomedShape.matches(UInt64(number), digits: String(number).utf8.count) else {
        return false
      }
      distinct.insert(number)
    }
    return distinct.count >= Self.snomedLeast
  }

  private func fractionEvidence(
    _ shape: ValueShape, _ range: ClosedRange<Double>, _ column: Int, _ context: RoleContext
  ) -> [RoleEvidence] {
    guard shape.fractional > 0 else { return [] }
    if shape.strayWholes > 0 {
      // A listing of several statistics in one column: whatever it is, small counts may be in it.
      return RoleEvidence.each(ColumnRole.counts, -3, "whole numbers among fractions")
    }
    var evidence = RoleEvidence.each(ColumnRole.counts, -8, "fractions")
    // A header that names a statistic knows better which one it is.
    if context.isNamed(column) { return evidence }
    let weight = context.headerRoles[column].isEmpty ? 2.0 : 1.0
    evidence.append(RoleEvidence(.measurement, weight, "fractions"))
    if 0 <= range.lowerBound && range.upperBound <= 1 {
      evidence.append(RoleEvidence(.proportion, weight, "all numbers between 0 and 1"))
    }
    return evidence
  }
}
