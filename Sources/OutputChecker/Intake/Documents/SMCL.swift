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
      let target = min(words.dropFirst().first.flatMap { Int($0) } ?? 0, widestLine)
      while line.count < target - 1 { line.append(" ") }
    case "space":
      line += String(repeating: " ", count: min(words.dropFirst().first.flatMap { Int($0) } ?? 1, widestLine))
    case "hline":
      line += String(repeating: "-", count: min(words.dropFirst().first.flatMap { Int($0) } ?? 3, widestLine))
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
}
