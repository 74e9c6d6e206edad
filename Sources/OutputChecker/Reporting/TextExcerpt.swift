// A piece of a table for a terminal, with carets under the cells of a finding.

import DisclosureRules

/// Draws the rows of a finding with their neighbours.
struct TextExcerpt {
  /// Rows with a caret.
  private static let markedRows = 3
  /// Columns of the terminal for one cell; longer text is cut.
  private static let longestCell = 24
  /// Between two cells.
  private static let gutter = "  "

  let palette: Palette
  let width: Int

  /// The drawing, every line indented; nil when the excerpt holds none of the finding's cells.
  ///
  /// - Parameters:
  ///   - group: the finding whose cells are marked.
  ///   - cells: renders the cells.
  func text(of table: TableReport, _ group: FindingGroup, _ cells: ExcerptCells, indent: Int) -> String? {
    guard let excerpt = table.excerpt, !excerpt.rows.isEmpty else { return nil }
    let marks = ExcerptMarks([group], table: table.id).marks.keys.filter {
      excerpt.columns.contains($0.column)
    }
    guard !marks.isEmpty else { return nil }
    let rows = rows(of: excerpt, marks)
    guard !rows.isEmpty else { return nil }
    let grid = Grid(
      table, excerpt, rows: rows.map { excerpt.rows[$0] }, cells,
      columns: columns(of: excerpt, marks, table, cells, rows, room: width - indent))
    return draw(grid, Set(marks), group.verdict, indent: indent)
  }

  // MARK: - What is drawn

  /// Positions of rows: the first marked ones with a neighbour on each side.
  private func rows(of excerpt: TableExcerpt, _ marks: [ExcerptMarks.Place]) -> [Int] {
    let numbers = Set(marks.map(\.row))
    let marked = excerpt.rows.indices.filter { numbers.contains(excerpt.rows[$0].number) }
    if marked.isEmpty {
      // The finding is about whole columns.
      return numbers.contains(0) ? Array(excerpt.rows.indices.prefix(2)) : []
    }
    var chosen: Set<Int> = []
    for position in marked.prefix(Self.markedRows) {
      for near in position - 1...position + 1 where excerpt.rows.indices.contains(near) {
        if abs(excerpt.rows[near].number - excerpt.rows[position].number) <= 1 { chosen.insert(near) }
      }
    }
    return chosen.sorted()
  }

  /// Positions of columns, as many as there is room for: the marked ones first, what a row is, then neighbours.
  private func columns(
    of excerpt: TableExcerpt, _ marks: [ExcerptMarks.Place], _ table: TableReport, _ cells: ExcerptCells,
    _ rows: [Int], room: Int
  ) -> [Int] {
    let marked = Set(marks.map(\.column))
    let positions = excerpt.columns.indices.filter { marked.contains(excerpt.columns[$0]) }
    var wanted = Array(positions.prefix(1)) + [0]
    wanted += positions.dropFirst()
    wanted += positions.flatMap { [$0 - 1, $0 + 1] }
    wanted += excerpt.columns.indices
    var left = room - String(table.rows).count - Self.gutter.count
    var chosen: Set<Int> = []
    for position in wanted where excerpt.columns.indices.contains(position) && !chosen.contains(position) {
      let grid = Grid(table, excerpt, rows: rows.map { excerpt.rows[$0] }, cells, columns: [position])
      left -= grid.widths[0] + Self.gutter.count
      if left < 0 && !chosen.isEmpty { break }
      chosen.insert(position)
    }
    return chosen.sorted()
  }

  /// Texts of the cells that are drawn, with the width of each column.
  private struct Grid {
    var numbers: [Int]
    /// Indices of the columns in the table, from 1.
    var columns: [Int]
    var names: [String]
    /// By row.
    var texts: [[String]]
    var isText: [Bool]
    var widths: [Int]

    init(
      _ table: TableReport, _ excerpt: TableExcerpt, rows: [TableExcerpt.Row], _ cells: ExcerptCells,
      columns positions: [Int]
    ) {
      numbers = rows.map(\.number)
      columns = positions.map { excerpt.columns[$0] }
      names = columns.map { index in
        let name = table.columns.first { $0.index == index }?.name
        return DisplayWidth.cut(name.map(cells.redaction.name) ?? "column \(index)", to: longestCell)
      }
      texts = rows.map { row in
        positions.map { position in
          DisplayWidth.cut(
            cells.text(row.cells[position], column: excerpt.columns[position]), to: longestCell)
        }
      }
      isText = positions.map { position in rows.contains { $0.cells[position].kind == .text } }
      let (names, texts) = (names, texts)
      widths = names.indices.map { column in
        ([names[column]] + texts.map { $0[column] }).map { DisplayWidth.columns(of: $0) }.max() ?? 0
      }
    }
  }

  // MARK: - Drawing

  private func draw(
    _ grid: Grid, _ marks: Set<ExcerptMarks.Place>, _ verdict: Verdict, indent: Int
  ) -> String {
    let margin = max("row".count, String(grid.numbers.last ?? 0).count)
    let lead = String(repeating: " ", count: indent)
    func line(_ first: String, _ cells: [String]) -> String {
      let padded = Self.padded(first, margin, left: true)
      var line = lead + padded
      for (column, cell) in cells.enumerated() {
        line += Self.gutter + Self.padded(cell, grid.widths[column], left: !grid.isText[column])
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }
    func carets(under row: Int, _ texts: [String]) -> String {
      let isMarked = grid.columns.map { marks.contains(ExcerptMarks.Place(row: row, column: $0)) }
      guard isMarked.contains(true) else { return "" }
      let cells = texts.indices.map { column in
        isMarked[column]
          ? String(repeating: "^", count: max(1, DisplayWidth.columns(of: texts[column]))) : ""
      }
      return palette.paint(line("", cells).withoutLineEnd(), verdict.style) + "\n"
    }
    var text = palette.paint(line("row", grid.names).withoutLineEnd(), .faint) + "\n"
    text += carets(under: 0, grid.names)
    var previous: Int?
    for (position, number) in grid.numbers.enumerated() {
      if let previous, number > previous + 1 { text += line("…", []) }
      previous = number
      text += line(String(number), grid.texts[position])
      text += carets(under: number, grid.texts[position])
    }
    return text
  }

  private static func padded(_ text: String, _ width: Int, left: Bool) -> String {
    let space = String(repeating: " ", count: max(0, width - DisplayWidth.columns(of: text)))
    return left ? space + text : text + space
  }
}

extension String {
  /// Without its line feed, so that a colour ends on its line.
  fileprivate func withoutLineEnd() -> String { hasSuffix("\n") ? String(dropLast()) : self }
}
