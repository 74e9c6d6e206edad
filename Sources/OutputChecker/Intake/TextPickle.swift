// Objects of Python that are written in letters.

import DisclosureRules

/// Tells a pickle of protocol 0 from text. Source: Python, pickletools.
enum TextPickle {
  /// Opcodes without an argument.
  private static let bare = Set("(0.2NR}]abdelostu".utf8)
  /// Opcodes whose argument ends with the line.
  private static let line = Set("FILPSVgp".utf8)
  /// Opcodes whose argument is two lines.
  private static let twoLines = Set("ci".utf8)
  /// Opcodes that a pickle of anything worth hiding has at least.
  private static let fewest = 4

  /// Whether bytes are the opcodes of a pickle from their start to the end of the window, or to the end of the pickle.
  static func matches(_ window: [UInt8]) -> Bool {
    guard let first = window.first,
      first == UInt8(ascii: "(") || twoLines.contains(first) || line.contains(first)
    else { return false }
    var index = 0
    var count = 0
    var stores = 0
    while index < window.count {
      let opcode = window[index]
      index += 1
      count += 1
      if opcode == UInt8(ascii: ".") { return count >= fewest && stores > 0 }
      let lines = line.contains(opcode) ? 1 : twoLines.contains(opcode) ? 2 : 0
      guard lines > 0 || bare.contains(opcode) else { return false }
      let start = index
      for _ in 0..<lines {
        while index < window.count && window[index] != UInt8(ascii: "\n") { index += 1 }
        index += 1
      }
      if opcode == UInt8(ascii: "p") {
        let digits = window[start..<min(index - 1, window.count)]
        guard !digits.isEmpty, digits.allSatisfy({ ByteKind.isDigit($0) }) else { return false }
        stores += 1
      }
    }
    // The window ended before the pickle did.
    return count >= fewest && stores > 0
  }
}
