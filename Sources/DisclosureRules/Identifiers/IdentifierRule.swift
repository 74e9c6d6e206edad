// The one judge of all identifiers: columns by their distinct values, single values by how they stand out.

/// The rule of one identifier.
public struct IdentifierRule: TextHitRule {
  /// The identifier that the rule looks for.
  public let definition: IdentifierDefinition

  /// The rule of an identifier.
  public init(_ definition: IdentifierDefinition) { self.definition = definition }

  /// The rule's page.
  public var description: RuleDescription { definition.description }

  /// Judges the columns by their tallies, and what stands outside of columns value by value.
  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    var findings = findings(forTextHits: table.textHits, under: ruleset)
    for position in table.columns.indices {
      let column = table.columns[position]
      guard let tally = column.identifiers.first(where: { $0.identifier == name }),
        !isExplained(tally, in: column)
      else { continue }
      for conclusion in conclusions(on: tally, in: column) {
        findings += self.findings(for: conclusion, at: table.location(column: position), under: ruleset)
      }
    }
    return RuleOutcome(findings: findings)
  }

  /// Findings for identifiers in headers, preambles and file names. There a value has no column to be judged
  /// with, and the same verdicts apply as to one that stands alone in its column.
  public func findings(forTextHits hits: [TextHit], under ruleset: Ruleset) -> [Finding] {
    let worst = verdict(under: ruleset)
    return hits.filter(counts).map { hit in
      let certain = hit.strength == .spelled
      return finding(
        certain ? worst : min(worst, .review), at: hit.location,
        "The text holds \(Message(words: singleValue(hit.strength))).")
    }
  }

  /// Whether a hit outside of columns is one of this identifier that is more than a number of its form.
  public func counts(_ hit: TextHit) -> Bool {
    hit.identifier == name && hit.strength >= .test
      && (hit.strength != .issued || definition.alone == .reviewed)
  }

  /// What a certain identifier gets.
  private func verdict(under ruleset: Ruleset) -> Verdict {
    ruleset.value(IdentifierSeverity.parameter, of: name).verdict(of: definition.tier, under: ruleset)
  }

  /// Why the ruleset does not look for the identifier; nil when it does.
  public func isLeftOut(by ruleset: Ruleset) -> String? {
    ruleset.identifierValue(IdentifierPolicy.packs).contains(definition.pack.rawValue)
      ? nil : "the ruleset does not choose the pack \(definition.pack.rawValue)"
  }

  /// Cells of a column and what they rest on.
  struct Conclusion {
    var isCertain: Bool
    var cells: [CellPlace]
    var occurrences: Int
    var message: Message
    var evidence: Evidence?
  }

  private func findings(for conclusion: Conclusion, at column: Location, under ruleset: Ruleset) -> [Finding]
  {
    let worst = verdict(under: ruleset)
    let template = finding(
      conclusion.isCertain ? worst : min(worst, .review), at: column, conclusion.message,
      evidence: conclusion.evidence)
    return Finding.perCell(template, cells: conclusion.cells, occurrences: conclusion.occurrences)
  }

  // MARK: - What a column's tally means

  /// From this share of the passing values on, a stricter identifier explains a column.
  private static let explainingShare = 0.8

  /// Whether the column holds another identifier that shares the form and has the stricter check.
  private func isExplained(_ tally: IdentifierTally, in column: ColumnProfile) -> Bool {
    let named = column.headerIdentifiers.map(\.rule)
    if named.contains(name) { return false }
    return column.identifiers.contains { other in
      guard definition.yieldsTo.contains(other.identifier) else { return false }
      return named.contains(other.identifier)
        || Double(other.distinctIssued.value) >= Self.explainingShare
          * Double(max(1, tally.distinctValid.value))
    }
  }

  func conclusions(on tally: IdentifierTally, in column: ColumnProfile) -> [Conclusion] {
    let header = column.headerIdentifiers.filter { $0.rule == name }
    let headerIsCertain = header.contains(where: \.isCertain)
    let odds = ColumnOdds(tally, chance: definition.chance)
    let ambiguousCount = countedAmbiguous(
      tally, in: column, isIdentifierColumn: headerIsCertain || odds.isCertain)

    var conclusions: [Conclusion] = []
    if headerIsCertain || odds.isCertain {
      // What passes is the identifier, in whatever range; tests and examples are still told apart.
      var message = passing(tally)
      if headerIsCertain { message = message + "; the header says what they are" }
      conclusions += conclusion(
        [.valid, .issued, .spelled], tally, ambiguous: ambiguousCount, isCertain: true, message + ".",
        evidence: odds.evidence)
    } else {
      conclusions += spelled(tally)
      if counts(tally, in: column) || !header.isEmpty {
        conclusions += standingOut(
          tally, in: column, header: !header.isEmpty, ambiguous: ambiguousCount, odds)
      }
    }
    let testsAreChance =
      !headerIsCertain && isChance(tally.distinctValid, of: tally.distinctCandidates, tally, column)
    if !testsAreChance || odds.isCertain {
      conclusions += conclusion(
        [.test], tally, ambiguous: 0, isCertain: false,
        "The value reads as \(definition.title) of the range for tests and examples.", evidence: nil)
    }
    return conclusions
  }

  /// Fewer different tokens are no column of them.
  private static let fewestTokens = 3
  /// Shares of a column: of cells that hold a token, and of tokens that differ.
  private static let tokenCells = 0.8
  private static let differentTokens = 0.5

  /// Whether values count for which no header speaks.
  private func counts(_ tally: IdentifierTally, in column: ColumnProfile) -> Bool {
    switch definition.alone {
    case .reviewed: return true
    case .ignored: return false
    case .inColumns:
      let cells = Double(tally.cells(atLeast: .issued))
      let distinct = tally.distinctIssued.value
      return distinct >= Self.fewestTokens && cells >= Self.tokenCells * Double(column.filled)
        && Double(distinct) >= Self.differentTokens * cells
    }
  }

  /// Values in a spelling of their own are certain, one by one, unless most of that spelling fail the check:
  /// then they are something else, such as telephone numbers or counts beside each other, of which some pass.
  private func spelled(_ tally: IdentifierTally) -> [Conclusion] {
    let passing = tally.distinctSpelled.value
    let candidates = tally.distinctSpelledForms.value
    let isChance =
      definition.chance.map {
        ColumnEvidence.isChance(
          passing: passing, of: candidates, chance: $0.issued, atLeast: ColumnEvidence.fewestForChance)
          // Of a few of them nearly all would pass.
          || ColumnEvidence.logOdds(passing: passing, of: candidates, chance: $0.issued, share: 1) < 0
            && candidates < ColumnEvidence.fewestForChance
      } ?? false
    let message: Message =
      isChance
      ? """
      \(spelledCount(tally)) that are written as \(definition.title) \(definition.check): as many as by chance, \
      but each may be one.
      """
      : "The value is \(definition.title): its spelling or the words beside it leave no doubt."
    return conclusion([.spelled], tally, ambiguous: 0, isCertain: !isChance, message, evidence: nil)
  }

  /// Issued values that neither header nor number makes certain: a person must look, unless the column is
  /// full of values of the form and no more of them pass than by chance.
  private func standingOut(
    _ tally: IdentifierTally, in column: ColumnProfile, header: Bool, ambiguous: Int, _ odds: ColumnOdds
  ) -> [Conclusion] {
    // An uncertain header is enough to mention values outside the issued ranges too.
    let strengths: [IdentifierStrength] = header ? [.valid, .issued] : [.issued]
    if !header
      && (isChance(tally.distinctIssued, of: tally.distinctInRange, tally, column)
        || isAllChance(tally, column))
    {
      return []
    }
    let message: Message =
      header
      ? passing(tally) + "; the header may mean such values."
      : "The value reads as \(definition.title), and chance does not explain it: \(passing(tally))."
    return conclusion(
      strengths, tally, ambiguous: ambiguous, isCertain: false, message, evidence: odds.evidence)
  }

  /// Whether neither the values that pass the check nor those in an issued range are more than chance gives among
  /// all values of the form.
  private func isAllChance(_ tally: IdentifierTally, _ column: ColumnProfile) -> Bool {
    guard let chance = definition.chance else { return false }
    let candidates = tally.distinctCandidates.value
    let fewest = fewestForChance(tally, column)
    // Where hardly a value lies in the range, one that does is no random number like the others.
    let expected = Double(candidates) * chance.issued / chance.valid
    guard Double(tally.distinctInRange.value) >= expected * ColumnEvidence.leastOfRange else { return false }
    return ColumnEvidence.isChance(
      passing: tally.distinctIssued.value, of: candidates, chance: chance.issued, atLeast: fewest)
      && ColumnEvidence.isChance(
        passing: tally.distinctValid.value, of: candidates, chance: chance.valid, atLeast: fewest)
  }

  /// Where the form is the exception, a value that passes stands out from the rest of its column, and it takes
  /// more values of the form to put it down to chance.
  private func fewestForChance(_ tally: IdentifierTally, _ column: ColumnProfile) -> Int {
    let isException = tally.cells(atLeast: .form) * 2 < column.filled
    return ColumnEvidence.fewestForChance * (isException ? ColumnEvidence.exceptionFactor : 1)
  }

  private func isChance(
    _ passing: DistinctCount, of candidates: DistinctCount, _ tally: IdentifierTally, _ column: ColumnProfile
  ) -> Bool {
    guard let chance = definition.chance else { return false }
    return ColumnEvidence.isChance(
      passing: passing.value, of: candidates.value, chance: chance.valid,
      atLeast: fewestForChance(tally, column))
  }

  /// How many ambiguous cells (issued by their own look, but shaped like another vocabulary too) count.
  private func countedAmbiguous(
    _ tally: IdentifierTally, in column: ColumnProfile, isIdentifierColumn: Bool
  ) -> Int {
    let cells = tally.ambiguousCells(atLeast: .issued)
    if cells == 0 || isIdentifierColumn { return cells }
    // The other vocabulary explains them when it fills the column with values that can't be the identifier.
    let others = tally.vocabularyCells - cells
    return others >= cells * 2 && tally.vocabularyCells * 2 >= column.filled ? 0 : cells
  }

  private func conclusion(
    _ strengths: [IdentifierStrength], _ tally: IdentifierTally, ambiguous: Int, isCertain: Bool,
    _ message: Message, evidence: Evidence?
  ) -> [Conclusion] {
    let occurrences = strengths.reduce(ambiguous) { $0 + (tally.cells[$1] ?? 0) }
    guard occurrences > 0 else { return [] }
    let cells = tally.places(of: strengths) + (ambiguous > 0 ? tally.ambiguousPlaces : [])
    return [
      Conclusion(
        isCertain: isCertain, cells: cells.sorted(), occurrences: occurrences, message: message,
        evidence: evidence)
    ]
  }

  // MARK: - Words

  /// "31 of 31 distinct values pass the check digit".
  private func passing(_ tally: IdentifierTally) -> Message {
    let about = tally.distinctCandidates.isExact ? "" : "about "
    let candidates = tally.distinctCandidates.value
    if candidates == 0 {
      return
        "each candidate may also be one of the \(definition.vocabulary?.title ?? "codes of another kind")"
    }
    return "\(about)\(tally.distinctValid.value) of \(candidates) distinct candidates \(definition.check)"
  }

  private func spelledCount(_ tally: IdentifierTally) -> Message {
    "\(tally.distinctSpelled.value) of \(tally.distinctSpelledForms.value) distinct candidates"
  }

  private func singleValue(_ strength: IdentifierStrength) -> String {
    switch strength {
    case .spelled: definition.title
    case .test: "\(definition.title) of the range for tests and examples"
    case .form, .valid, .issued: "what reads as \(definition.title)"
    }
  }
}

