// What is seen of a drawing: where its elements stand, and what they are painted with.

import DisclosureRules

/// Follows the open elements of a drawing. Source: W3C, SVG 1.1, 7 (coordinates), 11 (painting), 14.5 (opacity).
struct DrawnScene {
  /// What an element hands down to those within it.
  private struct State {
    var name: String
    var transform = DrawnTransform()
    var fill = PaintColour.rgb(0, 0, 0)
    var stroke = PaintColour.nothing
    var fontSize: Double?
  }

  private let styles: StyleSheet
  private var open: [State] = []
  /// The region that is shown; nil when the drawing does not say.
  private var frame: DrawnBox?
  /// Drawings within the drawing have units of their own.
  private var innerDepth = 0
  private var coloured: [DrawnBox] = []
  private var texts: [DrawnPoint] = []
  /// Shapes that are only defined are drawn where they are used.
  private(set) var definitionDepth = 0
  /// The last element that was opened is hidden by what it says of itself.
  private(set) var hidesNow = false

  /// Elements within elements that are followed, and shapes and texts that are kept.
  private static let deepest = 10_000
  private static let most = 5_000

  /// Elements whose content is drawn only where something refers to it.
  private static let definitions: Set<String> = ["defs", "symbol", "clippath", "marker", "mask"]
  /// Elements in which texts stand.
  private static let containers: Set<String> = [
    "text", "tspan", "textpath", "g", "svg", "a", "switch", "foreignobject",
  ]

  init(styles: StyleSheet) { self.styles = styles }

  // MARK: - Elements

  mutating func open(_ element: XMLElement) {
    hidesNow = Self.containers.contains(element.name) && hides(element)
    if Self.definitions.contains(element.name) { definitionDepth += 1 }
    if element.name == "text" && definitionDepth > 0 { hidesNow = true }
    if element.name == "svg" {
      if open.isEmpty { frame = Self.frame(of: element) } else { innerDepth += 1 }
    }
    guard open.count < Self.deepest else { return }
    var state = open.last ?? State(name: "")
    state.name = element.name
    if let transform = element["transform"] { state.transform = state.transform.within(transform) }
    let style = element["style"].map { StyleDeclarations($0) }
    if let fill = style?["fill"] ?? element["fill"] {
      state.fill = PaintColour(fill)
    } else if styles.fillsWhite(element) {
      state.fill = .rgb(255, 255, 255)
    }
    if let opacity = (style?["fill-opacity"] ?? element["fill-opacity"]).flatMap(Self.number),
      opacity < PaintColour.leastOpacity
    {
      state.fill = .nothing
    }
    if let stroke = style?["stroke"] ?? element["stroke"] { state.stroke = PaintColour(stroke) }
    if let size = (style?["font-size"] ?? element["font-size"]).flatMap(Self.number) { state.fontSize = size }
    open.append(state)
  }

  mutating func close(_ name: String) {
    if Self.definitions.contains(name) { definitionDepth -= 1 }
    if name == "svg" { innerDepth = max(0, innerDepth - 1) }
    if let index = open.lastIndex(where: { $0.name == name }) { open.removeSubrange(index...) }
  }

  /// Whether texts in an element are not seen, by what it says itself.
  private func hides(_ element: XMLElement) -> Bool {
    if styles.hides(element) { return true }
    let said = element.attributes.filter { Self.hiding.contains($0.name) }.map { "\($0.name):\($0.value)" }
    if !said.isEmpty, StyleDeclarations(said.joined(separator: ";")).hides { return true }
    // Browsers show what fits their language, and not all of it.
    if element["systemlanguage"] != nil || element["requiredextensions"] != nil { return true }
    if let size = element["font-size"].flatMap(Self.number), size == 0 { return true }
    let transform = element["transform"].map { $0.filter { !$0.isWhitespace } } ?? ""
    if transform.contains("scale(0)") || transform.contains("scale(0,") { return true }
    return element.name != "g"
      && ["x", "y"].contains { name in
        element[name].flatMap(Self.number).map { $0 < Self.farAway } ?? false
      }
  }

  private static let hiding: Set<String> = ["display", "visibility", "opacity", "clip-path"]

  /// Labels of axes stand a little outside of their plot, and not this far.
  private static let farAway = -200.0

  // MARK: - Places

  /// Where a text begins.
  func place(of element: XMLElement) -> DrawnPoint? {
    guard let transform = open.last?.transform else { return nil }
    let x = element["x"].flatMap(Self.number)
    let y = element["y"].flatMap(Self.number)
    if x == nil && y == nil && element["transform"] == nil && open.count < 3 { return nil }
    return transform.apply(x ?? 0, y ?? 0)
  }

