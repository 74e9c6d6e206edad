// What a text is: a table, or a document that holds tables among other things.

import DisclosureRules

/// A text by its first bytes.
enum TextKind: Equatable {
  case json, html, svg, xml, smcl
  /// Running text with tables in it, as Markdown, LaTeX and consoles write them.
  case document
  /// Records with delimiters, or something that only looking for delimiters can tell.
  case delimited

  /// - Parameter window: the first bytes of the text, ASCII-compatible, without a byte-order mark.
  static func of(_ window: [UInt8]) -> TextKind {
    let start = window.firstIndex { !isSpace($0) } ?? 0
    let head = window[start...]
    if head.starts(with: SMCL.firstBytes) { return .smcl }
    switch head.first {
    case UInt8(ascii: "{"), UInt8(ascii: "["): if startsJSON(head) { return .json }
    case UInt8(ascii: "<"): if let kind = markup(head) { return kind }
    default: break
    }
    return holdsTableMarks(window) || isLog(window) ? .document : .delimited
  }

  /// Lines of a program's log begin with the time at which they were written, to the thousandth of a second behind
  /// a comma. Source: Python, logging.Formatter.formatTime; log4j, DefaultFormat.
  private static func isLog(_ window: [UInt8]) -> Bool {
    guard window.contains(UInt8(ascii: ",")) else { return false }
    let lines = TextLines(Array(window.prefix(longestLogHead))).lines
    // Of messages that run over several lines the first has the time.
    return lines.count(where: isLogLine) * 2 > lines.count { !$0.isEmpty }
  }

  /// Bytes that are looked at for the times of a log.
  private static let longestLogHead = 4_096

  private static func isLogLine(_ line: String) -> Bool {
    let time = line.drop { $0 == "[" }.utf8.prefix(logTime.count)
    return time.count == logTime.count
      && zip(time, logTime).allSatisfy { $1 == UInt8(ascii: "0") ? ByteKind.isDigit($0) : $0 == $1 }
  }

  private static let logTime = Array("0000-00-00 00:00:00,000".utf8)

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }

  /// A brace or bracket that is followed by what JSON allows there; `[INFO]` is none.
  private static func startsJSON(_ head: ArraySlice<UInt8>) -> Bool {
    guard let first = head.first, let next = head.dropFirst().first(where: { !isSpace($0) }) else {
      return false
    }
    if first == UInt8(ascii: "{") { return next == UInt8(ascii: "\"") || next == UInt8(ascii: "}") }
    let isNumber = ByteKind.isDigit(next) || next == UInt8(ascii: "-")
    if isNumber {
      // `[1] "a"` is how R begins a line; `[1, 2` and `[10]` are JSON.
      let rest = head.dropFirst().drop { isSpace($0) }.drop {
        !isSpace($0) && $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: ",")
      }
      let mark = rest.first { !isSpace($0) }
      if mark == UInt8(ascii: ",") { return true }
      return mark == UInt8(ascii: "]") && rest.drop { isSpace($0) }.dropFirst().allSatisfy(isSpace)
    }
    return "{[\"]".utf8.contains(next)
  }

  /// The kind that the first tags say; nil when `<` begins something else.
  private static func markup(_ head: ArraySlice<UInt8>) -> TextKind? {
    var scanner = HTMLScanner(Array(head))
    let isXML = head.starts(with: "<?xml".utf8)
    // Comments, declarations and blanks come before the first element.
    for _ in 0..<100 {
      guard let event = scanner.next() else { break }
      if case .start(let element) = event {
        let name = element.name.split(separator: ":").last.map(String.init) ?? element.name
        if name == "svg" { return .svg }
        if isXML && name != "html" { return .xml }
        if htmlElements.contains(name) { return .html }
        return isXML || element["xmlns"] != nil ? .xml : nil
      }
    }
    let isPage = head.prefix(14).map { $0 | 0x20 }.starts(with: "<!doctype html".utf8.map { $0 | 0x20 })
    return isPage ? .html : isXML ? .xml : nil
  }

  /// Elements with which pages and parts of pages begin.
  private static let htmlElements: Set<String> = [
    "html", "head", "body", "table", "div", "p", "h1", "h2", "h3", "style", "script", "span", "title", "meta",
    "section", "article", "main", "pre", "ul", "ol", "b", "br", "center", "font", "link", "tbody", "thead",
    "tr",
    "a", "img", "iframe", "form", "template", "header", "nav", "i", "em", "strong", "caption",
  ]

  /// A rule below a Markdown header, a drawn box, or a table of LaTeX or HTML within text.
  private static func holdsTableMarks(_ window: [UInt8]) -> Bool {
    // Nearly every text has none of these; lines are made only of one that may.
    let marks: Set<UInt8> = [
      UInt8(ascii: "<"), UInt8(ascii: "\\"), UInt8(ascii: "|"), UInt8(ascii: "+"), UInt8(ascii: "["),
    ]
    guard window.contains(where: marks.contains) else { return false }
    let lines = TextLines(window).lines
    let laTeX = LaTeXTable.Finder(lines)
    return lines.indices.contains { index in
      MarkdownTable.end(of: lines, from: index) != nil || laTeX.end(from: index) != nil
        || lines[index].utf8.first == UInt8(ascii: "<") && lines[index].lowercased().hasPrefix("<table")
        || NumberMatrix.find(in: lines, from: index) != nil
        || isBoxRule(String(ModelStatements.withoutFit(lines[index])))
    }
  }

  /// `+-----+-----+`, which consoles draw around tables, and `-----+-----` within them.
  static func isBoxRule(_ line: String) -> Bool {
    let bytes = line.utf8
    guard bytes.contains(UInt8(ascii: "+")), bytes.allSatisfy({ " +-=|".utf8.contains($0) }) else {
      return false
    }
    return bytes.count { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "=") } >= shortestRule
  }

  /// Dashes of a rule; fewer are signs.
  private static let shortestRule = 3
}
