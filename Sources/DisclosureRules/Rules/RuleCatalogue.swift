// The one table of all rules.

/// Every rule there is, in the order of reports.
public enum RuleCatalogue {
  /// Rules that judge a table.
  public static let tableRules: [any TableRule] = [
    MalformedTable(),
    ContextMismatch(),
    MinimumThreshold(),
    ZeroCell(),
    ClassDisclosure(),
    SmallBasePercentage(),
    DerivableCount(),
    UnroundedCount(),
    Dominance(),
    PPercent(),
    DegreesOfFreedom(),
    SurvivalStep(),
    SaturatedModel(),
    IndividualPoints(),
    RecordLevelData(),
    QuasiIdentifiers(),
    LowCountStatistic(),
    ExtremeValue(),
    Quantile(),
    ConstantGroup(),
    Concentration(),
    RecoverableSuppression(),
    IdentifierColumn(),
    IdentifierRule(NHSNumber.definition),
    IdentifierRule(UKPostcode.definition),
    IdentifierRule(EmailAddress.definition),
  ]

  /// Rules that judge a file as a whole.
  public static let fileRules: [any FileRule] = [
    Unreadable(),
    TypeMismatch(),
    UnsupportedType(),
    UnsafeArchive(),
    SizeLimit(),
    HiddenContent(),
    EmbeddedMetadata(),
    ActiveContent(),
    TrailingData(),
  ]

  /// Rules that judge a request as a whole.
  public static let requestRules: [any RequestRule] = [
    MissingCount(),
    Differencing(),
    InconsistentRounding(),
  ]

  /// All rules.
  public static var all: [any Rule] { fileRules + tableRules + requestRules }

  /// The rule of that name.
  public static func rule(named name: RuleName) -> (any Rule)? { all.first { $0.name == name } }
}
