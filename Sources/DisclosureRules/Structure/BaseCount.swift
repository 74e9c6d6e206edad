// The N behind a statistic: how many people a mean, a rate or a quantile is made of, wherever the table says so.

/// The number of people behind one statistic.
struct BaseCount: Equatable {
  /// Where the table gives it; 0-based.
  enum Source: Equatable {
    case cell(row: Int, column: Int)
    case header(column: Int)
    case label(row: Int, column: Int)
    /// The context file says it, or the microdata behind the cell do.
    case declared
    /// A title or a note.
    case caption
  }

  /// N; the most it can be when `isBound`; nil where the table hides it.
  var value: Int64?
  /// The table says only that N is no more: `<8`.
  var isBound = false
  var source: Source
  /// Nothing suggests that the number is something else, or was changed before it was published.
  var isStrong: Bool

  /// Surely from 1 to below n. A bound of `<8` counts: the statistic of a count that had to be hidden.
  func isBelow(_ n: Int64) -> Bool { value.map { $0 >= 1 && $0 < n } ?? false }

  /// Where N stands; nil when the table doesn't show it.
  func location(in table: TableSubject, kept: KeptTable) -> Location? {
    switch source {
    case .cell(let row, let column), .label(let row, let column):
      table.location(column: column).at(kept.place(row: row, column: column))
    case .header(let column): table.location(column: column)
    case .declared: nil
    case .caption: Location(table: table.id)
    }
  }
}

/// Finds the N of statistics of one table; the headers and labels are read once.
struct BaseCounts {
  private let table: TableSubject
  private let kept: KeptTable
  /// For each column of statistics the rows that hold its counts, in listings whose rows say what numbers are.
  private var countRows: [Int: NearestRows] = [:]
  /// The same among the rows of one group, by the group's number in `groups`.
  private var countRowsOfGroup: [Int: [Int: NearestRows]] = [:]
  /// What rows are about, by all of their labels but the name of the statistic; nil where they have no others.
  private var groups: LabelCodes?
  /// For each column of statistics, columns that may hold its N, likeliest first.
  private var candidates: [Int: [Int]] = [:]
  /// Candidates whose counts were changed before they were published: rounded or weighted.
  private var changed: Set<Int> = []
  /// The N that a column's header states.
  private let headers: [Int64?]
  /// The column of labels whose header states the N of the whole table, where no other header does:
  /// `Outcome (N = 103)`.
  private let overall: (column: Int, size: Int64)?
  /// Columns of labels that state an N, with that of each distinct text.
  private let labels: [(column: Int, sizes: [Int64?])]

  /// Tables with more counts than this are compared by distance only: words take too long.
  private static let comparedByWords = 64
  /// So many columns are looked at for one statistic's N.
  private static let looked = 4
  /// Counts of what is not there, and of different values, are no N.
  private static let missingWords: Set<String> = [
    "missing", "nmiss", "null", "na", "nan", "excluded", "unique", "nunique", "distinct",
  ]
  /// Header words of counts that stand for more people than were asked.
  private static let weightedWords: Set<String> = ["weighted", "wtd", "grossed"]

