// A file as the rules that judge whole files see it.

/// Why a file, or the rest of it, could not be checked.
public struct ReadProblem: Error, Sendable, Equatable {
  /// What kind of obstacle.
  public enum Kind: String, Sendable, CaseIterable {
    /// It could not be opened or read: permissions, a device error, not a regular file.
    case unreadable
    /// It holds nothing.
    case empty
    /// Its bytes are no text the checker reads.
    case binary
    /// Its bytes are in no encoding, or in two.
    case undecodable
    /// A compressed stream is damaged or ends early.
    case damagedArchive = "damaged-archive"
    /// An archive that programs could read in different ways, or not at all.
    case unsafeArchive = "unsafe-archive"
    /// A limit of the budget was reached.
    case limit
    /// It changed while it was read.
    case changed
    /// Quotes do not close, or its delimiter changes half-way.
    case malformed
    /// The checker itself failed.
    case `internal`
  }

  /// What kind of obstacle it was.
  public var kind: Kind
  /// One sentence in plain words, without values from the file.
  public var message: String
  /// Byte of the decompressed file, where that is known.
  public var byteOffset: Int?

  public init(kind: Kind, message: String, byteOffset: Int? = nil) {
    self.kind = kind
    self.message = message
    self.byteOffset = byteOffset
  }
}

/// A file with what was learned of it.
public struct FileSubject: Sendable {
  /// Its path in the report.
  public var path: String
  /// Last component of its name.
  public var fileName: String
  /// Why the file could not be checked; nil when it could.
  public var problem: ReadProblem?
  /// It is text in which no table was recognised.
  public var isProse: Bool
  /// Identifiers in its name.
  public var nameHits: [TextHit]
  /// What its name holds that people don't see as it is.
  public var nameContent: [ContentHit] = []
  /// Its size as it would leave, in bytes; nil when it could not be read to its end.
  public var bytes: Int?
  /// Data rows of each of its tables.
  public var rows: [Int]
  /// What it is; nil when that is not known.
  public var content: FileContent?
  /// What it holds beside the tables and texts that a reader of it sees.
  public var facts: [ContentFact]

  public init(
    path: String, fileName: String, problem: ReadProblem? = nil, isProse: Bool = false,
    nameHits: [TextHit] = [], bytes: Int? = nil, rows: [Int] = [], content: FileContent? = nil,
    facts: [ContentFact] = []
  ) {
    self.path = path
    self.fileName = fileName
    self.problem = problem
    self.isProse = isProse
    self.nameHits = nameHits
    self.bytes = bytes
    self.rows = rows
    self.content = content
    self.facts = facts
  }
}
