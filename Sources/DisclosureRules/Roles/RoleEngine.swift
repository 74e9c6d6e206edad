// From a table to what each of its columns holds.

/// Assigns roles: collects evidence of every kind and weighs it in ``RoleWeighing``.
public struct RoleEngine: Sendable {
  private let lexicon: HeaderLexicon
  private let totalWords: Set<String>

  /// An engine that understands headers by this vocabulary.
  public init(_ vocabulary: Vocabulary) {
    lexicon = HeaderLexicon(vocabulary)
    totalWords = vocabulary.totalWords
  }

  /// Fills in what the headers say of identifiers and the roles of the columns.
  public func understand(_ table: inout TableSubject) {
    for position in table.columns.indices {
      table.columns[position].headerIdentifiers = lexicon.identifiers(in: table.columns[position].name)
    }
    let context = RoleContext(table: table, lexicon: lexicon)
    let relations = ColumnRelations.find(in: context)
    table.roles = Self.assign(context, relations)
    let rows = RowRoles.find(in: context)
    table.structure = TotalFinder.find(in: context, totalWords: totalWords, sums: relations.sums)
    table.structure.rowRoles = rows.rows
    table.structure.listingLabels = rows.labels
    table.structure.sizeRow = rows.labels.isEmpty ? SizeRow.find(in: context) : nil
    table.structure.sizeColumns = Set(
      table.columns.indices.filter { context.isSize(context.headers[$0].text) })
    table.structure.peopleColumns = Set(table.columns.indices.filter(context.isPeople))
    table.structure.statedSize = CaptionReading.statedSize(in: context)
    let labelled = LabelledRows.find(in: context)
    table.structure.cellRoles = rows.cells.merging(labelled.cells) { $1 }
    table.structure.rowSeconds = rows.seconds.merging(labelled.seconds) { $1 }
    Self.applyListing(rows, to: &table)
    table.applyDeclaredRoles()
    table.seconds = SecondRoles.find(in: context, roles: table.roles)
  }

  /// In listings a column's numbers are what their rows say, and the labels are names of statistics.
  private static func applyListing(_ found: RowRoles.Found, to table: inout TableSubject) {
    for column in found.labels {
      table.roles[column] = RoleAssignment(
        .text, RowRoles.wholeConfidence, "it names what the rows hold")
    }
    for column in found.columns where table.columns[column].numeric > 0 {
      let roles = (0..<table.rows).compactMap { row -> RoleAssignment? in
        let role =
          found.cells[KeptTable.key(row: row, column: column)] ?? (found.rows.isEmpty ? nil : found.rows[row])
        return role?.role == .unknown ? nil : role
      }
      guard let first = roles.first else { continue }
      if roles.allSatisfy({ $0.role == first.role }) && roles.count * 2 > table.rows {
        table.roles[column] = first
      } else {
        table.roles[column] = RoleAssignment(
          .mixed, RowRoles.wholeConfidence, "its rows hold different statistics")
      }
    }
  }

  /// The role of each column, in order. The table's own `roles` are not read.
  public func assign(_ table: TableSubject) -> [RoleAssignment] {
    let context = RoleContext(table: table, lexicon: lexicon)
    return Self.assign(context, ColumnRelations.find(in: context))
  }

  private static func assign(_ context: RoleContext, _ relations: ColumnRelations.Found) -> [RoleAssignment] {
    let collectors: [any EvidenceCollector] = [
      HeaderEvidence(), ValueEvidence(), NeighbourEvidence(), RelationEvidence(relations: relations.evidence),
      FileNameEvidence(), CaptionEvidence(context), LabelEvidence(), GroupEvidence(context),
      BlockEvidence(context, relations: relations.evidence),
    ]
    return context.table.columns.indices.map { column in
      RoleWeighing.weigh(
        collectors.flatMap { $0.evidence(for: column, in: context) },
        shape: context.shapes[column], header: context.headers[column])
    }
  }

  /// The role of each column of one table.
  public static func assign(_ table: TableSubject, vocabulary: Vocabulary) -> [RoleAssignment] {
    RoleEngine(vocabulary).assign(table)
  }
}
