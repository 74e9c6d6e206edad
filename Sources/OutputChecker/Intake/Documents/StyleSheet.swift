// What style sheets do to a page: hide parts of it, and fetch others.

import DisclosureRules

/// The rules of a page's style sheets that hide something, as far as simple selectors go.
///
/// Source: W3C, CSS 2.1, 4.1.7 (rule sets), 5 (selectors), 11.2 (visibility).
struct StyleSheet {
  /// Names of classes, identifiers and elements whose elements are not shown.
  private var classes: Set<String> = []
  private var identifiers: Set<String> = []
  private var elements: Set<String> = []
  /// Something is fetched from another place.
  private(set) var reachesOut = false

  /// Takes the text of a style sheet.
  mutating func add(_ text: String) {
    let lower = Self.withoutComments(text.lowercased())
    if Self.fetches(lower) { reachesOut = true }
    var rest = lower[...]
    while let open = rest.firstIndex(of: "{") {
      let selectors = rest[..<open]
      rest = rest[rest.index(after: open)...]
      // `@media` holds rules of its own: what follows is read as the next rule.
      if selectors.drop(while: { $0.isWhitespace || $0 == "}" }).hasPrefix("@media") { continue }
      let close = rest.firstIndex(of: "}") ?? rest.endIndex
      if Self.hides(String(rest[..<close])) {
        for selector in selectors.split(separator: ",") { addHidden(selector) }
      }
      rest = rest[close...].dropFirst()
    }
  }

  /// Only the last part of a selector says which element it is about; a state, such as `:hover`, passes.
  private mutating func addHidden(_ selector: Substring) {
    guard let last = selector.split(whereSeparator: { $0.isWhitespace || ">+~}".contains($0) }).last,
      !last.contains(":"), !last.contains("[")
    else { return }
    if let mark = last.lastIndex(where: { $0 == "." || $0 == "#" }) {
      let name = String(last[last.index(after: mark)...])
      if last[mark] == "." { classes.insert(name) } else { identifiers.insert(name) }
    } else {
      elements.insert(String(last))
    }
  }

  /// Whether the element is hidden by a rule, or by its own style.
  func hides(_ element: XMLElement) -> Bool {
    if element["hidden"] != nil { return true }
    if let style = element["style"], Self.hides(style.lowercased()) { return true }
    if elements.contains(element.name) { return true }
    if let name = element["id"], identifiers.contains(name.lowercased()) { return true }
    return element["class"].map { list in
      list.lowercased().split(whereSeparator: \.isWhitespace).contains { classes.contains(String($0)) }
    } ?? false
  }

  /// Lengths that put an element out of sight, with their sign.
  private static let farAway = ["left:-", "top:-", "text-indent:-"]
  private static let farDigits = 3
  private static let hiding = [
    "display:none", "visibility:hidden", "visibility:collapse", "opacity:0;", "font-size:0;", "font-size:0p",
    "font-size:0e", "font-size:0r", "opacity:0.0;", "clip:rect(0", "clip-path:inset(100%",
    "color:transparent",
    "transform:scale(0)",
  ]

  /// Whether declarations, in lower case, keep an element from being seen.
  static func hides(_ declarations: String) -> Bool {
    // `!important` and blanks change nothing of what a declaration says.
    let said = declarations.replacing("!important", with: "").filter { !$0.isWhitespace } + ";"
    if hiding.contains(where: { said.contains($0) && !said.contains("-" + $0) }) { return true }
    return farAway.contains { start in
      guard let range = said.firstRange(of: start) else { return false }
      return said[range.upperBound...].prefix { $0.isNumber }.count >= farDigits
    }
  }

  /// Whether declarations of an element write in white on what is most likely paper.
  static func isWhite(_ declarations: String) -> Bool {
    let said = ";" + declarations.lowercased().filter { !$0.isWhitespace } + ";"
    let background = said.split(separator: ";").last { $0.hasPrefix("background") }
    let paper = ["white", "#fff", "#ffffff"]
    if let background, !paper.contains(where: background.hasSuffix) { return false }
    return paper.contains { said.contains(";color:\($0);") }
  }

  /// Whether a style fetches a picture, a font or another style sheet.
  static func fetches(_ style: String) -> Bool {
    let said = style.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }.lowercased()
    return ["url(http:", "url(https:", "url(//", "@importhttp", "@import//"].contains { said.contains($0) }
  }

  private static func withoutComments(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "/*") {
      result += rest[..<open.lowerBound]
      rest = rest[open.upperBound...]
      rest = rest.firstRange(of: "*/").map { rest[$0.upperBound...] } ?? ""
    }
    return result + rest
  }
}
