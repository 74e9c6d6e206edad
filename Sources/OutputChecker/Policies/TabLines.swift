// The lines of a word list: fields between tabs, one entry a line, `#` for comments.

/// Walks the lines of an embedded list without copying it.
struct TabLines {
  private let file: String
  private let bytes: [UInt8]
  private var next = 0
  /// Line last returned, from 1.
  private(set) var line = 0

  init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// The fields of the next line that is neither blank nor a comment; nil at the end.
  ///
  /// - Throws: when a line has not `count` fields, or an empty one.
  mutating func fields(_ count: Int) throws(PolicyError) -> [ArraySlice<UInt8>]? {
    while next < bytes.count {
      let start = next
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      next = end + 1
      line += 1
      if start == end || bytes[start] == UInt8(ascii: "#") { continue }
      let fields = bytes[start..<end].split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      guard fields.count == count, !fields.contains(where: \.isEmpty) else {
        throw error("needs \(count) fields between tabs")
      }
      guard !bytes[start..<end].contains(where: { $0 < 0x20 && $0 != UInt8(ascii: "\t") }) else {
        throw error("holds a control character")
      }
      return fields
    }
    return nil
  }

  /// An error at the line last returned.
  func error(_ message: String) -> PolicyError {
    PolicyError(file: file, line: line, message: message)
  }

  /// A field as text; the field is known to be UTF-8 only here.
  func text(_ field: ArraySlice<UInt8>) throws(PolicyError) -> String {
    guard let text = String(validating: field, as: UTF8.self) else { throw error("is not UTF-8 text") }
    return text
  }

  /// The words of a phrase: lower case, one space between two.
  func words(_ field: ArraySlice<UInt8>) throws(PolicyError) -> [String] {
    guard !field.contains(where: { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }) else {
      throw error("a phrase is written in lower case")
    }
    var words: [String] = []
    for word in field.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false) {
      guard !word.isEmpty else { throw error("a phrase has one space between two words, and none around") }
      words.append(try text(word))
    }
    return words
  }
}
