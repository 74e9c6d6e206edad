// The one checked writer: every byte to a terminal, a pipe or a file goes through it.

/// Writes bytes to one destination and throws when they did not arrive: a full disk, a closed pipe.
///
/// Nothing counts as written before ``finish()`` has returned. A file appears under its name only then, so
/// that half a report is never taken for a whole one.
public final class ReportWriter: ReportSink {
  private enum Destination {
    case descriptor(Int32)
    /// A file that is written beside its place and then put there.
    case replacing(Int32, temporary: String, final: String)
    case finished
  }

  /// Bytes kept back until there are this many.
  private static let bufferSize = 64 * 1024

  private var destination: Destination
  private let name: String
  private var buffer: [UInt8] = []

  /// Standard output.
  public static func standardOutput() -> ReportWriter {
    ReportWriter(destination: .descriptor(1), name: "standard output")
  }

  /// Standard error.
  public static func standardError() -> ReportWriter {
    ReportWriter(destination: .descriptor(2), name: "standard error")
  }

  /// A report's target that has been prepared.
  public init(target: ReportTarget) throws(ReportError) {
    name = target.path
    do {
      if target.isReplaced {
        let temporary = target.temporaryPath
        destination = .replacing(
          try POSIXFile.create(temporary), temporary: temporary, final: target.resolvedPath)
      } else {
        destination = .descriptor(try POSIXFile.openForWriting(target.resolvedPath))
      }
    } catch {
      throw .notWritten(destination: target.path, error)
    }
  }

  private init(destination: Destination, name: String) {
    self.destination = destination
    self.name = name
  }

  /// A file that was not finished leaves nothing behind.
  deinit {
    if case .replacing(let descriptor, let temporary, _) = destination {
      try? POSIXFile.close(descriptor)
      try? POSIXFile.remove(temporary)
    }
  }

  /// Takes bytes; they may arrive later, at the latest with ``flush()``.
  public func write(_ bytes: [UInt8]) throws(ReportError) {
    buffer += bytes
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Writes text as UTF-8.
  public func write(_ text: String) throws(ReportError) { try write(Array(text.utf8)) }

  /// Sends everything that was taken.
  public func flush() throws(ReportError) {
    let bytes = buffer
    buffer.removeAll(keepingCapacity: true)
    guard !bytes.isEmpty else { return }
    switch destination {
    case .descriptor(let descriptor), .replacing(let descriptor, _, _):
      do { try POSIXFile.writeAll(bytes, to: descriptor) } catch {
        throw .notWritten(destination: name, error)
      }
    case .finished:
      throw .notWritten(destination: name, POSIXError.closed)
    }
  }

  /// Sends everything, makes sure that it arrived, and closes the destination.
  public func finish() throws(ReportError) {
    try flush()
    do {
      switch destination {
      case .descriptor(let descriptor):
        destination = .finished
        try POSIXFile.close(descriptor)
      case .replacing(let descriptor, let temporary, let final):
        try POSIXFile.sync(descriptor)
        try POSIXFile.rename(temporary, to: final)
        destination = .finished
        try POSIXFile.close(descriptor)
      case .finished: break
      }
    } catch {
      throw .notWritten(destination: name, error)
    }
  }
}
