// What a column's header says, held against its values.

/// Evidence of the header's phrases.
struct HeaderEvidence: EvidenceCollector {
  /// Several phrases for one role add up to this at most: words alone never outweigh contrary values.
  static let most = 6.0
  /// Several headers of one kind, such as a chromosome's number beside positions and alleles, outweigh each word of them.
  static let companion = 9.0
  /// A header whose values contradict it speaks against its role.
  static let contradicted = -6.0

  func evidence(for column: Int, in context: RoleContext) -> [RoleEvidence] {
    let header = context.headers[column]
    let shape = context.shapes[column]
    var evidence: [RoleEvidence] = []
    if context.isExplained(byCompanionsOf: column) {
      evidence.append(RoleEvidence(.code, Self.companion, "the header stands beside others of its kind"))
    }
    var spent: [ColumnRole: Double] = [:]
    for phrase in header.phrases {
      guard shape.fits(phrase.role, header: header) else {
        if context.isExplained(byCompanionsOf: column) { continue }
        evidence.append(
          RoleEvidence(
            phrase.role, Self.contradicted, "the values do not fit the header word \"\(name: phrase.text)\""))
        continue
      }
      let weight = min(phrase.weight, Self.most - (spent[phrase.role] ?? 0))
      spent[phrase.role, default: 0] += weight
      evidence.append(RoleEvidence(phrase.role, weight, "header word \"\(name: phrase.text)\""))
    }
    return evidence + identifierEvidence(header, shape, context)
  }

  private func identifierEvidence(
    _ header: HeaderReading, _ shape: ValueShape, _ context: RoleContext
  ) -> [RoleEvidence] {
    guard shape.fits(.identifier, header: header), !shape.isEmpty else { return [] }
    let named = header.identifiers.filter { !Self.valueDecided.contains($0.rule) }
    if named.contains(where: \.isCertain) {
      return [
        RoleEvidence(.identifier, 5, "the header \"\(name: header.original)\" names an identifier of people")
      ]
    }
    // A column of counts may well be called "id" by its software; keys are unique.
    if !named.isEmpty && shape.isNearlyUnique && shape.profile.filled > 1 {
      return [RoleEvidence(.identifier, 2, "the header \"\(name: header.original)\" may name an identifier")]
    }
    return []
  }

  /// Areas and dates are labels as well; their own rules look at the values.
  private static let valueDecided: Set<RuleName> = ["uk-postcode", "date-of-birth", "coordinates"]
}

/// Evidence of the file's name.
struct FileNameEvidence: EvidenceCollector {
  /// A file's name speaks of the whole table, so for one column it says little.
  static let weight = 0.8
  /// It says more of fractions under nothing but categories, where the statistic can be named nowhere else.
  static let underCategory = 2.5

  func evidence(for column: Int, in context: RoleContext) -> [RoleEvidence] {
    let shape = context.shapes[column]
    // Only for what nothing else explains, and only the kinds of number that file names speak of.
    guard context.headers[column].phrases.isEmpty, shape.numeric > 0 else { return [] }
    let roles = context.fileName.phrases.reduce(into: [HeaderReading.Phrase]()) { first, phrase in
      if !first.contains(where: { $0.role == phrase.role }) { first.append(phrase) }
    }
    return roles.compactMap { phrase in
      let suits =
        switch phrase.role {
        case .count: shape.isWhole && !context.fileName.countsRecords
        case .percentage, .proportion, .rate, .mean, .median, .standardDeviation: shape.fractional > 0
        default: false
        }
      guard suits, shape.fits(phrase.role, header: context.headers[column]) else { return nil }
      let weight = context.isCategory(column) && shape.fractional > 0 ? Self.underCategory : Self.weight
      return RoleEvidence(
        phrase.role, weight, "the file's name says \"\(name: phrase.text)\"")
    }
  }
}
