import Testing

@testable import DisclosureRules

/// A column of `rows` filled cells with candidates of NHS numbers.
private func column(
  rows: Int, candidates: Int, valid: Int, issued: Int, inRange: Int? = nil, header: Bool? = nil,
  change: (inout IdentifierTally) -> Void = { _ in }
) -> ColumnProfile {
  var tally = IdentifierTally(identifier: "nhs-number")
  tally.distinctCandidates.value = candidates
  tally.distinctValid.value = valid
  tally.distinctIssued.value = issued
  tally.distinctInRange.value = inRange ?? issued
  tally.cells = [.issued: issued, .valid: valid - issued, .form: candidates - valid]
  tally.placesByStrength[.issued] = (0..<issued).map {
    CellPlace(row: $0 + 1, line: $0 + 2, byteOffset: 20 * $0, byteLength: 10)
  }
  change(&tally)
  var column = ColumnProfile(index: 1, name: "a")
  column.rows = rows
  column.kinds = [.number: rows]
  column.identifiers = [tally]
  if let header { column.headerIdentifiers = [HeaderIdentifier(rule: "nhs-number", isCertain: header)] }
  return column
}

private func findings(_ column: ColumnProfile, verdict: IdentifierVerdict = .fail) -> [Finding] {
  let table = TableSubject(id: "t", fileName: "t.csv", hasHeader: true, rows: column.rows, columns: [column])
  var ruleset = Ruleset(name: "test")
  ruleset.rules["nhs-number"] = RuleSettings(settings: ["verdict": Setting(value: .word(verdict.rawValue))])
  return IdentifierRule(NHSNumber.definition).judge(table, under: ruleset).findings
}

private func verdict(_ column: ColumnProfile) -> Verdict { Verdict.overall(findings(column).map(\.verdict)) }

@Suite struct IdentifierRuleTests {
  @Test func cleanColumnOfThreeIsCertain() {
    #expect(verdict(column(rows: 3, candidates: 3, valid: 3, issued: 3)) == .fail)
    #expect(verdict(column(rows: 2, candidates: 2, valid: 2, issued: 2)) == .review)
  }

  @Test func errorsDoNotHideAColumn() {
    #expect(verdict(column(rows: 10, candidates: 10, valid: 8, issued: 8, inRange: 10)) == .fail)
    #expect(verdict(column(rows: 1000, candidates: 1000, valid: 950, issued: 950, inRange: 1000)) == .fail)
  }

