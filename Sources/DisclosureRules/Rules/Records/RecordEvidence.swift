// Whether the rows of a table are people.

/// Why the rows of a table are, or may be, single people or their events.
struct RecordEvidence {
  /// What speaks for it.
  enum Reason: Equatable {
    /// A key of people, by its header, with one row a person or several.
    case personKey(column: Int, isUnique: Bool)
    /// So many rows have the labels of another row, and nothing counts them.
    case repetition(rows: Int)
    /// These columns hold what only a person has.
    case attributes(columns: [Int])
    /// A column whose values nearly all differ and that may be a key.
    case perhapsKey(column: Int)
    /// Too many rows to look at, and no statistic among the columns.
    case size
  }

  /// `fail` where it is certain, otherwise `review`.
  var verdict: Verdict
  var reason: Reason
  /// The part of each column.
  var parts: [RecordColumn]

  /// With fewer rows repetition is chance.
  static let leastRows = 5
  /// With fewer rows even attributes in most columns prove nothing.
  private static let leastAttributeRows = 3
  /// A list of categories alone must be this long to be one of people for certain.
  private static let leastLabelRows = 10
  /// Rows whose labels another row has too: below this share they are slips, above the second they rule.
  private static let someRepetition = 0.2
  private static let muchRepetition = 0.5
  /// Blank cells below a label are taken for its continuation up to this share of the rows, or in few rows.
  private static let mostBlanks = 0.75
  private static let fewRows = 20

  /// The strongest evidence; nil when the table doesn't look like records of people.
  static func find(in table: TableSubject) -> RecordEvidence? {
    guard table.rows > 0 else { return nil }
    let parts = table.columns.indices.map { RecordColumn.part(of: $0, in: table) }
    func columns(_ part: RecordColumn) -> [Int] { parts.indices.filter { parts[$0] == part } }
    func found(_ verdict: Verdict, _ reason: Reason) -> RecordEvidence {
      RecordEvidence(verdict: verdict, reason: reason, parts: parts)
    }
    let isAggregated = parts.contains(.statistic)
    if let key = columns(.personKey).first {
      let isUnique = ValueShape(table.columns[key]).isNearlyUnique
      return found(isUnique || !isAggregated ? .fail : .review, .personKey(column: key, isUnique: isUnique))
    }
    // A listing: its rows are statistics.
    let isListing = table.structure.isListing
    if isAggregated || isListing { return nil }
    let isDoubtful = parts.contains(.perhapsStatistic) || !table.structure.totalRows.isEmpty

    let attributes = columns(.attribute)
    let personal = (attributes + columns(.flag)).sorted()
    let considered = parts.count { $0 != .nothing }
    if personal.count >= 2, personal.count * 2 >= considered, table.rows >= leastAttributeRows {
      return found(isDoubtful ? .review : .fail, .attributes(columns: personal))
    }
    let keys = columns(.perhapsKey)
    if let key = keys.first, !attributes.isEmpty, table.columns[key].headerIdentifiers.isEmpty == false,
      table.rows >= leastAttributeRows
    {
      return found(isDoubtful ? .review : .fail, .perhapsKey(column: key))
    }
    if let evidence = repetition(in: table, parts: parts) {
      return found(isDoubtful ? .review : evidence.verdict, .repetition(rows: evidence.rows))
    }
    if let key = keys.first(where: { ValueShape(table.columns[$0]).isNearlyUnique }),
      table.rows >= leastAttributeRows, considered > 1
    {
      return found(personal.isEmpty || isDoubtful ? .review : .fail, .perhapsKey(column: key))
    }
    let measured = parts.contains { [.value, .unknownNumber, .flag, .ambiguous].contains($0) }
    let days = attributes.filter { table.role($0).role == .date }
    if !days.isEmpty && (measured || attributes.count > days.count), table.rows >= leastRows {
      return found(.review, .attributes(columns: personal))
    }
    // Nothing could be counted, and nothing says that it is aggregated: not passed over.
    if table.kept == nil && !parts.contains(.perhapsStatistic) { return found(.review, .size) }
    return nil
  }

