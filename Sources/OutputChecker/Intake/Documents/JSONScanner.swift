// JSON that somebody else wrote: numbers as they stand, the order of keys kept, every value with its line.

import DisclosureRules

/// A value of a document.
struct JSONNode {
  /// What it is.
  enum Content {
    case null
    case flag(Bool)
    /// As written.
    case number(String)
    case string(String)
    case array([JSONNode])
    /// In file order; a key may occur twice.
    case object([(key: String, value: JSONNode)])
  }

  var content: Content
  /// The physical line on which it starts, from 1.
  var line: Int

  /// The first value of a key.
  subscript(key: String) -> JSONNode? {
    if case .object(let members) = content { return members.first { $0.key == key }?.value }
    return nil
  }

  var array: [JSONNode]? { if case .array(let nodes) = content { nodes } else { nil } }
  var object: [(key: String, value: JSONNode)]? {
    if case .object(let members) = content { members } else { nil }
  }
  var string: String? { if case .string(let text) = content { text } else { nil } }
  /// The text of a value that is neither list nor object; `null` is nothing.
  var scalar: String? {
    switch content {
    case .null: ""
    case .flag(let flag): flag ? "true" : "false"
    case .number(let text), .string(let text): text
    case .array, .object: nil
    }
  }
}

/// Reads JSON strictly. Source: RFC 8259.
struct JSONScanner {
  /// Values within values. Source: most readers stop between 500 and 1,000.
  private static let deepest = 512

  /// Values of one document: each takes some 80 bytes of memory.
  private static let mostValues = 4_000_000

  private let bytes: [UInt8]
  private var values = 0
  private var position = 0
  private var line = 1

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The one value of a document.
  static func parse(_ bytes: [UInt8]) throws(ReadProblem) -> JSONNode {
    var scanner = JSONScanner(bytes)
    let node = try scanner.value(depth: 0)
    scanner.skipSpace()
    guard scanner.position == bytes.count else { throw scanner.problem("there is something behind its end") }
    return node
  }

  /// The values of a document that has one a line, or one behind the other.
  static func parseSequence(_ bytes: [UInt8]) throws(ReadProblem) -> [JSONNode] {
    var scanner = JSONScanner(bytes)
    var nodes: [JSONNode] = []
    scanner.skipSpace()
    while scanner.position < bytes.count {
      nodes.append(try scanner.value(depth: 0))
      scanner.skipSpace()
    }
    return nodes
  }

  private mutating func value(depth: Int) throws(ReadProblem) -> JSONNode {
    guard depth < Self.deepest else {
      throw ReadProblem(
        kind: .limit, message: "values are nested more than \(Self.deepest) deep", byteOffset: position)
    }
    values += 1
    guard values <= Self.mostValues else {
      throw ReadProblem(
        kind: .limit, message: "more than \(Self.mostValues) values in one document", byteOffset: position)
    }
    skipSpace()
    let start = line
    guard position < bytes.count else { throw problem("it ends early") }
    switch bytes[position] {
    case UInt8(ascii: "{"): return JSONNode(content: .object(try members(depth: depth)), line: start)
    case UInt8(ascii: "["): return JSONNode(content: .array(try elements(depth: depth)), line: start)
    case UInt8(ascii: "\""): return JSONNode(content: .string(try string()), line: start)
    default: return JSONNode(content: try word(), line: start)
    }
  }

  private mutating func members(depth: Int) throws(ReadProblem) -> [(key: String, value: JSONNode)] {
    position += 1
    var members: [(key: String, value: JSONNode)] = []
    skipSpace()
    if take("}") { return members }
    while true {
      skipSpace()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
        throw problem("a key is missing")
      }
      let key = try string()
      skipSpace()
      guard take(":") else { throw problem("a colon is missing") }
      members.append((key, try value(depth: depth + 1)))
      skipSpace()
      if take("}") { return members }
      guard take(",") else { throw problem("a comma is missing") }
    }
  }

  private mutating func elements(depth: Int) throws(ReadProblem) -> [JSONNode] {
    position += 1
    var nodes: [JSONNode] = []
    skipSpace()
    if take("]") { return nodes }
    while true {
      nodes.append(try value(depth: depth + 1))
      skipSpace()
      if take("]") { return nodes }
      guard take(",") else { throw problem("a comma is missing") }
    }
  }

  /// A number, `true`, `false`, `null`, and what Python writes for numbers that are none.
  private mutating func word() throws(ReadProblem) -> JSONNode.Content {
    let start = position
    while position < bytes.count, Self.isWord(bytes[position]) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    switch text {
    case "true": return .flag(true)
    case "false": return .flag(false)
    case "null": return .null
    case "NaN", "Infinity", "-Infinity": return .string(text)
    default:
      guard let first = text.utf8.first, first == UInt8(ascii: "-") || ByteKind.isDigit(first),
        Double(text) != nil
      else {
        throw problem("a value is missing")
      }
      return .number(text)
    }
  }

  private mutating func string() throws(ReadProblem) -> String {
    position += 1
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") {
        guard let decoded = String(validating: text, as: UTF8.self) else {
          throw ReadProblem(kind: .undecodable, message: "a text is no UTF-8", byteOffset: position)
        }
        return decoded
      }
      guard byte >= 0x20 else { throw problem("a text holds a control character") }
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      text += String(Character(try escape())).utf8
    }
    throw problem("a text does not end")
  }

  private mutating func escape() throws(ReadProblem) -> Unicode.Scalar {
    guard position < bytes.count else { throw problem("a text does not end") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "u"):
      let high = try unit()
      if let scalar = Unicode.Scalar(high) { return scalar }
      // A pair of surrogates stands for one character; half a pair for none.
      guard (0xd800..<0xdc00).contains(high), position + 1 < bytes.count,
        bytes[position] == UInt8(ascii: "\\"),
        bytes[position + 1] == UInt8(ascii: "u")
      else { return "\u{fffd}" }
      position += 2
      let low = try unit()
      guard (0xdc00..<0xe000).contains(low) else { return "\u{fffd}" }
      return Unicode.Scalar(0x10000 + (UInt32(high) - 0xd800) << 10 + (UInt32(low) - 0xdc00)) ?? "\u{fffd}"
    default: throw problem("a text holds an unknown escape")
    }
  }

  private mutating func unit() throws(ReadProblem) -> UInt16 {
    guard position + 4 <= bytes.count,
      let unit = UInt16(String(decoding: bytes[position..<(position + 4)], as: UTF8.self), radix: 16)
    else { throw problem("a text holds a broken escape") }
    position += 4
    return unit
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\n"):
        line += 1
        position += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
      default: return
      }
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    ByteKind.isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 26 || "+-.".utf8.contains(byte)
  }

  private func problem(_ reason: String) -> ReadProblem {
    ReadProblem(kind: .malformed, message: "the JSON is damaged: \(reason)", byteOffset: position)
  }
}
