// Crossings as SAS lists them: several numbers in each cell, of which the first is the frequency.

/// Reads the output of PROC FREQ for two variables. Source: SAS/STAT, the FREQ procedure, displayed output.
enum CrossTable {
  private static let legend = "Frequency"

  /// The frequencies of a crossing; nil when the lines hold none. Percentages below them say nothing more.
  static func rows(of lines: [String], in range: Range<Int>) -> [TextTableRow]? {
    guard let start = range.first(where: { cells(of: lines[$0])?.first == legend }) else { return nil }
    // The legend goes down to the line that names the columns.
    guard
      let header = (start..<range.upperBound).first(where: { index in
        cells(of: lines[index]).map { $0.dropFirst().contains { !$0.isEmpty } } ?? false
      }), let names = cells(of: lines[header])
    else { return nil }
    var rows = [TextTableRow(line: header + 1, cells: [""] + names.dropFirst())]
    for index in (header + 1)..<range.upperBound {
      if let cells = cells(of: lines[index]) {
        // What stands below a frequency has no label.
        if let label = cells.first, !label.isEmpty {
          rows.append(TextTableRow(line: index + 1, cells: cells))
        }
      } else if let last = total(lines[index]) {
        rows.append(TextTableRow(line: index + 1, cells: last))
      }
    }
    return rows.count > 1 ? rows : nil
  }

  /// The lines of a block with those of percentages blank, which Stata prints below the frequencies of a crossing,
  /// under no label; nil where there are none.
  static func withoutShares(_ lines: ArraySlice<String>) -> [String]? {
    var block = Array(lines)
    var shares = 0
    var isBelowCounts = false
    for index in block.indices {
      guard let cells = cells(of: block[index]), cells.count > 1 else { continue }
      let numbers = cells.dropFirst().joined(separator: " ").split(separator: " ")
      let areNumbers = !numbers.isEmpty && numbers.allSatisfy { AlignedTable.isNumber(String($0)) }
      if areNumbers, cells[0].isEmpty {
        // Not every number below the counts of a row is a share of them: then all lines stay.
        guard isBelowCounts, numbers.allSatisfy({ $0.contains(".") }) else { return nil }
        block[index] = ""
        shares += 1
      } else {
        isBelowCounts = areNumbers && !numbers.contains { $0.contains(".") }
      }
    }
    return shares > 1 ? block : nil
  }

  /// What stands between strokes; nil for a line without any.
  private static func cells(of line: String) -> [String]? {
    guard line.contains("|") else { return nil }
    var cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
      $0.split(separator: " ").joined(separator: " ")
    }
    // Behind the last stroke stands the total of the row, or nothing.
    if cells.last?.isEmpty == true { cells.removeLast() }
    return cells
  }

  /// The totals of the columns stand below the box, between no strokes.
  private static func total(_ line: String) -> [String]? {
    let words = line.split(separator: " ").map { String($0) }
    guard let label = words.first, label.contains(where: \.isLetter), words.count > 1 else { return nil }
    return words
  }
}
