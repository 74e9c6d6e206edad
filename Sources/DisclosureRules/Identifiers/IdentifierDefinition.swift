// What makes an identifier: its documentation, its odds, and examples that are its tests.

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

  /// The page, the parameters and the examples of the rule.
  public var description: RuleDescription
  /// What messages call it, with its article: "an NHS number".
  public var title: String
  /// What messages say of a value that passes: "pass the check digit".
  public var check: String
  /// What messages call the other vocabulary that shares its form, where there is one.
  public var otherVocabulary: String?
  /// How often a random value passes.
  public var chance: Chance
  /// Lower-case words that, in the same field, say what a value is.
  public var contextWords: [String]
  /// What the scan must find.
  public var matches: AtLeastOne<Match>
  /// What the scan must not find in a strength above ``IdentifierStrength/form``.
  public var nonMatches: AtLeastOne<String>

  /// An identifier, which can't be described without texts that match and texts that don't.
  public init(
    description: RuleDescription, title: String, check: String, otherVocabulary: String? = nil,
    chance: Chance, contextWords: [String] = [], matches: AtLeastOne<Match>,
    nonMatches: AtLeastOne<String>
  ) {
    self.description = description
    self.title = title
    self.check = check
    self.otherVocabulary = otherVocabulary
    self.chance = chance
    self.contextWords = contextWords
    self.matches = matches
    self.nonMatches = nonMatches
  }

  /// The name of the rule.
  public var name: RuleName { description.name }
}
