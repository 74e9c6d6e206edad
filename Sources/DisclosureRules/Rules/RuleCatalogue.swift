// The one table of all rules.

/// Every rule there is, in the order of reports.
public enum RuleCatalogue {
  /// Rules that judge a table.
  public static let tableRules: [any TableRule] =
    [
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
      DateOfBirth(),
      PersonName(),
      CustomPattern(),
    ] + identifiers.map { IdentifierRule($0) } + contentRules

  /// Rules about what a cell holds besides its value.
  private static let contentRules: [any TableRule] = [
    FormulaInjection(),
    InvisibleCharacters(),
    MixedScript(),
    EncodedPayload(),
    ExcessPrecision(),
  ]

  /// What the scan looks for: the identifiers, and dates that words say are of birth.
  public static let scanned = identifiers + [DateOfBirth.written]

  /// Identifiers of people: what the scan looks for, and each a rule of its own.
  public static let identifiers: [IdentifierDefinition] = [
    NHSNumber.definition,
    CHINumber.definition,
    HSCNumber.definition,
    NationalInsuranceNumber.definition,
    UKPostcode.definition,
    ClinicianCode.definition,
    DrivingLicence.definition,
    PassportNumber.definition,
    VehicleRegistration.definition,
    UPRN.definition,
    UniquePupilNumber.definition,
    UTRNumber.definition,
    EmailAddress.definition,
    PhoneNumber.definition,
    IPAddress.definition,
    MACAddress.definition,
    WebAddress.definition,
    Pseudonym.definition,
    PaymentCard.definition,
    IBAN.definition,
    Coordinates.definition,
    IHINumber.definition,
    PPSNumber.definition,
    Eircode.definition,
    BSNNumber.definition,
    SSNNumber.definition,
    NIRNumber.definition,
    DNINumber.definition,
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
  public static let all: [any Rule] =
    // One by one: a whole array is converted by looking each type's conformance up.
    fileRules.map { $0 } + tableRules.map { $0 } + requestRules.map { $0 }

  /// The rule of that name.
  public static func rule(named name: RuleName) -> (any Rule)? { all.first { $0.name == name } }
}
