// What a column says about whether rows are people.

/// The part of a column in the question whether a row is a person or a group.
enum RecordColumn: Equatable {
  /// Names a group: a category, a code of a vocabulary, a period, words.
  case label
  /// A key that its header surely names as one of people.
  case personKey
  /// What may be a key.
  case perhapsKey
  /// What only a person has: a single year of age, a day on which something happened, a date of birth.
  case attribute
  /// 0 or 1, and nothing else.
  case flag
  /// A measurement: of a person, or the mean of a group.
  case value
  /// A sum, a minimum or a maximum by its header: of a group, or the value of one person.
  case ambiguous
  /// A statistic, surely or perhaps.
  case statistic, perhapsStatistic
  /// A number of unknown meaning.
  case unknownNumber
  /// Row numbers and empty columns.
  case nothing

  /// Identifiers that are no keys of the people a table is about, or that their values decide.
  private static let noKeys: Set<RuleName> = [
    "uk-postcode", "email-address", "ip-address", "web-address", "coordinates", "date-of-birth",
    "clinician-code", "phone-number",
  ]
  /// With fewer rows, zeros and ones are small counts as well as flags.
  private static let flagRows = 10
  /// Lengths of the pseudonyms in use: from 16 hexadecimal digits to a SHA-256 in hexadecimal digits.
  private static let tokenLengths = 16...64
  /// Fewer ages may be the ages of groups.
  private static let leastAges = 3

  /// The part of the column at a 0-based position.
  static func part(of position: Int, in table: TableSubject) -> RecordColumn {
    let column = table.columns[position]
    let role = table.role(position)
    if column.filled == 0 { return .nothing }
    let isFractional = column.numeric > column.wholes
    if !isFractional && column.percents == 0 {
      let certain = column.headerIdentifiers.filter(\.isCertain)
      if certain.contains(where: { !noKeys.contains($0.rule) }) { return .personKey }
      if certain.contains(where: { $0.rule == "date-of-birth" }) { return .attribute }
    }
    let isComposite = column.cells(.composite) * 2 > column.open
    if column.cells(.bound) > 0 || column.percents > 0 || isComposite { return .statistic }
    if isFlag(column, role) { return .flag }
    if !column.headerIdentifiers.isEmpty, column.cells(.text) == column.filled,
      tokenLengths.contains(column.longestField),
      role.role != .code
    {
      return .perhapsKey
    }
    switch role.role {
    case .rank: return .nothing
    case .dimension, .code, .text: return .label
    case .identifier: return .perhapsKey
    case .date: return holdsSingleDays(position, of: table) ? .attribute : .label
    case .age:
      if isFractional { return .value }
      // A table by single years of age is sorted by them.
      let isSingleYears = column.isWhole && !column.isIncreasing && column.distinct.value >= leastAges
      return isSingleYears ? .attribute : .label
    case .measurement: return .value
    case .sum, .minimum, .maximum: return .ambiguous
    case .unknown: return column.numeric > 0 ? .unknownNumber : .label
    default: return role.isStrong ? .statistic : .perhapsStatistic
    }
  }

  private static func isFlag(_ column: ColumnProfile, _ role: RoleAssignment) -> Bool {
    guard column.isWhole, column.filled >= flagRows, column.distinct.value == 2,
      let least = column.minimum?.whole, let most = column.maximum?.whole, least == 0, most == 1
    else { return false }
    switch role.role {
    case .dimension, .code, .unknown, .measurement, .identifier: return true
    default: return !role.isStrong
    }
  }

  /// Bytes of a day as it is written; months and years are shorter.
  private static let dayLength = 10

  private static func holdsSingleDays(_ position: Int, of table: TableSubject) -> Bool {
    let column = table.columns[position]
    guard column.cells(.date) * 2 > column.filled, column.longestField >= dayLength else { return false }
    // So many rows are no series of reports.
    guard let kept = table.kept, kept.columns.indices.contains(position) else { return true }
    return DayNumber.areSingleEvents(kept.columns[position].texts.compactMap { DayNumber($0) })
  }
}
