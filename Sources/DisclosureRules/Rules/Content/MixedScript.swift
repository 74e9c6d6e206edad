// mixed-script: words with letters of two scripts, which look like another word.

/// Finds words in which letters of different scripts stand together.
public struct MixedScript: ContentRule {
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "mixed-script",
      family: .content,
      statbarn: nil,
      summary: "A word with letters of more than one script.",
      rationale: """
        A Cyrillic а in "pаtient" looks like a Latin one, and a search for the word does not find it: names and \
        headers are hidden from checks so. Greek letters as science writes them (β-blocker, α1, TNFα, μg, χ², ΔHbA1c), \
        the micro, ohm and ångström signs, and Latin letters among Chinese, Japanese and Korean ones are no evasion.
        """,
      remedy: "Write the word in letters of one script.",
      sources: [
        "Unicode Technical Standard 39, Unicode Security Mechanisms: mixed-script detection",
        "Unicode Standard Annex 24, Unicode Script Property",
      ],
      examples: [
        RuleExample(
          .pass, "Greek letters of science",
          "drug,dose µg,patients\nβ-blocker,120,245\nTNFα inhibitor,145,180\nα1 agonist,131,220\n"),
        RuleExample(.pass, "words of one script each", "region,patients\nМосква,120\nParis,145\nΑθήνα,131\n"),
        RuleExample(.review, "a Cyrillic letter in a Latin word", "region,pаtients\nNorth,120\nSouth,145\n"),
      ]
    )
  }

  public func conclusion(on kind: ContentKind) -> (worst: Verdict, message: Message)? {
    kind == .mixedScript ? (.review, "A word holds letters of more than one script.") : nil
  }
}
