// Compressed data and files inside a cell.

import DisclosureRules

/// Tells compressed data from other bytes, and inflates what is gzip or zlib.
enum CompressedPayload {
  /// Inflated bytes that are looked at: enough for what a cell can hide, and a bound for what a bomb can cost.
  private static let mostInflated = 64 * 1024

  /// First bytes of kinds of file that a cell has no reason to hold: ZIP, bzip2, xz, Zstandard, PNG, JPEG, SQLite.
  private static let signatures: [[UInt8]] = [
    [0x50, 0x4B, 0x03, 0x04], [0x42, 0x5A, 0x68, 0x39, 0x31, 0x41, 0x59], [0xFD, 0x37, 0x7A, 0x58, 0x5A],
    [0x28, 0xB5, 0x2F, 0xFD], [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF, 0xE0],
    [0x53, 0x51, 0x4C, 0x69, 0x74, 0x65],
  ]

  /// The inflated bytes, as far as they are looked at, or the bytes themselves where they are of another known
  /// kind; nil when they are no compressed data.
  static func content(of bytes: [UInt8]) -> [UInt8]? {
    if signatures.contains(where: { bytes.starts(with: $0) }) { return bytes }
    guard isGzip(bytes) || isZlib(bytes) else { return nil }
    do throws(ReadProblem) {
      return try inflated(bytes)
    } catch {
      // Bytes that only begin like a stream.
      return nil
    }
  }

  private static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B, 0x08]) }

  /// Source: RFC 1950: method 8, a window of 32 KiB, and a sum that 31 divides.
  private static func isZlib(_ bytes: [UInt8]) -> Bool {
    bytes.count > 2 && bytes[0] == 0x78 && (UInt(bytes[0]) << 8 | UInt(bytes[1])) % 31 == 0
      && bytes[1] & 0x20 == 0
  }

  /// Nil when nothing comes out.
  private static func inflated(_ bytes: [UInt8]) throws(ReadProblem) -> [UInt8]? {
    let source = try DeflatedBytes(bytes, format: .any, mayBeCut: true)
    var result: [UInt8] = []
    while result.count < mostInflated,
      try source.append(to: &result, atMost: mostInflated - result.count) > 0
    {}
    return result.isEmpty ? nil : result
  }
}
