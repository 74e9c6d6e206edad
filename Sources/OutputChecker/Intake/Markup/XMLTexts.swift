// The words in a part of a document whose form is of no interest.

import DisclosureRules

/// Collects the texts of XML parts for the scan.
enum XMLTexts {
  /// Attributes that hold numbers and references of the format itself.
  private static let formal: Set<String> = ["xmlns", "id", "rid", "uri", "type", "contenttype", "partname"]

  /// What was found in a part.
  struct Found {
    /// Every text, comment and worded attribute.
    var texts: [String] = []
    var comments = 0
    /// Variables, which a document keeps for its programs.
    var variables = 0
    /// Something is said: a text, or an attribute with a number in it.
    var saysSomething = false
  }

  /// Every text, comment and worded attribute of a part.
  static func read(_ source: any ByteSource) throws(ReadProblem) -> [String] { try find(in: source).texts }

  /// The same, with what else is of interest.
  static func find(in source: any ByteSource) throws(ReadProblem) -> Found {
    var scanner = try XMLScanner(source)
    var found = Found()
    while let event = try scanner.next() {
      switch event {
      case .start(let element):
        found.texts += worded(element)
        if element.name == "docVar" { found.variables += 1 }
        found.saysSomething =
          found.saysSomething || element.attributes.contains { $0.value.contains(where: \.isNumber) }
      case .text(let text):
        guard !text.allSatisfy(\.isWhitespace) else { continue }
        found.texts.append(text)
        found.saysSomething = true
      case .comment(let text):
        found.texts.append(text)
        found.comments += 1
      case .end: break
      }
    }
    return found
  }

  /// The attributes of an element that hold words, and not numbers or names of the format.
  static func worded(_ element: XMLElement) -> [String] {
    element.attributes.filter { attribute in
      !formal.contains(attribute.name.lowercased()) && isWorded(attribute.value)
    }.map(\.value)
  }

  /// Words have a space or an `@` in them, or more letters than digits beside other characters; numbers,
  /// colours and identifiers of the format have neither.
  private static func isWorded(_ value: String) -> Bool {
    let bytes = value.utf8
    guard bytes.count > 5, !value.hasPrefix("http://schemas."), !value.hasPrefix("urn:") else { return false }
    if bytes.contains(UInt8(ascii: "@")) { return true }
    let digits = bytes.count { ByteKind.isDigit($0) }
    let spaces = bytes.count { $0 == 0x20 }
    let letters = bytes.count(where: ByteKind.isLetter)
    return (spaces > 0 && digits >= 5 || spaces > 0 && letters > 0) && letters + digits > 5
  }
}