extension Message {
  /// A message of the checker's own words that were put together at run time.
  fileprivate init(words: String) { self = "\(words)" }
}

/// What a column's distinct values say together.
struct ColumnOdds {
  /// Natural logarithm of the odds against chance.
  var logOdds: Double
  var tally: IdentifierTally

  init(_ tally: IdentifierTally, chance: IdentifierDefinition.Chance?) {
    self.tally = tally
    guard let chance else {
      // Nothing can be checked, so nothing follows from how many pass.
      logOdds = 0
      return
    }
    let candidates = tally.distinctCandidates.value
    let issued = tally.distinctIssued.value
    // The range is evidence only where nearly all values lie in it and pass: telephone numbers, which all
    // start with 7, lie in an issued range for reasons of their own. So a column that mixes the identifier
    // with other values is judged by the check alone, over all candidates or over those in range.
    logOdds = max(
      ColumnEvidence.logOdds(passing: issued, of: candidates, chance: chance.issued, share: 1),
      ColumnEvidence.bestLogOdds(passing: issued, of: tally.distinctInRange.value, chance: chance.valid),
      ColumnEvidence.bestLogOdds(passing: tally.distinctValid.value, of: candidates, chance: chance.valid))
  }

  var isCertain: Bool { logOdds > ColumnEvidence.certainLogOdds }

  var evidence: Evidence {
    .parts([
      .init("distinctCandidates", .count(tally.distinctCandidates.value)),
      .init("distinctValid", .count(tally.distinctValid.value)),
      .init("distinctIssued", .count(tally.distinctIssued.value)),
      .init("exact", .flag(tally.distinctCandidates.isExact)),
      .init("logOdds", .number(logOdds)),
    ])
  }
}