  private static func repetition(in table: TableSubject, parts: [RecordColumn]) -> (
    verdict: Verdict, rows: Int
  )? {
    let labels = parts.indices.filter { position in
      switch parts[position] {
      case .label, .perhapsKey: return true
      case .unknownNumber:
        // Categories coded as numbers: 1, 2, 3 over and over.
        let shape = ValueShape(table.columns[position])
        return shape.isContiguous && shape.repeats && shape.lies(in: 0...ValueShape.mostCategories)
      default: return false
      }
    }
    guard !labels.isEmpty, table.rows >= leastRows else { return nil }
    guard let repetition = repetition(of: labels, in: table) else { return nil }
    let (rows, share) = (repetition.rows, repetition.share)
    guard share >= someRepetition else { return nil }
    let isPersonal = parts.contains { [.attribute, .flag, .value].contains($0) }
    let isUnclear = parts.contains { [.ambiguous, .unknownNumber, .perhapsStatistic].contains($0) }
    // Single years of age beside labels that recur at random are those of people.
    let isAttributed = parts.contains(.attribute) && repetition.isIrregular
    if isPersonal { return (share >= muchRepetition || isAttributed ? .fail : .review, rows) }
    if isUnclear {
      // A number that is the only one can't tell rows apart and be their statistic too.
      let numbers = parts.indices.filter { !labels.contains($0) && parts[$0] != .nothing }
      let isCertain =
        numbers.count == 1 && !parts.contains(.perhapsStatistic) && repetition.isIrregular
        && table.rows >= leastLabelRows && share >= muchRepetition
      return (isCertain ? .fail : .review, rows)
    }
    // Labels alone: a list of people by their categories, or words that recur.
    let isCategorical = labels.allSatisfy { table.role($0).role == .dimension }
    guard isCategorical, table.rows >= leastLabelRows, share >= muchRepetition else { return nil }
    return (labels.count >= 2 ? .fail : .review, rows)
  }

  /// Rows whose labels another row has too.
  private struct Repetition {
    var rows: Int
    /// Of the rows that were compared.
    var share: Double
    /// Some labels come three times or more, others less often: no design repeats like that.
    var isIrregular = false
  }

  /// How many rows have labels that another row has too: counted where the table is kept, otherwise counted in
  /// its first rows, or by pigeonholes: there are no more combinations than the product of the numbers of
  /// different labels.
  private static func repetition(of labels: [Int], in table: TableSubject) -> Repetition? {
    if let kept = table.kept { return counted(labels, in: kept, of: table) }
    let first = table.firstRows.flatMap { counted(labels, in: $0, of: table) }
    var combinations = 1.0
    for label in labels {
      let distinct = table.columns[label].distinct
      // An estimate may be low: four standard errors of 3% are added to it. Blank cells are a label too.
      combinations *= Double(distinct.value) * (distinct.isExact ? 1 : 1.12) + 1
    }
    let rows = Double(table.rows) - combinations
    let share = max(0, rows / Double(table.rows))
    guard let first, first.share > share else {
      return rows > 0 ? Repetition(rows: Int(rows), share: share) : nil
    }
    return first
  }

  private static func counted(_ labels: [Int], in kept: KeptTable, of table: TableSubject) -> Repetition? {
    guard let first = labels.first, kept.rows > 0 else { return nil }
    let classes = RowClasses(of: kept, columns: labels)
    // A blank first label continues the row above; where nearly all are blank it is no label.
    let blanks = table.columns[first].cells(.empty)
    let continues = table.rows <= fewRows || Double(blanks) <= mostBlanks * Double(table.rows)
    let rows = (0..<kept.rows).count { row in
      classes.sizes[classes.ofRow[row]] > 1
        && !(continues && kept.cell(row: row, column: first).kind == .empty)
    }
    let repeated = classes.sizes.filter { $0 > 1 }
    let isIrregular = (repeated.max() ?? 0) >= 3 && repeated.contains { $0 != repeated.max() }
    return Repetition(
      rows: rows, share: Double(rows) / Double(kept.rows), isIrregular: isIrregular)
  }
}
