// What kind of labels a column of words holds: categories of one variable, codes, or names of other things.

/// Evidence about columns of words that their headers leave open.
struct LabelEvidence: EvidenceCollector {
  /// Models list their terms, and a first table its characteristics, down the side.
  static let terms = 4.5
  /// Stata puts the levels of a category below its name, under the name of the outcome.
  static let levels = 8.0
  /// Values that look like codes outweigh the word for what they are codes of.
  static let codes = 6.5

  func evidence(for column: Int, in context: RoleContext) -> [RoleEvidence] {
    // What may be a key of people is not explained away.
    guard context.headers[column].identifiers.isEmpty else { return [] }
    if column == 0, context.shapes[column].isNumberedAmongWords, isModel(besides: column, context) {
      return [RoleEvidence(.text, Self.levels, "names the terms of a model and their levels")]
    }
    if column == 0, context.headers[column].text.isEmpty, context.shapes[column].isNumberedAmongWords {
      let profile = context.shapes[column].profile
      if profile.numeric * 2 <= profile.filled, profile.distinct.value == profile.filled {
        return [RoleEvidence(.dimension, Self.levels, "classes with their numbers among the names of rows")]
      }
    }
    guard context.shapes[column].isTextOnly else { return [] }
    if isCodes(column, context) {
      return [RoleEvidence(.code, Self.codes, "short texts of capitals and digits")]
    }
    guard context.headers[column].phrases.isEmpty, context.headers[column].text.isEmpty else { return [] }
    if isModel(besides: column, context) {
      return [RoleEvidence(.text, Self.terms, "names the terms of a model")]
    }
    let others = context.shapes.indices.filter { $0 != column }
    if others.contains(where: { context.shapes[$0].profile.pattern == .percentage }) {
      return [RoleEvidence(.text, Self.terms, "names characteristics beside their percentages")]
    }
    return []
  }

  private static let models: Set<ColumnRole> = [
    .coefficient, .standardError, .testStatistic, .degreesOfFreedom,
  ]

  private func isModel(besides column: Int, _ context: RoleContext) -> Bool {
    context.shapes.indices.contains {
      $0 != column && !context.headerRoles[$0].isDisjoint(with: Self.models)
    }
  }

  /// Lengths that codes of areas, organisations, diagnoses and drugs have.
  private static let codeLength = 3...15

  /// Whether nearly all distinct texts are made of capitals and digits, with at least one of each.
  private func isCodes(_ column: Int, _ context: RoleContext) -> Bool {
    guard let kept = context.table.kept, kept.columns.indices.contains(column) else { return false }
    let texts = kept.columns[column].texts
    guard texts.count >= 2 else { return false }
    return texts.count(where: Self.isCode) * 5 >= texts.count * 4
  }

  private static func isCode(_ text: String) -> Bool {
    guard codeLength.contains(text.utf8.count) else { return false }
    var digits = 0
    var capitals = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): capitals += 1
      case UInt8(ascii: "."), UInt8(ascii: "-"): break
      default: return false
      }
    }
    // `2021Q3` and `2021W05` are times: no code begins with a year.
    let year = Int(text.prefix(4)).map { (1900...2100).contains($0) } ?? false
    return digits > 0 && capitals > 0 && !year
  }
}
