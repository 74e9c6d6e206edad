// embedded-metadata: what a file says of its making.

/// Finds the names and properties that programs write into files.
public struct EmbeddedMetadata: FileRule {
  public static let verdict = Parameter<IdentifierVerdict>.choice(
    "verdict", default: .review, "What metadata get: `review` or `fail`.")

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "embedded-metadata",
      family: .content,
      statbarn: nil,
      summary: "Names of authors, document properties, data within pictures.",
      rationale: """
        Office documents name who wrote and who last saved them, pictures carry text and places, notebooks \
        carry what their tools left in them. None of it is part of the result. The texts are scanned for \
        identifiers like all others; whether a name or a property may leave is for a person to judge.
        """,
      remedy: "Remove the document's properties, or export the result again without them.",
      parameters: [Self.verdict.description],
      sources: [
        "ECMA-376, Office Open XML: core and custom properties", "PNG specification: text chunks",
        "Exif 2.32",
      ],
      examples: [
        RuleExample(.pass, "a plain table", "region,patients\nNorth,120\nSouth,45\n"),
        RuleExample(
          .review, "a notebook that says more than its cells", fileName: "result.ipynb",
          """
          {"nbformat": 4, "metadata": {"authors": [{"name": "A. Person"}]},
           "cells": [{"cell_type": "markdown", "source": ["Done."], "metadata": {}}]}

          """),
      ]
    )
  }

  public func judge(_ file: FileSubject, under ruleset: Ruleset) -> RuleOutcome {
    RuleOutcome(
      findings: findings(on: file, ruleset.value(Self.verdict, of: name).verdict) { kind in
        switch kind {
        case .author: "the name of an author"
        case .property: "document properties"
        case .pictureMetadata: "a picture's metadata"
        case .notebookMetadata: "a notebook's metadata"
        default: nil
        }
      })
  }
}
