// A JSON document as a value, and its bytes.

import FoundationEssentials

/// A JSON value; an object's keys come out sorted.
enum JSONValue: Encodable {
  case null
  case flag(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  /// A string, or null.
  init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }
  /// A whole number, or null.
  init(_ number: Int?) { self = number.map(JSONValue.integer) ?? .null }

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .array(let values):
      var container = encoder.unkeyedContainer()
      for value in values { try container.encode(value) }
    case .object(let members):
      var container = encoder.container(keyedBy: Key.self)
      for (key, value) in members { try container.encode(value, forKey: Key(stringValue: key)) }
    default:
      var container = encoder.singleValueContainer()
      switch self {
      case .flag(let flag): try container.encode(flag)
      case .integer(let number): try container.encode(number)
      // JSON has no infinities; dropping the number would hide it.
      case .number(let number) where !number.isFinite: try container.encode("\(number)")
      case .number(let number): try container.encode(number)
      case .string(let text): try container.encode(text)
      case .null, .array, .object: try container.encodeNil()
      }
    }
  }

  /// The document, indented; characters that could steer a terminal or reorder text are escaped, which
  /// leaves the value as it was.
  ///
  /// - Parameter indent: spaces in front of every line but the first.
  func bytes(indentedBy indent: Int = 0) throws(ReportError) -> [UInt8] {
    Self.escaped(
      try encoded([.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]),
      indent: Array(repeating: UInt8(ascii: " "), count: indent))
  }

  /// The document on one line, without its end, escaped like ``bytes(indentedBy:)``.
  func line() throws(ReportError) -> [UInt8] {
    Self.escaped(try encoded([.sortedKeys, .withoutEscapingSlashes]), indent: [])
  }

  private func encoded(_ formatting: JSONEncoder.OutputFormatting) throws(ReportError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    do { return [UInt8](try encoder.encode(self)) } catch { throw ReportError.notEncodable("\(error)") }
  }

  /// Line feeds stand only between values, since the encoder escapes those inside strings.
  private static func escaped(_ json: [UInt8], indent: [UInt8]) -> [UInt8] {
    let (space, newline) = (UInt8(ascii: " "), UInt8(ascii: "\n"))
    var result: [UInt8] = []
    result.reserveCapacity(json.count)
    var isInEmptyContainer = false
    for scalar in String(decoding: json, as: UTF8.self).unicodeScalars {
      if isInEmptyContainer && (scalar == " " || scalar == "\n") { continue }
      isInEmptyContainer = false
      if scalar == "\n" && result.last(where: { $0 != space }) == newline {
        // The encoder leaves a blank line inside `{}`.
        while let last = result.last, last == space || last == newline { result.removeLast() }
        isInEmptyContainer = true
      } else if scalar == "\n" {
        result.append(newline)
        result += indent
      } else if Escaping.isUnsafe(scalar) {
        for unit in scalar.utf16 {
          let digits = Escaping.hexadecimal(unit)
          result += "\\u\(String(repeating: "0", count: max(0, 4 - digits.utf8.count)))\(digits)".utf8
        }
      } else {
        result += scalar.utf8
      }
    }
    return result
  }
}
