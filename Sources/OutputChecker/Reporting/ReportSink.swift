// Where the bytes of a report go.

/// Takes the bytes of a report, and says so when they did not arrive.
public protocol ReportSink {
  /// Takes bytes.
  mutating func write(_ bytes: [UInt8]) throws(ReportError)
}

extension ReportSink {
  /// Writes text as UTF-8.
  public mutating func write(_ text: String) throws(ReportError) { try write(Array(text.utf8)) }
}

/// Keeps a report in memory.
public struct MemorySink: ReportSink {
  /// What was written.
  public private(set) var bytes: [UInt8] = []

  /// An empty sink.
  public init() {}

  /// Keeps bytes.
  public mutating func write(_ bytes: [UInt8]) throws(ReportError) { self.bytes += bytes }

  /// What was written, as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Why a report could not be written.
public enum ReportError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The destination, and what the system said.
  case notWritten(destination: String, POSIXError)
  /// A report may not go there.
  case badTarget(path: String, reason: String)
  /// A value has no form in the format; a defect of the checker.
  case notEncodable(String)

  /// One line for people.
  public var description: String {
    switch self {
    case .notWritten(let destination, let error): "\(destination) could not be written: \(error)"
    case .badTarget(let path, let reason): "the report can't be written to \(path): \(reason)"
    case .notEncodable(let reason): "the report could not be made: \(reason)"
    }
  }
}
