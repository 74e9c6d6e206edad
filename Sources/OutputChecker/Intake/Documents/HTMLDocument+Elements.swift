// What the elements of a page say beside its text: attributes, addresses, drawings.

import DisclosureRules

extension HTMLDocument {
  /// What attributes say that neither lay out nor name nor refer.
  mutating func takeAttributes(of element: XMLElement, line: Int) {
    if let style = element["style"] {
      let declarations = StyleDeclarations(style)
      for content in StyleDeclarations.contents(in: style) {
        stated.take(words: content, at: Location(line: line, part: "style"), in: &parts)
      }
      if element.name == "div" || element.name == "span" { noteBar(declarations, line: line) }
    }
    // Drawings say what theirs mean by themselves.
    guard drawingDepth == 0, !isOfTool(element) else { return }
    for attribute in element.attributes where !EmbeddedWords.isFormal(attribute: attribute.name) {
      let value = attribute.value.filter { !$0.isWhitespace }
      if Int(value) != nil, tables.isInCell, element.name == "td" || element.name == "th" {
        tables.keep((attribute.name, value))
      } else {
        stated.take(attribute: attribute, at: Location(line: line, part: attribute.name), in: &parts)
      }
    }
  }

  /// What a page says to browsers of itself.
  private func isOfTool(_ element: XMLElement) -> Bool {
    guard element.name == "meta" else { return element.name == "link" || element.name == "html" }
    return element["http-equiv"] != nil || Self.toolNames.contains(element["name"]?.lowercased() ?? "")
  }

  private static let toolNames: Set<String> = [
    "viewport", "generator", "theme-color", "robots", "color-scheme", "dcterms.date", "date",
    "format-detection", "progid", "originator", "handheldfriendly", "mobileoptimized",
  ]

  /// Boxes that differ in length alone are bars.
  private mutating func noteBar(_ declarations: StyleDeclarations, line: Int) {
    let sizes = ["width", "height"].map {
      declarations[$0].flatMap { Double($0.prefix { $0.isNumber || $0 == "." }) }
    }
    guard let length = sizes.compactMap({ $0 }).first else { return }
    let wasMany = bars.isMany
    let isLying = sizes[0] != nil
    let other = isLying ? sizes[1] ?? 1 : 1
    if let box = DrawnBox(
      around: [DrawnPoint(x: 0, y: 0), DrawnPoint(x: isLying ? length : other, y: isLying ? other : length)])
    {
      bars.add(box)
    }
    if bars.isMany && !wasMany { parts.note(.drawnBars, at: Location(line: line)) }
  }

  // MARK: - Drawings

  /// Finds drawings within the page, each of which is read as one that stands alone.
  mutating func follow(_ event: HTMLEvent, from start: Int, to end: Int, line: Int, in bytes: [UInt8]) {
    switch event {
    case .start(let element) where element.name == "svg":
      if drawingDepth == 0 { drawing = (start, line) }
      drawingDepth += 1
    case .end("svg") where drawingDepth > 0:
      drawingDepth -= 1
      guard drawingDepth == 0, let drawing else { return }
      do throws(ReadProblem) {
        var inner = try SVGPicture.read(Array(bytes[drawing.start..<end]), threshold: threshold)
        // Its words and what acts in it have been seen with the page.
        inner.texts = []
        inner.files = []
        inner.facts = inner.facts.filter { Self.drawn.contains($0.kind) }
        parts.add(inner, linesBefore: drawing.line - 1)
      } catch {
        parts.note(.unreadPart, at: Location(line: drawing.line, part: "svg"))
      }
    default: break
    }
  }

  private static let drawn: Set<ContentFact.Kind> = [
    .pointCloud, .drawnBars, .unreadNumbers, .hiddenElement, .groupSize,
  ]

  /// What acts or reaches out.
  mutating func note(_ element: XMLElement, line: Int) {
    let location = Location(line: line, part: element.name)
    switch element.name {
    case "script": parts.note(.script, at: location)
    case "object", "embed", "applet", "iframe", "frame": parts.note(.embeddedObject, at: location)
    case "form": parts.note(.externalReference, at: location)
    case "meta": note(meta: element, at: location)
    case "input":
      if element["type"]?.lowercased() == "hidden", element["value"]?.isEmpty == false {
        parts.note(.hiddenElement, at: location)
      }
    default: break
    }
    for attribute in element.attributes {
      let value = attribute.value
      if let bytes = Base64.dataAddress(value) {
        parts.files.append(.init(name: "\(element.name)-\(parts.files.count + 1)", bytes: bytes))
        continue
      }
      let isAddress = ["src", "href", "data", "action", "srcset", "poster", "background"].contains(
        attribute.name)
      if attribute.name.hasPrefix("on") || isAddress && Self.starts(value, with: "javascript:") {
        parts.note(.script, at: location)
      } else if attribute.name == "style", StyleSheet.fetches(value) {
        parts.note(.externalReference, at: location)
      } else if isAddress, element.name != "a",
        Self.starts(value, with: "http:") || Self.starts(value, with: "https:") || value.hasPrefix("//")
      {
        parts.note(.externalReference, at: location)
      }
      if value.utf8.count > 3 {
        parts.texts.append(.init(text: value, location: Location(line: line, part: attribute.name)))
      }
    }
  }

  private static func starts(_ value: String, with scheme: String) -> Bool {
    value.drop { $0.isWhitespace }.lowercased().hasPrefix(scheme)
  }

  /// What a page says of its making, and where it leads by itself.
  private mutating func note(meta element: XMLElement, at location: Location) {
    if element["http-equiv"]?.lowercased() == "refresh",
      element["content"]?.lowercased().contains("url") ?? false
    {
      parts.note(.externalReference, at: location)
    }
    if let name = element["name"]?.lowercased(), ["author", "creator", "dc.creator"].contains(name),
      element["content"]?.isEmpty == false
    {
      parts.note(.author, at: location)
    }
  }
}
