// trailing-data: bytes behind the end of what a file shows.

/// Finds data that follow the end of a file's format, or its cells.
public struct TrailingData: FileRule {
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "trailing-data",
      family: .content,
      statbarn: nil,
      summary:
        "Bytes behind the end of a picture, a page or a document, or around the members of an archive.",
      rationale: """
        Programs stop reading where a format says that it ends. What stands behind that end leaves with the \
        file and nobody sees it: the easiest way to take data out in a picture.
        """,
      remedy: "Save the picture or the archive again with the program that made it.",
      sources: ["PNG specification: the IEND chunk", "PKWARE, APPNOTE 6.3.10"],
      examples: [
        RuleExample(.pass, "a plain table", "region,patients\nNorth,120\nSouth,45\n"),
        RuleExample(
          .review, "words behind a drawing", fileName: "plot.svg",
          "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>North</text></svg>\nregion,patients\nNorth,120\n"),
      ]
    )
  }

  public func judge(_ file: FileSubject, under ruleset: Ruleset) -> RuleOutcome {
    RuleOutcome(
      findings: findings(on: file, .review) { kind in
        kind == .bytesBehindEnd ? "bytes that its format does not account for" : nil
      })
  }
}
