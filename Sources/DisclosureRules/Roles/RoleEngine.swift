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
    table.structure = TotalFinder.find(in: context, totalWords: totalWords, sums: relations.sums)
    table.structure.rowRoles = RowRoles.find(in: context)
    table.applyDeclaredRoles()
  }

  /// The role of each column, in order. The table's own `roles` are not read.
  public func assign(_ table: TableSubject) -> [RoleAssignment] {
    let context = RoleContext(table: table, lexicon: lexicon)
    return Self.assign(context, ColumnRelations.find(in: context))
  }

  private static func assign(_ context: RoleContext, _ relations: ColumnRelations.Found) -> [RoleAssignment] {
    let collectors: [any EvidenceCollector] = [
      HeaderEvidence(), ValueEvidence(), NeighbourEvidence(), RelationEvidence(relations: relations.evidence),
      FileNameEvidence(), BlockEvidence(context, relations: relations.evidence),
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
