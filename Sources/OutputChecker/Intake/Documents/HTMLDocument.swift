// The tables and texts of an HTML page.

import DisclosureRules

/// Reads an HTML page into its parts.
struct HTMLDocument {
  var parts = DocumentParts()
  let threshold: Int
  private let styles: StyleSheet
  private var numbers: NumberLines
  /// Numbers that stand alone in blocks of their own.
  private var lonely = 0
  private var lonelySmall = 0
  var tables = PageTables()
  /// What attributes and style sheets say.
  var stated: StatedNumbers
  /// Within `pre` lines are lines, and columns stand one below the other.
  private var preformattedDepth = 0
  private var text = ""
  private var textLine = 1
  /// The page has been closed; browsers show what follows all the same.
  private var isEnded = false
  /// Elements that are open, and how they and those around them paint what is within.
  private var openElements: [(name: String, isWhite: Bool, isColoured: Bool)] = []
  /// Where a drawing within the page begins, and how many of them are open.
  var drawing: (start: Int, line: Int)?
  var drawingDepth = 0
  /// Lengths of boxes.
  var bars = DrawnBars()

  /// Elements that have no end tag. Source: WHATWG, HTML Living Standard, void elements.
  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ]
  /// Elements that break running text.
  private static let blocks: Set<String> = [
    "p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "section", "pre", "ul", "ol",
    "caption", "td", "th", "dt", "dd", "option", "summary", "figcaption", "article", "header", "footer",
  ]
  /// Elements within elements that are followed.
  private static let deepest = 10_000

  /// Numbers alone in blocks that make a table of what is none.
  private static let manyLonely = 4

  private init(threshold: Int, styles: StyleSheet) {
    self.threshold = threshold
    self.styles = styles
    numbers = NumberLines(threshold: threshold)
    stated = StatedNumbers(threshold: threshold)
  }

  /// Reads a page, given as UTF-8.
  ///
  /// - Parameter threshold: sizes of groups in running text below this are small.
  static func read(_ bytes: [UInt8], threshold: Int) -> DocumentParts {
    var document = HTMLDocument(threshold: threshold, styles: StyleSheet(of: bytes))
    document.takeStyles()
    var scanner = HTMLScanner(bytes)
    while true {
      let line = scanner.line
      let position = scanner.position
      guard let event = scanner.next() else { break }
      document.take(event, line: line)
      document.follow(event, from: position, to: scanner.position, line: line, in: bytes)
    }
    document.finish()
    return document.parts
  }

  private mutating func takeStyles() {
    let place = Location(part: "style")
    if styles.reachesOut { parts.note(.externalReference, at: place) }
    for content in styles.contents { stated.take(words: content, at: place, in: &parts) }
  }

  private mutating func finish() {
    while !tables.isEmpty { tables.end() }
    parts.tables += tables.takeFinished()
    endText()
  }

  private mutating func take(_ event: HTMLEvent, line: Int) {
    switch event {
    case .start(let element): start(element, line: line)
    case .end(let name): end(name, line: line)
    case .text(let piece): add(piece, line: line)
    case .comment(let comment):
      if !Boilerplate.isKnown(comment) {
        parts.note(.comment, at: Location(line: line))
        stated.take(words: comment, at: Location(line: line, part: "comment"), in: &parts)
      }
      parts.texts.append(.init(text: comment, location: Location(line: line, part: "comment")))
    case .raw(let element, let content):
      if element == "title" || element == "textarea" {
        add(HTMLEntities.decoded(content), line: line)
        endText()
      } else {
        // A style sheet says nothing of people, but whoever hides something may hide it there.
        parts.texts.append(.init(text: content, location: Location(line: line, part: element)))
      }
    }
  }

  // MARK: - Tags

  private mutating func start(_ element: XMLElement, line: Int) {
    note(element, line: line)
    if Self.blocks.contains(element.name) { breakText() }
    switch element.name {
    case "table": tables.start()
    case "tr":
      tables.endCell()
      tables.startRow(line: line)
    case "td", "th":
      tables.endCell()
      if !tables.isRowOpen { tables.startRow(line: line) }
      tables.startCell(element)
    default: break
    }
    takeAttributes(of: element, line: line)
    guard !Self.void.contains(element.name), openElements.count < Self.deepest else { return }
    if element.name == "pre" { preformattedDepth += 1 }
    if styles.hides(element) || element.name == "template" {
      parts.note(.hiddenElement, at: Location(line: line))
    }
    let colours = styles.colours(of: element)
    let outer = openElements.last
    // Letters that are white of themselves are so until somebody says otherwise; so is what is behind them.
    openElements.append(
      (
        element.name, colours.isWhite || outer?.isWhite ?? false && element["style"] == nil,
        colours.isColoured || outer?.isColoured ?? false
      ))
  }

  private mutating func end(_ name: String, line: Int) {
    if name == "html" { isEnded = true }
    switch name {
    case "td", "th": tables.endCell()
    case "tr": tables.endRow()
    case "table":
      tables.end()
      parts.tables += tables.takeFinished()
    default: break
    }
    for attribute in tables.takeUnlike() { takeUnlike(attribute, line: line) }
    if Self.blocks.contains(name) { breakText() }
    guard let index = openElements.lastIndex(where: { $0.name == name }) else { return }
    preformattedDepth -= openElements[index...].count { $0.name == "pre" }
    openElements.removeSubrange(index...)
  }

  /// A number beside a cell that shows another one, or none, is what the cell hides.
  private mutating func takeUnlike(_ attribute: (name: String, value: String), line: Int) {
    if let number = Int(attribute.value), (1..<threshold).contains(number) {
      parts.note(.unreadNumbers, at: Location(line: line, part: attribute.name))
    }
  }

  // MARK: - Text

  private mutating func add(_ piece: String, line: Int) {
    let isBlank = piece.allSatisfy(\.isWhitespace)
    if isEnded && !isBlank { parts.note(.bytesBehindEnd, at: Location(line: line, part: "page")) }
    if !isBlank, let around = openElements.last, around.isWhite, !around.isColoured {
      parts.note(.hiddenElement, at: Location(line: line))
    }
    if tables.isInCell {
      tables.add(piece)
      return
    }
    if text.isEmpty { textLine = line }
    text += piece
  }

  private mutating func breakText() {
    if tables.isInCell { tables.add(" ") } else { endText() }
  }

  private mutating func endText() {
    defer { text = "" }
    guard !text.allSatisfy(\.isWhitespace) else { return }
    parts.texts.append(.init(text: text, location: Location(line: textLine)))
    if preformattedDepth > 0 {
      takeLines()
      return
    }
    let said = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    numbers.take(said, at: Location(line: textLine), in: &parts)
    // What looks like a table need not be one: boxes that stand side by side.
    if let number = Int(said) {
      lonely += 1
      if (1..<threshold).contains(number) { lonelySmall += 1 }
      let isTable = lonely >= Self.manyLonely || lonelySmall > 0 && lonely > 1
      if isTable && !parts.facts.contains(where: { $0.kind == .unreadNumbers }) {
        parts.note(.unreadNumbers, at: Location(line: textLine))
      }
    }
  }

  /// What stands in lines of its own is read as any text is.
  private mutating func takeLines() {
    var inner = TextTables.read(Array(text.utf8), threshold: threshold)
    inner.texts = []
    parts.add(inner, linesBefore: textLine - 1)
  }
}
