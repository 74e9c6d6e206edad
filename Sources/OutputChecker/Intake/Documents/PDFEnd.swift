// What stands behind the end of a PDF.

import DisclosureRules

/// Looks behind the last mark of the end.
enum PDFEnd {
  private static let mark = Array("%%EOF".utf8)
  private static let window = 1 << 16

  /// The offset of bytes behind the last `%%EOF` that are no white space; nil when there are none.
  ///
  /// Source: ISO 32000-1, 7.5.5: readers look for the mark within the last 1,024 bytes.
  static func strayBytes(in content: any RandomAccess) throws(ReadProblem) -> Int? {
    var end = content.size
    while end > 0 {
      let start = max(0, end - window)
      let bytes = try content.bytes(at: start, count: min(content.size, end + mark.count) - start)
      var index = bytes.count - mark.count
      while index >= 0 {
        if bytes[index..<(index + mark.count)].elementsEqual(mark) {
          return try behind(start + index + mark.count, in: content)
        }
        index -= 1
      }
      end = start
    }
    return nil
  }

  private static func behind(_ start: Int, in content: any RandomAccess) throws(ReadProblem) -> Int? {
    var position = start
    while position < content.size {
      let bytes = try content.bytes(at: position, count: window)
      if bytes.isEmpty { return nil }
      if let stray = bytes.firstIndex(where: { $0 > 0x20 }) { return position + stray }
      position += bytes.count
    }
    return nil
  }
}
