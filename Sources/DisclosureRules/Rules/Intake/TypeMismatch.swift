// type-mismatch: files whose name says one thing and whose content another.

/// Finds files that are not what their name says.
public struct TypeMismatch: FileRule {
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "type-mismatch",
      family: .intake,
      statbarn: nil,
      summary: "A file whose content is not of the type that its name says.",
      rationale: """
        What a file is follows from its content; its name is only a claim. A spreadsheet or an archive that is \
        called a text table opens differently for everybody who handles it: a person sees one thing, a \
        program reads another. Such a file is read as what it is, and its name is a finding. Between two kinds of \
        text the difference may be a slip, and a person decides.
        """,
      remedy: "Give the file a name that fits its content, or save it again as the type that its name says.",
      sources: ["OWASP, File Upload Cheat Sheet: validate content, not names"],
      examples: [
        RuleExample(
          .pass, "a table in a text file", fileName: "counts.txt", "region,patients\nNorth,120\nSouth,45\n"),
        RuleExample(
          .review, "a page that is called a table", fileName: "counts.csv",
          "<!DOCTYPE html>\n<html><body><p>Results follow.</p></body></html>\n"),
        RuleExample(
          .fail, "a document that is called a table", fileName: "counts.csv",
          "%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"),
      ]
    )
  }

  public func judge(_ file: FileSubject, under ruleset: Ruleset) -> RuleOutcome {
    guard let content = file.content else { return .notApplicable("the type of the file is not known") }
    guard let claim = content.claim else { return RuleOutcome() }
    return RuleOutcome(findings: [
      finding(
        claim.isBetweenTexts ? .review : .fail, at: Location(part: "file"),
        "The name ends in \(name: claim.ending), and the content is \(content.words).",
        evidence: .parts([.init("content", .words(content.words))]))
    ])
  }
}
