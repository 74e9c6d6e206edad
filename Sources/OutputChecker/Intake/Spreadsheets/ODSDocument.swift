// A spreadsheet in the OpenDocument format: its sheets as streams of delimited text.

import DisclosureRules

/// The sheets of an OpenDocument spreadsheet. Source: OASIS, Open Document Format 1.3, part 3.
struct ODSDocument {
  /// One sheet.
  struct Sheet: Equatable {
    var name: String
    var isHidden: Bool
  }

  /// The part that holds all sheets.
  static let contentPart = Array("content.xml".utf8)

  private(set) var sheets: [Sheet] = []
  /// Changes that were tracked: the document still holds what was deleted.
  private(set) var trackedChanges = 0
  private let archive: ZipDirectory
  private let content: ZipEntry

  init(_ archive: ZipDirectory, budget: Budget) throws(ReadProblem) {
    guard let content = archive.entries.first(where: { $0.name == Self.contentPart }) else {
      throw Self.problem("it has no content")
    }
    self.archive = archive
    self.content = content
    var scanner = try XMLScanner(archive.content(of: content))
    var styleName = ""
    var hiddenStyles: Set<String> = []
    var depth = 0
    while let event = try scanner.next() {
      switch event {
      case .start(let element):
        switch element.name {
        case "style": styleName = element["name"] ?? ""
        case "table-properties": if element["display"] == "false" { hiddenStyles.insert(styleName) }
        case "tracked-changes": trackedChanges += 1
        case "table":
          depth += 1
          if depth == 1 {
            sheets.append(
              Sheet(
                name: element["name"] ?? "", isHidden: hiddenStyles.contains(element["style-name"] ?? "")))
            guard sheets.count <= budget.members else {
              throw ReadProblem(kind: .limit, message: "more than \(budget.members) sheets (limit members)")
            }
          }
        default: break
        }
      case .end("table"): depth -= 1
      default: break
      }
    }
  }

  /// The text of the sheet at a 0-based place.
  func source(
    ofSheet index: Int, frame: ClosedRange<Int>?, budget: Budget
  ) throws(ReadProblem) -> ODSSheetSource {
    ODSSheetSource(try XMLScanner(archive.content(of: content)), sheet: index, frame: frame, budget: budget)
  }

  static func problem(_ reason: String) -> ReadProblem {
    ReadProblem(kind: .malformed, message: "the spreadsheet is damaged: \(reason)")
  }
}
