// The lines of a word list: fields between tabs, one entry a line, `#` for comments.

/// Walks the lines of an embedded list. It is read at every start, so it copies nothing but what is asked for
/// as text, and its bytes are found to be UTF-8 once, for all lines.
struct TabLines {
  private let file: String
  private let bytes: [UInt8]
  private let fieldCount: Int
  private var next = 0
  /// The fields of the current line.
  private(set) var fields: [Range<Int>] = []
  /// The current line, from 1.
  private(set) var line = 0

  /// - Parameter fieldCount: how many fields each line has.
  init(_ bytes: [UInt8], file: String, fieldCount: Int) throws(PolicyError) {
    self.bytes = bytes
    self.file = file
    self.fieldCount = fieldCount
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw PolicyError(file: file, message: "is not UTF-8 text")
    }
  }

  /// Goes to the next line that is neither blank nor a comment; false at the end.
  ///
  /// - Throws: when the line has more or fewer fields than it should, or an empty one.
  mutating func advance() throws(PolicyError) -> Bool {
    while next < bytes.count {
      line += 1
      let isComment = bytes[next] == UInt8(ascii: "#")
      let isBlank = bytes[next] == UInt8(ascii: "\n")
      try readFields(isComment: isComment)
      if isComment || isBlank { continue }
      guard fields.count == fieldCount, !fields.contains(where: \.isEmpty) else {
        throw error("needs \(fieldCount) fields between tabs")
      }
      return true
    }
    return false
  }

  private mutating func readFields(isComment: Bool) throws(PolicyError) {
    fields.removeAll(keepingCapacity: true)
    var start = next
    var index = next
    while index < bytes.count && bytes[index] != UInt8(ascii: "\n") {
      let byte = bytes[index]
      if byte < 0x20 && !isComment {
        guard byte == UInt8(ascii: "\t") else { throw error("holds a control character") }
        fields.append(start..<index)
        start = index + 1
      }
      index += 1
    }
    fields.append(start..<index)
    next = index + 1
  }

  /// An error at the current line.
  func error(_ message: String) -> PolicyError {
    PolicyError(file: file, line: line, message: message)
  }

  /// The bytes of a field.
  subscript(field: Int) -> ArraySlice<UInt8> { bytes[fields[field]] }

  func text(_ field: Int) -> String { String(decoding: self[field], as: UTF8.self) }

  /// A number such as `-2.25`, of at most six digits; nil for anything else.
  func decimal(_ field: Int) -> Double? {
    let isNegative = self[field].first == UInt8(ascii: "-")
    // Six digits fit a Double exactly, so one division rounds correctly.
    var digits = 0
    var value = 0.0
    var scale: Double?
    for byte in self[field].dropFirst(isNegative ? 1 : 0) {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits += 1
        value = value * 10 + Double(byte - UInt8(ascii: "0"))
        scale = scale.map { $0 * 10 }
      case UInt8(ascii: ".") where scale == nil && digits > 0: scale = 1
      default: return nil
      }
    }
    guard (1...6).contains(digits), scale != 1 else { return nil }
    value /= scale ?? 1
    return isNegative ? -value : value
  }

  /// The words of a phrase: lower case, one space between two.
  func words(_ field: Int) throws(PolicyError) -> [String] {
    var words: [String] = []
    words.reserveCapacity(1 + self[field].count { $0 == UInt8(ascii: " ") })
    var start = fields[field].lowerBound
    for index in fields[field] {
      switch bytes[index] {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): throw error("a phrase is written in lower case")
      case UInt8(ascii: " "):
        words.append(try word(start..<index))
        start = index + 1
      default: break
      }
    }
    words.append(try word(start..<fields[field].upperBound))
    return words
  }

  private func word(_ range: Range<Int>) throws(PolicyError) -> String {
    guard !range.isEmpty else { throw error("a phrase has one space between two words, and none around") }
    return String(decoding: bytes[range], as: UTF8.self)
  }
}
