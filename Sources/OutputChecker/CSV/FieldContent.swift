// The content of a field: its bytes without the quotes that CSV puts around them.

import CKernels

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
    let length = Self.unescape(all.extracting(field.start..<field.end), into: &scratch)
    return try body(scratch.span.extracting(0..<length))
  }

  /// Writes the content of a field with doubled quotes to the front of `room`; returns its length in bytes.
  private static func unescape(_ raw: Span<UInt8>, into room: inout [UInt8]) -> Int {
    // Twice as much: the next field may be a little longer.
    if room.count < raw.count { room = Array(repeating: 0, count: 2 * raw.count) }
    return unsafe raw.withUnsafeBufferPointer { raw in
      guard let field = raw.baseAddress else { return 0 }
      return unsafe room.withUnsafeMutableBufferPointer { room in
        unsafe checker_csv_unescape(
          field, raw.count, UInt8(ascii: "\""), room.baseAddress.unsafelyUnwrapped)
      }
    }
  }
}