  /// One in eleven passes in columns that hold something else; telephone numbers all lie in range, epoch
  /// seconds never do. SNOMED CT description ids pass a little more often than chance.
  @Test(arguments: [
    (100, 9, 3, 30), (1000, 91, 91, 1000), (100_000, 9_091, 0, 0), (1_000_000, 95_000, 28_500, 300_000),
    (12, 2, 1, 12),
  ])
  func chanceIsNoFinding(_ candidates: Int, _ valid: Int, _ issued: Int, _ inRange: Int) {
    #expect(
      findings(
        column(rows: candidates, candidates: candidates, valid: valid, issued: issued, inRange: inRange)
      )
      .isEmpty)
  }

  @Test func aPartOfAColumnIsEnough() {
    #expect(verdict(column(rows: 1000, candidates: 1000, valid: 300, issued: 300, inRange: 400)) == .fail)
  }

  @Test func aLoneValueIsReviewed() {
    let found = findings(column(rows: 500, candidates: 1, valid: 1, issued: 1))
    #expect(found.map(\.verdict) == [.review])
    #expect(found.first?.location.row == 1)
    // Among epoch seconds it is the only one in range.
    #expect(verdict(column(rows: 5000, candidates: 5001, valid: 455, issued: 1, inRange: 1)) == .review)
    // Where ten-digit values are rare in the column, a dozen of them explain nothing.
    #expect(verdict(column(rows: 5000, candidates: 12, valid: 1, issued: 1, inRange: 12)) == .review)
  }

  @Test func headerMakesCertain() {
    #expect(verdict(column(rows: 500, candidates: 1, valid: 1, issued: 1, header: true)) == .fail)
    #expect(
      verdict(column(rows: 500, candidates: 100, valid: 9, issued: 3, inRange: 30, header: true)) == .fail)
    #expect(
      verdict(column(rows: 500, candidates: 100, valid: 9, issued: 3, inRange: 30, header: false)) == .review)
    #expect(verdict(column(rows: 500, candidates: 1, valid: 0, issued: 0, header: true)) == .pass)
  }

  @Test func spellingMakesCertain() {
    let one = column(rows: 500, candidates: 1, valid: 1, issued: 1) {
      $0.cells = [.spelled: 1]
      $0.distinctSpelled.value = 1
      $0.distinctSpelledForms.value = 1
    }
    #expect(verdict(one) == .fail)
    // Telephone numbers written 3-3-4, of which as many pass as by chance.
    let phones = column(rows: 100, candidates: 100, valid: 9, issued: 9, inRange: 100) {
      $0.cells = [.spelled: 9, .form: 91]
      $0.distinctSpelled.value = 9
      $0.distinctSpelledForms.value = 100
    }
    #expect(verdict(phones) == .review)
  }

  @Test func testNumbersAreReviewedWhereChanceDoesNotExplainThem() {
    let test = { (candidates: Int, valid: Int) in
      column(rows: candidates, candidates: candidates, valid: valid, issued: 0) {
        $0.cells = [.test: valid, .form: candidates - valid]
      }
    }
    #expect(verdict(test(1, 1)) == .review)
    #expect(verdict(test(100, 95)) == .review)
    #expect(verdict(test(100, 9)) == .pass)
  }

  @Test func anotherVocabularyExplainsWhatLooksLikeIt() {
    let ambiguous = { (vocabulary: Int, rows: Int) in
      column(rows: rows, candidates: 0, valid: 0, issued: 0) {
        $0.ambiguousCells = [.issued: 3]
        $0.ambiguousPlaces = [CellPlace(row: 1, line: 2, byteOffset: 9, byteLength: 10)]
        $0.vocabularyCells = vocabulary
      }
    }
    #expect(verdict(ambiguous(100, 100)) == .pass)
    #expect(verdict(ambiguous(49, 100)) == .review)
    // The ambiguous values themselves are no evidence of the vocabulary.
    #expect(verdict(ambiguous(3, 3)) == .review)
    #expect(verdict(ambiguous(8, 8)) == .review)
    #expect(verdict(ambiguous(9, 9)) == .pass)
  }

  @Test func rulesetMayAskForReview() {
    let certain = column(rows: 30, candidates: 30, valid: 30, issued: 30)
    #expect(findings(certain, verdict: .review).map(\.verdict) == [.review])
    #expect(findings(certain).first?.occurrences == 30)
  }

  @Test func messagesGiveCountsAndNoValues() {
    let found = findings(column(rows: 31, candidates: 31, valid: 31, issued: 31))
    let words = found.first?.message.parts.map { part in
      if case .words(let words) = part { words } else { "?" }
    }
    #expect(words?.joined() == "31 of 31 distinct candidates pass the check digit.")
  }

  @Test func textHits() {
    let hit = { (strength: IdentifierStrength) in
      TextHit(identifier: "nhs-number", strength: strength, location: Location(part: "filename"))
    }
    let rule = IdentifierRule(NHSNumber.definition)
    let found = rule.findings(
      forTextHits: [hit(.spelled), hit(.issued), hit(.test), hit(.valid), hit(.form)],
      under: Ruleset(name: "test"))
    #expect(found.map(\.verdict) == [.fail, .review, .review])
    #expect(found.allSatisfy { $0.location.part == "filename" })
  }
}

@Suite struct ColumnEvidenceTests {
  @Test(arguments: [
    (1.0, 0.0), (2.718281828459045, 1.0), (0.0909090909, -2.3978952738), (10_000, 9.210340371976184),
    (0.95, -0.0512932944),
  ])
  func logarithm(_ x: Double, _ expected: Double) {
    #expect(abs(ColumnEvidence.naturalLogarithm(x) - expected) < 1e-9)
  }

  @Test func likelihoodRatio() {
    // 3 · ln(0.95 · 11 ∕ 0.3)
    #expect(abs(ColumnEvidence.logOdds(passing: 3, of: 3, chance: 0.3 / 11, share: 1) - 10.6517244) < 1e-5)
  }
}
