// Every limit in one place: reaching one is an error that says so, never silence.

public import DisclosureRules

/// Limits on what a check may use. Each has one default and may be set in a ruleset's `limits`.
public struct Budget: Sendable, Equatable {
  /// Bytes of one file, raw and decompressed alike.
  public var bytes = 1 << 40
  /// Columns of a table. Source: a worksheet of Excel has 16,384.
  public var columns = 16_384
  /// Bytes of one record: longer ones would not fit a worker's memory.
  public var recordBytes = 8 << 20
  /// Cells of a table that is kept whole for the rules that need it.
  public var keptCells = 1_000_000
  /// Cells of all kept tables of a request together, at 24 bytes each: what comparing them may hold.
  public var requestCells = 10_000_000
  /// Files of a request.
  public var files = 100_000
  /// Containers within containers.
  public var depth = 4
  /// Members of one archive.
  public var members = 10_000
  /// Bytes that the members of one archive unpack to, those of archives in it included.
  public var unpackedBytes = 4 << 30
  /// Seconds from the first member of an archive to the last, those of archives in it included, by the clock on the
  /// wall: what the other limits let through takes minutes, so an hour is no machine's honest work.
  public var unpackSeconds = 3_600
  /// Bytes of a document that is read as a whole: a page, a notebook, a drawing, the tables in a log.
  public var documentBytes = 64 << 20
  /// Decompressed bytes for each raw byte, of one stream and of an archive with those in it. A table of repeated
  /// rows comes to 100:1; DEFLATE can reach 1032:1 with nothing but repetition, and archives in archives more.
  public var ratio = 200
  /// Decompressed bytes from which the ratio counts: what is smaller takes no machine's time or memory.
  public var ratioFrom = 16 << 20
  /// Places kept for each rule and column; totals stay true.
  public var places = 1_000

  public init() {}

  /// The key of each limit in a ruleset.
  static let keys: [(key: String, path: any WritableKeyPath<Budget, Int> & Sendable)] = [
    ("bytes", \.bytes), ("columns", \.columns), ("record_bytes", \.recordBytes),
    ("kept_cells", \.keptCells),
    ("request_cells", \.requestCells), ("files", \.files), ("depth", \.depth), ("members", \.members),
    ("unpacked_bytes", \.unpackedBytes), ("unpack_seconds", \.unpackSeconds),
    ("document_bytes", \.documentBytes), ("ratio", \.ratio),
    ("ratio_from", \.ratioFrom),
    ("places", \.places),
  ]

  /// The names a ruleset may use under `limits`.
  public static var names: [String] { keys.map(\.key) }

  /// The defaults, with a ruleset's overrides.
  public init(overrides: [String: Setting]) throws(PolicyError) {
    for (name, setting) in overrides.sorted(by: { $0.key < $1.key }) {
      guard let entry = Self.keys.first(where: { $0.key == name }) else {
        throw PolicyError(file: "ruleset", message: "unknown limit \"\(name)\"")
      }
      guard case .integer(let value) = setting.value, value > 0 else {
        throw PolicyError(file: "ruleset", message: "limit \"\(name)\" must be a whole number above 0")
      }
      self[keyPath: entry.path] = value
    }
  }
}
