// What a file holds beside the tables and texts that a reader of it sees.

/// Something in a file that a reader does not see, or that acts by itself.
public struct ContentFact: Sendable, Equatable {
  /// What it is.
  public enum Kind: String, Sendable, CaseIterable {
    // What a reader does not see.
    case hiddenSheet = "hidden-sheet"
    case hiddenRows = "hidden-rows"
    case hiddenColumns = "hidden-columns"
    case hiddenName = "hidden-name"
    case hiddenElement = "hidden-element"
    case unshownText = "unshown-text"
    case comment
    case trackedChange = "tracked-change"
    case pivotCache = "pivot-cache"
    case externalCache = "external-cache"
    // What a document says of its making.
    case author
    case property
    case pictureMetadata = "picture-metadata"
    case notebookMetadata = "notebook-metadata"
    // What acts, or reaches out.
    case macro
    case script
    case externalReference = "external-reference"
    case embeddedObject = "embedded-object"
    case dataConnection = "data-connection"
    // What no table shows.
    case pointCloud = "point-cloud"
    case drawnBars = "drawn-bars"
    case unreadNumbers = "unread-numbers"
    case groupSize = "group-size"
    case unreadPart = "unread-part"
    case bytesBehindEnd = "bytes-behind-end"
  }

  /// What it is.
  public var kind: Kind
  /// Times it was seen.
  public var occurrences: Int
  /// The first place.
  public var location: Location

  public init(_ kind: Kind, occurrences: Int = 1, location: Location) {
    self.kind = kind
    self.occurrences = occurrences
    self.location = location
  }
}
