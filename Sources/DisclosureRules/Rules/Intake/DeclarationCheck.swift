// Declarations held against the data that they are about.

/// Finds what a table contradicts of its own declaration.
struct DeclarationCheck {
  /// One declaration that does not hold.
  struct Contradiction: Equatable {
    /// 0-based; nil where it is about the table.
    var column: Int?
    /// The cells that show it, in file order; none where it is about a whole column.
    var cells: [CellPlace] = []
    var says: Message
  }

  let table: TableSubject
  let declared: TableDeclaration

  /// Numbers with at least so many digits, each only once, are keys and no categories.
  private static let keyDigits: Int64 = 10_000
  /// A column of keys has at least so many.
  private static let fewestKeys = 10
  /// Declared roles, each with those found roles that it may stand for: hard to tell apart, and judged no less
  /// strictly.
  private static let alike: [ColumnRole: Set<ColumnRole>] = [
    .percentage: [.proportion], .proportion: [.percentage], .mean: [.measurement, .age], .total: [.sum],
    .ratio: [.coefficient], .standardDeviation: [.standardError], .median: [.quantile], .quantile: [.median],
  ]

  func contradictions() -> [Contradiction] {
    let columns = table.columns.indices.flatMap { column in
      [role(of: column), values(of: column), keys(in: column)].compactMap { $0 }
        + [size(of: column), rounding(of: column)].compactMap { $0 }
    }
    return columns + sizes() + zeros() + totals() + known()
  }

  // MARK: Roles

  /// A declared role where the data say plainly that the column holds something else.
  private func role(of column: Int) -> Contradiction? {
    guard let inferred = declared.columns[column]?.inferred, inferred.isStrong else { return nil }
    let title = table.title(column: column)
    let looks: Message = "but everything else about it says \"\(inferred.role.rawValue)\""
    if let role = declared.columns[column]?.role, !Self.areAlike(role, inferred.role) {
      return Contradiction(
        column: column, says: "\(title) is declared to hold \"\(role.rawValue)\", \(looks).")
    }
    let isCount = ColumnRole.counts.contains(inferred.role)
    if isCount, let counted = declared.counted(column), counted == .records || counted == .weighted {
      return Contradiction(
        column: column,
        says: "\(title) is declared to count \(counted.rawValue), but its header names people.")
    }
    return nil
  }

  private static func areAlike(_ declared: ColumnRole, _ found: ColumnRole) -> Bool {
    // A key of people is no category, though both stand in front of a row.
    if found == .identifier { return declared == .identifier }
    return declared.family.contains(found) || alike[declared]?.contains(found) == true
  }

  /// Numbers that can't be what they are declared to be.
  private func values(of column: Int) -> Contradiction? {
    let profile = table.columns[column]
    guard let role = declared.columns[column]?.role, profile.numeric > 0 else { return nil }
    let title = table.title(column: column)
    let isNegative = profile.minimum.map { $0 < ExactNumber(mantissa: 0) } ?? false
    let isAboveOne = profile.maximum.map { $0 > ExactNumber(mantissa: 1) } ?? false
    switch role {
    case .count, .total, .events, .atRisk:
      guard declared.counted(column) != .weighted else { return nil }
      if profile.wholes < profile.numeric {
        return Contradiction(
          column: column, cells: places(of: column) { $0.number.whole == nil },
          says: "\(title) is declared to count, but holds numbers that are not whole.")
      }
      return isNegative
        ? Contradiction(column: column, says: "\(title) is declared to count, but holds negative numbers.")
        : nil
    case .proportion, .pValue, .survivalProbability:
      guard isNegative || isAboveOne && profile.percents == 0 else { return nil }
      return Contradiction(
        column: column,
        says: "\(title) is declared to hold \"\(role.rawValue)\", but leaves the range from 0 to 1.")
    case .standardDeviation, .standardError:
      guard isNegative else { return nil }
      return Contradiction(
        column: column,
        says: "\(title) is declared to hold \"\(role.rawValue)\", but holds negative numbers.")
    default: return nil
    }
  }

  /// A declared category that is a different long number in each row.
  private func keys(in column: Int) -> Contradiction? {
    let profile = table.columns[column]
    guard let role = declared.columns[column]?.role, [.dimension, .code, .text].contains(role),
      profile.numeric == profile.filled, profile.filled >= Self.fewestKeys,
      profile.distinct.value == profile.filled, profile.distinct.isExact, profile.isWhole,
      let least = profile.minimum, least >= ExactNumber(mantissa: Self.keyDigits)
    else { return nil }
    return Contradiction(
      column: column,
      says:
        "\(table.title(column: column)) is declared to hold \"\(role.rawValue)\", but has another long number in each row, as keys have."
    )
  }

  // MARK: Numbers of people

  /// An N in the header that is not the one declared.
  private func size(of column: Int) -> Contradiction? {
    guard case .number(let size)? = declared.size(column),
      let stated = table.columns[column].name.flatMap(SampleSize.stated), stated != size
    else { return nil }
    return Contradiction(
      column: column, says: "The header \(table.title(column: column)) gives another N than the one declared."
    )
  }

