// Stata's markup of logs.

/// Lines of SMCL as plain text. Source: Stata, help smcl.
enum SMCL {
  static let firstBytes = Array("{smcl}".utf8)

  /// A line without its directives; those that stand for text become that text.
  static func plain(_ line: String) -> String {
    var result = ""
    var rest = line[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[rest.index(after: open)...]
      guard let close = rest.firstIndex(of: "}") else { return result + rest }
      append(String(rest[..<close]), to: &result)
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// Characters of the longest line that Stata writes.
  private static let widestLine = 255

  private static func append(_ directive: String, to line: inout String) {
    if let colon = directive.firstIndex(of: ":") {
      // `{res:12}`: the text behind the colon is shown.
      line += directive[directive.index(after: colon)...]
      return
    }
    let words = directive.split(separator: " ")
    switch words.first.map(String.init) ?? "" {
    case "col":
      // A longer line stands behind the column already; to count it each time would take long.
      guard line.utf8.count < widestLine else { return }
      line += String(repeating: " ", count: max(0, width(words, otherwise: 0) - 1 - line.count))
    case "space": line += String(repeating: " ", count: width(words, otherwise: 1))
    case "hline": line += String(repeating: "-", count: width(words, otherwise: 3))
    case "c":
      switch words.dropFirst().first.map(String.init) ?? "" {
      case "|": line.append("|")
      case "-(": line.append("{")
      case ")-": line.append("}")
      default: line.append("+")
      }
    default: break
    }
  }

  /// The number of characters that a directive asks for; nothing below 0, whatever is written there.
  private static func width(_ words: [Substring], otherwise usual: Int) -> Int {
    guard words.count > 1 else { return usual }
    return min(max(0, Int(words[1]) ?? usual), widestLine)
  }
}
