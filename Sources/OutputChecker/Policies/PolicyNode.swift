// A policy file's tree as plain values, each with its line: what the YAML library gives, without its types.

/// A value in a policy file.
struct PolicyNode: Sendable, Equatable {
  /// Line from 1 on which it begins.
  var line: Int
  var content: Content

  enum Content: Sendable, Equatable {
    /// `isPlain`: written without quotes, so that it may be a number, a flag or nothing.
    case scalar(String, isPlain: Bool)
    case list([PolicyNode])
    /// In the order of the file; keys are unique.
    case map([Entry])
  }

  struct Entry: Sendable, Equatable {
    var key: String
    /// Line of the key.
    var line: Int
    var value: PolicyNode
  }
}

/// What is wrong with a value; the reader that catches it knows the file.
struct Complaint: Error, Equatable {
  var line: Int
  var message: String
}

extension PolicyNode {
  /// Longest name, title or word of a policy, in bytes: they are printed in every report.
  static let longestText = 1_000

  /// Numbers and flags are read here and not by the YAML library, whose dialect (1.1) takes `010` for 8,
  /// `no` for false and `1:30` for 90: a threshold must be what its reader believes it to be.
  func integer() throws(Complaint) -> Int {
    let text = try plainText(expected: "a whole number")
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let isDecimal =
      !digits.isEmpty && digits.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    guard isDecimal, digits.count == 1 || digits.first != "0", let value = Int(text) else {
      throw complaint(expected: "a whole number")
    }
    return value
  }

  func number() throws(Complaint) -> Double {
    let text = try plainText(expected: "a number")
    // Swift also reads `0x1p4`, `inf` and `nan`, which nobody means.
    let isDecimal = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "e"):
        true
      default: false
      }
    }
    guard isDecimal, let value = Double(text), value.isFinite else { throw complaint(expected: "a number") }
    return value
  }

  func flag() throws(Complaint) -> Bool {
    switch try plainText(expected: "true or false") {
    case "true": true
    case "false": false
    default: throw complaint(expected: "true or false")
    }
  }

  /// One line of text, not empty.
  func text() throws(Complaint) -> String {
    guard case .scalar(let raw, let isPlain) = content else { throw complaint(expected: "text") }
    var text = raw
    // A folded block ends with a line break that nobody means.
    while text.last == "\n" { text.removeLast() }
    if text.isEmpty || isPlain && (text == "~" || text == "null") {
      throw Complaint(line: line, message: "has no value")
    }
    guard text.utf8.count <= Self.longestText, !text.contains(where: \.isNewline) else {
      throw Complaint(line: line, message: "must be one line of at most \(Self.longestText) bytes")
    }
    return text
  }

  func list() throws(Complaint) -> [PolicyNode] {
    guard case .list(let items) = content else { throw complaint(expected: "a list") }
    return items
  }

  func map() throws(Complaint) -> [Entry] {
    guard case .map(let entries) = content else { throw complaint(expected: "a map of keys and values") }
    return entries
  }

  /// "must be …, not …" at this value's line.
  func complaint(expected: String) -> Complaint {
    let found: String
    switch content {
    case .list: found = "a list"
    case .map: found = "a map"
    case .scalar("", isPlain: true): found = "nothing"
    case .scalar(let text, isPlain: true): found = Self.quoted(text)
    case .scalar(let text, isPlain: false): found = "the text \(Self.quoted(text))"
    }
    return Complaint(line: line, message: "must be \(expected), not \(found)")
  }

  /// A word of the file for a message, cut when it is long.
  static func quoted(_ word: String) -> String {
    let limit = 60
    return word.count > limit ? "\"\(word.prefix(limit))…\"" : "\"\(word)\""
  }

  private func plainText(expected: String) throws(Complaint) -> String {
    guard case .scalar(let text, isPlain: true) = content, text.utf8.count <= Self.longestText else {
      throw complaint(expected: expected)
    }
    return text
  }
}
