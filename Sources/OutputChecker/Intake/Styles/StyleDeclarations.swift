// What the declarations of one style say of whether an element is seen.

/// Declarations of a rule or of a `style` attribute. Source: W3C, CSS 2.1, 4.1.8; CSS Syntax Level 3, 4.3.7 (escapes).
struct StyleDeclarations {
  private var values: [String: String] = [:]

  init(_ text: String) {
    let plain = StyleSheet.withoutComments(text.contains("\\") ? Self.unescaped(text) : text)
    for declaration in plain.split(separator: ";") {
      guard let colon = declaration.firstIndex(of: ":") else { continue }
      let name = declaration[..<colon].filter { !$0.isWhitespace }.lowercased()
      var value = declaration[declaration.index(after: colon)...].lowercased()[...]
      if let mark = value.firstIndex(of: "!") { value = value[..<mark] }
      values[name] = value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }

  subscript(name: String) -> String? { values[name] }

  /// Properties that move an element; so far to the left or above that nobody sees it.
  private static let moving = [
    "left", "right", "top", "bottom", "margin-left", "margin-right", "margin-top", "text-indent",
  ]
  private static let farAway = -100.0
  /// Letters smaller than this are no letters to who looks at them, in pixels and in the parent's letters.
  private static let smallest = (pixels: 2.0, relative: 0.1)

  /// Whether the element is kept from being seen.
  var hides: Bool {
    if values["display"] == "none" || values["content-visibility"] == "hidden" { return true }
    if let visibility = values["visibility"], visibility == "hidden" || visibility == "collapse" {
      return true
    }
    if let opacity = values["opacity"].flatMap(Self.share), opacity < PaintColour.leastOpacity { return true }
    if let size = values["font-size"] ?? values["font"], Self.isTiny(size) { return true }
    if let colour = values["color"], PaintColour(colour) == .nothing, colour != "none" { return true }
    let clip = (values["clip"] ?? "").filter { !$0.isWhitespace }
    if clip.hasPrefix("rect(0") || clip.hasPrefix("rect(1px,1px") { return true }
    let path = (values["clip-path"] ?? "").filter { !$0.isWhitespace }
    if ["inset(100%", "inset(50%", "circle(0"].contains(where: path.hasPrefix) { return true }
    let transform = (values["transform"] ?? "").filter { !$0.isWhitespace }
    if ["scale(0)", "scale(0,", "scalex(0)", "scaley(0)", "scale(0.0"].contains(where: transform.contains) {
      return true
    }
    let isClosed = ["height", "width", "max-height", "max-width"].contains { name in
      values[name].flatMap(Self.length).map { $0 <= 1 } ?? false
    }
    if isClosed, values["overflow"] == "hidden" { return true }
    return Self.moving.contains { name in
      values[name].flatMap(Self.length).map { $0 <= Self.farAway } ?? false
    }
  }

  /// The colour of letters; nil when nothing is said of it.
  var colour: PaintColour? { values["color"].map { PaintColour($0) } }
  /// The colour behind letters; nil when nothing is said of it.
  var background: PaintColour? {
    guard let said = values["background-color"] ?? values["background"] else { return nil }
    // `url(x) no-repeat #fff` has its colour last.
    let colour = PaintColour(said)
    guard colour == .other, let last = said.split(separator: " ").last, !said.contains("(") else {
      return colour
    }
    return PaintColour(String(last))
  }

  /// The texts that `content` writes before or behind an element.
  static func contents(in style: String) -> [String] {
    var found: [String] = []
    var rest = style[...]
    while let start = rest.firstRange(of: "content:") {
      rest = rest[start.upperBound...]
      let value = rest.prefix { $0 != ";" && $0 != "}" }
      for quote in ["\"", "'"] where value.contains(quote) {
        let pieces = value.split(separator: Character(quote), omittingEmptySubsequences: false)
        for index in pieces.indices where index % 2 == 1 { found.append(unescaped(String(pieces[index]))) }
        break
      }
    }
    return found.filter { !$0.isEmpty }
  }

  /// A number with its unit, or the size of letters within `font`.
  private static func isTiny(_ size: String) -> Bool {
    for word in size.split(separator: " ") {
      let number = word.prefix { $0.isNumber || $0 == "." }
      guard let value = Double(number) else { continue }
      let unit = word.dropFirst(number.count).prefix { $0 != "/" }
      switch unit {
      case "px", "pt", "":
        if value < smallest.pixels && (value == 0 || !unit.isEmpty || size == word) { return true }
      case "em", "rem", "ex", "ch", "vw", "vh": if value < smallest.relative { return true }
      case "%": if value < smallest.relative * 100 { return true }
      default: break
      }
    }
    return false
  }

  private static func share(_ text: String) -> Double? {
    text.hasSuffix("%") ? Double(text.dropLast()).map { $0 / 100 } : Double(text)
  }

  /// The number in front of a unit.
  private static func length(_ text: String) -> Double? {
    Double(text.prefix { $0.isNumber || $0 == "." || $0 == "-" })
  }

  /// `\64 isplay` is `display`.
  private static func unescaped(_ text: String) -> String {
    guard text.contains("\\") else { return text }
    var result = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: "\\") {
      result += rest[..<mark]
      rest = rest[rest.index(after: mark)...]
      let digits = rest.prefix(longestEscape).prefix { $0.isHexDigit }
      if digits.isEmpty { continue }
      if let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) {
        result += String(Character(scalar))
      }
      rest = rest.dropFirst(digits.count)
      if rest.first == " " { rest = rest.dropFirst() }
    }
    return result + rest
  }

  private static let longestEscape = 6
}
