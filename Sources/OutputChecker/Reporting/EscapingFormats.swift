// Escapes for the languages of the reports: markup, Markdown, annotations, SARIF messages, addresses.

extension Escaping {
  /// Text between tags or within a quoted attribute, in HTML and in XML.
  static func markup(_ text: String) -> String {
    var safe = ""
    for scalar in terminal(text).unicodeScalars {
      switch scalar {
      case "&": safe += "&amp;"
      case "<": safe += "&lt;"
      case ">": safe += "&gt;"
      case "\"": safe += "&quot;"
      case "'": safe += "&#39;"
      // No characters of XML 1.0 (section 2.2).
      case "\u{FFFE}", "\u{FFFF}": safe += "\\u{\(hexadecimal(scalar.value))}"
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }

  /// Text from a file in Markdown: as code, in which no reader looks for links, mentions or markup.
  static func markdownCode(_ text: String) -> String {
    let safe = terminal(text)
    var longestRun = 0
    var run = 0
    for character in safe {
      run = character == "`" ? run + 1 : 0
      longestRun = max(longestRun, run)
    }
    let fence = String(repeating: "`", count: longestRun + 1)
    // A space beside a backtick is taken off by the reader. Source: CommonMark 0.31, 6.1.
    let needsSpace = safe.isEmpty || safe.hasPrefix("`") || safe.hasSuffix("`") || safe.hasPrefix(" ")
    let content = needsSpace ? " \(safe) " : safe
    // Tables are cut at bars before code is looked for. Source: GitHub Flavored Markdown, 4.10.
    return fence + content.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
      + fence
  }

  /// Our own words in Markdown.
  static func markdownWords(_ text: String) -> String {
    var safe = ""
    for scalar in terminal(text).unicodeScalars {
      // Source: CommonMark 0.31, 2.4; of ASCII punctuation those that mean something within a line.
      if "\\`*_[]<>|~#&".unicodeScalars.contains(scalar) { safe += "\\" }
      safe.unicodeScalars.append(scalar)
    }
    return safe
  }

  /// The message of a workflow command of GitHub Actions.
  static func annotationMessage(_ text: String) -> String { annotation(text, alsoEscaping: "") }

  /// A property of a workflow command of GitHub Actions.
  static func annotationProperty(_ text: String) -> String { annotation(text, alsoEscaping: ":,") }

  private static func annotation(_ text: String, alsoEscaping others: String) -> String {
    var safe = ""
    for scalar in terminal(text, keepingNewlines: true).unicodeScalars {
      if scalar == "%" || scalar == "\n" || others.unicodeScalars.contains(scalar) {
        safe += (scalar == "\n" ? "%0" : "%") + hexadecimal(scalar.value)
      } else {
        safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }

  /// The text of a SARIF message: no link and no placeholder begins in it. Source: SARIF 2.1.0, 3.11.5, 3.11.6.
  static func sarifMessage(_ text: String) -> String {
    var safe = ""
    for scalar in terminal(text).unicodeScalars {
      switch scalar {
      case "\\", "[", "]": safe += "\\"
      case "{", "}": safe.unicodeScalars.append(scalar)
      default: break
      }
      safe.unicodeScalars.append(scalar)
    }
    return safe
  }

  /// A report's path, which is percent-encoded in part already, as a relative reference. Source: RFC 3986.
  static func uriReference(_ path: String) -> String {
    var reference = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: "%"), UInt8(ascii: "!"), UInt8(ascii: "("),
        UInt8(ascii: ")"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: "@"):
        reference.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        reference += byte < 16 ? "%0\(hexadecimal(byte))" : "%\(hexadecimal(byte))"
      }
    }
    // Two slashes at the start would name a host.
    return reference.hasPrefix("//") ? "/." + reference : reference
  }
}
