// Files that stand in a text as letters: base64 over several lines, uuencode, messages, and tables without their frame.

import DisclosureRules

/// Finds what lines of a text carry that the text itself does not say.
///
/// Source: RFC 2045, 6.8 (lines of base64), RFC 9580 (ASCII armour), POSIX uuencode.
enum TransportBlock {
  /// Characters of a whole line of base64, and whole lines that make a block; a shorter one may end it.
  private static let lineLengths = 60...76
  private static let fewestLines = 2

  /// Adds the files to a document's parts, and notes what is not decoded.
  static func take(_ lines: [String], into parts: inout DocumentParts) {
    var index = 0
    while index < lines.count {
      let line = lines[index]
      if announces(line) { parts.note(.unreadPart, at: Location(line: index + 1)) }
      guard isCode(line), lineLengths.contains(line.utf8.count) else {
        index += 1
        continue
      }
      let start = index
      while index < lines.count, isCode(lines[index]), lines[index].utf8.count == line.utf8.count {
        index += 1
      }
      guard index - start >= fewestLines else { continue }
      var block = lines[start..<index].joined()
      if index < lines.count, lines[index].utf8.count < line.utf8.count, isCode(lines[index]) {
        block += lines[index]
        index += 1
      }
      // Sequences and digests in lines of one length are no code.
      guard isMixed(block) else { continue }
      if let bytes = Base64.decoded(block.utf8), !bytes.isEmpty {
        parts.files.append(.init(name: "base64-\(start + 1)", bytes: bytes))
      } else {
        parts.note(.unreadPart, at: Location(line: start + 1))
      }
    }
  }

  /// Rows of a LaTeX table whose frame stands in another file: at least two with a number.
  static func holdsBareRows(_ lines: [String]) -> Bool {
    var rows = 0
    for line in lines {
      let said = line.trimmingSpaces()
      if said.hasSuffix("\\\\"), said.contains("&") {
        if said.contains(where: \.isNumber) { rows += 1 }
        if rows == fewestLines { return true }
      } else if !said.isEmpty, !said.hasPrefix("\\") {
        rows = 0
      }
    }
    return false
  }

  /// A line that says that something encoded or encrypted follows.
  static func announces(_ line: String) -> Bool {
    let said = line.lowercased()
    if said.hasPrefix("-----begin ") { return true }
    if said.hasPrefix("content-transfer-encoding:") {
      return said.hasSuffix("base64") || said.hasSuffix("quoted-printable")
    }
    let words = said.split(separator: " ")
    return words.count == 3 && (words[0] == "begin" || words[0] == "begin-base64")
      && (3...4).contains(words[1].count) && words[1].allSatisfy { ("0"..."7").contains($0) }
  }

  /// Capital and small letters, and digits.
  private static func isMixed(_ block: String) -> Bool {
    block.utf8.contains { ByteKind.isDigit($0) }
      && block.utf8.contains { ByteKind.isLetter($0) && $0 & 0x20 != 0 }
      && block.utf8.contains { $0 >= UInt8(ascii: "G") && $0 <= UInt8(ascii: "Z") }
  }

  private static func isCode(_ line: String) -> Bool {
    !line.isEmpty && line.utf8.allSatisfy { Base64.value($0) != nil || $0 == UInt8(ascii: "=") }
  }
}
