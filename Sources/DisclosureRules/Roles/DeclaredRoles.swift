// Declared roles laid over those that were found.

extension TableSubject {
  /// Columns with a declared role get it for certain; what the checker had found is kept in the declaration,
  /// for `context-mismatch`.
  mutating func applyDeclaredRoles() {
    guard let declaration = declared else { return }
    for position in columns.indices {
      let inferred = role(position)
      var column = declaration.columns[position] ?? TableDeclaration.Column()
      column.inferred = inferred
      declared?.columns[position] = column
      roles[position] = declaration.role(of: position, inferred: inferred, profile: columns[position])
    }
    // A column that says what it holds is believed before the labels of its rows.
    let saysStatistic = declaration.columns.values.contains { column in
      column.role.map { !ColumnRole.labels.contains($0) } ?? false
    }
    if saysStatistic || declaration.statistic != nil { structure.rowRoles = [] }
  }
}

extension TableDeclaration {
  /// The one reason for a declared role.
  static let reason: Message = "declared in the context file"

  /// The role of a column: declared, or what the table is declared to hold, or as it was found.
  fileprivate func role(
    of position: Int, inferred: RoleAssignment, profile: ColumnProfile
  ) -> RoleAssignment {
    var assignment = inferred
    if let role = columns[position]?.role {
      assignment = RoleAssignment(role: role, confidence: 1, reasons: [Self.reason])
    } else if let statistic, !inferred.isStrong, profile.numeric > 0,
      !ColumnRole.labels.contains(inferred.role)
    {
      assignment = RoleAssignment(role: statistic, confidence: 1, reasons: [Self.reason])
    }
    guard ColumnRole.counts.contains(assignment.role), let counted = counted(position) else {
      return assignment
    }
    switch counted {
    case .people, .organisations:
      return RoleAssignment(role: assignment.role, confidence: 1, reasons: [Self.reason])
    case .records:
      // Small counts of what is no person are for a person to judge.
      return RoleAssignment(
        role: assignment.role, confidence: min(assignment.confidence, RoleWeighing.recordsCeiling),
        reasons: ["declared to count records, not people"])
    case .weighted:
      return RoleAssignment(role: .sum, confidence: 1, reasons: ["declared to be a weighted count"])
    }
  }
}
