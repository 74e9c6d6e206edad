// active-content: what acts by itself where the file is opened.

/// Finds macros, scripts and references that reach out.
public struct ActiveContent: FileRule {
  public static let verdict = IdentifierVerdict.parameter

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "active-content",
      family: .content,
      statbarn: nil,
      summary: "Macros, scripts, embedded objects, references to other places.",
      rationale: """
        A result has no need to act. A macro or a script can carry data in a form that no scan understands, an \
        embedded object is a file within the file, a reference to another place tells it who opens the \
        file, and a data connection may bring records in. Macros and scripts must not leave; references and \
        objects are for a person to judge.
        """,
      remedy: "Save the result as a plain table or a page without scripts.",
      parameters: [Self.verdict.description],
      sources: ["ECMA-376, Office Open XML: macros, connections", "WHATWG, HTML Living Standard: scripting"],
      examples: [
        RuleExample(.pass, "a plain table", "region,patients\nNorth,120\nSouth,45\n"),
        RuleExample(
          .fail, "a script", fileName: "page.html",
          "<p>Results</p><script>fetch('x')</script>\n"),
        RuleExample(
          .review, "a picture from elsewhere", fileName: "page.html",
          "<p>Results</p><img src=\"https://example.org/logo.png\">\n"),
      ]
    )
  }

  public func judge(_ file: FileSubject, under ruleset: Ruleset) -> RuleOutcome {
    let acting = findings(on: file, ruleset.value(Self.verdict, of: name).verdict) { kind in
      switch kind {
      case .macro: "a macro"
      case .script: "a script"
      default: nil
      }
    }
    let reaching = findings(on: file, .review) { kind in
      switch kind {
      case .externalReference: "a reference to another place"
      case .embeddedObject: "an embedded object, which was not read"
      case .dataConnection: "a connection to a source of data"
      default: nil
      }
    }
    return RuleOutcome(findings: acting + reaching)
  }
}
