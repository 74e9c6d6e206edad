// invisible-characters: what is in the file and can't be seen by who checks it.

/// Finds characters that nobody sees, and spaces that carry data.
public struct InvisibleCharacters: ContentRule {
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "invisible-characters",
      family: .content,
      statbarn: nil,
      summary: "Characters that can't be seen, or spaces that may carry data.",
      rationale: """
        Zero-width characters, tags, variation selectors and controls can carry any text through a check by eye; \
        controls of direction show a cell other than it is; a soft hyphen breaks a word that would be found. \
        None has a place in a table of results. A byte-order mark at the start of the file, the selectors and \
        joiners of emoji, joiners and direction marks in the scripts that need them, and the many kinds of space \
        are no evasion. Spaces and tabs at the end of cells that differ from cell to cell and fill no column up \
        to one width can carry data too: they are for a person to judge.
        """,
      remedy: "Write the table again without the characters that can't be seen.",
      parameters: [ContentVerdict.parameter.description],
      sources: [
        "The Unicode Standard, chapter 23: special areas and format characters",
        "Unicode Technical Report 36, Unicode Security Considerations",
        "Boucher and Anderson, Trojan Source: Invisible Vulnerabilities (2021)",
      ],
      examples: [
        RuleExample(.pass, "a mark of byte order", "\u{FEFF}region,patients\nNorth,120\nSouth,145\n"),
        RuleExample(
          .pass, "cells filled up to one width",
          "region,patients\nNorth     ,120\nSouth-West,145\nEast      ,131\n"),
        RuleExample(
          .fail, "a zero-width space in a label", "region,patients\nNo\u{200B}rth,120\nSouth,145\n"),
        RuleExample(
          .fail, "a text in tag characters",
          "region,patients\nNorth\u{E0041}\u{E0042},120\nSouth,145\n"),
        RuleExample(
          .review, "spaces behind numbers",
          "region,patients\nNorth,120  \nSouth,145 \nEast,131   \nWest,118 \nMidlands,127\nWales,140  \n"),
      ]
    )
  }

  public func conclusion(on kind: ContentKind) -> (worst: Verdict, message: Message)? {
    switch kind {
    case .zeroWidth: (.fail, "The text holds characters without width.")
    case .bidirectional: (.fail, "The text holds controls of the direction of text.")
    case .tag: (.fail, "The text holds tag characters, which aren't drawn.")
    case .variationSelector: (.fail, "The text holds variation selectors behind nothing that varies.")
    case .softHyphen: (.fail, "The text holds soft hyphens.")
    case .privateUse: (.fail, "The text holds characters of private use.")
    case .control: (.fail, "The text holds control characters.")
    case .otherInvisible: (.fail, "The text holds characters that aren't drawn.")
    case .trailingSpace:
      (.review, "Cells end in now fewer, now more spaces or tabs, which fill up no width and may carry data.")
    default: nil
    }
  }
}
