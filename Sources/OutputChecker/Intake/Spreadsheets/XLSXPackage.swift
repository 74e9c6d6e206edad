// The parts of a workbook in Office Open XML: which sheets there are and what stands beside them.

import DisclosureRules

/// A workbook's parts, read before its sheets. Source: ECMA-376, Office Open XML.
struct XLSXPackage {
  /// One sheet of the workbook.
  struct Sheet: Equatable {
    var name: String
    /// Path of its part within the archive.
    var part: String
    /// `visible`, `hidden` or `veryHidden`.
    var state: String
  }

  private(set) var sheets: [Sheet] = []
  /// Names that are defined for cells or formulas, with what they refer to.
  private(set) var definedNames: [(name: String, isHidden: Bool)] = []
  let sharedStrings = SharedStrings()
  private(set) var styles = XLSXStyles()
  private(set) var is1904 = false

  private let archive: ZipDirectory
  /// Bytes of all shared strings together: four times what the largest sheet of short texts has.
  private static let longestStrings = 256 << 20

  init(_ archive: ZipDirectory) throws(ReadProblem) {
    self.archive = archive
    let package = try relations(of: "")
    guard let main = package.first(where: { $0.type.hasSuffix("/officeDocument") }) else {
      throw Self.problem("it names no workbook")
    }
    let parts = try relations(of: main.target)
    try readWorkbook(main.target, parts)
    for part in parts {
      if part.type.hasSuffix("/sharedStrings") { try readSharedStrings(part.target) }
      if part.type.hasSuffix("/styles") { styles = try XLSXStyles(scanner(part.target)) }
    }
  }

  /// The XML of a part.
  func scanner(_ part: String) throws(ReadProblem) -> XMLScanner {
    guard let entry = archive.entries.first(where: { $0.name.elementsEqual(part.utf8) }) else {
      throw Self.problem("a part that it names is missing")
    }
    return try XMLScanner(archive.content(of: entry))
  }

  /// Whether the archive holds a part.
  func holds(_ part: String) -> Bool { archive.entries.contains { $0.name.elementsEqual(part.utf8) } }

  /// Different numbers in cells that are held against those of charts; charts over more are tables of their own.
  private static let mostNumbers = 1_000_000

  /// The numbers in the cells of all sheets.
  func numbers() throws(ReadProblem) -> Set<Double> {
    var numbers: Set<Double> = []
    for sheet in sheets {
      var scanner = try scanner(sheet.part)
      var isInValue = false
      var isText = false
      while numbers.count < Self.mostNumbers, let event = try scanner.next() {
        switch event {
        case .start(let element):
          // What stands in a cell of text is the number of the text.
          if element.name == "c" { isText = element["t"] == "s" }
          isInValue = element.name == "v" && !isText
        case .end: isInValue = false
        case .text(let text): if isInValue, let number = Double(text) { numbers.insert(number) }
        case .comment: break
        }
      }
    }
    return numbers
  }

  // MARK: - Relations

  struct Relation {
    var identifier: String
    var type: String
    /// Path within the archive; the address as written when it is external.
    var target: String
    var isExternal: Bool
  }

  /// What a part refers to; nothing when it says nothing.
  func relations(of part: String) throws(ReadProblem) -> [Relation] {
    let slash = part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex
    let folder = String(part[..<slash])
    let path = "\(folder)_rels/\(part[slash...]).rels"
    guard holds(path) else { return [] }
    var scanner = try scanner(path)
    var relations: [Relation] = []
    while let event = try scanner.next() {
      guard case .start(let element) = event, element.name == "Relationship",
        let identifier = element["Id"], let type = element["Type"], let target = element["Target"]
      else { continue }
      let isExternal = element["TargetMode"] == "External"
      relations.append(
        Relation(
          identifier: identifier, type: type,
          target: isExternal ? target : Self.resolve(target, against: folder), isExternal: isExternal))
    }
    return relations
  }

  /// A target relative to a part's folder, as a path within the archive.
  static func resolve(_ target: String, against folder: String) -> String {
    var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/").map(String.init)
    for part in target.split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
    }
    return parts.joined(separator: "/")
  }

  // MARK: - Workbook

  private mutating func readWorkbook(_ part: String, _ relations: [Relation]) throws(ReadProblem) {
    var scanner = try scanner(part)
    while let event = try scanner.next() {
      guard case .start(let element) = event else { continue }
      switch element.name {
      case "workbookPr": is1904 = ["1", "true"].contains(element["date1904"] ?? "")
      case "sheet":
        guard let name = element["name"], let identifier = element["id"],
          let target = relations.first(where: { $0.identifier == identifier })
        else { throw Self.problem("it lists a sheet that it does not hold") }
        // Sheets that hold a chart only are parts without cells.
        if target.type.hasSuffix("/worksheet") {
          sheets.append(Sheet(name: name, part: target.target, state: element["state"] ?? "visible"))
        }
      case "definedName":
        definedNames.append((element["name"] ?? "", ["1", "true"].contains(element["hidden"] ?? "")))
      default: break
      }
    }
  }

  private mutating func readSharedStrings(_ part: String) throws(ReadProblem) {
    var scanner = try scanner(part)
    var text = ""
    var isInText = false
    var isPhonetic = false
    var total = 0
    while let event = try scanner.next() {
      switch event {
      case .start(let element):
        if element.name == "si" { text = "" }
        if element.name == "rPh" { isPhonetic = true }
        if element.name == "t" { isInText = true }
      case .text(let piece):
        if isInText && isPhonetic { sharedStrings.addBeside(piece) } else if isInText { text += piece }
      case .end(let name):
        if name == "t" { isInText = false }
        if name == "rPh" { isPhonetic = false }
        if name == "si" {
          total += text.utf8.count
          guard total <= Self.longestStrings else {
            throw ReadProblem(
              kind: .limit, message: "more than \(Self.longestStrings) bytes of shared text")
          }
          sharedStrings.add(text)
        }
      case .comment: break
      }
    }
  }

  static func problem(_ reason: String) -> ReadProblem {
    ReadProblem(kind: .malformed, message: "the workbook is damaged: \(reason)")
  }
}
