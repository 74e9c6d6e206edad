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
    var all: UInt8 = 0
    for index in content.indices { all |= content[index] }
    if all < 0x80 {
      append(ascii: content, ofField: field)
    } else {
      append(ascii: OddCharacter.normalized(content).span, ofField: field)
    }
  }

  /// Adds a text of which ASCII's characters alone matter.
  private mutating func append(ascii text: Span<UInt8>, ofField field: Int) {
    let start = bytes.count
    unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    end(field, start)
    var hasLineEnd = false
    var hasQuote = false
    for index in text.indices {
      if ByteKind.isLineEnd(text[index]) { hasLineEnd = true }
      if text[index] == UInt8(ascii: "\"") { hasQuote = true }
    }
    guard hasLineEnd || hasQuote else { return }

    let joined = bytes.count
    bytes.append(addingCapacity: text.count) { room in
      for index in text.indices where !ByteKind.isLineEnd(text[index]) && text[index] != UInt8(ascii: "\"") {
        room.append(text[index])
      }
    }
    end(field, joined)
    // Without a line end the two are the same.
    guard hasLineEnd else { return }

    let spaced = bytes.count
    bytes.append(addingCapacity: text.count) { room in
      for index in text.indices where text[index] != UInt8(ascii: "\"") {
        let isSecond =
          text[index] == UInt8(ascii: "\n") && index > 0 && text[index - 1] == UInt8(ascii: "\r")
        if !isSecond { room.append(ByteKind.isLineEnd(text[index]) ? UInt8(ascii: " ") : text[index]) }
      }
    }
    end(field, spaced)
  }

  private mutating func end(_ field: Int, _ start: Int) {
    pieces.append((field, start..<bytes.count))
    bytes.append(UInt8(ascii: "\n"))
  }
}
