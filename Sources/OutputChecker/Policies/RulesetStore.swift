// Where a command gets its ruleset.

public import DisclosureRules

/// Finds and loads rulesets: a FILE, or a NAME in the folders of `CHECKER_RULESETS` or within the binary.
///
/// An argument with a `/`, or that ends in `.yaml` or `.yml`, is a FILE; any other is a NAME, and a file of
/// that name in the working folder counts only when no ruleset has it.
public enum RulesetStore {
  /// The ruleset that is used when none is named.
  public static let defaultName = "sdap"
  /// The environment variable that lists folders of rulesets.
  public static let variable = "CHECKER_RULESETS"

  /// The rulesets within the binary.
  static let embedded: [(name: String, text: [UInt8])] = [
    ("abs-datalab", PackageResources.abs_datalab_yaml),
    ("acro-default", PackageResources.acro_default_yaml),
    ("census-drb", PackageResources.census_drb_yaml),
    ("cms-resdac", PackageResources.cms_resdac_yaml),
    ("cprd", PackageResources.cprd_yaml),
    ("genomics-england", PackageResources.genomics_england_yaml),
    ("nhs-england-sde", PackageResources.nhs_england_sde_yaml),
    ("nhs-hes", PackageResources.nhs_hes_yaml),
    ("ons-srs", PackageResources.ons_srs_yaml),
    ("opensafely", PackageResources.opensafely_yaml),
    ("public-health-scotland", PackageResources.public_health_scotland_yaml),
    ("sail", PackageResources.sail_yaml),
    ("sdap", PackageResources.sdap_yaml),
    ("uk-biobank", PackageResources.uk_biobank_yaml),
    ("uk-llc", PackageResources.uk_llc_yaml),
  ]

  /// The ruleset of that name or in that file, with what it extends.
  ///
  /// - Parameters:
  ///   - searchPath: folders of rulesets, searched in order; ``searchPathOfEnvironment()`` for a command.
  ///   - rules: the rules that a ruleset may mention.
  /// - Throws: the first error; ``problems(in:searchPath:rules:)`` gives all of them.
  public static func load(
    _ nameOrFile: String, searchPath: [String], rules: [any Rule] = RuleCatalogue.all
  ) throws(PolicyError) -> LoadedRuleset {
    switch resolver(searchPath, rules).resolve(nameOrFile) {
    case .loaded(let ruleset): return ruleset
    case .failed(let errors):
      throw errors.first ?? PolicyError(file: nameOrFile, message: "can't be used")
    }
  }

  /// All that is wrong with a ruleset: nothing when it can be used.
  public static func problems(
    in nameOrFile: String, searchPath: [String], rules: [any Rule] = RuleCatalogue.all
  ) -> [PolicyError] {
    switch resolver(searchPath, rules).resolve(nameOrFile) {
    case .loaded: []
    case .failed(let errors): errors
    }
  }

  /// Names of all rulesets, in alphabetical order.
  public static func names(searchPath: [String]) throws(PolicyError) -> [String] {
    try resolver(searchPath, []).names()
  }

  private static func resolver(_ searchPath: [String], _ rules: [any Rule]) -> RulesetResolver {
    RulesetResolver(searchPath: searchPath, rules: rules, embedded: embedded)
  }
}

extension RulesetStore {
  /// The folders that the environment variable `CHECKER_RULESETS` lists, separated by `:`.
  public static func searchPathOfEnvironment() -> [String] {
    (Surroundings.variable(variable) ?? "").split(separator: ":").map(String.init)
  }
}
