// Drawings in SVG: a plot whose points are data is a table in disguise.

import DisclosureRules

/// Reads the texts of a drawing, and what its shapes may say.
struct SVGPicture {
  private var parts = DocumentParts()
  private var stated: StatedNumbers
  private var scene: DrawnScene
  private var shapes = DrawnShapes()
  private var labels = DrawnTable()
  private var numbers: DrawnNumbers

  /// The text that is being read, and where it began.
  private var text = ""
  private var place: DrawnPoint?
  private var metadataDepth = 0
  /// Elements `svg` that are open: behind the last end nothing is drawn.
  private var depth = 0
  private var isOpened = false
  private var descriptionDepth = 0

  private static let longestLabel = 120
  private static let declaration = Array("<!ENTITY".utf8)

  private static func offset(of text: [UInt8], in bytes: [UInt8]) -> Int? {
    bytes.indices.first { bytes[$0] == text[0] && bytes[$0...].starts(with: text) }
  }

  /// Reads a drawing, given as UTF-8.
  ///
  /// - Parameter threshold: sizes of groups below this are small.
  /// - Throws: for a drawing that declares entities. What they make of its texts is seen by who opens it, and not here:
  ///   a few lines can stand for a thousand million characters, or put an identifier together.
  static func read(_ bytes: [UInt8], threshold: Int) throws(ReadProblem) -> DocumentParts {
    if let place = offset(of: declaration, in: bytes) {
      throw ReadProblem(
        kind: .malformed, message: "the drawing declares entities, which are not read", byteOffset: place)
    }
    var picture = SVGPicture(styles: StyleSheet(of: bytes), threshold: threshold)
    var scanner = HTMLScanner(bytes)
    while true {
      let line = scanner.line
      guard let event = scanner.next() else { break }
      picture.take(event, line: line)
    }
    return picture.finish(line: scanner.line)
  }

  private init(styles: StyleSheet, threshold: Int) {
    stated = StatedNumbers(threshold: threshold)
    numbers = DrawnNumbers(threshold: threshold)
    scene = DrawnScene(styles: styles)
    if styles.reachesOut { parts.note(.externalReference, at: Location(part: "style")) }
    for content in styles.contents { stated.take(words: content, at: Location(part: "style"), in: &parts) }
  }

  private mutating func finish(line: Int) -> DocumentParts {
    addText(line: line)
    if let rows = labels.rows { parts.tables.append(GridWriter.table(of: rows)) }
    if let line = shapes.pointsLine { parts.note(.pointCloud, at: Location(line: line)) }
    if let line = shapes.barsLine { parts.note(.drawnBars, at: Location(line: line)) }
    if parts.tables.isEmpty, let line = numbers.line { parts.note(.unreadNumbers, at: Location(line: line)) }
    return parts
  }

  private mutating func take(_ event: HTMLEvent, line: Int) {
    switch event {
    case .start(let element): start(element, line: line)
    case .end(let name): end(name, line: line)
    case .text(let piece): add(piece, line: line)
    case .comment(let comment):
      // Programs name in short comments what they draw.
      if comment.utf8.count > Self.longestLabel { parts.note(.comment, at: Location(line: line)) }
      if !Boilerplate.isKnown(comment) {
        stated.take(words: comment, at: Location(line: line, part: "comment"), in: &parts)
      }
      parts.texts.append(.init(text: comment, location: Location(line: line, part: "comment")))
    case .raw(let element, let content):
      let location = Location(line: line, part: element)
      if element == "title" { stated.take(words: HTMLEntities.decoded(content), at: location, in: &parts) }
      parts.texts.append(.init(text: content, location: location))
    }
  }

  private mutating func start(_ element: XMLElement, line: Int) {
    note(element, line: line)
    switch element.name {
    case "metadata": metadataDepth += 1
    case "desc": descriptionDepth += 1
    case "svg":
      depth += 1
      isOpened = true
    default: break
    }
    if element.name == "text" || element.name == "tspan" {
      // A part of a text that has no place of its own goes on where the last one ended.
      let isMoved = ["x", "y", "dx", "dy"].contains { element[$0] != nil }
      if element.name == "text" || isMoved { endLabel(line: line) }
    }
    scene.open(element)
    if scene.hidesNow { parts.note(.hiddenElement, at: Location(line: line, part: element.name)) }
    if element.name == "text" || element["x"] != nil && element["y"] != nil && element.name == "tspan" {
      place = scene.place(of: element)
    }
    shapes.add(element, box: scene.box(of: element), isDrawn: scene.definitionDepth == 0, line: line)
    if scene.covers(element) { parts.note(.hiddenElement, at: Location(line: line, part: element.name)) }
  }

  private mutating func end(_ name: String, line: Int) {
    switch name {
    case "metadata": metadataDepth -= 1
    case "desc":
      stated.take(words: text, at: Location(line: line, part: name), in: &parts)
      descriptionDepth -= 1
      addText(line: line)
    case "svg": depth -= 1
    case "text": endLabel(line: line)
    default: break
    }
    scene.close(name)
  }

  private mutating func add(_ piece: String, line: Int) {
    text += piece
    let isBlank = piece.allSatisfy(\.isWhitespace)
    if isOpened && depth <= 0, !isBlank {
      parts.note(.bytesBehindEnd, at: Location(line: line, part: "drawing"))
    }
    if metadataDepth > 0 {
      if !Boilerplate.isKnown(piece) {
        parts.note(.pictureMetadata, at: Location(line: line, part: "metadata"))
      }
    } else if !isBlank, descriptionDepth == 0, let place, scene.isUnseen(at: place) {
      parts.note(.hiddenElement, at: Location(line: line, part: "text"))
    }
  }

  /// A text has come to its end, or goes on elsewhere.
  private mutating func endLabel(line: Int) {
    if let place {
      let sign = text.split(whereSeparator: \.isWhitespace).joined()
      // A sign alone is a point, whatever it is drawn with.
      if sign.count == 1, !sign.allSatisfy(\.isNumber) { shapes.add(pointAt: place, line: line) }
      labels.add(text, at: place, line: line)
      numbers.add(sign, at: place, line: line)
      scene.remember(textAt: place, isBlank: sign.isEmpty)
    }
    place = nil
    addText(line: line)
  }

  private mutating func addText(line: Int) {
    let shown = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if !shown.isEmpty { parts.texts.append(.init(text: shown, location: Location(line: line))) }
    text = ""
  }

  private mutating func note(_ element: XMLElement, line: Int) {
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
      if !EmbeddedWords.isFormal(attribute: attribute.name) {
        let place = Location(line: line, part: attribute.name)
        stated.take(attribute: attribute, at: place, in: &parts)
      }
      if value.utf8.count > 3, attribute.name != "d", attribute.name != "points" {
        parts.texts.append(.init(text: value, location: Location(line: line, part: attribute.name)))
      }
    }
  }
}
