// The tables and texts of an HTML page.

import DisclosureRules

/// Reads an HTML page into its parts.
struct HTMLDocument {
  /// One table while it is read.
  private struct OpenTable {
    var rows = TableRows()
    var column = 0
    var cell: String?
    var span = 1
    /// Cells that reach down from rows above: column to rows left and text.
    var reaching: [Int: (rows: Int, text: String)] = [:]
    var rowSpan = 1
  }

  private var parts = DocumentParts()
  private let threshold: Int
  private let styles: StyleSheet
  private var numbers: NumberLines
  /// Numbers that stand alone in blocks of their own.
  private var lonely = 0
  private var lonelySmall = 0
  private var tables: [OpenTable] = []
  /// Within `pre` lines are lines, and columns stand one below the other.
  private var preformattedDepth = 0
  private var text = ""
  private var textLine = 1
  /// The page has been closed; browsers show what follows all the same.
  private var isEnded = false
  private var openElements: [String] = []

  /// Elements that have no end tag. Source: WHATWG, HTML Living Standard, void elements.
  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ]
  /// Elements that break running text.
  private static let blocks: Set<String> = [
    "p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "section", "pre", "ul", "ol",
    "caption", "td", "th", "dt", "dd", "option", "summary", "figcaption", "article", "header", "footer",
  ]
  /// Columns that a cell may span. Source: WHATWG, colspan is at most 1,000.
  private static let widestSpan = 1_000
  /// Elements within elements that are followed.
  private static let deepest = 10_000

  /// Numbers alone in blocks that make a table of what is none.
  private static let manyLonely = 4

  private init(threshold: Int, styles: StyleSheet) {
    self.threshold = threshold
    self.styles = styles
    numbers = NumberLines(threshold: threshold)
  }

  /// Reads a page, given as UTF-8.
  ///
  /// - Parameter threshold: sizes of groups in running text below this are small.
  static func read(_ bytes: [UInt8], threshold: Int) -> DocumentParts {
    var document = HTMLDocument(threshold: threshold, styles: styles(of: bytes))
    if document.styles.reachesOut {
      document.parts.note(.externalReference, at: Location(part: "style"))
    }
    var scanner = HTMLScanner(bytes)
    while true {
      let line = scanner.line
      guard let event = scanner.next() else { break }
      document.take(event, line: line)
    }
    while !document.tables.isEmpty { document.endTable() }
    document.endText()
    return document.parts
  }

  /// All style sheets of a page: they apply to what stands before them, too.
  private static func styles(of bytes: [UInt8]) -> StyleSheet {
    var styles = StyleSheet()
    guard bytes.contains(UInt8(ascii: "{")) else { return styles }
    var scanner = HTMLScanner(bytes)
    while let event = scanner.next() {
      if case .raw("style", let content) = event { styles.add(content) }
    }
    return styles
  }

  private mutating func take(_ event: HTMLEvent, line: Int) {
    switch event {
    case .start(let element): start(element, line: line)
    case .end(let name): end(name, line: line)
    case .text(let piece): add(piece, line: line)
    case .comment(let comment):
      if !Boilerplate.isKnown(comment) { parts.note(.comment, at: Location(line: line)) }
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
    case "table": tables.append(OpenTable())
    case "tr":
      endCell()
      startRow(line: line)
    case "td", "th":
      endCell()
      if tables.last?.rows.isRowOpen == false { startRow(line: line) }
      startCell(element)
    default: break
    }
    guard !Self.void.contains(element.name), openElements.count < Self.deepest else { return }
    if element.name == "pre" { preformattedDepth += 1 }
    if styles.hides(element) || StyleSheet.isWhite(element["style"] ?? "") {
      parts.note(.hiddenElement, at: Location(line: line))
    }
    openElements.append(element.name)
  }

  private mutating func end(_ name: String, line: Int) {
    if name == "html" { isEnded = true }
    switch name {
    case "td", "th": endCell()
    case "tr": endRow()
    case "table": endTable()
    default: break
    }
    if Self.blocks.contains(name) { breakText() }
    guard let index = openElements.lastIndex(of: name) else { return }
    preformattedDepth -= openElements[index...].count { $0 == "pre" }
    openElements.removeSubrange(index...)
  }

  /// What acts or reaches out.
  private mutating func note(_ element: XMLElement, line: Int) {
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

  // MARK: - Tables

  private mutating func startRow(line: Int) {
    guard let last = tables.indices.last else { return }
    endRow()
    tables[last].rows.startRow(line: line)
    tables[last].column = 0
  }

  private mutating func startCell(_ element: XMLElement) {
    guard let last = tables.indices.last else { return }
    tables[last].cell = ""
    tables[last].span = Self.span(element["colspan"], most: Self.widestSpan)
    tables[last].rowSpan = Self.span(element["rowspan"], most: CellAddress.lastRow)
  }

  private static func span(_ text: String?, most: Int) -> Int {
    min(max(1, text.flatMap { Int($0) } ?? 1), most)
  }

  private mutating func endCell() {
    guard let last = tables.indices.last, let cell = tables[last].cell else { return }
    tables[last].cell = nil
    fillReaching(last)
    let shown = cell.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for offset in 0..<tables[last].span {
      // A header that spans columns names each of them; of a spanning number only one is there.
      if offset == 0 || Double(shown) == nil { tables[last].rows.add(shown, column: tables[last].column) }
      if tables[last].rowSpan > 1 {
        tables[last].reaching[tables[last].column] = (tables[last].rowSpan - 1, shown)
      }
      tables[last].column += 1
    }
  }

  /// Cells of rows above that reach down to where the row has come to.
  private mutating func fillReaching(_ table: Int) {
    while let reaching = tables[table].reaching[tables[table].column] {
      tables[table].rows.add(reaching.text, column: tables[table].column)
      tables[table].reaching[tables[table].column] =
        reaching.rows > 1 ? (reaching.rows - 1, reaching.text) : nil
      tables[table].column += 1
    }
  }

  private mutating func endRow() {
    endCell()
    guard let last = tables.indices.last, tables[last].rows.isRowOpen else { return }
    fillReaching(last)
    tables[last].rows.endRow()
  }

  private mutating func endTable() {
    endRow()
    guard let table = tables.popLast()?.rows.table else { return }
    parts.tables.append(table)
  }

  // MARK: - Text

  private mutating func add(_ piece: String, line: Int) {
    if isEnded && !piece.allSatisfy(\.isWhitespace) {
      parts.note(.bytesBehindEnd, at: Location(line: line, part: "page"))
    }
    if let last = tables.indices.last, tables[last].cell != nil {
      tables[last].cell?.append(piece)
      return
    }
    if text.isEmpty { textLine = line }
    text += piece
  }

  private mutating func breakText() {
    if let last = tables.indices.last, tables[last].cell != nil {
      tables[last].cell?.append(" ")
    } else {
      endText()
    }
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
    let first = textLine
    let inner = TextTables.read(Array(text.utf8), threshold: threshold)
    for var table in inner.tables {
      var origins = LineOrigins()
      for segment in table.origins.segments {
        origins.add(line: segment.line, origin: segment.origin + first - 1)
      }
      table.origins = origins
      parts.tables.append(table)
    }
    for var fact in inner.facts {
      fact.location.line = fact.location.line.map { $0 + first - 1 }
      parts.note(fact.kind, at: fact.location)
    }
  }
}
