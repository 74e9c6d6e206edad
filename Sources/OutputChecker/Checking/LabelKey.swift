// When two labels are the same, whether they stand in a table, in its microdata or in the context file.

import DisclosureRules

/// A label as it is compared: outer spaces don't count, and numbers are equal when their values are.
enum LabelKey {
  /// The key of a cell that reads so.
  static func key(of reading: Reading, text: @autoclosure () -> String) -> String {
    switch reading.kind {
    case .empty: ""
    case .number: key(of: reading.number, isPercent: reading.marks.contains(.percent))
    case .bound, .mask, .date, .composite, .text: text().trimmingSpaces()
    }
  }

  /// The key of a label of the context file.
  static func key(of label: String, _ reader: inout CellReader) -> String {
    key(of: reader.read(text: label), text: label)
  }

  /// The key of the cell at a 0-based row and column.
  static func key(row: Int, column: Int, in kept: KeptTable) -> String {
    let cell = kept.cell(row: row, column: column)
    switch cell.kind {
    case .empty: return ""
    case .number: return key(of: cell.number, isPercent: cell.marks.contains(.percent))
    case .bound, .mask, .date, .composite, .text:
      return (kept.text(row: row, column: column) ?? "").trimmingSpaces()
    }
  }

  private static func key(of number: ExactNumber, isPercent: Bool) -> String {
    var mantissa = number.mantissa
    var scale = number.scale
    while scale > 0 && mantissa % 10 == 0 {
      mantissa /= 10
      scale -= 1
    }
    // No text begins so: a space in front would have been cut.
    return " \(mantissa)/\(scale)" + (isPercent ? "%" : "")
  }
}
