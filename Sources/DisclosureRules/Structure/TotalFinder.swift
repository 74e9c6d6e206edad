// Which rows and columns of a table stand for several others together.

/// Finds totals by their labels and by arithmetic that holds in every instance.
struct TotalFinder {
  private let context: RoleContext
  private let kept: KeptTable
  private let totalWords: Set<String>

  /// Columns, besides the first that fits, in which the sum of a row must be right when no label says so.
  static let unlabelledColumns = 2
  /// Rows that an unlabelled sum has at least.
  static let unlabelledParts = 3
  /// Cells read at most.
  static let workLimit = 2_000_000

  private init(context: RoleContext, kept: KeptTable, totalWords: Set<String>) {
    self.context = context
    self.kept = kept
    self.totalWords = totalWords
  }

  /// - Parameters:
  ///   - totalWords: labels that by themselves say "total", letters only.
  ///   - sums: columns that were found to be the sum of the columns beside them.
  static func find(
    in context: RoleContext, totalWords: Set<String>, sums: Set<Int>
  ) -> TableStructure {
    var labelled: Set<Int> = []
    for column in context.headers.indices {
      let shape = context.shapes[column]
      if shape.numeric > 0 || shape.profile.cells(.mask) + shape.profile.cells(.bound) > 0,
        totalWords.contains(letters(context.headers[column].text))
      {
        labelled.insert(column)
      }
    }
    var structure = TableStructure(totalColumns: sums.union(labelled), labelledTotalColumns: labelled)
    guard let kept = context.table.kept else { return structure }
    let finder = TotalFinder(context: context, kept: kept, totalWords: totalWords)
    structure.totalLabels = finder.labels()
    structure.totalRows = finder.labelledRows(structure.totalLabels).union(finder.summedRows())
    return structure
  }

  private static func letters(_ text: HeaderText) -> String { text.text(0..<text.letters.count) }

  /// Which of a column's texts are words for all, by index.
  private func totals(among texts: [String]) -> Set<UInt32> {
    let first = Set(totalWords.compactMap(\.utf8.first))
    let longest = totalWords.map(\.utf8.count).max() ?? 0
    var totals: Set<UInt32> = []
    for (index, text) in texts.enumerated() {
      let isTotal =
        isPlainTotal(text, first: first, longest: longest)
        ?? totalWords.contains(Self.letters(context.text(of: text)))
      if isTotal { totals.insert(UInt32(clamping: index)) }
    }
    return totals
  }

  /// Whether a text of ASCII letters, digits and spaces is one of the words; nil for other texts, which have to be
  /// folded to be told. Nearly all labels are plain, and nearly all of those begin otherwise.
  private func isPlainTotal(_ text: String, first: Set<UInt8>, longest: Int) -> Bool? {
    var letters: [UInt8] = []
    for byte in text.utf8 {
      let letter = byte | 0x20
      let isLetter = letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z")
      guard isLetter || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") else {
        guard byte == UInt8(ascii: " ") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") else {
          return nil
        }
        continue
      }
      letters.append(isLetter ? letter : byte)
      if letters.count > longest || !first.contains(letters[0]) { return false }
    }
    return totalWords.contains(String(decoding: letters, as: UTF8.self))
  }

  private var labelColumns: [Int] { context.shapes.indices.filter { context.shapes[$0].isTextOnly } }

  /// Rows of which a label is a word for all.
  private func labelledRows(_ labels: [Int: Set<UInt32>]) -> Set<Int> {
    var rows: Set<Int> = []
    for column in labelColumns {
      guard let totals = labels[column] else { continue }
      for row in 0..<kept.rows {
        let cell = kept.cell(row: row, column: column)
        if cell.kind == .text && totals.contains(cell.text) { rows.insert(row) }
      }
    }
    return rows
  }

  /// The texts that are words for all, in every column that may be one of labels.
  private func labels() -> [Int: Set<UInt32>] {
    var labels: [Int: Set<UInt32>] = [:]
    for column in kept.columns.indices where context.shapes[column].profile.cells(.text) > 0 {
      let totals = totals(among: kept.columns[column].texts)
      if !totals.isEmpty { labels[column] = totals }
    }
    return labels
  }

  /// The first or last row, when it is the sum of all others in several columns of whole numbers.
  private func summedRows() -> Set<Int> {
    let wholes = context.shapes.indices.filter {
      context.shapes[$0].isWhole && (context.shapes[$0].range?.lowerBound ?? -1) >= 0
    }
    guard kept.rows > Self.unlabelledParts, kept.rows * wholes.count <= Self.workLimit else { return [] }
    var rows: Set<Int> = []
    for row in [kept.rows - 1, 0] {
      var holding = 0
      var fails = false
      for column in wholes {
        switch isSum(row, column) {
        case true?: holding += 1
        case false?: fails = true
        case nil: break
        }
      }
      if !fails && holding >= Self.unlabelledColumns { rows.insert(row) }
    }
    return rows
  }

  /// Whether a cell is the sum of the others of its column; nil where one of them is hidden or missing.
  private func isSum(_ row: Int, _ column: Int) -> Bool? {
    guard let total = kept.cell(row: row, column: column).whole else { return nil }
    var sum: Int128 = 0
    for other in 0..<kept.rows where other != row {
      guard let value = kept.cell(row: other, column: column).whole else { return nil }
      sum += Int128(value)
    }
    return total > 0 && sum == Int128(total)
  }
}
