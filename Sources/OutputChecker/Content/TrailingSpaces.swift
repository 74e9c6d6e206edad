// Spaces and tabs at the end of cells: padding, carelessness or data.

import DisclosureRules

/// Collects, for one column, how its cells end in spaces and tabs.
///
/// A monoid of counts: nothing depends on the order of the rows.
struct TrailingSpaces: Sendable {
  /// Cells that end so behind something else, and cells of nothing else.
  private(set) var cells = 0
  private(set) var blankCells = 0
  /// Cells that end in two or more, a tab among them.
  private var tabbed = 0
  /// Cells that end in a tab at all: nobody types one, and a separator that is a tab is none of the cell's.
  private var withTab = 0
  /// How many cells end in how many, and how wide these cells are, in characters.
  private var amounts = BoundedCounts()
  private var widths = BoundedCounts()
  private var blankWidths = BoundedCounts()
  private(set) var places: [CellPlace] = []

  /// Cells that a message takes at least: a letter needs eight bits, and four cells of four amounts hold them.
  static let fewestCells = 4
  /// Different widths of blank cells that are no accident.
  private static let fewestBlankWidths = 3
  /// Cells of every ten that hold a number in a column of numbers.
  private static let numbersInTen = 9
  /// Of ten cells of text so many have the commonest width where cells are filled up, table by table.
  private static let paddedInTen = 4

  /// Sees a cell that ends in spaces or tabs.
  mutating func add(_ content: Span<UInt8>, placeLimit: Int, place: () -> CellPlace) {
    var amount = 0
    var hasTab = false
    while amount < content.count {
      let byte = content[content.count - 1 - amount]
      guard byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") else { break }
      hasTab = hasTab || byte == UInt8(ascii: "\t")
      amount += 1
    }
    guard amount > 0 else { return }
    let width = SourceMap.encodedLength(of: content, unit: 1)
    if amount == content.count {
      blankCells += 1
      blankWidths.add(width)
    } else {
      cells += 1
      if hasTab && amount > 1 { tabbed += 1 }
      if hasTab { withTab += 1 }
      amounts.add(amount)
      widths.add(width)
    }
    if places.count < placeLimit { places.append(place()) }
  }

  /// Whether the spaces may carry data: they differ, and they fill no column up to one width.
  func maySpeak(in column: ColumnProfile, _ kept: KeptTable.Column?) -> Bool {
    if blankCells >= Self.fewestCells && blankWidths.different >= Self.fewestBlankWidths { return true }
    guard cells >= Self.fewestCells else { return false }
    if tabbed * 2 >= cells { return true }
    if withTab >= Self.fewestCells && withTab < column.filled { return true }
    let numbers = column.numeric + column.cells(.mask) + column.cells(.bound) + column.cells(.date)
    // Listings, which have no header, fill up block by block.
    if column.name != nil && numbers * 10 >= column.filled * Self.numbersInTen {
      // Each with one space: the habit of who wrote the separators.
      if amounts.different == 1 && cells == column.filled { return false }
      return widths.different > 1 || kept.map { isShorter(than: widths.commonest.value, anyIn: $0) } ?? false
    }
    return amounts.different > 1 && widths.different > 1
      && widths.commonest.count * 10 < cells * Self.paddedInTen
  }

  /// Whether a cell that holds something is shorter than the cells that are filled up.
  private func isShorter(than width: Int, anyIn column: KeptTable.Column) -> Bool {
    zip(column.cells, column.lengths).contains { cell, length in
      cell.kind != .empty && Int(length) < width
    }
  }
}

/// Counts of small numbers, with a bound on how many are told apart.
struct BoundedCounts: Sendable {
  private var counts: [Int: Int] = [:]
  /// More different ones are as good as any.
  private static let most = 64

  mutating func add(_ value: Int) {
    if counts[value] != nil || counts.count < Self.most { counts[value, default: 0] += 1 }
  }

  /// Different numbers, up to the bound.
  var different: Int { counts.count }

  /// The number that was seen most, the smallest of several.
  var commonest: (value: Int, count: Int) {
    var best = (value: 0, count: 0)
    for value in counts.keys.sorted() {
      let count = counts[value] ?? 0
      if count > best.count { best = (value, count) }
    }
    return best
  }
}
