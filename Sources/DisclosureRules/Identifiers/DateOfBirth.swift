// date-of-birth: the days on which people were born.

/// Finds columns of dates of birth, by their header or by how their days vary.
public struct DateOfBirth: TableRule {
  /// The name of the rule.
  public static let ruleName: RuleName = "date-of-birth"
  /// How near it leads to a person.
  private static let tier = IdentifierTier.indirect

  /// Fewer rows may be dates of anything.
  private static let fewestRows = 10
  /// Years over which dates of birth are spread; those of events and of studies hardly are.
  private static let fewestYears = 30
  private static let daysOfYear = 365
  /// People seldom share a day of birth.
  private static let differentDays = 0.8
  /// Days written as whole numbers, from 1890-01-01 on.
  private static let numberedDays: ClosedRange<Int64> = 18_900_101...20_991_231

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "date-of-birth",
      family: .identifiers,
      statbarn: nil,
      summary: "A column of dates of birth.",
      rationale: """
        With sex and a small area a date of birth names most people. A header that says birth over dates is \
        certain. Without one, days that nearly all differ and are spread over thirty years and more are for a \
        person to judge. Ends of months and weeks, periods and the days of a study are no dates of birth, and a \
        year of birth is one only in a list of people.
        """,
      remedy: "Give ages in bands, or years of birth in groups.",
      parameters: [IdentifierSeverity.parameter.description],
      sources: [
        "Sweeney, Simple demographics often identify people uniquely (2000)",
        "NHS Data Model and Dictionary, Person Birth Date",
      ],
      examples: [
        RuleExample(.fail, "the header says so", "dob,sex\n1961-04-17,F\n1948-12-02,M\n1983-07-29,F\n"),
        RuleExample(
          .review, "days like birthdays",
          "day,team\n" + Self.birthdays.map { "\($0),A\n" }.joined()),
        RuleExample(.pass, "weeks", "week_ending,n\n2024-01-07,120\n2024-01-14,45\n2024-01-21,33\n"),
        RuleExample(
          .pass, "counts by year of birth", "year_of_birth,patients\n1961,120\n1962,145\n1963,133\n"),
      ]
    )
  }

  private static let birthdays = [
    "1961-04-17", "1948-12-02", "1983-07-29", "1975-02-11", "1999-10-23", "1937-06-05", "1952-09-14",
    "1968-01-26", "1990-11-08", "1944-03-31", "1979-08-19", "1986-05-13",
  ]

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    let worst = ruleset.value(IdentifierSeverity.parameter, of: name).verdict(of: Self.tier, under: ruleset)
    let isAggregated = table.columns.indices.contains { Self.isAggregate(table.role($0)) }
    var findings: [Finding] = []
    for (position, column) in table.columns.enumerated() where Self.holdsDays(column) {
      let header = column.headerIdentifiers.filter { $0.rule == name }
      let title = table.title(column: position)
      if header.contains(where: \.isCertain) {
        findings.append(
          finding(
            worst, onColumn: position, of: table,
            "\(title) holds dates, and its header says that they are of birth."))
      } else if !isAggregated && Self.variesLikeBirthdays(position, of: table) {
        findings.append(
          finding(
            min(worst, .review), onColumn: position, of: table,
            "\(title) may hold dates of birth: its days nearly all differ, over \(Self.fewestYears) years and more."
          ))
      }
    }
    findings += IdentifierRule(Self.written).judge(table, under: ruleset).findings
    return RuleOutcome(findings: findings)
  }

  /// Whether most cells are days, or all are whole numbers that read as days.
  static func holdsDays(_ column: ColumnProfile) -> Bool {
    guard column.filled > 0 else { return false }
    if column.cells(.date) * 2 > column.filled { return true }
    guard column.isWhole, let least = column.minimum?.whole, let most = column.maximum?.whole else {
      return false
    }
    return numberedDays.contains(least) && numberedDays.contains(most)
  }

  private static func variesLikeBirthdays(_ position: Int, of table: TableSubject) -> Bool {
    let column = table.columns[position]
    guard column.filled >= fewestRows, let kept = table.kept, kept.columns.indices.contains(position),
      Double(column.distinct.value) >= differentDays * Double(column.filled)
    else { return false }
    let days = kept.columns[position].texts.compactMap { DayNumber($0) }
    guard let first = days.min(), let last = days.max(), DayNumber.areSingleEvents(days) else { return false }
    return last.days - first.days >= fewestYears * daysOfYear
  }

  /// A column of an aggregated table: its rows are groups, not people.
  private static func isAggregate(_ role: RoleAssignment) -> Bool {
    switch role.role {
    case .dimension, .date, .code, .identifier, .rank, .age, .measurement, .text, .unknown: false
    default: role.isStrong
    }
  }
}
