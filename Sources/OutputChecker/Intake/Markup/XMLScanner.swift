// The XML of office documents, read in one pass without ever expanding anything.

import DisclosureRules

/// What a scan of XML comes upon.
enum XMLEvent: Equatable {
  /// A start tag; a tag that closes itself is followed by its end.
  case start(XMLElement)
  case end(String)
  /// Text between tags, references resolved; a long text comes in one piece.
  case text(String)
  /// The text of a comment.
  case comment(String)
}

/// A start tag: names are as written but for their prefix, which office documents choose freely.
struct XMLElement: Equatable {
  var name: String
  var attributes: [(name: String, value: String)]

  /// The value of an attribute, by its name without prefix.
  subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }

  static func == (left: XMLElement, right: XMLElement) -> Bool {
    left.name == right.name && left.attributes.elementsEqual(right.attributes, by: ==)
  }
}

/// Reads a document from front to back.
///
/// There are no entities but the five that XML knows by itself and numbers, no external parts and no document
/// type: a document that declares one is refused, so nothing in it can grow or reach out. What is not well
/// formed is refused as well. Source: W3C, Extensible Markup Language (XML) 1.0, fifth edition.
struct XMLScanner {
  /// Elements within elements. Office documents have fewer than 30.
  private static let deepest = 200
  /// Bytes of one tag.
  private static let longestTag = 1 << 20

  private let source: any ByteSource
  private var buffer: [UInt8] = []
  private var position = 0
  private var reachedEnd = false
  private var open: [String] = []
  private var pendingEnd: String?
  private var sawRoot = false

  init(_ source: any ByteSource) throws(ReadProblem) {
    self.source = source
    try fill(4)
    if buffer.starts(with: [0xfe, 0xff]) || buffer.starts(with: [0xff, 0xfe]) || buffer.starts(with: [0, 0]) {
      throw Self.problem("is in an encoding that is not read")
    }
    if buffer.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
  }

  /// The next event; nil at the end of a complete document.
  mutating func next() throws(ReadProblem) -> XMLEvent? {
    if let name = pendingEnd {
      pendingEnd = nil
      return .end(name)
    }
    while true {
      guard try fill(1) else {
        guard open.isEmpty, sawRoot else { throw Self.problem("ends before its last tag is closed") }
        return nil
      }
      if buffer[position] != UInt8(ascii: "<") {
        let text = try readText()
        if !open.isEmpty { return .text(text) }
        guard text.utf8.allSatisfy(Self.isSpace) else { throw Self.problem("has text outside of its tags") }
        continue
      }
      try fill(9)
      if starts(with: "<!--") {
        return .comment(try readComment())
      } else if starts(with: "<![CDATA[") {
        guard !open.isEmpty else { throw Self.problem("has text outside of its tags") }
        return .text(try readUntil("]]>", after: 9))
      } else if starts(with: "<!") {
        throw Self.problem("declares a document type")
      } else if starts(with: "<?") {
        let instruction = try readUntil("?>", after: 2)
        // The declaration, style sheets and hints for programs of the system say nothing.
        if !["xml", "mso-"].contains(where: instruction.hasPrefix) { return .comment(instruction) }
      } else if starts(with: "</") {
        return .end(try readEndTag())
      } else {
        return .start(try readStartTag())
      }
    }
  }

  // MARK: - Tags

  private mutating func readStartTag() throws(ReadProblem) -> XMLElement {
    let end = try tagEnd()
    var tag = TagReader(bytes: Array(buffer[(position + 1)..<end]))
    position = end + 1
    let isEmpty = tag.bytes.last == UInt8(ascii: "/")
    if isEmpty { tag.bytes.removeLast() }
    guard let name = tag.readName() else { throw Self.problem("has a tag without a name") }
    var element = XMLElement(name: Self.local(name), attributes: [])
    while let attribute = try tag.readAttribute() {
      element.attributes.append((Self.local(attribute.name), attribute.value))
    }
    if open.isEmpty && sawRoot { throw Self.problem("has two outermost tags") }
    sawRoot = true
    guard open.count < Self.deepest else {
      throw ReadProblem(kind: .limit, message: "tags are nested more than \(Self.deepest) deep")
    }
    if isEmpty { pendingEnd = element.name } else { open.append(name) }
    return element
  }

  private mutating func readEndTag() throws(ReadProblem) -> String {
    let end = try tagEnd()
    var tag = TagReader(bytes: Array(buffer[(position + 2)..<end]))
    position = end + 1
    guard let name = tag.readName(), tag.isAtEnd, let expected = open.popLast(), expected == name else {
      throw Self.problem("has tags that do not match")
    }
    return Self.local(name)
  }

  /// The `>` that ends the tag at `position`, which is not one within an attribute's quotes.
  private mutating func tagEnd() throws(ReadProblem) -> Int {
    var index = position + 1
    var quote: UInt8?
    while true {
      if index >= buffer.count {
        let consumed = position
        guard try fillMore() else { throw Self.problem("ends within a tag") }
        index -= consumed - position
        continue
      }
      let byte = buffer[index]
      if let open = quote {
        if byte == open { quote = nil }
        if byte == UInt8(ascii: "<") { throw Self.problem("has a tag within a tag") }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index
      } else if byte == UInt8(ascii: "<") {
        throw Self.problem("has a tag within a tag")
      }
      index += 1
      guard index - position <= Self.longestTag else {
        throw ReadProblem(kind: .limit, message: "a tag of more than \(Self.longestTag) bytes")
      }
    }
  }

