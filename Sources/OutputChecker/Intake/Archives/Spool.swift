// Streams that have to be read at any place, or twice.

import DisclosureRules

/// Copies streams to where they can be read again.
enum Spool {
  /// Streams up to this size stay in memory.
  private static let memoryLimit = 8 << 20

  /// What a stream held.
  enum Content {
    case memory([UInt8])
    /// A file without a name, at its start.
    case file(FileDescriptor)

    func access() throws(ReadProblem) -> any RandomAccess {
      switch self {
      case .memory(let bytes): MemoryAccess(bytes)
      case .file(let descriptor): try FileAccess(descriptor)
      }
    }

    /// A source of raw bytes, with their own digest.
    func source() throws(ReadProblem) -> RawSource {
      switch self {
      case .memory(let bytes): RawSource(bytes)
      case .file(let descriptor): try RawSource(descriptor, limit: Int.max)
      }
    }
  }

  /// Reads a stream to its end.
  ///
  /// - Parameter account: told how many bytes come; throws when they are too many.
  static func read(
    _ source: any ByteSource, account: (Int) throws(ReadProblem) -> Void
  ) throws(ReadProblem) -> Content {
    var bytes: [UInt8] = []
    var file: FileDescriptor?
    while true {
      let count = try source.append(to: &bytes, atMost: 1 << 16)
      try account(count)
      if count == 0 { break }
      if bytes.count > memoryLimit {
        if file == nil { file = try FileDescriptor.temporary() }
        try file?.write(all: bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    guard let file else { return .memory(bytes) }
    try file.write(all: bytes)
    try file.rewind()
    return .file(file)
  }
}
