// A table drawn on the page, with the cells of findings marked.

import DisclosureRules

/// Draws the excerpt of a table.
struct HTMLTable {
  let table: TableReport
  /// Of the table's name on the page.
  let id: String
  /// Number of the file on the page.
  let file: Int
  let groups: [FindingGroup]
  let cells: ExcerptCells
  let redaction: Redaction

  func html() -> String {
    let name = Escaping.markup(table.id)
    guard let excerpt = table.excerpt else {
      return "<p class=\"undrawn\">The table \(name) is not drawn: it is too large, or was not kept.</p>\n"
        + columnList()
    }
    let columns = excerpt.columns.map { index in table.columns.first { $0.index == index } }
    let marks = ExcerptMarks(groups, table: table.id)
    var html = "<figure class=\"drawn\">\n<figcaption id=\"\(id)\">\(caption(excerpt))</figcaption>\n"
    html +=
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"\(id)\">\n<table>\n<thead>\n"
    html += "<tr><th scope=\"col\">row</th>"
    for (position, column) in columns.enumerated() {
      let index = excerpt.columns[position]
      let isTotal = excerpt.totalColumns.contains(index)
      html += "<th scope=\"col\" class=\"\(classes(ExcerptMarks.Place(row: 0, column: index), marks))\">"
      html += "\(column?.name.map(redaction.name) ?? "column \(index)")\(isTotal ? " <i>total</i>" : "")"
      html += "\(links(ExcerptMarks.Place(row: 0, column: index), marks))"
      html += "<span class=\"role\">\(role(column))</span></th>"
    }
    html += "</tr>\n</thead>\n<tbody>\n"
    var previous = 0
    for row in excerpt.rows {
      html += gap(row.number - previous - 1, columns.count + 1)
      previous = row.number
      html += "<tr\(row.isTotal ? " class=\"total\"" : "")><th scope=\"row\">\(row.number.grouped)"
      html += "\(row.isTotal ? " <i>total</i>" : "")</th>"
      for (position, cell) in row.cells.enumerated() {
        html += self.html(cell, ExcerptMarks.Place(row: row.number, column: excerpt.columns[position]), marks)
      }
      html += "</tr>\n"
    }
    html += gap(table.rows - previous, columns.count + 1)
    return html + "</tbody>\n</table>\n</div>\n</figure>\n"
  }

  private func caption(_ excerpt: TableExcerpt) -> String {
    var parts = ["Table <code>\(Escaping.markup(table.id))</code>"]
    if excerpt.rows.count < table.rows {
      parts.append("\(excerpt.rows.count.grouped) of \(table.rows.of("row"))")
    }
    if excerpt.columns.count < table.columns.count {
      parts.append("\(excerpt.columns.count.grouped) of \(table.columns.count.of("column"))")
    }
    if !groups.isEmpty { parts.append("marked cells lead to their findings") }
    return parts.joined(separator: ", ")
  }

  private func html(_ cell: TableExcerpt.Cell, _ place: ExcerptMarks.Place, _ marks: ExcerptMarks) -> String {
    let kind =
      switch cell.kind {
      case .empty: "empty"
      case .number, .bound, .composite: "number"
      case .mask: "mask"
      case .date, .text: "text"
      }
    let text = cells.text(cell, column: place.column)
    return "<td class=\"\(kind) \(classes(place, marks))\">\(text)\(links(place, marks))</td>"
  }

  private func classes(_ place: ExcerptMarks.Place, _ marks: ExcerptMarks) -> String {
    var classes: [String] = []
    if let numbers = marks.marks[place] {
      let open = numbers.map { groups[$0 - 1] }.filter { $0.waiver == nil }
      classes.append(open.map(\.verdict).max().map { "marked \($0.rawValue)" } ?? "marked waived")
    } else if marks.related.contains(place) {
      classes.append("related")
    }
    return classes.joined(separator: " ")
  }

  private func links(_ place: ExcerptMarks.Place, _ marks: ExcerptMarks) -> String {
    (marks.marks[place] ?? []).map { number in
      " <a class=\"mark\" href=\"#f\(file)-g\(number)\" aria-label=\"finding \(number): "
        + "\(groups[number - 1].rule)\">\(number)</a>"
    }.joined()
  }

  /// What the columns were taken for, and why.
  func reasons() -> String {
    var html = "<details open><summary>What the columns were taken for</summary>\n<ul class=\"columns\">\n"
    for column in table.columns {
      let name = column.name.map(redaction.name) ?? "column \(column.index)"
      let reasons = column.role.reasons.map(redaction.text).joined(separator: "; ")
      html += "<li>\(name): \(role(column)), \(reasons)</li>\n"
    }
    return html + "</ul>\n</details>\n"
  }

  private func role(_ column: ColumnReport?) -> String {
    guard let column, column.role.role != .unknown else { return "role unknown" }
    return "\(column.role.role.rawValue) \(TextReport.hundredths(column.role.confidence))"
  }

  private func gap(_ rows: Int, _ columns: Int) -> String {
    guard rows > 0 else { return "" }
    return "<tr class=\"gap\"><td colspan=\"\(columns)\">\(rows.of("row")) not shown</td></tr>\n"
  }

  /// Columns of a table that is not drawn, with their roles.
  private func columnList() -> String {
    let listed = table.columns.prefix(ExcerptMaker.rowLimit)
    var html = "<ul class=\"columns\">\n"
    for column in listed {
      let name = column.name.map(redaction.name) ?? "column \(column.index)"
      html += "<li>\(name) <span class=\"role\">\(role(column))</span></li>\n"
    }
    let more = table.columns.count - listed.count
    if more > 0 { html += "<li>and \(more.of("column")) more</li>\n" }
    return html + "</ul>\n"
  }
}
