// From the bytes of a policy file to its tree. The only file that knows the YAML library.

import Yams

/// Reads YAML, within limits and without what a policy has no use for: anchors, aliases, tags.
enum YAMLText {
  /// Largest file, in bytes. A policy is a few kilobytes; whatever is larger is not one.
  static let byteLimit = 1 << 20
  /// Most values of a file.
  static let nodeLimit = 20_000
  /// Deepest nesting; a ruleset needs five levels.
  static let depthLimit = 16
  /// Most aliases that the YAML library is given. It hashes keys with their aliases written out, which
  /// takes exponential time; with so few it can't.
  static let aliasLimit = 8
  /// The library lends a string's bytes beyond the call, which is only sound for strings on the heap:
  /// Swift keeps those of up to 15 bytes in place.
  static let shortestHeapString = 16

  /// The tree of the one document in `bytes`.
  static func parse(
    _ bytes: [UInt8], file: String, byteLimit: Int = byteLimit, nodeLimit: Int = nodeLimit
  ) throws(PolicyError) -> PolicyNode {
    guard bytes.count <= byteLimit else {
      throw PolicyError(file: file, message: "is larger than \(byteLimit) bytes")
    }
    try refuseControls(bytes, file: file)
    try refuseAliasBombs(bytes, file: file)
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let body = bytes.starts(with: byteOrderMark) ? bytes[byteOrderMark.count...] : bytes[...]
    guard var text = String(validating: body, as: UTF8.self) else {
      throw PolicyError(file: file, message: "is not UTF-8 text")
    }
    if text.utf8.count < shortestHeapString {
      text += String(repeating: "\n", count: shortestHeapString)
    }
    do {
      // The encoding is given because the default one is read from the environment and printed. The basic
      // resolver takes every value for text: no regular expressions at start-up.
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      guard let root = try parser.singleRoot() else {
        throw PolicyError(file: file, message: "is empty")
      }
      var converter = Converter(file: file, nodeLimit: nodeLimit)
      // A node's anchor lives only as long as its parser.
      return try withExtendedLifetime(parser) { try converter.convert(root, depth: 1) }
    } catch let error as PolicyError {
      throw error
    } catch let error as YamlError {
      throw policyError(error, file: file)
    } catch {
      throw PolicyError(file: file, message: "is not YAML")
    }
  }

  private static func policyError(_ error: YamlError, file: String) -> PolicyError {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let what = context.map { "\($0.text), " } ?? ""
      return PolicyError(file: file, line: mark.line, message: "is not YAML: \(what)\(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.sorted().map(PolicyNode.quoted).joined(separator: ", ")
      return PolicyError(file: file, line: context.mark.line, message: "key \(names) is given twice")
    case .reader(let problem, _, _, _):
      return PolicyError(file: file, message: "is not YAML: \(problem)")
    default:
      return PolicyError(file: file, message: "is not YAML")
    }
  }

  /// Control characters have no business in a policy, whose words are printed.
  private static func refuseControls(_ bytes: [UInt8], file: String) throws(PolicyError) {
    var line = 1
    var previous: UInt8 = 0
    for byte in bytes {
      let isBreakOrTab = byte == 0x09 || byte == 0x0A || byte == 0x0D
      // C2 80 to C2 9F: the second set of control characters.
      if byte < 0x20 && !isBreakOrTab || byte == 0x7F || previous == 0xC2 && byte < 0xA0 {
        throw PolicyError(file: file, line: line, message: "holds a control character")
      }
      if byte == 0x0A { line += 1 }
      previous = byte
    }
  }

  /// Refuses text with an anchor and many aliases, by their look: the exact refusal of every anchor comes
  /// after parsing, but parsing itself must end.
  private static func refuseAliasBombs(_ bytes: [UInt8], file: String) throws(PolicyError) {
    var line = 1
    var aliases = 0
    var anchorLine: Int?
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == 0x0A { line += 1 }
      guard byte == UInt8(ascii: "*") || byte == UInt8(ascii: "&"), index + 1 < bytes.count else { continue }
      let isNamed: Bool
      switch bytes[index + 1] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        isNamed = true
      default: isNamed = false
      }
      guard isNamed else { continue }
      if byte == UInt8(ascii: "*") { aliases += 1 } else { anchorLine = anchorLine ?? line }
    }
    if let anchorLine, aliases > aliasLimit { throw anchorError(file: file, line: anchorLine) }
  }

  fileprivate static func anchorError(file: String, line: Int) -> PolicyError {
    PolicyError(file: file, line: line, message: "anchors and aliases are not allowed in a policy")
  }
}

/// Copies the library's tree, counting.
private struct Converter {
  let file: String
  let nodeLimit: Int
  var nodes = 0
  /// The tags that values without a tag are given.
  static let untagged: [String] = [Tag.Name.str, .seq, .map].map(\.rawValue)

  mutating func convert(_ node: Node, depth: Int) throws(PolicyError) -> PolicyNode {
    let line = node.mark?.line ?? 1
    nodes += 1
    guard nodes <= nodeLimit else {
      throw PolicyError(file: file, line: line, message: "more than \(nodeLimit) values")
    }
    guard depth <= YAMLText.depthLimit else {
      throw PolicyError(
        file: file, line: line, message: "nested deeper than \(YAMLText.depthLimit) levels")
    }
    // Whatever is anchored is refused where it is defined, so no alias is ever followed.
    guard node.anchor == nil else { throw YAMLText.anchorError(file: file, line: line) }
    guard Self.untagged.contains(node.tag.description) else {
      throw PolicyError(file: file, line: line, message: "tags are not allowed in a policy")
    }
    switch node {
    case .scalar(let scalar):
      return PolicyNode(line: line, content: try text(scalar, line: line))
    case .sequence(let sequence):
      var items: [PolicyNode] = []
      for item in sequence { items.append(try convert(item, depth: depth + 1)) }
      return PolicyNode(line: line, content: .list(items))
    case .mapping(let mapping):
      var entries: [PolicyNode.Entry] = []
      for (key, value) in mapping {
        let keyNode = try convert(key, depth: depth + 1)
        guard case .scalar(let name, _) = keyNode.content else {
          throw PolicyError(file: file, line: keyNode.line, message: "a key must be a word")
        }
        entries.append(
          PolicyNode.Entry(key: name, line: keyNode.line, value: try convert(value, depth: depth + 1)))
      }
      return PolicyNode(line: line, content: .map(entries))
    case .alias:
      throw YAMLText.anchorError(file: file, line: line)
    }
  }

  /// Quoted text may have written a control character as an escape.
  private func text(_ scalar: Node.Scalar, line: Int) throws(PolicyError) -> PolicyNode.Content {
    for character in scalar.string.unicodeScalars where character != "\n" && character != "\t" {
      if character.properties.generalCategory == .control {
        throw PolicyError(file: file, line: line, message: "holds a control character")
      }
    }
    return .scalar(scalar.string, isPlain: scalar.style == .plain)
  }
}
