// What a file is by its content, and what its name says that it is.

/// The type of a file, as far as rules care.
public struct FileContent: Sendable, Equatable {
  /// What it is, with its article: "a picture (PNG)".
  public var words: String
  /// Its data are nothing that a program could judge, and what a person should ask for instead.
  public var unjudged: Unjudged?
  /// What the name says that the file is, when its content says otherwise.
  public var claim: Claim?

  /// What can't be judged.
  public struct Unjudged: Sendable, Equatable {
    /// What a person should ask for, as the end of "Ask for …".
    public var ask: String
    public init(ask: String) { self.ask = ask }
  }

  /// A name that does not fit the content.
  public struct Claim: Sendable, Equatable {
    /// The ending of the name, which is the claim.
    public var ending: String
    /// Claim and content are both text that people can read: more likely a slip than a disguise.
    public var isBetweenTexts: Bool
    public init(ending: String, isBetweenTexts: Bool) {
      self.ending = ending
      self.isBetweenTexts = isBetweenTexts
    }
  }

  public init(words: String, unjudged: Unjudged? = nil, claim: Claim? = nil) {
    self.words = words
    self.unjudged = unjudged
    self.claim = claim
  }
}
