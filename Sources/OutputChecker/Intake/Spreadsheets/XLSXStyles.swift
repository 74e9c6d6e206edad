// What cell styles of a workbook do to what is seen: dates, and cells that show nothing.

import DisclosureRules

/// The number formats, fonts and fills of a workbook.
struct XLSXStyles {
  /// By the number of the style: whether it shows a date, and whether it shows nothing.
  private(set) var isDate: [Bool] = []
  private var isHidden: [Bool] = []

  /// What the header of the styles defines, before the styles that use it.
  private struct Definitions {
    var dates: [Int: Bool] = [:]
    var blanks: Set<Int> = []
    /// By the number of the font: whether it is white.
    var whiteFonts: [Bool] = []
    /// By the number of the fill: whether it leaves the cell as white as paper.
    var plainFills: [Bool] = []
  }

  init() {}

  init(_ xml: XMLScanner) throws(ReadProblem) {
    var scanner = xml
    var definitions = Definitions()
    var section = ""
    while let event = try scanner.next() {
      switch event {
      case .start(let element):
        switch element.name {
        case "fonts", "fills", "cellXfs", "cellStyleXfs", "dxfs", "borders": section = element.name
        case "numFmt":
          if let number = element["numFmtId"].flatMap({ Int($0) }), let code = element["formatCode"] {
            definitions.dates[number] = SerialDate.isDate(code: code)
            if Self.showsNothing(code) { definitions.blanks.insert(number) }
          }
        case "font" where section == "fonts": definitions.whiteFonts.append(false)
        case "fill" where section == "fills": definitions.plainFills.append(true)
        case "color" where section == "fonts":
          if Self.isWhite(element), let last = definitions.whiteFonts.indices.last {
            definitions.whiteFonts[last] = true
          }
        case "patternFill" where section == "fills":
          if let last = definitions.plainFills.indices.last {
            definitions.plainFills[last] = (element["patternType"] ?? "none") == "none"
          }
        case "fgColor" where section == "fills":
          if Self.isWhite(element), let last = definitions.plainFills.indices.last {
            definitions.plainFills[last] = true
          }
        case "gradientFill" where section == "fills":
          if let last = definitions.plainFills.indices.last { definitions.plainFills[last] = false }
        case "xf" where section == "cellXfs": add(element, definitions)
        default: break
        }
      case .end("cellXfs"): section = ""
      default: break
      }
    }
  }

  private mutating func add(_ style: XMLElement, _ definitions: Definitions) {
    func number(_ name: String) -> Int { style[name].flatMap { Int($0) } ?? 0 }
    let format = number("numFmtId")
    isDate.append(definitions.dates[format] ?? SerialDate.isDate(builtIn: format))
    let fonts = definitions.whiteFonts
    let fills = definitions.plainFills
    let isWhite = fonts.indices.contains(number("fontId")) && fonts[number("fontId")]
    let isPlain = !fills.indices.contains(number("fillId")) || fills[number("fillId")]
    isHidden.append(definitions.blanks.contains(format) || isWhite && isPlain)
  }

  /// `;;;` shows neither positive nor negative numbers, zeros or texts. Source: ECMA-376 part 1, 18.8.31.
  private static func showsNothing(_ code: String) -> Bool {
    let plain = code.filter { !$0.isWhitespace }
    // Digits in quotes are shown in place of the number, or as a part of it.
    let quoted = plain.split(separator: "\"", omittingEmptySubsequences: false)
    if quoted.indices.contains(where: { $0 % 2 == 1 && quoted[$0].contains(where: \.isNumber) }) {
      return true
    }
    return plain.count >= 2 && plain.allSatisfy { $0 == ";" }
  }

  /// White as such, or the first colour of the theme, which is that of paper.
  private static func isWhite(_ color: XMLElement) -> Bool {
    if let rgb = color["rgb"]?.uppercased() { return rgb.hasSuffix("FFFFFF") }
    return color["theme"] == "0" && color["tint"] == nil || color["indexed"] == "9"
  }

  /// Whether the style of that number shows a date; an unknown style does not.
  func showsDate(_ style: Int) -> Bool { isDate.indices.contains(style) && isDate[style] }

  /// Whether cells in the style of that number can't be seen.
  func hides(_ style: Int) -> Bool { isHidden.indices.contains(style) && isHidden[style] }
}
