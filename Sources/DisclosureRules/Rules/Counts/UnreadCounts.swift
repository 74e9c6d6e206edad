// Cells of columns of counts that are no count: what can't be read, and numbers below zero.

extension MinimumThreshold {
  /// What a person must look at because no count can be read there.
  ///
  /// A column that surely counts holds numbers, masks and words for missing ones. Anything else, such as `4-5`, `c.5`
  /// or `cinq`, may be a small count in another spelling.
  func unreadCells(_ position: Int, _ table: TableSubject, _ unsafe: Range<Int>) -> [Finding] {
    let column = table.columns[position]
    let role = table.role(position)
    var findings: [Finding] = []
    if role.role != .unknown {
      let unreadable =
        role.isStrong
        ? max(column.texts - harmlessTexts(position, table, unsafe), column.disguisedNumbers)
        : column.textsWithNumber + column.disguisedNumbers
      if unreadable > 0 { findings.append(unread(position, table, unreadable)) }
    }
    let negatives = negativeCells(position, table, unsafe)
    // Of a table that was too large to keep only the least number is known.
    let isLeastBelow =
      table.kept == nil && column.isWhole && column.minimum?.whole.map { isDisguise($0, unsafe) } ?? false
    guard !negatives.isEmpty || isLeastBelow else { return findings }
    var below = finding(
      .review, at: table.location(column: position),
      "\(table.title(column: position)) may count something, and holds whole numbers just below 0.")
    if !negatives.isEmpty {
      below.cells = negatives
      below.occurrences = negatives.count
    }
    return findings + [below]
  }

  /// Cells of one letter: marks such as `c` and `x`, and no number but the Roman ones, which are counted as disguised.
  /// And ranges that hide what a mask hides: `1-9`.
  private func harmlessTexts(_ position: Int, _ table: TableSubject, _ unsafe: Range<Int>) -> Int {
    guard let kept = table.kept, kept.columns.indices.contains(position) else { return 0 }
    let isHarmless = kept.columns[position].texts.map { text in
      text.utf8.count == 1 && text.utf8.allSatisfy(ByteKind.isLetter)
        || StatedRange(text.lowercased())?.hides(unsafe) ?? false
    }
    guard isHarmless.contains(true) else { return 0 }
    return (0..<kept.rows).count { row in
      let cell = kept.cell(row: row, column: position)
      return cell.kind == .text && isHarmless.indices.contains(Int(cell.text)) && isHarmless[Int(cell.text)]
    }
  }

  private func unread(_ position: Int, _ table: TableSubject, _ cells: Int) -> Finding {
    var unread = finding(
      .review, at: table.location(column: position),
      "\(table.title(column: position)) counts something, and holds cells that can't be read as numbers.")
    unread.occurrences = cells
    return unread
  }

  /// Unread cells in the rows of a listing that count something.
  func unreadListing(_ position: Int, _ table: TableSubject) -> [Finding] {
    let column = table.columns[position]
    guard let kept = table.kept, kept.columns.indices.contains(position),
      // Labels stand in columns of their own.
      column.numeric > column.texts,
      column.textsWithNumber + column.disguisedNumbers > 0 || column.missing == 0 && column.texts > 0
    else { return [] }
    let rows = (0..<kept.rows).filter { row in
      kept.cell(row: row, column: position).kind == .text
        && Self.verdict(for: table.cellRole(row: row, column: position), of: column) == .fail
    }
    return rows.isEmpty ? [] : [unread(position, table, rows.count)]
  }

  /// A small count with a minus before it. Codes for what is missing are none.
  private func isDisguise(_ value: Int64, _ unsafe: Range<Int>) -> Bool {
    value < 0 && value > -Int64(unsafe.upperBound) && !ValueShape.missingCodes.contains(Double(value))
  }

  private func negativeCells(_ position: Int, _ table: TableSubject, _ unsafe: Range<Int>) -> [CellPlace] {
    let column = table.columns[position]
    guard let least = column.minimum, least < ExactNumber(mantissa: 0), column.wholes == column.numeric,
      let kept = table.kept, kept.columns.indices.contains(position)
    else { return [] }
    let rows = (0..<kept.rows).lazy.filter { row in
      kept.cell(row: row, column: position).whole.map { isDisguise($0, unsafe) } ?? false
    }
    return rows.prefix(SmallWholes.limit).map { kept.place(row: $0, column: position) }
  }
}
