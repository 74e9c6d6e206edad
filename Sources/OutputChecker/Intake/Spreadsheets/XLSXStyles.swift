// Which cell styles of a workbook show a date.

import DisclosureRules

/// The number formats of a workbook.
struct XLSXStyles {
  /// By the number of the style: whether it shows a date.
  private(set) var isDate: [Bool] = []

  init() {}

  init(_ xml: XMLScanner) throws(ReadProblem) {
    var scanner = xml
    var custom: [Int: Bool] = [:]
    var isInCellFormats = false
    while let event = try scanner.next() {
      switch event {
      case .start(let element):
        switch element.name {
        case "numFmt":
          if let number = element["numFmtId"].flatMap({ Int($0) }), let code = element["formatCode"] {
            custom[number] = SerialDate.isDate(code: code)
          }
        case "cellXfs": isInCellFormats = true
        case "xf" where isInCellFormats:
          let format = element["numFmtId"].flatMap { Int($0) } ?? 0
          isDate.append(custom[format] ?? SerialDate.isDate(builtIn: format))
        default: break
        }
      case .end("cellXfs"): isInCellFormats = false
      default: break
      }
    }
  }

  /// Whether the style of that number shows a date; an unknown style does not.
  func showsDate(_ style: Int) -> Bool { isDate.indices.contains(style) && isDate[style] }
}
