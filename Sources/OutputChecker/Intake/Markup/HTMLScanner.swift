// HTML as browsers take it: never refused, whatever is missing.

import DisclosureRules

/// What a scan of HTML comes upon.
enum HTMLEvent: Equatable {
  case start(XMLElement)
  case end(String)
  case text(String)
  case comment(String)
  /// The inside of an element whose content is no markup: `script`, `style`.
  case raw(element: String, String)
}

/// Reads a document from front to back. Names of tags and attributes come in lower case.
///
/// Source: WHATWG, HTML Living Standard, 13.2 parsing; only as far as telling tags from text needs it.
struct HTMLScanner {
  private let bytes: [UInt8]
  /// The next byte.
  private(set) var position = 0
  private var pending: HTMLEvent?
  private var rawElement: String?
  /// The physical line of the next byte, from 1.
  private(set) var line = 1

  /// Elements whose content ends only at their own end tag.
  private static let rawElements: Set<String> = [
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed",
  ]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next event; nil at the end.
  mutating func next() -> HTMLEvent? {
    if let event = pending {
      pending = nil
      return event
    }
    if let element = rawElement {
      rawElement = nil
      let text = take(until: "</" + element)
      if !text.isEmpty { return .raw(element: element, text) }
    }
    guard position < bytes.count else { return nil }
    if bytes[position] == UInt8(ascii: "<"), let event = readMarkup() { return event }
    return readText()
  }

  private mutating func readText() -> HTMLEvent {
    let start = position
    advance(by: 1)
    while position < bytes.count, !(bytes[position] == UInt8(ascii: "<") && startsMarkup(position + 1)) {
      advance(by: 1)
    }
    return .text(HTMLEntities.decoded(String(decoding: bytes[start..<position], as: UTF8.self)))
  }

  private func startsMarkup(_ index: Int) -> Bool {
    guard index < bytes.count else { return false }
    let byte = bytes[index]
    return ByteKind.isLetter(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "!")
      || byte == UInt8(ascii: "?")
  }

  private mutating func readMarkup() -> HTMLEvent? {
    guard startsMarkup(position + 1) else { return nil }
    if bytes[position...].starts(with: "<!--".utf8) {
      advance(by: 4)
      let text = take(until: "-->")
      advance(by: 3)
      return .comment(text)
    }
    let second = bytes[position + 1]
    if second == UInt8(ascii: "!") || second == UInt8(ascii: "?") {
      // A document type, or what browsers take for a comment.
      let isDoctype = bytes[position...].prefix(9).map { $0 | 0x20 }.starts(
        with: "<!doctype".utf8.map { $0 | 0x20 })
      advance(by: 2)
      let text = take(until: ">")
      advance(by: 1)
      // No text, and no further event by a call of its own: there may be millions of them.
      return isDoctype ? .text("") : .comment(text)
    }
    if second == UInt8(ascii: "/") {
      advance(by: 2)
      let name = readName()
      _ = take(until: ">")
      advance(by: 1)
      return .end(name)
    }
    advance(by: 1)
    let name = readName()
    let (attributes, isEmpty) = readAttributes()
    if Self.rawElements.contains(name) { rawElement = name }
    if isEmpty && rawElement == nil { pending = .end(name) }
    return .start(XMLElement(name: name, attributes: attributes))
  }

  private mutating func readName() -> String {
    let start = position
    while position < bytes.count, !Self.isSpace(bytes[position]), bytes[position] != UInt8(ascii: ">"),
      bytes[position] != UInt8(ascii: "/")
    {
      advance(by: 1)
    }
    return String(decoding: bytes[start..<position].map(ByteKind.lowered), as: UTF8.self)
  }

  private mutating func readAttributes() -> ([(name: String, value: String)], Bool) {
    var attributes: [(name: String, value: String)] = []
    var isEmpty = false
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: ">") {
        advance(by: 1)
        break
      }
      if Self.isSpace(byte) || byte == UInt8(ascii: "/") {
        isEmpty = byte == UInt8(ascii: "/")
        advance(by: 1)
        continue
      }
      isEmpty = false
      let start = position
      while position < bytes.count, !Self.isSpace(bytes[position]),
        !"=>/".utf8.contains(bytes[position]) || position == start
      {
        advance(by: 1)
      }
      let name = String(decoding: bytes[start..<position].map(ByteKind.lowered), as: UTF8.self)
      while position < bytes.count, Self.isSpace(bytes[position]) { advance(by: 1) }
      var value = ""
      if position < bytes.count, bytes[position] == UInt8(ascii: "=") {
        advance(by: 1)
        while position < bytes.count, Self.isSpace(bytes[position]) { advance(by: 1) }
        value = readValue()
      }
      // Of two attributes of one name browsers take the first.
      if !attributes.contains(where: { $0.name == name }) { attributes.append((name, value)) }
    }
    return (attributes, isEmpty)
  }

  private mutating func readValue() -> String {
    guard position < bytes.count else { return "" }
    let quote = bytes[position]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      advance(by: 1)
      let start = position
      while position < bytes.count, bytes[position] != quote { advance(by: 1) }
      let value = String(decoding: bytes[start..<position], as: UTF8.self)
      advance(by: 1)
      return HTMLEntities.decoded(value)
    }
    let start = position
    while position < bytes.count, !Self.isSpace(bytes[position]), bytes[position] != UInt8(ascii: ">") {
      advance(by: 1)
    }
    return HTMLEntities.decoded(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  /// Passes over everything before a mark, in whatever letter case; to the end when there is none.
  private mutating func take(until mark: String) -> String {
    let mark = mark.utf8.map(ByteKind.lowered)
    let start = position
    while position < bytes.count {
      if ByteKind.lowered(bytes[position]) == mark[0], position + mark.count <= bytes.count,
        bytes[position..<(position + mark.count)].lazy.map(ByteKind.lowered).elementsEqual(mark)
      {
        break
      }
      advance(by: 1)
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func advance(by count: Int) {
    for _ in 0..<count where position < bytes.count {
      if bytes[position] == UInt8(ascii: "\n") { line += 1 }
      position += 1
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }
}
