// Which kind of document a ZIP archive is.

import DisclosureRules

/// Archives that are documents, told by their parts.
enum OfficeKind: Equatable {
  case archive
  case workbook(isMacro: Bool)
  case openSpreadsheet
  case wordDocument
  /// Another kind, with its format and words.
  case document(String, String)

  private static let contentTypes = Array("[Content_Types].xml".utf8)
  private static let openType = Array("mimetype".utf8)
  private static let openSpreadsheetType = "application/vnd.oasis.opendocument.spreadsheet"
  private static let openTypeStart = "application/vnd.oasis.opendocument."
  /// No name of a type is longer.
  private static let longestType = 200

  static func of(_ archive: ZipDirectory) throws(ReadProblem) -> OfficeKind {
    func holds(_ name: String) -> Bool { archive.entries.contains { $0.name.elementsEqual(name.utf8) } }
    if let entry = archive.entries.first(where: { $0.name == openType }), entry.size <= longestType {
      var bytes: [UInt8] = []
      let source = try archive.content(of: entry)
      while try source.append(to: &bytes, atMost: longestType) > 0 {}
      let type = String(decoding: bytes, as: UTF8.self)
      if type == openSpreadsheetType { return .openSpreadsheet }
      if type.hasPrefix(openTypeStart) { return .document("odf", "a document (OpenDocument)") }
    }
    guard archive.entries.contains(where: { $0.name == contentTypes }), holds("_rels/.rels") else {
      return .archive
    }
    let names = archive.entries.map { String(decoding: $0.name, as: UTF8.self) }
    if names.contains(where: { $0.hasPrefix("word/") }) { return .wordDocument }
    if names.contains(where: { $0.hasPrefix("ppt/") }) { return .document("pptx", "slides (PowerPoint)") }
    if holds("xl/workbook.bin") { return .document("xlsb", "a binary workbook (Excel)") }
    if names.contains(where: { $0.hasPrefix("xl/") }) {
      return .workbook(isMacro: names.contains { $0.hasSuffix("vbaProject.bin") })
    }
    return .archive
  }
}
