// Text documents in Office Open XML: paragraphs, tables, comments and what was deleted.

import DisclosureRules

/// Reads a document of Word. Source: ECMA-376, WordprocessingML.
struct WordDocument {
  private var parts = DocumentParts()
  private var numbers: NumberLines
  /// Tables within tables are followed to this depth.
  private var tables: [(rows: TableRows, column: Int, cell: String?)] = []
  private var paragraph = ""
  private var number = 0
  /// What attributes say.
  private var stated: StatedNumbers

  /// How the names of parts that hold text begin.
  private static let textParts = ["header", "footer", "comments", "footnotes", "endnotes"]

  /// - Parameter threshold: sizes of groups in running text below this are small.
  private init(threshold: Int) {
    numbers = NumberLines(threshold: threshold)
    stated = StatedNumbers(threshold: threshold)
  }

  /// Attributes that people wrote: what a picture shows, what a field is called.
  private static let written: Set<String> = ["descr", "title", "alias", "tag", "tooltip"]

  /// Names of the parts that are read here.
  static func parts(of archive: ZipDirectory) -> Set<[UInt8]> {
    Set(
      archive.entries.map(\.name).filter { bytes in
        let name = String(decoding: bytes, as: UTF8.self)
        return name.hasPrefix("word/") && name.hasSuffix(".xml")
          && (name == "word/document.xml" || name == "word/glossary/document.xml"
            || textParts.contains { name.hasPrefix("word/" + $0) })
      })
  }

  static func read(_ archive: ZipDirectory, threshold: Int) throws(ReadProblem) -> DocumentParts {
    var document = WordDocument(threshold: threshold)
    let names = parts(of: archive)
    for entry in archive.entries where names.contains(entry.name) {
      let name = String(decoding: entry.name, as: UTF8.self)
      document.number = 0
      // Building blocks, which only programs for text show.
      if name.contains("/glossary/") { document.parts.note(.hiddenElement, at: Location(part: name)) }
      try document.read(XMLScanner(archive.content(of: entry)), part: name)
    }
    return document.parts
  }

  private mutating func read(_ xml: XMLScanner, part: String) throws(ReadProblem) {
    var scanner = xml
    var isText = false
    var isField = false
    // Backgrounds of the cell, paragraph or run, on which white letters show.
    var shaded = 0
    while let event = try scanner.next() {
      switch event {
      case .start(let element):
        for attribute in element.attributes
        where Self.written.contains(attribute.name) || Self.written.contains(element.name) {
          let place = Location(line: number + 1, part: part)
          stated.take(words: attribute.value, at: place, in: &parts)
        }
        for text in XMLTexts.worded(element) {
          parts.texts.append(.init(text: text, location: Location(line: number + 1, part: part)))
        }
        switch element.name {
        case "t", "delText": isText = true
        case "instrText":
          isText = true
          isField = true
        case "shd": if !Self.isPaper(element["fill"]) { shaded += 1 }
        case "color":
          if element["val"]?.uppercased() == "FFFFFF", shaded == 0 {
            parts.note(.hiddenElement, at: Location(line: number + 1, part: part))
          }
        case "sz":
          if let size = element["val"].flatMap({ Double($0) }), size <= Self.tiniest {
            parts.note(.hiddenElement, at: Location(line: number + 1, part: part))
          }
        case "fldSimple": note(field: element["instr"] ?? "", part: part)
        case "tab": paragraph += "\t"
        case "br", "cr": paragraph += "\n"
        case "tbl": tables.append((TableRows(), 0, nil))
        case "tr":
          if let last = tables.indices.last {
            tables[last].rows.startRow(line: number + 1)
            tables[last].column = 0
          }
        case "tc": if let last = tables.indices.last { tables[last].cell = "" }
        case "del", "ins", "moveFrom", "moveTo":
          parts.note(.trackedChange, at: Location(line: number + 1, part: part))
        case "comment": parts.note(.comment, at: Location(line: number + 1, part: part))
        case "vanish": parts.note(.hiddenElement, at: Location(line: number + 1, part: part))
        case "object", "altChunk": parts.note(.embeddedObject, at: Location(line: number + 1, part: part))
        default: break
        }
      case .end(let name):
        switch name {
        case "t", "delText": isText = false
        case "instrText":
          isText = false
          isField = false
        case "p":
          endParagraph(part: part)
          if tables.isEmpty { shaded = 0 }
        case "tc":
          endCell()
          shaded = 0
        case "tr": if let last = tables.indices.last { tables[last].rows.endRow() }
        case "tbl": endTable()
        default: break
        }
      case .text(let text):
        if isText { paragraph += text }
        if isField { note(field: text, part: part) }
      case .comment(let text):
        parts.note(.comment, at: Location(line: number + 1, part: part))
        parts.texts.append(.init(text: text, location: Location(line: number + 1, part: part)))
      }
    }
    endParagraph(part: part)
  }

  /// Letters of so many half points or fewer nobody reads.
  private static let tiniest = 4.0

  private static func isPaper(_ fill: String?) -> Bool {
    fill.map { ["AUTO", "FFFFFF"].contains($0.uppercased()) } ?? true
  }

  /// Fields that fetch what they show from another file or program. Source: ECMA-376 part 1, 17.16.5.
  private mutating func note(field: String, part: String) {
    let fetching = [
      "INCLUDETEXT", "INCLUDEPICTURE", "DDEAUTO", "DDE", "LINK", "DATABASE", "IMPORT", "INCLUDE",
    ]
    guard let name = field.split(separator: " ").first, fetching.contains(name.uppercased()) else { return }
    parts.note(.dataConnection, at: Location(line: number + 1, part: part))
  }

  private mutating func endParagraph(part: String) {
    number += 1
    defer { paragraph = "" }
    guard !paragraph.allSatisfy(\.isWhitespace) else { return }
    if let last = tables.indices.last, let cell = tables[last].cell {
      tables[last].cell = cell.isEmpty ? paragraph : cell + " " + paragraph
      return
    }
    parts.texts.append(.init(text: paragraph, location: Location(line: number, part: part)))
    for line in paragraph.split(separator: "\n") {
      numbers.take(String(line), at: Location(line: number, part: part), in: &parts)
    }
  }

  private mutating func endCell() {
    guard let last = tables.indices.last, let cell = tables[last].cell else { return }
    if !cell.isEmpty { tables[last].rows.add(cell, column: tables[last].column) }
    tables[last].column += 1
    tables[last].cell = nil
  }

  private mutating func endTable() {
    guard let table = tables.popLast()?.rows.table else { return }
    parts.tables.append(table)
  }
}
