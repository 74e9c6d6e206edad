// identifier-column: a column that its header names as a key of people.

/// Finds columns whose header names an identifier of people and whose values can be one.
///
/// It goes by the header: what values look like is for the rules of the single identifiers.
public struct IdentifierColumn: TableRule {
  /// `verdict`, what is said of a header that surely names an identifier.
  public static let verdict = IdentifierVerdict.parameter

  /// A word such as "id" is taken for a key of people only if so many cells hold nearly only different
  /// values: with fewer every column does.
  static let keyRows = 3

  /// Identifiers that their own rules judge by value: what stands under such a header is often no
  /// identifier (a postcode district, a mailbox of an office, a rounded coordinate).
  static let judgedByValue: Set<RuleName> = [
    "uk-postcode", "email-address", "ip-address", "web-address", "coordinates",
  ]

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "identifier-column",
      family: .records,
      statbarn: nil,
      summary: "A column whose header names an identifier of people.",
      rationale: """
        A key of people (a patient's number, a pseudonym, a name, a date of birth) makes every row a person \
        and lets rows be linked to other data. It has no place in an output, pseudonymised or not. Case, \
        spacing, width and look-alike letters of the header make no difference. A header that only may name \
        such a key ("id", "name") is for a person to judge, where its values are nearly all different and \
        nothing in the table is aggregated. Counts of identifiers are counts.
        """,
      remedy: "Remove the column, and publish counts or statistics instead of one row for each person.",
      parameters: [Self.verdict.description],
      sources: [
        "NHS Data Dictionary; Hospital Episode Statistics data dictionary (names of the identifiers)",
        "Guidelines for the checking of output based on microdata research (ESSnet SDC / DwB)",
      ],
      examples: [
        RuleExample(
          .pass, "counts of identifiers are counts", "region,n_patient_id\nNorth,120\nSouth,45\nEast,310\n"),
        RuleExample(
          .pass, "an id of rows beside counts", "id,region,patients\n1,North,120\n2,South,45\n3,East,31\n"),
        RuleExample(.fail, "a key of patients", "patient_id,sex\n2,F\n5,M\n9,F\n"),
        RuleExample(.fail, "the same in other spelling", "PATIENT  Id,sex\n2,F\n5,M\n9,F\n"),
        RuleExample(.review, "perhaps a key", "id,sex,smoker\nK31,F,no\nK77,M,yes\nK08,F,no\n"),
        RuleExample(
          .review, "repeated pseudonyms",
          """
          patient,code
          9d188916-8390-282b-3ec2-73fce6e08649,asthma
          9d188916-8390-282b-3ec2-73fce6e08649,cough
          1d3d16ce-a3a4-5e9e-1b4d-58a391895443,asthma

          """),
        RuleExample(
          .review, "measurements of people below each other",
          "subject,hour,level\n101,0.5,12.1\n101,1.5,22.4\n102,0.5,10.9\n102,1.5,20.3\n103,0.5,14.4\n103,1.5,25.1\n"
        ),
        RuleExample(.info, "nothing but a header", "patient_id,sex\n"),
      ]
    )
  }

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    let worst = ruleset.value(Self.verdict, of: name).verdict
    var findings: [Finding] = []
    var named = false
    let isAggregated = table.columns.indices.contains { Self.isAggregate(table.role($0)) }
    for (position, column) in table.columns.enumerated() {
      let identifiers = column.headerIdentifiers.filter {
        !Self.judgedByValue.contains($0.rule) && !Self.isReported($0.rule, in: column)
      }
      guard !identifiers.isEmpty else { continue }
      named = true
      let title = table.title(column: position)
      let isCertain = identifiers.contains(where: \.isCertain)
      guard column.filled > 0 else {
        if isCertain {
          findings.append(
            finding(
              .info, at: table.location(column: position), "\(title) names an identifier and holds nothing."))
        }
        continue
      }
      guard Self.couldBeKeys(column) else { continue }
      if isCertain {
        findings.append(
          finding(worst, onColumn: position, of: table, "\(title) names an identifier of people."))
      } else if !isAggregated && Self.holdsTokens(position, of: table) {
        findings.append(
          finding(
            min(worst, .review), onColumn: position, of: table,
            "\(title) may name people: its values look like pseudonyms."))
      } else if !isAggregated && Self.looksLikeKey(column, table.role(position)) {
        findings.append(
          finding(
            min(worst, .review), onColumn: position, of: table,
            "\(title) may be a key of people: nearly all its values differ."))
      } else if !isAggregated && Self.comesInRuns(position, of: table) {
        findings.append(
          finding(
            min(worst, .review), onColumn: position, of: table,
            "\(title) may be a key of people: each of its values stands in several rows, one after the other."
          ))
      }
    }
    return named ? RuleOutcome(findings: findings) : .notApplicable("no header names an identifier")
  }

  /// The identifier's own rule already has sure values to report in the column.
  private static func isReported(_ rule: RuleName, in column: ColumnProfile) -> Bool {
    if rule == DateOfBirth.ruleName { return DateOfBirth.holdsDays(column) }
    if rule == PersonName.ruleName { return PersonName.holdsWords(column) }
    return column.identifiers.contains { $0.identifier == rule && $0.cells(atLeast: .issued) > 0 }
  }

  /// Fractions and percentages are statistics about an identifier, such as its completeness.
  private static func couldBeKeys(_ column: ColumnProfile) -> Bool {
    let isFractional = column.numeric > column.wholes
    return !isFractional && column.percents == 0
  }

  /// Whether a column that only may be named as a key also looks like one.
  private static func looksLikeKey(_ column: ColumnProfile, _ role: RoleAssignment) -> Bool {
    // Codes of known vocabularies, areas and dates are unique in many tables of theirs.
    if role.role == .code || role.role == .date { return false }
    return column.filled >= keyRows && ValueShape(column).isNearlyUnique
  }

  /// Whether the values of a column stand in runs, as the visits and measurements of people do: each value in several
  /// rows below each other and nowhere else.
  private static func comesInRuns(_ position: Int, of table: TableSubject) -> Bool {
    guard let kept = table.kept, kept.columns.indices.contains(position), kept.rows >= keyRows else {
      return false
    }
    var seen: Set<String> = []
    var current: String?
    var length = 0
    for row in 0..<kept.rows {
      let cell = kept.cell(row: row, column: position)
      let value = cell.kind == .number ? cell.number.text : kept.text(row: row, column: position) ?? ""
      if value == current {
        length += 1
      } else {
        guard row == 0 || length > 1, !value.isEmpty, seen.insert(value).inserted else { return false }
        current = value
        length = 1
      }
    }
    return length > 1 && seen.count >= fewestRuns
  }

  /// Two values in turn are the arms of a trial.
  private static let fewestRuns = 3

  /// Lengths of the pseudonyms in use: from 16 hexadecimal digits to a SHA-256 in hexadecimal digits.
  private static let tokenLengths = 16...64
  /// Values looked at.
  private static let tokenSample = 200

  /// Whether the values of a column, repeated or not, are long tokens of letters and digits.
  private static func holdsTokens(_ position: Int, of table: TableSubject) -> Bool {
    let column = table.columns[position]
    guard column.cells(.text) == column.filled, tokenLengths.contains(column.longestField) else {
      return false
    }
    // What was not kept is judged by its length alone.
    guard let kept = table.kept, kept.columns.indices.contains(position) else { return true }
    let texts = kept.columns[position].texts.lazy.filter { !$0.isEmpty }.prefix(tokenSample)
    return texts.allSatisfy { text in
      tokenLengths.contains(text.utf8.count) && text.utf8.contains { ByteKind.isDigit($0) }
        && text.utf8.allSatisfy { isTokenByte($0) }
    }
  }

  /// ASCII letters and digits, and what UUIDs and base64 have besides.
  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2F, 0x3D, 0x5F: true
    default: false
    }
  }

  /// A column of an aggregated table: its rows are groups, not people.
  private static func isAggregate(_ role: RoleAssignment) -> Bool {
    switch role.role {
    case .dimension, .date, .code, .identifier, .rank, .age, .measurement, .text, .mixed, .unknown: false
    default: role.isStrong
    }
  }
}
