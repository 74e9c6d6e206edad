// Vocabularies whose codes may look like identifiers of people.

/// A vocabulary of codes that is counted beside the identifiers that it may be mistaken for.
public struct CodeVocabulary: Sendable {
  /// Short name, the same everywhere.
  public let name: String
  /// What messages call its codes, in the plural.
  public let title: String
  /// How its codes are written; each form finds its values by itself or counts as it is.
  public let forms: [IdentifierForm]

  /// A vocabulary.
  public init(name: String, title: String, forms: [IdentifierForm]) {
    self.name = name
    self.title = title
    self.forms = forms
  }
}
