// What style sheets do to a page: hide parts of it, and fetch others.

import DisclosureRules

/// The rules of a page's style sheets that hide something, as far as simple selectors go.
///
/// Source: W3C, CSS 2.1, 4.1.7 (rule sets), 5 (selectors), 11.2 (visibility).
struct StyleSheet {
  /// Names of classes, identifiers and elements, in lower case.
  private struct Names {
    var classes: Set<String> = []
    var identifiers: Set<String> = []
    var elements: Set<String> = []

    func contain(_ element: XMLElement) -> Bool {
      if elements.contains(element.name) { return true }
      if let name = element["id"], identifiers.contains(name.lowercased()) { return true }
      guard !classes.isEmpty, let list = element["class"] else { return false }
      return list.lowercased().split(whereSeparator: \.isWhitespace).contains { classes.contains(String($0)) }
    }
  }

  /// Elements that are not shown, whose letters are white, whose shapes are, and behind which there is a colour.
  private var hidden = Names()
  private var white = Names()
  private var whiteFills = Names()
  private var coloured = Names()
  /// Something is fetched from another place.
  private(set) var reachesOut = false
  /// What the style sheets themselves write into the page.
  private(set) var contents: [String] = []

  init() {}

  /// All style sheets of a page or a drawing: they apply to what stands before them, too.
  init(of bytes: [UInt8]) {
    guard bytes.contains(UInt8(ascii: "{")) else { return }
    var scanner = HTMLScanner(bytes)
    while let event = scanner.next() {
      if case .raw("style", let content) = event { add(content) }
    }
  }

  /// Takes the text of a style sheet.
  mutating func add(_ text: String) {
    let plain = Self.withoutComments(text)
    contents += StyleDeclarations.contents(in: plain)
    let lower = plain.lowercased()
    if Self.fetches(lower) { reachesOut = true }
    var rest = lower[...]
    while let open = rest.firstIndex(of: "{") {
      let selectors = rest[..<open]
      rest = rest[rest.index(after: open)...]
      // `@media` holds rules of its own: what follows is read as the next rule.
      if selectors.drop(while: { $0.isWhitespace || $0 == "}" }).hasPrefix("@media") { continue }
      let close = rest.firstIndex(of: "}") ?? rest.endIndex
      let declarations = StyleDeclarations(String(rest[..<close]))
      for selector in selectors.split(separator: ",") { add(selector, declarations) }
      rest = rest[close...].dropFirst()
    }
  }

  private mutating func add(_ selector: Substring, _ declarations: StyleDeclarations) {
    if declarations.hides { Self.add(selector, to: &hidden) }
    if let colour = declarations.colour, colour.isPaper { Self.add(selector, to: &white) }
    if let fill = declarations["fill"], PaintColour(fill).isPaper { Self.add(selector, to: &whiteFills) }
    if let background = declarations.background, background != .nothing, !background.isPaper {
      Self.add(selector, to: &coloured)
    }
  }

  /// Only the last part of a selector says which element it is about; a state, such as `:hover`, passes.
  private static func add(_ selector: Substring, to names: inout Names) {
    guard let last = selector.split(whereSeparator: { $0.isWhitespace || ">+~}".contains($0) }).last,
      !last.contains(":"), !last.contains("[")
    else { return }
    if let mark = last.lastIndex(where: { $0 == "." || $0 == "#" }) {
      let name = String(last[last.index(after: mark)...])
      if last[mark] == "." { names.classes.insert(name) } else { names.identifiers.insert(name) }
    } else {
      names.elements.insert(String(last))
    }
  }

  /// Whether the element is hidden by a rule, or by its own style.
  func hides(_ element: XMLElement) -> Bool {
    if element["hidden"] != nil { return true }
    if let style = element["style"], StyleDeclarations(style).hides { return true }
    return hidden.contain(element)
  }

  /// Whether an element writes in white, whatever is behind it, and whether there is a colour behind its letters.
  func colours(of element: XMLElement) -> (isWhite: Bool, isColoured: Bool) {
    let own = element["style"].map { StyleDeclarations($0) }
    let isWhite =
      own?.colour.map(\.isPaper)
      ?? (element["color"].map { PaintColour($0).isPaper } ?? white.contain(element))
    let background = own?.background ?? element["bgcolor"].map { PaintColour($0) }
    // Letters in the colour of what is behind them are as white as on paper.
    if let background, background != .other, background != .nothing, background == own?.colour {
      return (true, false)
    }
    let isColoured = background.map { $0 != .nothing && !$0.isPaper } ?? coloured.contain(element)
    return (isWhite, isColoured)
  }

  /// Whether a rule fills an element of a drawing with white.
  func fillsWhite(_ element: XMLElement) -> Bool { whiteFills.contain(element) }

  /// Whether a style fetches a picture, a font or another style sheet.
  static func fetches(_ style: String) -> Bool {
    let said = style.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }.lowercased()
    return ["url(http:", "url(https:", "url(//", "@importhttp", "@import//"].contains { said.contains($0) }
  }

  static func withoutComments(_ text: String) -> String {
    guard text.contains("/*") else { return text }
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
