// What each row holds, in listings whose rows are different statistics.

/// Reads the labels of rows as headers are read: `N`, `Mean`, `SD`, `25%` down the side of a table.
struct RowRoles {
  /// A listing has at least so many rows that name a statistic, …
  static let leastRows = 3
  /// … of at least so many different roles, …
  static let leastRoles = 2
  /// … and they are at least this share of its rows, in halves.
  private static let leastHalves = 1
  /// Different labels that are read.
  private static let mostLabels = 5_000
  /// How sure a label makes of its row when it is nothing but the word, and when it has more to it.
  static let wholeConfidence = 0.9
  static let partConfidence = 0.7

  /// Statistics that stand in rows of listings and nowhere among the labels of groups.
  private static let statistics: Set<ColumnRole> = [
    .mean, .standardDeviation, .median, .quantile, .minimum, .maximum, .sum, .standardError, .rSquared,
    .degreesOfFreedom, .coefficient, .confidenceLimit, .testStatistic, .pValue,
  ]

  /// Further ones that stand below each other in cross tables and in long forms.
  private static let shares = Set(ColumnRole.counts).union([.percentage, .proportion, .rate, .ratio])

  /// What the rows say.
  struct Found {
    /// For each row; empty when columns say what numbers are.
    var rows: [RoleAssignment] = []
    /// For single cells, where labels and values alternate in a row.
    var cells: [Int: RoleAssignment] = [:]
    /// Roles of second numbers by row.
    var seconds: [Int: RoleAssignment] = [:]
    /// Columns of labels that name statistics.
    var labels: [Int] = []
    /// Columns whose numbers are what their rows say.
    var columns: [Int] = []
  }

  private let context: RoleContext
  private let kept: KeptTable
  /// The same few words stand in many rows: each is read once.
  private var known: [String: StatisticLabel] = [:]
  /// There are more labels than are read.
  private var isCutOff = false

  /// The role of each row or cell; nothing where columns say what numbers are.
  static func find(in context: RoleContext) -> Found {
    guard let kept = context.table.kept, kept.rows > 0,
      // A column that says what it holds is believed before the labels of its rows.
      !context.table.columns.indices.contains(where: { isNamedStatistic($0, in: context) })
    else { return Found() }
    var reader = RowRoles(context: context, kept: kept)
    return reader.find()
  }

  private init(context: RoleContext, kept: KeptTable) {
    self.context = context
    self.kept = kept
  }

  private mutating func find() -> Found {
    let labels = labelColumns
    guard let first = labels.first else { return Found() }
    if labels.count > 1, let alternating = alternating(labels) { return alternating }
    if let found = listing(by: first) { return found }
    // In long form a further column of words says which statistic a row holds.
    for column in context.shapes.indices
    where column > first && context.shapes[column].isTextOnly && mayNameStatistics(column) {
      if let found = listing(by: column) { return found }
    }
    return Found()
  }

  /// The listing whose labels and values alternate in a row; nil where the labels name no statistics.
  private mutating func alternating(_ labels: [Int]) -> Found? {
    var found = Found()
    var all: [StatisticLabel?] = []
    for (position, column) in labels.enumerated() {
      let next = position + 1 < labels.count ? labels[position + 1] : context.shapes.count
      for row in 0..<kept.rows {
        let label = label(row: row, column: column)
        all.append(label)
        guard let role = label?.role, role.role != .unknown else { continue }
        for value in (column + 1)..<next { found.cells[KeptTable.key(row: row, column: value)] = role }
      }
      found.columns += (column + 1)..<next
    }
    guard isListing(all, values: []) else { return nil }
    found.labels = labels
    return found
  }

  /// The listing whose labels stand in one column; nil where they name no statistics.
  private mutating func listing(by column: Int) -> Found? {
    guard mayNameStatistics(column) else { return nil }
    var rows = (0..<kept.rows).map { label(row: $0, column: column) }
    // What was not read says nothing of its row: then columns say what numbers are.
    guard !isCutOff else { return nil }
    readErrors(below: &rows, labels: column)
    let values = context.shapes.indices.filter { $0 > column && !context.shapes[$0].isTextOnly }
    guard isListing(rows, values: values), !areItems(column, values: values) else { return nil }
    var found = Found()
    found.rows = rows.map { $0?.role ?? .unknown }
    for (row, label) in rows.enumerated() { found.seconds[row] = label?.second }
    found.labels = [column]
    found.columns = values
    return found
  }

  /// Labels that number the rows, `Q1`, `Q2`, `Q3`: questions or quarters rather than quartiles where numbers fall
  /// from one to the next.
  private func areItems(_ column: Int, values: [Int]) -> Bool {
    var last: (letters: Substring, number: Int)?
    for row in 0..<kept.rows {
      guard let text = kept.text(row: row, column: column) else { return false }
      let letters = text.prefix { $0.isLetter }
      guard !letters.isEmpty, let number = Int(text.dropFirst(letters.count)) else { return false }
      if let last, last.letters != letters || last.number &+ 1 != number { return false }
      last = (letters, number)
    }
    return values.contains { value in
      (1..<max(1, kept.rows)).contains { row in
        kept.cell(row: row, column: value).number < kept.cell(row: row - 1, column: value).number
      }
    }
  }

