// The lines of a document in memory.

/// Lines with their numbers; LF, CRLF and a lone CR end one each.
struct TextLines {
  /// The lines without their ends.
  let lines: [String]

  init(_ bytes: [UInt8]) {
    var lines: [String] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        lines.append(String(decoding: bytes[start..<index], as: UTF8.self))
        let isPair =
          byte == UInt8(ascii: "\r") && index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
        index += isPair ? 2 : 1
        start = index
      } else {
        index += 1
      }
    }
    if start < bytes.count { lines.append(String(decoding: bytes[start...], as: UTF8.self)) }
    self.lines = lines
  }
}
