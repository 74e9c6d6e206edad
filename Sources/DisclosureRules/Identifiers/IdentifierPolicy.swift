// What a ruleset says of all identifiers together: which packs, and how hard each tier is judged.

/// The keys of a ruleset's `identifiers`.
public enum IdentifierPolicy {
  /// The packs whose identifiers are looked for.
  public static let packs = Parameter<[String]>.words(
    "packs", default: IdentifierPack.allCases.map(\.rawValue),
    "The packs that are looked for: `uk`, `generic`, `ireland`, `international`.")

  static let direct = tier(.direct, .fail, "stands for one person by itself")
  static let indirect = tier(.indirect, .fail, "leads to a person with little else")
  static let contextual = tier(.contextual, .review, "names a device, a connection or a place")

  /// All keys.
  public static let parameters = [
    packs.description, direct.description, indirect.description, contextual.description,
  ]

  private static func tier(_ tier: IdentifierTier, _ verdict: IdentifierVerdict, _ what: String)
    -> Parameter<IdentifierVerdict>
  {
    .choice(
      tier.rawValue, default: verdict, "What a certain identifier that \(what) gets: `review` or `fail`.")
  }

  /// The verdict of a tier.
  static func verdict(of tier: IdentifierTier, under ruleset: Ruleset) -> Verdict {
    let parameter =
      switch tier {
      case .direct: direct
      case .indirect: indirect
      case .contextual: contextual
      }
    return ruleset.identifierValue(parameter).verdict
  }
}
