// custom-pattern: what a service looks for besides the identifiers that the checker knows.

/// Finds what matches the patterns of the ruleset, in cells, headers, notes and file names.
public struct CustomPattern: TextHitRule {
  /// The name of the rule.
  public static let ruleName: RuleName = "custom-pattern"
  public static let patterns = Parameter<[String]>.words(
    "patterns", default: [],
    "Regular expressions (PCRE2) that nothing may match; one that can't be compiled is an error of the ruleset."
  )

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "custom-pattern",
      family: .identifiers,
      statbarn: nil,
      summary: "Text that matches a pattern of the ruleset.",
      rationale: """
        A service knows identifiers of its own: study numbers, names of projects, keys of machines. Its ruleset         lists them as regular expressions, which are searched for in every field by itself, in headers, in text         around tables and in file names. Letters are matched as written unless the pattern says `(?i)`. A         pattern that takes more steps or time than its limit leaves the file unchecked, which is an error and         never a pass.
        """,
      remedy: "Remove the cell or the words that match, or ask the service what its pattern protects.",
      parameters: [Self.patterns.description, IdentifierVerdict.parameter.description],
      sources: ["PCRE2, pcre2pattern(3)", "RFC 7468, Textual Encodings of PKIX, PKCS, and CMS Structures"],
      examples: [
        RuleExample(
          .fail, "a private key", "note,n\n-----BEGIN RSA PRIVATE KEY-----,120\nno comment,45\n"),
        RuleExample(.pass, "words about it", "note,n\nno PRIVATE KEY in here,120\nno comment,45\n"),
      ]
    )
  }

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    guard !ruleset.value(Self.patterns, of: name).isEmpty else {
      return .notApplicable("the ruleset has no patterns")
    }
    var findings = findings(forTextHits: table.textHits, under: ruleset)
    for (position, column) in table.columns.enumerated() {
      guard let tally = column.identifiers.first(where: { $0.identifier == name }) else { continue }
      findings += Finding.perCell(
        finding(
          verdict(under: ruleset), at: table.location(column: position),
          "The value matches a pattern of the ruleset."),
        cells: tally.places, occurrences: tally.cells(atLeast: .form))
    }
    return RuleOutcome(findings: findings)
  }

  public func findings(forTextHits hits: [TextHit], under ruleset: Ruleset) -> [Finding] {
    hits.filter { $0.identifier == name }.map { hit in
      finding(verdict(under: ruleset), at: hit.location, "The text matches a pattern of the ruleset.")
    }
  }

  private func verdict(under ruleset: Ruleset) -> Verdict {
    ruleset.value(IdentifierVerdict.parameter, of: name).verdict
  }
}
