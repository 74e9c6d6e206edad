// Word lists as a value: the lists themselves are data files that the caller reads.

/// The words by which headers and cells are understood.
public struct Vocabulary: Sendable {
  /// A phrase that, in a header, speaks for a role.
  public struct HeaderPhrase: Sendable {
    /// The role that the phrase speaks for.
    public var role: ColumnRole
    /// Log-odds when the header is exactly this phrase.
    public var whole: Double
    /// Log-odds when the phrase is part of a longer header.
    public var within: Double
    /// Lower-case words, in order.
    public var words: [String]
    public init(role: ColumnRole, whole: Double, within: Double, words: [String]) {
      self.role = role
      self.whole = whole
      self.within = within
      self.words = words
    }
  }

  /// A phrase that, in a header, names an identifier of people.
  public struct IdentifierPhrase: Sendable {
    /// The rule that looks for the identifier, or `identifier-column` for keys of people in general.
    public var rule: RuleName
    /// The header says so for certain, or only perhaps.
    public var isCertain: Bool
    /// Lower-case words, in order.
    public var words: [String]
    public init(rule: RuleName, isCertain: Bool, words: [String]) {
      self.rule = rule
      self.isCertain = isCertain
      self.words = words
    }
  }

  /// A phrase by which a label says which people it counts.
  public struct PopulationPhrase: Sendable {
    /// What the phrase does; the word list explains each.
    public enum Kind: String, Sendable, CaseIterable {
      case excluding, including, restricting, restricted, generic, cumulative, flow, remaining, version,
        number,
        above, below
      case otherUnit = "other-unit"
      case atLeast = "at-least"
      case atMost = "at-most"
      case atLeastAfter = "at-least-after"
      case atMostAfter = "at-most-after"
    }
    /// What the phrase does.
    public var kind: Kind
    /// Lower-case words, in order; of a number the word and its digits.
    public var words: [String]
    public init(kind: Kind, words: [String]) {
      self.kind = kind
      self.words = words
    }
  }

  /// Characters of one script, with those between them that belong to none.
  public struct ScriptRange: Sendable {
    /// First and last code point.
    public var codes: ClosedRange<UInt32>
    /// Name of the script.
    public var script: String
    public init(codes: ClosedRange<UInt32>, script: String) {
      self.codes = codes
      self.script = script
    }
  }

  /// Phrases that speak for roles.
  public var headerPhrases: [HeaderPhrase]
  /// Phrases that name identifiers of people.
  public var identifierPhrases: [IdentifierPhrase]
  /// Characters that look like an ASCII letter, by code point, each with the lower-case letter.
  public var lookAlikes: [UInt32: UInt8]
  /// Postcode areas that exist, upper case.
  public var postcodeAreas: Set<String>
  /// Routing keys of Eircodes that exist.
  public var routingKeys: Set<String>
  /// Labels of rows and columns that say "all together": letters and digits only, lower case.
  public var totalWords: Set<String>
  /// Phrases that say which people are counted.
  public var populationPhrases: [PopulationPhrase]
  /// Words by list, lower case, as they are written.
  public var lists: [WordList: Set<String>]
  /// Scripts, in order of their code points.
  public var scripts: [ScriptRange]

  public init(
    headerPhrases: [HeaderPhrase] = [], identifierPhrases: [IdentifierPhrase] = [],
    lookAlikes: [UInt32: UInt8] = [:], postcodeAreas: Set<String> = [],
    routingKeys: Set<String> = [], totalWords: Set<String> = [], populationPhrases: [PopulationPhrase] = [],
    lists: [WordList: Set<String>] = [:], scripts: [ScriptRange] = []
  ) {
    self.headerPhrases = headerPhrases
    self.identifierPhrases = identifierPhrases
    self.lookAlikes = lookAlikes
    self.postcodeAreas = postcodeAreas
    self.routingKeys = routingKeys
    self.totalWords = totalWords
    self.populationPhrases = populationPhrases
    self.lists = lists
    self.scripts = scripts
  }

  /// The words of a list.
  public func words(_ list: WordList) -> Set<String> { lists[list] ?? [] }
}