  /// - Parameters:
  ///   - columns: the columns of statistics that will be asked about.
  ///   - roles: what an N may be; counts and totals, for rates events as well.
  init(
    of table: TableSubject, kept: KeptTable, for columns: [Int],
    roles: Set<ColumnRole> = [.count, .total]
  ) {
    self.table = table
    self.kept = kept
    let headers = table.columns.map { $0.name.flatMap(SampleSize.stated) }
    self.headers = headers
    let stating = headers.indices.filter { headers[$0] != nil }
    overall = stating.first.flatMap { column in
      guard stating.count == 1, table.columns[column].numeric == 0 else { return nil }
      return headers[column].map { (column, $0) }
    }
    labels = table.columns.indices.compactMap { column in
      guard kept.columns.indices.contains(column) else { return nil }
      let sizes = kept.columns[column].texts.map(SampleSize.stated)
      return sizes.contains { $0 != nil } ? (column, sizes) : nil
    }
    if !table.structure.rowRoles.isEmpty {
      let named = table.structure.rowRoles.indices.filter {
        roles.contains(table.structure.rowRoles[$0].role)
      }
      groups = Self.groups(of: table, kept)
      for column in columns {
        let rows = named.filter { reads(row: $0, column: column) }
        countRows[column] = NearestRows(rows)
        guard let groups else { continue }
        countRowsOfGroup[column] = Dictionary(grouping: rows) { groups.codes[$0] }.mapValues {
          NearestRows($0)
        }
      }
      changed = Set(columns.filter { Self.isChanged(table.columns[$0]) })
      return
    }
    let open = table.columns.indices.filter { Self.isOpen($0, roles: roles, in: table) }
    guard !open.isEmpty else { return }
    let nearness = open.count <= Self.comparedByWords ? HeaderNearness(of: table, anchors: []) : nil
    for column in columns {
      let ranked = open.filter { $0 != column }.map { candidate in
        let shared = nearness?.shared(column, candidate) ?? 0
        return (
          // A column that is known to count outranks one that may, however near.
          rank: (
            table.role(candidate).role == .unknown ? 1 : 0, -shared, abs(candidate - column), candidate
          ), column: candidate
        )
      }
      candidates[column] = ranked.sorted { $0.rank < $1.rank }.prefix(Self.looked).map(\.column)
    }
    changed = Set(open.filter { Self.isChanged(table.columns[$0]) })
  }

  /// In long form the other labels of a row say of which group its statistic is.
  private static func groups(of table: TableSubject, _ kept: KeptTable) -> LabelCodes? {
    let labels = table.columns.indices.filter { column in
      ColumnRole.labels.contains(table.role(column).role) && table.columns[column].cells(.empty) == 0
        && !table.structure.listingLabels.contains(column) && kept.columns.indices.contains(column)
    }
    guard !labels.isEmpty else { return nil }
    return labels.reduce(LabelCodes(rows: kept.rows)) { $0.combined(with: LabelCodes(column: $1, of: kept)) }
  }

  private static func isOpen(_ column: Int, roles: Set<ColumnRole>, in table: TableSubject) -> Bool {
    let profile = table.columns[column]
    let role = table.role(column).role
    guard roles.contains(role) || (role == .unknown && profile.isWhole) else { return false }
    return !countsOthers(profile)
  }

  private static func words(of column: ColumnProfile) -> [String] {
    HeaderNearness.words(of: String((column.name ?? "").prefix(SampleSize.longest)))
  }

  /// Whether a header says that its counts are of something that nobody is behind.
  static func isNoBase(_ column: ColumnProfile) -> Bool { isWeighted(column) || countsOthers(column) }

  /// Whether a header says that its counts are of what is not there, or of different values: no N of people.
  private static func countsOthers(_ column: ColumnProfile) -> Bool {
    !missingWords.isDisjoint(with: words(of: column))
  }

  /// Whether a header says that its counts were weighted: then they stand for more people than there are.
  static func isWeighted(_ column: ColumnProfile) -> Bool {
    !weightedWords.isDisjoint(with: words(of: column))
  }

  private static func isChanged(_ column: ColumnProfile) -> Bool {
    column.rounding.provenBase != nil || isWeighted(column)
  }

  /// The N of the statistic at a 0-based row and column; nil when the table gives none.
  func base(row: Int, column: Int) -> BaseCount? { bases(row: row, column: column, atMost: 1).first }

  /// Up to `limit` numbers of people behind a statistic, likeliest first: the events and the people of a rate.
  func bases(row: Int, column: Int, atMost limit: Int) -> [BaseCount] {
    if let declared = declared(row: row, column: column) { return [declared] }
    let found = own(row: row, column: column, atMost: limit)
    guard found.isEmpty, let size = table.structure.statedSize else { return found }
    // A row may be about fewer people than the whole table is.
    return [BaseCount(value: size, isBound: true, source: .caption, isStrong: true)]
  }

