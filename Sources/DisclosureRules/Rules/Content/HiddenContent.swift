// hidden-content: what leaves with a file although nobody who opens it sees it.

/// Finds parts of a file that its reader does not see.
public struct HiddenContent: FileRule {
  public static let verdict = IdentifierVerdict.parameter

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "hidden-content",
      family: .content,
      statbarn: nil,
      summary: "Hidden sheets, rows or columns, comments, tracked changes, caches of source data.",
      rationale: """
        A spreadsheet keeps what its author hid, and often more than he knows of: the cache of a pivot table \
        holds the records that it summarises, a link to another workbook keeps a copy of its cells, a tracked \
        change keeps what was deleted. Whoever receives the file can show all of it. Hidden tables are judged \
        like all others; that they are hidden is for a person to judge, and a cache of source data must not \
        leave at all.
        """,
      remedy: "Copy the values that are to leave into a new file, and send that.",
      parameters: [Self.verdict.description],
      sources: ["ECMA-376, Office Open XML: pivot caches, external links, sheet states"],
      examples: [
        RuleExample(.pass, "a plain table", "region,patients\nNorth,120\nSouth,45\n"),
        RuleExample(
          .review, "a comment in a page", fileName: "page.html",
          "<table><tr><th>region</th><th>patients</th></tr><tr><td>North</td><td>120</td></tr>\n"
            + "<tr><td>South</td><td>45</td></tr></table>\n<!-- made from the interim extract -->\n"),
      ]
    )
  }

  public func judge(_ file: FileSubject, under ruleset: Ruleset) -> RuleOutcome {
    let caches = findings(on: file, ruleset.value(Self.verdict, of: name).verdict, words: Self.cache)
    return RuleOutcome(findings: caches + findings(on: file, .review, words: Self.hidden))
  }

  /// What holds a copy of source data.
  private static func cache(_ kind: ContentFact.Kind) -> String? {
    switch kind {
    case .pivotCache: "the cache of a pivot table, with the records behind it"
    case .externalCache: "a copy of cells of another workbook"
    case .trackedChange: "tracked changes, with what was deleted"
    default: nil
    }
  }

  private static func hidden(_ kind: ContentFact.Kind) -> String? {
    switch kind {
    case .hiddenSheet: "a hidden sheet"
    case .hiddenRows: "hidden rows"
    case .hiddenColumns: "hidden columns"
    case .hiddenName: "a hidden name"
    case .hiddenElement: "an element that is not shown"
    case .unshownText: "text that no cell shows"
    case .comment: "a comment"
    default: nil
    }
  }
}
