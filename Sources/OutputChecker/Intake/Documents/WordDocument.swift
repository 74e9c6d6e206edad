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

  /// How the names of parts that hold text begin.
  private static let textParts = ["header", "footer", "comments", "footnotes", "endnotes"]

  /// - Parameter threshold: sizes of groups in running text below this are small.
  private init(threshold: Int) { numbers = NumberLines(threshold: threshold) }

  /// Names of the parts that are read here.
  static func parts(of archive: ZipDirectory) -> Set<[UInt8]> {
    Set(
      archive.entries.map(\.name).filter { bytes in
        let name = String(decoding: bytes, as: UTF8.self)
        return name.hasPrefix("word/") && name.hasSuffix(".xml")
          && (name == "word/document.xml" || textParts.contains { name.hasPrefix("word/" + $0) })
      })
  }

  static func read(_ archive: ZipDirectory, threshold: Int) throws(ReadProblem) -> DocumentParts {
    var document = WordDocument(threshold: threshold)
    let names = parts(of: archive)
    for entry in archive.entries where names.contains(entry.name) {
      let name = String(decoding: entry.name, as: UTF8.self)
      document.number = 0
      try document.read(XMLScanner(archive.content(of: entry)), part: name)
    }
    return document.parts
  }

  private mutating func read(_ xml: XMLScanner, part: String) throws(ReadProblem) {
    var scanner = xml
    var isText = false
    while let event = try scanner.next() {
      switch event {
      case .start(let element):
        switch element.name {
        case "t", "delText", "instrText": isText = true
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
        case "t", "delText", "instrText": isText = false
        case "p": endParagraph(part: part)
        case "tc": endCell()
        case "tr": if let last = tables.indices.last { tables[last].rows.endRow() }
        case "tbl": endTable()
        default: break
        }
      case .text(let text): if isText { paragraph += text }
      case .comment(let text):
        parts.texts.append(.init(text: text, location: Location(line: number + 1, part: part)))
      }
    }
    endParagraph(part: part)
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