  /// The same without what titles and notes say.
  private func own(row: Int, column: Int, atMost limit: Int) -> [BaseCount] {
    if let stated = stated(row: row, column: column) { return [stated] }
    if !table.structure.rowRoles.isEmpty {
      let nearest =
        groups.flatMap { countRowsOfGroup[column]?[$0.codes[row]]?.nearest(to: row) }
        ?? countRows[column]?.nearest(to: row)
      return nearest.map { [count(row: $0, column: column, role: table.structure.rowRoles[$0])] } ?? []
    }
    let beside = (candidates[column] ?? []).filter { reads(row: row, column: $0) }.prefix(limit)
      .map { count(row: row, column: $0, role: table.role($0)) }
    guard beside.isEmpty, let sizes = table.structure.sizeRow, sizes != row, reads(row: sizes, column: column)
    else { return beside }
    return [count(row: sizes, column: column, role: .sizeOfColumn)]
  }

  /// What the microdata behind the cell say, else what the context file does; nil where neither is given.
  private func declared(row: Int, column: Int) -> BaseCount? {
    if let group = table.sourceGroup(row: row, column: column) {
      return BaseCount(value: group.valued, source: .declared, isStrong: true)
    }
    switch table.declared?.size(column) {
    case .number(let size)?: return BaseCount(value: size, source: .declared, isStrong: true)
    case .column(let place)? where place != column: return declared(at: row, place)
    case .row(let place)? where place != row: return declared(at: place, column)
    default: return nil
    }
  }

  /// The N in a cell that was declared to hold it: nothing makes it doubtful but rounding and weights.
  private func declared(at row: Int, _ column: Int) -> BaseCount? {
    guard reads(row: row, column: column) else { return nil }
    return count(
      row: row, column: column, role: RoleAssignment(role: .count, confidence: 1, reasons: []))
  }

  /// What the cell itself, its header and the labels of its row state; the least where several do, because
  /// a cell's people belong to its row and to its column.
  private func stated(row: Int, column: Int) -> BaseCount? {
    var found: [BaseCount] = []
    if let size = headers[column] {
      found.append(BaseCount(value: size, source: .header(column: column), isStrong: true))
    } else if let overall {
      found.append(BaseCount(value: overall.size, source: .header(column: overall.column), isStrong: true))
    }
    for (label, sizes) in labels {
      let cell = kept.cell(row: row, column: label)
      guard cell.kind == .text || cell.kind == .composite, sizes.indices.contains(Int(cell.text)),
        let size = sizes[Int(cell.text)], label == column || cell.kind == .text
      else { continue }
      found.append(BaseCount(value: size, source: .label(row: row, column: label), isStrong: true))
    }
    return found.min { ($0.value ?? 0) < ($1.value ?? 0) }
  }

  /// Whether a cell says something of N: a whole number, a bound or a mask.
  private func reads(row: Int, column: Int) -> Bool {
    let cell = kept.cell(row: row, column: column)
    switch cell.kind {
    case .number, .composite: return cell.number.whole != nil
    case .bound, .mask: return true
    case .empty, .date, .text: return false
    }
  }

  private func count(row: Int, column: Int, role: RoleAssignment) -> BaseCount {
    let cell = kept.cell(row: row, column: column)
    let isAsDeclared = table.declared?.rounding(column) == nil && table.declared?.counted(column) != .weighted
    var base = BaseCount(
      source: .cell(row: row, column: column),
      isStrong: role.isStrong && isAsDeclared && !changed.contains(column))
    switch cell.kind {
    case .number, .composite:
      base.value = cell.number.whole
    case .bound where !cell.marks.contains(.lowerBound):
      base.value = cell.number.whole.map { cell.marks.contains(.inclusive) ? $0 : $0 &- 1 }
      base.isBound = true
    default: break
    }
    return base
  }
}
