// person-name: the names of people.

/// Finds names of people: under a header that says so, and behind a title.
public struct PersonName: TableRule {
  /// The name of the rule.
  public static let ruleName: RuleName = "person-name"
  private static let tier = IdentifierTier.direct

  /// Titles that stand before a name, as they are written.
  private static let titles: Set<Substring> = [
    "Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof", "Professor", "Sir", "Dame", "Rev",
  ]

  /// Words that make a name one of an organisation or a place.
  private static let organisations: Set<String> = [
    "partners", "partner", "surgery", "practice", "hospital", "medical", "clinic", "centre", "center",
    "school",
    "road", "street", "lane", "associates", "pharmacy",
  ]

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "person-name",
      family: .identifiers,
      statbarn: nil,
      summary: "The name of a person.",
      rationale: """
        A name says who it is. A header such as "surname" over words is certain; a title and a word with a \
        capital behind it, anywhere in a field, are for a person to judge. Names of places, diseases and scales \
        that were called after somebody have no title.
        """,
      remedy: "Remove the name; in a contact line name the team in place of the person.",
      parameters: [IdentifierSeverity.parameter.description],
      sources: ["NHS Data Model and Dictionary, Person Name", "UK GDPR, article 4(1)"],
      examples: [
        RuleExample(.fail, "the header says so", "surname,ward\nTestperson,A\nExample,B\nSample,A\n"),
        RuleExample(.review, "a title", "note,n\nseen by Dr Example in May,120\nno comment,45\n"),
        RuleExample(.pass, "named after somebody", "disease,n\nCrohn's disease,120\nDown syndrome,45\n"),
        RuleExample(.pass, "names of places", "practice_name,n\nVictoria Road Surgery,120\nSt James,45\n"),
      ]
    )
  }

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    let worst = ruleset.value(IdentifierSeverity.parameter, of: name).verdict(of: Self.tier, under: ruleset)
    var findings: [Finding] = []
    for (position, column) in table.columns.enumerated() {
      let isNamed = column.headerIdentifiers.contains { $0.rule == name && $0.isCertain }
      if isNamed && Self.holdsWords(column) {
        var report = finding(
          worst, at: table.location(column: position),
          "\(table.title(column: position)) holds words, and its header says that they are names.")
        report.occurrences = column.filled
        findings.append(report)
      } else {
        findings += titled(position, of: table, min(worst, .review))
      }
      if let title = column.name, Self.holdsTitle(title) {
        findings.append(
          finding(
            min(worst, .review), at: table.location(column: position),
            "The header holds a title and what may be a name."))
      }
    }
    if table.captions.contains(where: Self.holdsTitle) {
      findings.append(
        finding(
          min(worst, .review), at: Location(table: table.id),
          "The text around the table holds a title and what may be a name."))
    }
    return RuleOutcome(findings: findings)
  }

  /// Whether most cells are text.
  static func holdsWords(_ column: ColumnProfile) -> Bool { column.cells(.text) * 2 > column.filled }

  private func titled(_ position: Int, of table: TableSubject, _ verdict: Verdict) -> [Finding] {
    guard let kept = table.kept, kept.columns.indices.contains(position) else { return [] }
    let column = kept.columns[position]
    let named = column.texts.map { Self.holdsTitle($0) }
    guard named.contains(true) else { return [] }
    let places = column.cells.indices.filter { row in
      let cell = column.cells[row]
      return cell.kind == .text && named.indices.contains(Int(cell.text)) && named[Int(cell.text)]
    }.map { kept.place(row: $0, column: position) }
    return Finding.perCell(
      finding(
        verdict, at: table.location(column: position), "The text holds a title and what may be a name."),
      cells: places, occurrences: places.count)
  }

  /// Whether a title stands before a word that starts with a capital and goes on in small letters.
  static func holdsTitle(_ text: String) -> Bool {
    // A title and a name are two words at least.
    guard text.utf8.contains(where: { !ByteKind.isWord($0) }) else { return false }
    let words = text.split { $0 == " " || $0 == "." || $0 == "," || $0 == "\u{A0}" }
    // Practices are called after their doctors.
    if words.contains(where: { organisations.contains($0.lowercased()) }) { return false }
    return zip(words, words.dropFirst()).contains { title, word in
      titles.contains(title) && word.first?.isUppercase == true
        && (word.count == 1 || word.dropFirst().first?.isLowercase == true || word.contains("'"))
    }
  }
}