  private static func local(_ name: String) -> String {
    name.firstIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
  }

  // MARK: - Text

  private mutating func readText() throws(ReadProblem) -> String {
    var bytes: [UInt8] = []
    while try fill(1), buffer[position] != UInt8(ascii: "<") {
      let end = buffer[position...].firstIndex(of: UInt8(ascii: "<")) ?? buffer.count
      bytes += buffer[position..<end]
      position = end
      guard bytes.count <= Self.longestText else {
        throw ReadProblem(kind: .limit, message: "a text of more than \(Self.longestText) bytes")
      }
    }
    return try Self.decoded(bytes)
  }

  /// One cell of a spreadsheet holds 32,767 characters; a document's paragraph is of the same order.
  private static let longestText = 8 << 20

  private mutating func readComment() throws(ReadProblem) -> String { try readUntil("-->", after: 4) }

  private mutating func readUntil(_ mark: String, after start: Int) throws(ReadProblem) -> String {
    let mark = Array(mark.utf8)
    position += start
    var length = 0
    while true {
      while position + length + mark.count > buffer.count {
        guard try fillMore() else { throw Self.problem("ends within a section") }
      }
      if buffer[(position + length)..<(position + length + mark.count)].elementsEqual(mark) { break }
      length += 1
      guard length <= Self.longestText else {
        throw ReadProblem(kind: .limit, message: "a section of more than \(Self.longestText) bytes")
      }
    }
    let text = try Self.text(of: Array(buffer[position..<(position + length)]))
    position += length + mark.count
    return text
  }

  /// Text with its references resolved.
  fileprivate static func decoded(_ bytes: [UInt8]) throws(ReadProblem) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return try text(of: bytes) }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "&") else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let tail = bytes[(index + 1)...].prefix(longestReference)
      guard let end = tail.firstIndex(of: UInt8(ascii: ";")),
        let scalar = scalar(of: String(decoding: bytes[(index + 1)..<end], as: UTF8.self))
      else { throw problem("refers to something that it does not define") }
      result += String(Character(scalar)).utf8
      index = end + 1
    }
    return try text(of: result)
  }

  /// `#x10FFFF;` and some zeros.
  private static let longestReference = 16

  private static func scalar(of reference: String) -> Unicode.Scalar? {
    switch reference {
    case "lt": return "<"
    case "gt": return ">"
    case "amp": return "&"
    case "quot": return "\""
    case "apos": return "'"
    default:
      let number =
        reference.hasPrefix("#x")
        ? UInt32(reference.dropFirst(2), radix: 16)
        : reference.hasPrefix("#") ? UInt32(reference.dropFirst()) : nil
      return number.flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }
    }
  }

  private static func text(of bytes: [UInt8]) throws(ReadProblem) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ReadProblem(kind: .undecodable, message: "a part of the document is no UTF-8")
    }
    return text
  }

  // MARK: - Bytes

  private static let blockSize = 1 << 16

  private func starts(with text: String) -> Bool { buffer[position...].starts(with: text.utf8) }

  fileprivate static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d
  }

  /// Makes sure that so many bytes wait, if the source has them.
  @discardableResult
  private mutating func fill(_ count: Int) throws(ReadProblem) -> Bool {
    while buffer.count - position < count {
      guard try fillMore() else { break }
    }
    return buffer.count > position
  }

  private mutating func fillMore() throws(ReadProblem) -> Bool {
    guard !reachedEnd else { return false }
    if position > Self.blockSize || position == buffer.count {
      buffer.removeFirst(position)
      position = 0
    }
    if try source.append(to: &buffer, atMost: Self.blockSize) == 0 {
      reachedEnd = true
      return false
    }
    return true
  }

  fileprivate static func problem(_ reason: String) -> ReadProblem {
    ReadProblem(kind: .malformed, message: "a part of the document \(reason)")
  }
}

/// The inside of one tag.
private struct TagReader {
  var bytes: [UInt8]
  private var index = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return index == bytes.count
    }
  }

  private mutating func skipSpace() {
    while index < bytes.count && XMLScanner.isSpace(bytes[index]) { index += 1 }
  }

  mutating func readName() -> String? {
    let start = index
    while index < bytes.count, !XMLScanner.isSpace(bytes[index]), bytes[index] != UInt8(ascii: "=") {
      index += 1
    }
    return start == index ? nil : String(validating: bytes[start..<index], as: UTF8.self)
  }

  mutating func readAttribute() throws(ReadProblem) -> (name: String, value: String)? {
    skipSpace()
    guard index < bytes.count else { return nil }
    guard let name = readName() else { throw XMLScanner.problem("has an attribute without a name") }
    skipSpace()
    guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else {
      throw XMLScanner.problem("has an attribute without a value")
    }
    index += 1
    skipSpace()
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'"),
      let end = bytes[(index + 1)...].firstIndex(of: bytes[index])
    else { throw XMLScanner.problem("has an attribute without quotes") }
    let value = try XMLScanner.decoded(Array(bytes[(index + 1)..<end]))
    index = end + 1
    return (name, value)
  }
}
