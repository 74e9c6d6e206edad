// Drawings in SVG: a plot whose points are data is a table in disguise.

import DisclosureRules

/// Reads the texts of a drawing and counts its points.
enum SVGPicture {
  /// Elements that plots draw a point with.
  private static let marks: Set<String> = ["circle", "ellipse", "use", "rect", "path", "polygon"]
  /// Elements whose content is drawn only where something refers to it.
  private static let definitions: Set<String> = ["defs", "symbol", "clippath", "marker", "mask"]
  /// Distinct places from which a plot may show people one by one: a bar chart has fewer bars, an axis fewer ticks.
  private static let manyPoints = 50
  private static let longestLabel = 120

  private static func offset(of text: [UInt8], in bytes: [UInt8]) -> Int? {
    bytes.indices.first { bytes[$0] == text[0] && bytes[$0...].starts(with: text) }
  }

  private static let declaration = Array("<!ENTITY".utf8)

  /// - Throws: for a drawing that declares entities. What they make of its texts is seen by who opens it, and not here:
  ///   a few lines can stand for a thousand million characters, or put an identifier together.
  static func read(_ bytes: [UInt8]) throws(ReadProblem) -> DocumentParts {
    if let place = offset(of: declaration, in: bytes) {
      throw ReadProblem(
        kind: .malformed, message: "the drawing declares entities, which are not read", byteOffset: place)
    }
    var parts = DocumentParts()
    var scanner = HTMLScanner(bytes)
    var places: Set<String> = []
    var steps = 0
    var firstLine = 1
    var text = ""
    var metadataDepth = 0
    // Shapes that are only defined are drawn where they are used.
    var definitionDepth = 0
    var labels = DrawnTable()
    var place: (x: String, y: String)?
    // Elements `svg` that are open: behind the last end nothing is drawn.
    var depth = 0
    var isOpened = false
    while true {
      let line = scanner.line
      guard let event = scanner.next() else { break }
      switch event {
      case .start(let element):
        note(element, line: line, in: &parts)
        if element.name == "metadata" { metadataDepth += 1 }
        if element.name == "svg" {
          depth += 1
          isOpened = true
        }
        if definitions.contains(element.name) { definitionDepth += 1 }
        if isHidden(element) || element.name == "text" && definitionDepth > 0 {
          parts.note(.hiddenElement, at: Location(line: line, part: element.name))
        }
        if marks.contains(element.name), element.name != "path" || definitionDepth == 0 {
          if places.isEmpty { firstLine = line }
          let x = element["cx"] ?? element["x"] ?? start(ofPath: element["d"])
          let y = element["cy"] ?? element["y"] ?? ""
          if places.count <= manyPoints { places.insert("\(x) \(y) \(element["transform"] ?? "")") }
        }
        // A path or a line with many corners is a curve through data.
        let outline = element["points"] ?? element["d"] ?? ""
        steps = max(steps, outline.utf8.count { $0 == UInt8(ascii: " ") }, numbers(in: outline) / 2)
        if element.name == "text" || element.name == "tspan" {
          // A part of a text that has no place of its own goes on where the last one ended.
          let isMoved = ["x", "y", "dx", "dy"].contains { element[$0] != nil }
          if element.name == "text" || isMoved { add(&text, line: line, to: &parts) }
          if let x = element["x"], let y = element["y"] { place = (x, y) }
        }
      case .end(let name):
        if name == "metadata" { metadataDepth -= 1 }
        if definitions.contains(name) { definitionDepth -= 1 }
        if name == "svg" { depth -= 1 }
        if name == "text" || name == "title" || name == "desc" {
          if name == "text", let place {
            // A sign alone is a point, whatever it is drawn with.
            let sign = text.split(whereSeparator: \.isWhitespace).joined()
            if sign.count == 1, !sign.allSatisfy(\.isNumber), places.count <= manyPoints {
              places.insert("\(place.x) \(place.y)")
            }
            labels.add(text, x: place.x, y: place.y, line: line)
          }
          place = nil
          add(&text, line: line, to: &parts)
        }
      case .text(let piece):
        text += piece
        if isOpened && depth <= 0, !piece.allSatisfy(\.isWhitespace) {
          parts.note(.bytesBehindEnd, at: Location(line: line, part: "drawing"))
        }
        if metadataDepth > 0, !Boilerplate.isKnown(piece) {
          parts.note(.pictureMetadata, at: Location(line: line, part: "metadata"))
        }
      case .comment(let comment):
        // Programs name in short comments what they draw.
        if comment.utf8.count > longestLabel { parts.note(.comment, at: Location(line: line)) }
        parts.texts.append(.init(text: comment, location: Location(line: line, part: "comment")))
      case .raw(let element, let content):
        parts.texts.append(.init(text: content, location: Location(line: line, part: element)))
      }
    }
    add(&text, line: scanner.line, to: &parts)
    if let rows = labels.rows { parts.tables.append(GridWriter.table(of: rows)) }
    if places.count > manyPoints || steps > manyPoints * 2 {
      parts.note(.pointCloud, at: Location(line: firstLine))
    }
    return parts
  }

