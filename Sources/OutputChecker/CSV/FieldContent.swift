// The content of a field: its bytes without the quotes that CSV puts around them.

extension RecordBatch {
  /// Calls `body` with a field's content: quotes removed, doubled quotes halved, bytes not decoded.
  ///
  /// - Parameters:
  ///   - field: a field of this batch.
  ///   - scratch: room that is reused between calls for the fields that need unescaping.
  public func withContent<Result>(
    of field: FieldRange, scratch: inout [UInt8], _ body: (Span<UInt8>) throws -> Result
  ) rethrows -> Result {
    let all = bytes
    if !field.isQuoted { return try body(all.extracting(field.start..<field.end)) }
    if !field.needsUnescaping { return try body(all.extracting((field.start + 1)..<(field.end - 1))) }
    Self.unescape(all.extracting(field.start..<field.end), into: &scratch)
    return try body(scratch.span)
  }

  /// Reads a quoted field as Python's `csv` does: what follows the closing quote is part of the content.
  static func unescape(_ raw: Span<UInt8>, into content: inout [UInt8]) {
    content.removeAll(keepingCapacity: true)
    let quote = UInt8(ascii: "\"")
    unsafe raw.withUnsafeBufferPointer { raw in
      var inQuotes = true
      var index = 1
      while index < raw.count {
        // Runs without a quote, or behind the closing one, are taken whole.
        let rest = unsafe raw[index...]
        let end = inQuotes ? unsafe rest.firstIndex(of: quote) ?? raw.count : raw.count
        if end > index { unsafe content.append(contentsOf: UnsafeBufferPointer(rebasing: rest[..<end])) }
        index = end + 1
        guard end < raw.count else { break }
        if unsafe index < raw.count && raw[index] == quote {
          content.append(quote)
          index += 1
        } else {
          inQuotes = false
        }
      }
    }
  }
}
