// Colours and line breaks of what people read on a terminal.

/// Colours of text, or none.
public struct Palette: Sendable, Equatable {
  /// What a colour stands for.
  public enum Style: Sendable {
    case fail, review, pass, strong, faint
  }

  /// No colours.
  public static let plain = Palette(isColoured: false)
  /// The colours of an ANSI terminal. Source: ECMA-48, Select Graphic Rendition.
  public static let coloured = Palette(isColoured: true)

  var isColoured: Bool

  /// Text in a style.
  public func paint(_ text: String, _ style: Style) -> String {
    guard isColoured, !text.isEmpty else { return text }
    let code =
      switch style {
      case .fail: "1;31"
      case .review: "1;33"
      case .pass: "32"
      case .strong: "1"
      case .faint: "2"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}

/// Breaks text into lines.
public struct TextLayout: Sendable {
  /// Columns of a line; a word that is longer stands alone on its line.
  public var width: Int

  /// - Parameter width: at least 40, so that deep indents leave room.
  public init(width: Int) { self.width = max(width, 40) }

  /// A paragraph, every line indented and ended.
  ///
  /// - Parameters:
  ///   - lead: stands in the indent of the first line; with colours, if any.
  ///   - leadWidth: columns that `lead` takes.
  public func paragraph(_ text: String, indent: Int, lead: String = "", leadWidth: Int? = nil) -> String {
    let leadWidth = leadWidth ?? lead.count
    var result = lead + String(repeating: " ", count: max(0, indent - leadWidth))
    var column = max(indent, leadWidth)
    var isLineStart = true
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      let length = DisplayWidth.columns(of: word)
      if !isLineStart && column + 1 + length > width {
        result += "\n" + String(repeating: " ", count: indent)
        column = indent
        isLineStart = true
      }
      if !isLineStart {
        result += " "
        column += 1
      }
      result += word
      column += length
      isLineStart = false
    }
    return result + "\n"
  }

  /// Rows of cells, each column as wide as its widest cell; the last column is broken into lines.
  public func table(_ rows: [[String]], indent: Int = 0) -> String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? DisplayWidth.columns(of: $0[column]) : 0 }.max() ?? 0
    }
    let last = indent + widths.dropLast().reduce(0) { $0 + $1 + 2 }
    return rows.reduce(into: "") { text, row in
      var lead = String(repeating: " ", count: indent)
      for (column, cell) in row.dropLast().enumerated() {
        lead += cell + String(repeating: " ", count: widths[column] - DisplayWidth.columns(of: cell) + 2)
      }
      // Where the columns leave no room for the last one, it goes below them.
      if last > width * 2 / 3 {
        text += lead + "\n" + paragraph(row.last ?? "", indent: indent + 4)
      } else {
        text += paragraph(row.last ?? "", indent: last, lead: lead)
      }
    }
  }
}

extension Int {
  /// With commas between the thousands.
  var grouped: String {
    let digits = String(magnitude)
    var text = self < 0 ? "-" : ""
    for (position, digit) in digits.enumerated() {
      if position > 0 && (digits.utf8.count - position) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// With a noun in the right number: `1 file`, `2 files`.
  func of(_ noun: String, plural: String? = nil) -> String {
    "\(grouped) \(self == 1 ? noun : plural ?? noun + "s")"
  }
}