  /// Whether texts in an element are not seen. Source: W3C, SVG 1.1, 11.5 and 14.5.
  private static func isHidden(_ element: XMLElement) -> Bool {
    guard ["text", "tspan", "g", "svg"].contains(element.name) else { return false }
    if let style = element["style"], StyleSheet.hides(style.lowercased()) { return true }
    if element["display"] == "none" || element["visibility"] == "hidden"
      || element["visibility"] == "collapse"
    {
      return true
    }
    let isFar = ["x", "y"].contains { element[$0].flatMap { Double($0) }.map { $0 < farAway } ?? false }
    let isNothing = ["opacity", "fill-opacity", "font-size"].contains { name in
      element[name].map { $0.prefix { $0.isNumber || $0 == "." } }.flatMap { Double($0) } == 0
    }
    return isNothing || isFar && element.name != "g"
  }

  /// Labels of axes stand a little outside of their plot, and not this far.
  private static let farAway = -200.0

  /// The first two numbers of a path, where its pen is put down.
  private static func start(ofPath path: String?) -> String {
    (path ?? "").split { !($0.isNumber || $0 == "." || $0 == "-") }.prefix(2).joined(separator: " ")
  }

  /// How many numbers a list of points or a path holds.
  private static func numbers(in path: String) -> Int {
    var count = 0
    var isInNumber = false
    for byte in path.utf8 {
      let isDigit = (0x30...0x39).contains(byte) || byte == UInt8(ascii: ".")
      if isDigit && !isInNumber { count += 1 }
      isInNumber = isDigit
    }
    return count
  }

  private static func add(_ text: inout String, line: Int, to parts: inout DocumentParts) {
    let shown = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if !shown.isEmpty { parts.texts.append(.init(text: shown, location: Location(line: line))) }
    text = ""
  }

  private static func note(_ element: XMLElement, line: Int, in parts: inout DocumentParts) {
    let location = Location(line: line, part: element.name)
    switch element.name {
    case "script": parts.note(.script, at: location)
    case "foreignobject", "image", "iframe": parts.note(.embeddedObject, at: location)
    default: break
    }
    for attribute in element.attributes {
      if let bytes = Base64.dataAddress(attribute.value) {
        parts.files.append(.init(name: "\(element.name)-\(parts.files.count + 1)", bytes: bytes))
        continue
      }
      if attribute.name.hasPrefix("on") { parts.note(.script, at: location) }
      let value = attribute.value
      let isAddress = attribute.name == "href" || attribute.name == "xlink:href" || attribute.name == "src"
      if isAddress && value.lowercased().hasPrefix("http") { parts.note(.externalReference, at: location) }
      if isAddress && value.lowercased().hasPrefix("javascript:") { parts.note(.script, at: location) }
      if value.utf8.count > 3, attribute.name != "d", attribute.name != "points" {
        parts.texts.append(.init(text: value, location: Location(line: line, part: attribute.name)))
      }
    }
  }
}
