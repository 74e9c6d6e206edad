// How the reports for people speak of a place.

import DisclosureRules

/// Words for places of findings, with names of the file masked and escaped for the format.
struct PlaceText {
  let redaction: Redaction

  /// Rows named of a finding that stands for many cells.
  private static let namedRows = 10

  /// The place of a finding, with its cells: `column 3 "deaths": 30 cells, in rows 1, 2 and 28 more`.
  func text(_ finding: Finding, in file: FileReport) -> String {
    let place = text(finding.location, in: file)
    guard finding.occurrences > 1 || !finding.cells.isEmpty else {
      return place + (value(of: finding, in: file).map { ", holds \($0)" } ?? "")
    }
    let cells = finding.occurrences.of("cell")
    guard !finding.cells.isEmpty else { return "\(place): \(cells)" }
    // A preamble's cells have no row.
    let hasRows = finding.cells.allSatisfy { $0.row > 0 }
    let isSheet = finding.location.sheet != nil
    let numbers = finding.cells.prefix(Self.namedRows).map { hasRows && !isSheet ? $0.row : $0.line }
    let more = finding.occurrences - numbers.count
    let noun = isSheet ? "row of the sheet" : hasRows ? "row" : "line"
    return "\(place): \(cells), in \(numbers.count == 1 && more <= 0 ? noun : Self.plural(noun)) "
      + numbers.map(String.init).joined(separator: ", ") + (more > 0 ? " and \(more.grouped) more" : "")
  }

  private static func plural(_ noun: String) -> String {
    noun.hasPrefix("row of") ? "rows of the sheet" : noun + "s"
  }

  /// What the finding's cell holds, where that is known and asked for.
  private func value(of finding: Finding, in file: FileReport) -> String? {
    guard redaction.showsValues, let row = finding.location.row, let column = finding.location.column,
      let table = file.tables.first(where: { $0.id == finding.location.table }),
      let excerpt = table.excerpt, let position = excerpt.columns.firstIndex(of: column),
      let cell = excerpt.rows.first(where: { $0.number == row })?.cells[position], !cell.text.isEmpty
    else { return nil }
    // Findings outside of statistics are about what identifies people.
    let role = table.columns.first { $0.index == column }?.role ?? .unknown
    return ExcerptCells.shown(
      cell, role: role, identifies: finding.statbarn == nil || role.role == .identifier, redaction)
  }

  /// A place: `row 3, line 4, column 2 "patients"`.
  func text(_ location: Location, in file: FileReport) -> String {
    var parts: [String] = []
    if let part = location.part {
      parts.append(part == "filename" ? "the file's name" : redaction.name(part))
    }
    if let table = location.table, table != file.path { parts.append("table \(redaction.escape(table))") }
    if let sheet = location.sheet, let cell = location.cell {
      parts.append("cell \(redaction.name(sheet))!\(redaction.escape(cell))")
    } else if let sheet = location.sheet {
      parts.append("sheet \"\(redaction.name(sheet))\"")
    }
    if let row = location.row { parts.append("row \(row)") }
    if let line = location.line { parts.append("line \(line)") }
    if let character = location.textColumn { parts.append("character \(character)") }
    if let column = location.column {
      parts.append("column \(column)" + (location.columnName.map { " \"\(redaction.name($0))\"" } ?? ""))
    }
    return parts.isEmpty ? "the whole file" : parts.joined(separator: ", ")
  }
}
