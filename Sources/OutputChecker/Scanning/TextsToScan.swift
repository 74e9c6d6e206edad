// Fields that are scanned a second time, one behind the other, so that one scan serves many.

import DisclosureRules

/// The contents of fields, each in the variants in which an identifier may show.
struct TextsToScan: Sendable {
  /// All of them, with a line end between two: no identifier reaches across one.
  private(set) var bytes: [UInt8] = []
  /// The field that each came from, and its place in `bytes`.
  private(set) var pieces: [(field: Int, range: Range<Int>)] = []

  /// Bytes that are scanned at a time, so that they stay in the cache.
  private static let enough = 32 * 1024

  /// Whether it is time to scan.
  var isFull: Bool { bytes.count >= Self.enough }

  /// Scans all of them.
  func scan(with scanner: IdentifierScanner, into result: inout ScanResult) {
    result.reset()
    scanner.scan(bytes.span, into: &result)
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    pieces.removeAll(keepingCapacity: true)
  }

  /// Adds a field's content with ASCII's digits, spaces and hyphens, and where it has line breaks or quotes:
  /// without them, and with spaces for breaks.
  mutating func append(_ content: Span<UInt8>, ofField field: Int) {
    let start = bytes.count
    var all: UInt8 = 0
    for index in content.indices { all |= content[index] }
    if all < 0x80 {
      unsafe content.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    } else {
      bytes += OddCharacter.normalized(content)
    }
    let text = start..<bytes.count
    end(field, start)
    var hasLineEnd = false
    var hasQuote = false
    for index in text {
      if ByteKind.isLineEnd(bytes[index]) { hasLineEnd = true }
      if bytes[index] == UInt8(ascii: "\"") { hasQuote = true }
    }
    guard hasLineEnd || hasQuote else { return }

    let joined = bytes.count
    for index in text where !ByteKind.isLineEnd(bytes[index]) && bytes[index] != UInt8(ascii: "\"") {
      bytes.append(bytes[index])
    }
    end(field, joined)
    // Without a line end the two are the same.
    guard hasLineEnd else { return }

    let spaced = bytes.count
    for index in text where bytes[index] != UInt8(ascii: "\"") {
      let byte = bytes[index]
      let isSecond =
        byte == UInt8(ascii: "\n") && index > text.lowerBound && bytes[index - 1] == UInt8(ascii: "\r")
      if !isSecond { bytes.append(ByteKind.isLineEnd(byte) ? UInt8(ascii: " ") : byte) }
    }
    end(field, spaced)
  }

  private mutating func end(_ field: Int, _ start: Int) {
    pieces.append((field, start..<bytes.count))
    bytes.append(UInt8(ascii: "\n"))
  }
}
