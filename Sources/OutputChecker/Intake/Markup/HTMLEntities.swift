// References to characters in HTML.

/// Resolves the references that tools write into tables; others stay as they are.
enum HTMLEntities {
  /// Source: WHATWG, HTML Living Standard, 13.5; those that occur in tables of results.
  private static let named: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{a0}", "ndash": "–",
    "mdash": "—", "minus": "−", "le": "≤", "ge": "≥", "plusmn": "±", "times": "×", "middot": "·",
    "hellip": "…", "thinsp": "\u{2009}", "ensp": "\u{2002}", "emsp": "\u{2003}", "shy": "\u{ad}",
    "zwj": "\u{200d}", "zwnj": "\u{200c}", "lrm": "\u{200e}", "rlm": "\u{200f}", "dagger": "†",
    "Dagger": "‡", "sect": "§", "para": "¶", "copy": "©", "deg": "°", "micro": "µ", "frac12": "½",
    "sup2": "²", "sup3": "³", "alpha": "α", "beta": "β", "chi": "χ", "commat": "@", "period": ".",
    "colon": ":", "hyphen": "‐", "lowbar": "_", "num": "#", "percnt": "%", "lpar": "(", "rpar": ")",
  ]
  private static let longest = 10

  static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: "&") {
      result += rest[..<mark]
      rest = rest[rest.index(after: mark)...]
      if let end = rest.prefix(longest).firstIndex(of: ";"), let character = character(String(rest[..<end])) {
        result += character
        rest = rest[rest.index(after: end)...]
      } else if rest.first == "#",
        let character = character("#" + rest.dropFirst().prefix { $0.isASCII && $0.isNumber })
      {
        // Browsers do without the semicolon.
        result += character
        rest = rest.dropFirst().drop { $0.isASCII && $0.isNumber }
      } else {
        result += "&"
      }
    }
    return result + rest
  }

  private static func character(_ reference: String) -> String? {
    guard reference.hasPrefix("#") else { return named[reference] }
    let digits = reference.dropFirst()
    let number =
      digits.hasPrefix("x") || digits.hasPrefix("X") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
  }
}