  /// Counts of people that are larger than the number they are part of.
  private func sizes() -> [Contradiction] {
    guard table.kept != nil else { return [] }
    return countColumns().compactMap { column in
      let places = places(of: column) { cell in
        guard let whole = cell.number.whole, let size = declared.populationSize else { return false }
        return whole > size
      }
      let beyond = beyondSize(column)
      if places.isEmpty && beyond.isEmpty { return nil }
      return Contradiction(
        column: column, cells: Array(Set(places + beyond)).sorted(),
        says:
          "\(table.title(column: column)) holds a count that is larger than the number of people declared.")
    }
  }

  /// Cells of a count column that are larger than their declared N.
  private func beyondSize(_ column: Int) -> [CellPlace] {
    guard let kept = table.kept, let size = declared.size(column) else { return [] }
    return (0..<kept.rows).compactMap { row in
      let base: Int64?
      switch size {
      case .number(let number): base = number
      case .column(let other): base = other == column ? nil : kept.cell(row: row, column: other).whole
      case .row(let other): base = other == row ? nil : kept.cell(row: other, column: column).whole
      }
      guard let base, let whole = kept.cell(row: row, column: column).whole, whole > base else { return nil }
      return kept.place(row: row, column: column)
    }
  }

  private func countColumns() -> [Int] {
    table.columns.indices.filter { column in
      let role = table.role(column)
      return ColumnRole.counts.contains(role.role) && role.isStrong && declared.counted(column) != .weighted
    }
  }

  /// A declared total that is smaller than a count beside it.
  private func totals() -> [Contradiction] {
    guard let kept = table.kept else { return [] }
    let parts = countColumns().filter { table.role($0).role != .total }
    return table.columns.indices.filter { declared.columns[$0]?.role == .total }.compactMap { total in
      let rows = (0..<kept.rows).filter { row in
        guard let whole = kept.cell(row: row, column: total).whole else { return false }
        return parts.contains { kept.cell(row: row, column: $0).whole ?? 0 > whole }
      }
      guard !rows.isEmpty else { return nil }
      return Contradiction(
        column: total, cells: rows.map { kept.place(row: $0, column: total) },
        says:
          "\(table.title(column: total)) is declared to be a total, but is smaller than a count beside it.")
    }
  }

  // MARK: Cells

  /// Numbers off the grid to which they are declared to be rounded; sums of rounded numbers may lie off it.
  private func rounding(of column: Int) -> Contradiction? {
    guard let base = declared.rounding(column).map(Int64.init), let kept = table.kept,
      ColumnRole.counts.contains(table.role(column).role), !table.structure.totalColumns.contains(column)
    else { return nil }
    let rows = (0..<kept.rows).filter {
      !table.isTotal(row: $0) && (kept.cell(row: $0, column: column).whole ?? 0) != 0
    }
    func off(_ remainder: Int64) -> [Int] {
      rows.filter { (kept.cell(row: $0, column: column).whole ?? 0) % base != remainder }
    }
    // Midpoint rounding puts every value in the middle between two multiples.
    guard !off(0).isEmpty, !(base % 2 == 0 && off(base / 2).isEmpty) else { return nil }
    return Contradiction(
      column: column, cells: off(0).map { kept.place(row: $0, column: column) },
      says: "\(table.title(column: column)) is declared to be rounded to \(base), but holds other numbers.")
  }

  private func zeros() -> [Contradiction] {
    cells(declared.structuralZeros.sorted().map { (row: $0 >> 16, column: $0 & 0xffff) }) { cell in
      cell.kind == .number && cell.number.mantissa != 0
    }.map { column, cells in
      Contradiction(
        column: column, cells: cells,
        says: "\(table.title(column: column)) holds a number where a structural zero is declared.")
    }
  }

  /// Cells that another tool found unsafe, and that show a number all the same.
  private func known() -> [Contradiction] {
    let cells = cells(declared.knownCells.map { (row: $0.row, column: $0.column) }) { cell in
      cell.kind == .number || cell.kind == .composite
    }
    return cells.map { column, cells in
      let reasons = declared.knownCells.filter { $0.column == column }.map(\.reason)
      let names = Set(reasons).sorted().joined(separator: ", ")
      return Contradiction(
        column: column, cells: cells,
        says:
          "\(table.title(column: column)) shows a number where another tool has found the cell unsafe (\(names))."
      )
    }
  }

  /// Of the cells at 0-based places those of which something is true, by column.
  private func cells(
    _ all: [(row: Int, column: Int)], where isTrue: (Cell) -> Bool
  ) -> [(column: Int, places: [CellPlace])] {
    guard let kept = table.kept else { return [] }
    let shown = all.filter { isTrue(kept.cell(row: $0.row, column: $0.column)) }
    return Set(shown.map(\.column)).sorted().filter { table.columns.indices.contains($0) }.map { column in
      let rows = Set(shown.filter { $0.column == column }.map(\.row)).sorted()
      return (column, rows.map { kept.place(row: $0, column: column) })
    }
  }

  private func places(of column: Int, where isTrue: (Cell) -> Bool) -> [CellPlace] {
    guard let kept = table.kept else { return [] }
    return (0..<kept.rows).filter { row in
      let cell = kept.cell(row: row, column: column)
      return (cell.kind == .number || cell.kind == .composite) && isTrue(cell)
    }.map { kept.place(row: $0, column: column) }
  }
}