  /// Where a shape is, when its sides lie along the axes.
  func box(of element: XMLElement) -> DrawnBox? {
    guard let transform = open.last?.transform else { return nil }
    switch element.name {
    case "rect":
      guard let width = element["width"].flatMap(Self.number),
        let height = element["height"].flatMap(Self.number)
      else { return nil }
      let x = element["x"].flatMap(Self.number) ?? 0
      let y = element["y"].flatMap(Self.number) ?? 0
      return DrawnBox(around: [transform.apply(x, y), transform.apply(x + width, y + height)])
    case "path", "polygon":
      guard let data = element["d"] ?? element["points"], data.utf8.count < Self.longestBox else {
        return nil
      }
      let path = DrawnPath(data, isPoints: element.name == "polygon")
      return path.isBox ? DrawnBox(around: path.corners.map { transform.apply($0.x, $0.y) }) : nil
    default: return nil
    }
  }

  /// Bytes of a path that is a box.
  private static let longestBox = 400

  /// The smallest box around any shape.
  private func extent(of element: XMLElement) -> DrawnBox? {
    if let box = box(of: element) { return box }
    guard let transform = open.last?.transform else { return nil }
    if let data = element["d"] ?? element["points"] {
      let path = DrawnPath(data, isPoints: element["d"] == nil)
      return DrawnBox(around: path.corners.map { transform.apply($0.x, $0.y) })
    }
    guard let radius = (element["r"] ?? element["rx"]).flatMap(Self.number) else { return nil }
    let x = element["cx"].flatMap(Self.number) ?? 0
    let y = element["cy"].flatMap(Self.number) ?? 0
    return DrawnBox(
      around: [transform.apply(x - radius, y - radius), transform.apply(x + radius, y + radius)])
  }

  private static let shapes: Set<String> = ["rect", "path", "polygon", "circle", "ellipse"]
  /// Share of the drawing that a shape takes which is drawn to cover something.
  private static let wide = 0.25

  /// Notes a shape, and says whether it covers a text that was drawn before.
  mutating func covers(_ element: XMLElement) -> Bool {
    guard definitionDepth == 0, Self.shapes.contains(element.name), let state = open.last else {
      return false
    }
    guard state.fill != .nothing, (element["opacity"].flatMap(Self.number) ?? 1) >= 1,
      (element["fill-opacity"].flatMap(Self.number) ?? 1) >= 1
    else { return false }
    if !state.fill.isPaper, coloured.count < Self.most, let box = extent(of: element) { coloured.append(box) }
    guard innerDepth == 0, let frame, !texts.isEmpty, let box = box(of: element),
      box.width * box.height >= frame.width * frame.height * Self.wide
    else { return false }
    return texts.contains(where: box.contains)
  }

  mutating func remember(textAt place: DrawnPoint, isBlank: Bool) {
    if !isBlank, innerDepth == 0, texts.count < Self.most { texts.append(place) }
  }

  // MARK: - Texts

  /// Letters smaller than this share of the drawing's height are no letters to who looks at it.
  private static let smallest = 0.003
  /// Share of the drawing by which a text may begin outside of it.
  private static let margin = 0.02

  /// Whether the text of the element that is open can't be seen where it stands.
  func isUnseen(at place: DrawnPoint) -> Bool {
    guard let state = open.last else { return false }
    if state.fill == .nothing && state.stroke == .nothing { return true }
    if state.fill.isPaper && state.stroke == .nothing && !coloured.contains(where: { $0.contains(place) }) {
      return true
    }
    guard innerDepth == 0, let frame, frame.width > 0, frame.height > 0 else { return false }
    if let size = state.fontSize, size * state.transform.scale < frame.height * Self.smallest { return true }
    let reach = max(frame.width, frame.height) * Self.margin
    return place.x < frame.left - reach || place.x > frame.right + reach || place.y < frame.top - reach
      || place.y > frame.bottom + reach
  }

  /// What a drawing shows of its plane. Source: W3C, SVG 1.1, 7.7.
  private static func frame(of element: XMLElement) -> DrawnBox? {
    let view = (element["viewbox"] ?? "").split { ", \t\n\r".contains($0) }.compactMap { Double($0) }
    if view.count == 4 {
      return DrawnBox(
        around: [DrawnPoint(x: view[0], y: view[1]), DrawnPoint(x: view[0] + view[2], y: view[1] + view[3])])
    }
    guard let width = element["width"].flatMap(number), let height = element["height"].flatMap(number),
      !["width", "height"].contains(where: { element[$0]?.hasSuffix("%") ?? false })
    else { return nil }
    return DrawnBox(around: [DrawnPoint(x: 0, y: 0), DrawnPoint(x: width, y: height)])
  }

  /// The number in front of a unit; the first of a list.
  private static func number(_ text: String) -> Double? {
    let digits = text.drop { $0.isWhitespace }.prefix { $0.isNumber || "+-.eE".contains($0) }
    return (Double(digits) ?? Double(digits.prefix { $0.isNumber || "+-.".contains($0) })).flatMap {
      $0.isFinite ? $0 : nil
    }
  }
}
