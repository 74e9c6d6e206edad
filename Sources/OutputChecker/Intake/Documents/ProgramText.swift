// What tells programs from tables and prose.

import DisclosureRules

/// Recognises lines of programs, queries and settings in braces.
enum ProgramText {
  /// Of the lines of a program at least one in so many shows what it is: the others are comments, arguments and names.
  private static let leastShare = 3
  /// Fewer lines say nothing of a whole text.
  private static let fewestLines = 4

  /// Whether lines are those of a program; a console shows what was typed among what came of it.
  static func isProgram(_ lines: some Sequence<String>) -> Bool {
    var all = 0
    var marked = 0
    for line in lines where !TextTables.isBlank(line) {
      if TextTables.isTyped(line) { return false }
      all += 1
      if isLine(line) { marked += 1 }
    }
    return all >= fewestLines && marked * leastShare >= all
  }

  /// Whether a line has what programs write: calls, assignments, comparisons, braces, keys in quotes, or a word with which
  /// statements begin.
  static func isLine(_ line: String) -> Bool {
    // Semicolons part cells as well; at the end of a line they part statements.
    let hasSemicolon = line.utf8.contains(UInt8(ascii: ";"))
    if GroupSizes.isCode(hasSemicolon ? line.filter { $0 != ";" } : line) { return true }
    if hasSemicolon, line.utf8.last(where: { $0 != 0x20 && $0 != 0x09 }) == UInt8(ascii: ";") { return true }
    var previous: UInt8 = 0x20
    for byte in line.utf8 {
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "}"): return true
      case UInt8(ascii: ":"):
        if previous == UInt8(ascii: "\"") || previous == UInt8(ascii: "'") { return true }
      default: break
      }
      previous = byte
    }
    let start = line.drop { $0 == " " || $0 == "\t" }
    let word = start.prefix { $0.isLetter || $0 == "#" || $0 == "!" }
    return word.count < start.count && EmbeddedWords.statements.contains(word.lowercased())
  }
}
