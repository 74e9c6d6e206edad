// What makes an identifier: its documentation, its form and check, its odds, and examples that are its tests.

/// A list that can't be empty.
public struct AtLeastOne<Element: Sendable>: Sendable {
  /// The elements, at least one.
  public let elements: [Element]
  /// A list of these elements.
  public init(_ first: Element, _ others: Element...) { elements = [first] + others }
}

/// An identifier as the rule that looks for it and the scan that finds it know it.
public struct IdentifierDefinition: Sendable {
  /// A text in which the identifier must be found, as strong as this.
  public struct Match: Sendable {
    /// The text, which may hold more than the identifier.
    public var text: String
    /// The strength of what is found.
    public var strength: IdentifierStrength
    /// A text and the strength of what is found in it.
    public init(_ text: String, _ strength: IdentifierStrength) {
      self.text = text
      self.strength = strength
    }
  }

  /// How often a random value of the form passes: what "by chance" means for this identifier.
  public struct Chance: Sendable {
    /// The check alone, in an issued range or not.
    public var valid: Double
    /// The check and an issued range together.
    public var issued: Double
    /// The odds by chance.
    public init(valid: Double, issued: Double) {
      self.valid = valid
      self.issued = issued
    }
  }

  /// What a value counts for that nothing else speaks for: no header, no word, no column of its like.
  public enum Alone: Sendable {
    /// A person must look at it.
    case reviewed
    /// Nothing: too much else has its form.
    case ignored
    /// Nothing, but a column that is full of different ones is for a person to look at.
    case inColumns
  }

  /// Judges the letters and digits of a candidate; nil when it is none.
  public typealias Validator =
    @Sendable (_ text: IdentifierText, _ lists: IdentifierLists) -> IdentifierValue?

  /// The page, the parameters and the examples of the rule.
  public var description: RuleDescription
  /// Whose identifier it is.
  public var pack: IdentifierPack
  /// How near it leads to a person.
  public var tier: IdentifierTier
  /// What messages call it, with its article: "an NHS number".
  public var title: String
  /// What messages say of values that pass: "pass the check digit".
  public var check: String
  /// How it is written.
  public var forms: [IdentifierForm]
  /// The check of a value of fixed form.
  public var validate: Validator
  /// How often a random value passes; nil where nothing can be checked, so that a column proves nothing.
  public var chance: Chance?
  /// What a single value counts for.
  public var alone: Alone
  /// The vocabulary that shares its form, where there is one.
  public var vocabulary: CodeVocabulary?
  /// Identifiers with the same form and a stricter check: where they explain a column, this one is silent.
  public var yieldsTo: [RuleName]
  /// Lower-case words that, in the same field, say what a value is.
  public var contextWords: [String]
  /// What the scan must find.
  public var matches: AtLeastOne<Match>
  /// What the scan must not find in a strength above ``IdentifierStrength/form``.
  public var nonMatches: AtLeastOne<String>

  /// An identifier, which can't be described without texts that match and texts that don't. Its verdict is a
  /// parameter of every identifier's rule, and what it says of a column tells what a header alone could.
  public init(
    _ description: RuleDescription, pack: IdentifierPack, tier: IdentifierTier, title: String, check: String,
    forms: [IdentifierForm], chance: Chance? = nil, alone: Alone = .reviewed,
    vocabulary: CodeVocabulary? = nil, yieldsTo: [RuleName] = [], contextWords: [String] = [],
    matches: AtLeastOne<Match>, nonMatches: AtLeastOne<String>,
    validate: @escaping Validator = { _, _ in nil }
  ) {
    self.description = description
    self.description.parameters.append(IdentifierSeverity.parameter.description)
    self.description.absorbs.append("identifier-column")
    self.pack = pack
    self.tier = tier
    self.title = title
    self.check = check
    self.forms = forms
    self.chance = chance
    self.alone = alone
    self.vocabulary = vocabulary
    self.yieldsTo = yieldsTo
    self.contextWords = contextWords
    self.matches = matches
    self.nonMatches = nonMatches
    self.validate = validate
  }

  /// The name of the rule.
  public var name: RuleName { description.name }
}
