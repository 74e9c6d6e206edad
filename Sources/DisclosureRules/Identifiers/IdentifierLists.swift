// The lists that identifiers are checked against; the lists themselves are data files.

/// Lists of what exists, for the identifiers that have one.
public struct IdentifierLists: Sendable {
  /// Postcode areas of the United Kingdom.
  public var postcodeAreas: UKPostcode.Areas
  /// Routing keys of Eircodes; when empty, every one may exist.
  public var routingKeys: Set<String>

  /// Takes the lists of a vocabulary.
  public init(_ vocabulary: Vocabulary) {
    postcodeAreas = UKPostcode.Areas(vocabulary.postcodeAreas)
    routingKeys = vocabulary.routingKeys
  }
}