  /// Keys of people, codes and dates name no statistics, whatever they look like: `P01`, `P05`.
  private func mayNameStatistics(_ column: Int) -> Bool {
    let header = context.headers[column]
    return header.identifiers.isEmpty
      && (header.roles.contains(.text)
        || header.roles.isDisjoint(with: [.identifier, .code, .date, .dimension]))
  }

  /// Tables of models give standard errors or t in brackets, in rows without a label below their coefficients.
  private func readErrors(below rows: inout [StatisticLabel?], labels column: Int) {
    for row in rows.indices.dropFirst() where rows[row] == nil {
      let filled = (column + 1..<max(column + 1, context.shapes.count)).filter {
        kept.cell(row: row, column: $0).kind != .empty
      }
      guard !filled.isEmpty, filled.allSatisfy({ kept.cell(row: row, column: $0).marks.contains(.bracketed) })
      else { continue }
      rows[row] = StatisticLabel(
        role: RoleAssignment(.standardError, Self.partConfidence, "in brackets below a number"))
      if rows[row - 1]?.role.role == .unknown {
        rows[row - 1]?.role = RoleAssignment(.coefficient, Self.partConfidence, "above a number in brackets")
      }
    }
  }

  /// Whether labels name statistics often enough.
  private func isListing(_ labels: [StatisticLabel?], values: [Int]) -> Bool {
    let named = labels.compactMap { $0 }.filter { $0.role.role != .unknown }
    let statistics = named.filter { Self.statistics.contains($0.role.role) }
    let rows = labels.count { $0 != nil }
    guard named.count * 2 >= rows * Self.leastHalves else { return false }
    if named.count >= Self.leastRows && statistics.count >= 2
      && isVaried(Set(named.map(\.role.role)))
    {
      return true
    }
    // `Count`, `% within sex`, row after row: every label says what its row holds, and not all say that it counts.
    let roles = Set(named.map(\.role.role))
    let isPlain = named.allSatisfy { $0.role.confidence >= Self.wholeConfidence }
    if named.count == rows, rows >= (isPlain ? Self.leastRoles : Self.leastRows),
      roles.count >= Self.leastRoles,
      !roles.isSubset(of: ColumnRole.counts), roles.isSubset(of: Self.statistics.union(Self.shares))
    {
      return true
    }
    // `Age, median [range]` over cells such as `61 [19–94]`: label and cell say the same.
    let composites = values.filter { context.shapes[$0].share(.composite) > 0.5 }
    let agreeing = statistics.count { $0.second != nil }
    return !composites.isEmpty && agreeing > 0 && agreeing == statistics.count
      && statistics.count * 2 >= rows
  }

  /// A total beside one abbreviation that repeats is a group and its total: `LL` is a category as well. A
  /// total beside a mean is not.
  private func isVaried(_ roles: Set<ColumnRole>) -> Bool {
    roles.count >= Self.leastRoles
      && (roles.subtracting([.total]).count >= Self.leastRoles || roles.contains(.mean))
  }

  private static func isNamedStatistic(_ column: Int, in context: RoleContext) -> Bool {
    guard context.shapes[column].numeric > 0, context.isNamed(column) else { return false }
    // A header that names a group with its size says nothing of what the rows hold.
    if context.headers[column].statesSize { return false }
    // "All" and "Total" head a group as well.
    let labels: Set<ColumnRole> = Set(ColumnRole.labels).union([.age, .measurement, .total])
    let named = context.headers[column].phrases.filter {
      $0.weight >= RoleContext.namingWeight && context.headerRoles[column].contains($0.role)
    }
    return !labels.isSuperset(of: named.map(\.role))
  }

  /// The first column of texts, or of texts and percentages such as `25%`; in tables without names each
  /// further one that is text from top to bottom and has values behind it.
  private var labelColumns: [Int] {
    guard
      let first = context.shapes.indices.first(where: { column in
        let shape = context.shapes[column]
        return !shape.isEmpty && shape.profile.cells(.text) > 0 && shape.share(.text) >= 0.5
      })
    else { return [] }
    var labels = [first]
    for column in context.shapes.indices.dropFirst(first + 2)
    where context.shapes[column].isTextOnly && context.headers[column].text.isEmpty
      && column + 1 < context.shapes.count && column > (labels.last ?? 0) + 1
    {
      labels.append(column)
    }
    return labels
  }

  /// What a label says; nil where there is none.
  private mutating func label(row: Int, column: Int) -> StatisticLabel? {
    let cell = kept.cell(row: row, column: column)
    var text = kept.text(row: row, column: column)
    if cell.kind == .number, cell.marks.contains(.percent), let percent = cell.number.whole {
      // A quantile that was read as a number is written out again.
      text = "\(percent)%"
    }
    guard let text else { return nil }
    if let label = known[text] { return label }
    // No listing has so many names of statistics; to read each as one takes long.
    guard known.count < Self.mostLabels else {
      isCutOff = true
      return StatisticLabel(role: .unknown)
    }
    let label = StatisticLabel(text, in: context)
    known[text] = label
    return label
  }
}
