// The labels of a column with what each says of the people that it counts.

/// The labels of the rows along one column: each is read once, however many rows have it.
struct LabelAxis {
  /// The different labels.
  let labels: [PopulationLabel]
  /// For each row the position of its label among ``labels``.
  let codes: [Int]
  /// The key of each label.
  let keys: [UInt64]

  /// Columns with more texts than this hold names of things, not definitions of groups.
  static let distinctLimit = 2_000

  /// - Parameter codes: for each row the position of its label.
  init(labels: [PopulationLabel], codes: [Int]) {
    self.labels = labels
    self.codes = codes
    keys = labels.map(\.key)
  }

  /// The labels of a kept column.
  init(column: Int, of kept: KeptTable, words: PopulationWords) {
    let found = LabelCodes(column: column, of: kept)
    let isRead =
      kept.columns.indices.contains(column) && kept.columns[column].texts.count <= Self.distinctLimit
    let labels = found.firstRows.map { row -> PopulationLabel in
      if let text = kept.text(row: row, column: column) {
        return isRead ? words.read(text, isRow: true) : .named(text)
      }
      let cell = kept.cell(row: row, column: column)
      return cell.kind == .number ? .named(cell.number.text) : .empty
    }
    self.init(labels: labels, codes: found.codes)
  }

  /// What the label of a 0-based row says.
  func label(row: Int) -> PopulationLabel { labels[codes[row]] }
}
